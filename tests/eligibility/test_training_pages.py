"""The pages of courses: who opens which, what they show, and how a file leaves the site."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from eligibility.models import TrainingCertificate, TrainingCompletion
from eligibility.services.certificates import check_certificate
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.certificates import posted, uploaded

MINE, CHECK, PEOPLE = "/training/", "/training/check/", "/training/people/"


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        yield make_cast()


def addresses(certificate: TrainingCertificate) -> list[str]:
    return [
        reverse("certificate", args=[certificate.pk]),
        reverse("certificate_file", args=[certificate.pk]),
        reverse("training_person", args=[certificate.employee.number]),
    ]


# --- Who opens which page: the certificate, its file, the record of the person ------------------------------
DOORS = {
    "employee": (200, 200, 404),
    "coordinator": (200, 200, 200),
    "director": (200, 200, 200),
    "supervisor": (404, 404, 404),
    "stranger": (404, 404, 404),
    "other_coordinator": (404, 404, 404),
    "managing_officer": (404, 404, 404),
    "auditor": (404, 404, 404),
}


@pytest.mark.parametrize("by", DOORS)
def test_a_certificate_opens_for_the_person_and_for_who_keeps_the_record(cast: Cast, by: str) -> None:
    client, certificate = signed_in(cast, by), uploaded(cast)
    assert tuple(client.get(url).status_code for url in addresses(certificate)) == DOORS[by]
    assert [client.get(url).status_code for url in (MINE, CHECK, PEOPLE)] == [200, 200, 200]


@pytest.mark.parametrize("by", ["director", "employee"])
def test_who_does_not_check_is_told_who_does(cast: Cast, by: str) -> None:
    certificate = uploaded(cast)
    address = reverse("certificate", args=[certificate.pk])
    assert "Your answer" not in page(signed_in(cast, by), address)
    answer = signed_in(cast, by).post(address, {"outcome": "accepted"})
    assert answer.status_code == 403
    assert not TrainingCompletion.objects.filter(course="manager", employee=cast.employee).exists()


# --- One's own ----------------------------------------------------------------------------------------------
def test_ones_own_page_says_what_is_missing_for_what(cast: Cast) -> None:
    shown = page(signed_in(cast, "employee"), MINE)
    assert "Completed</strong> on Monday, 12 January 2026" in shown
    assert "You need it as soon as somebody who teleworks reports to you" in shown
    cast.supervisor.training.all().delete()
    assert "return or deny a request of your people, but not approve it" in page(
        signed_in(cast, "supervisor"), MINE
    )


def test_a_certificate_is_uploaded_and_waits(cast: Cast) -> None:
    client = signed_in(cast, "employee")
    answer = client.post(MINE, posted("../My certificate.pdf"))
    assert (answer.status_code, answer["Location"]) == (302, MINE)
    kept = TrainingCertificate.objects.get()
    assert (kept.employee, kept.file_name) == (cast.employee, "My certificate.pdf")
    shown = page(client, MINE)
    assert "Waiting to be checked" in shown
    assert "Your certificate is with the coordinator" in shown


def test_the_same_upload_sent_twice_is_one(cast: Cast) -> None:
    client = signed_in(cast, "employee")
    client.post(MINE, posted())
    again = words(client.post(MINE, posted()))
    assert "waits to be checked" in again
    assert TrainingCertificate.objects.count() == 1


def test_a_wrong_day_keeps_what_was_typed_and_says_why_beside_it(cast: Cast) -> None:
    shown = words(signed_in(cast, "employee").post(MINE, posted(completed_on="2026-11-24")))
    assert "cannot be completed on a day to come" in shown
    assert 'value="2026-11-24"' in shown
    assert not TrainingCertificate.objects.exists()


def test_a_form_without_a_file_is_refused_with_words(cast: Cast) -> None:
    shown = words(signed_in(cast, "employee").post(MINE, {"course": "manager", "completed_on": "2026-11-02"}))
    assert "Choose the file. Upload a PDF" in shown


# --- The file -----------------------------------------------------------------------------------------------
def test_a_file_is_saved_and_never_shown_inside_the_site(cast: Cast) -> None:
    certificate = uploaded(cast)
    answer = signed_in(cast, "coordinator").get(reverse("certificate_file", args=[certificate.pk]))
    assert answer.content == bytes(TrainingCertificate.objects.get().content)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


# --- The check ----------------------------------------------------------------------------------------------
def test_the_coordinator_accepts_from_the_page(cast: Cast) -> None:
    certificate = uploaded(cast)
    client = signed_in(cast, "coordinator")
    address = reverse("certificate", args=[certificate.pk])
    assert "Emma Employee" in page(client, CHECK)
    answer = client.post(address, {"outcome": "accepted", "reason": ""})
    assert (answer.status_code, answer["Location"]) == (302, CHECK)
    assert TrainingCompletion.objects.filter(employee=cast.employee, course="manager").exists()
    shown = page(client, CHECK)
    assert "No certificate waits for you" in shown
    assert "Accepted by Cora Coordinator, 23 November 2026" in shown
    assert client.post(address, {"outcome": "accepted"}).status_code == 409


def test_a_refusal_without_a_reason_says_so_beside_the_field(cast: Cast) -> None:
    address = reverse("certificate", args=[uploaded(cast).pk])
    shown = words(signed_in(cast, "coordinator").post(address, {"outcome": "refused", "reason": ""}))
    assert "Say why you do not accept it" in shown


# --- Recording ----------------------------------------------------------------------------------------------
def test_the_coordinator_records_a_completion_and_an_exemption(cast: Cast) -> None:
    client = signed_in(cast, "coordinator")
    address = reverse("training_person", args=[cast.supervisor.number])
    assert "Emma Employee" in page(client, f"{PEOPLE}?q=Emma")
    done = {"what": "manager", "day": "2026-11-02", "evidence": "Certificate 7"}
    proof = {"what": "exemption", "day": "2010-12-08", "evidence": "Agreement of 2009"}
    for given in (done, proof):
        answer = client.post(address, given)
        assert (answer.status_code, answer["Location"]) == (302, address)
    shown = page(client, address)
    assert "exempt, paper of 8 December 2010" in shown
    assert "Certificate 7" in shown


@pytest.mark.parametrize("day", ["2010-12-09", "0001-01-01", "9999-12-31"])
def test_a_paper_that_proves_nothing_is_refused_beside_its_field(cast: Cast, day: str) -> None:
    address = reverse("training_person", args=[cast.employee.number])
    given = {"what": "exemption", "day": day, "evidence": "Agreement"}
    shown = words(signed_in(cast, "coordinator").post(address, given))
    assert "Nothing was recorded" in shown
    assert not TrainingCompletion.objects.filter(exempt_evidence_on__isnull=False).exists()


def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Cast) -> None:
    client = signed_in(cast, "coordinator")
    check_certificate(actor=cast.user("coordinator"), now=NOW, certificate=uploaded(cast), outcome="accepted")
    uploaded(cast)
    numbers = []
    for names in ((), ("supervisor", "director")):
        for name in names:
            check_certificate(
                actor=cast.user("coordinator"), now=NOW, certificate=uploaded(cast, name), outcome="accepted"
            )
            uploaded(cast, name, "employee")
        with counted() as number:
            page(client, CHECK)
        numbers += number
    assert numbers[0] == numbers[1]


def test_the_date_of_a_certificate_is_shown_in_words(cast: Cast) -> None:
    certificate = uploaded(cast)
    TrainingCertificate.objects.filter(pk=certificate.pk).update(completed_on=date(2026, 10, 30))
    shown = page(signed_in(cast, "coordinator"), reverse("certificate", args=[certificate.pk]))
    assert "Friday, 30 October 2026" in shown
    assert TODAY.isoformat() not in shown
