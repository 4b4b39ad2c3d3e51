"""Words and days that mean no good: script in a name, reasons without end, the first and the last year."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from agreements.models import Notice
from eligibility.models import (
    Designation,
    Employee,
    FactDispute,
    TrainingCertificate,
    TrainingCompletion,
)
from eligibility.services.training import ask_for_manager_course
from telework.models import OutboxMessage
from tests.browsing import page, proven, signed_in, words
from tests.cast import NOW, Cast, active, draft, make_cast
from tests.certificates import posted, uploaded
from tests.requesting import schedule_post, url

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"
ENDLESS = "x" * 10_000
YEARS = ("0001-01-01", "9999-12-31")


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        yield make_cast()


def test_script_in_a_name_is_escaped_on_pages_and_in_letters(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(given_name=SCRIPT)
    cast.employee.refresh_from_db()
    cast.coordinator.training.all().delete()
    certificate = uploaded(cast)
    ask_for_manager_course(supervisor=cast.coordinator, person=cast.employee, occasion="request:1", now=NOW)
    draft(cast)
    pages = {
        "coordinator": [
            "/training/check/",
            reverse("certificate", args=[certificate.pk]),
            "/training/people/",
        ],
        "director": ["/eligibility/people/", f"/eligibility/people/{cast.employee.number}/"],
        "employee": ["/", "/training/"],
    }
    for by, addresses in pages.items():
        for address in addresses:
            assert SCRIPT not in page(signed_in(cast, by), address), address
    assert ESCAPED in page(signed_in(cast, "coordinator"), "/training/check/")
    letters = OutboxMessage.objects.all()
    assert letters
    assert [one.template for one in letters if SCRIPT in one.html] == []
    assert all(ESCAPED in one.html for one in letters)


def test_a_reason_of_10000_characters_is_refused_with_words(cast: Cast) -> None:
    agreement = active(cast)
    certificate = reverse("certificate", args=[uploaded(cast).pk])
    forms = {
        "/eligibility/disputes/about/rating/": ("employee", {"claim": ENDLESS}),
        f"/eligibility/people/{cast.employee.number}/designate/": (
            "supervisor",
            {"reason_code": "x", "reason_text": ENDLESS},
        ),
        certificate: ("coordinator", {"outcome": "refused", "reason": ENDLESS}),
        f"/training/people/{cast.employee.number}/": (
            "coordinator",
            {"what": "manager", "day": "2026-11-02", "evidence": ENDLESS},
        ),
        reverse("cancel", args=[agreement.number]): (
            "supervisor",
            {"reason_code": "programme_needs", "reason_text": ENDLESS},
        ),
    }
    for address, (by, given) in forms.items():
        shown = words(proven(cast, by).post(address, given))
        assert "at most" in shown, address
    for model in (FactDispute, Designation, Notice):
        assert not model.objects.exists()
    assert not TrainingCompletion.objects.filter(employee=cast.employee, course="manager").exists()
    assert TrainingCertificate.objects.get().outcome == ""


@pytest.mark.parametrize("day", YEARS)
def test_the_first_and_the_last_year_are_refused_with_words(cast: Cast, day: str) -> None:
    case = draft(cast)
    forms = {
        "/training/": ("employee", posted(completed_on=day), "completed_on"),
        f"/training/people/{cast.employee.number}/": (
            "coordinator",
            {"what": "exemption", "day": day, "evidence": "Agreement"},
            "day",
        ),
        f"/eligibility/people/{cast.employee.number}/designate/": (
            "supervisor",
            {"reason_code": "", "reason_text": "The desk must be staffed.", "until": day},
            "until",
        ),
        url("request_schedule", case): (
            "employee",
            schedule_post(requested_start_on=day),
            "requested_start_on",
        ),
    }
    for address, (by, given, field) in forms.items():
        answer = proven(cast, by).post(address, given)
        shown = words(answer)
        assert f'id="id_{field}_error' in shown or "usa-error-message" in shown, address
        assert day in shown, address
    assert not TrainingCertificate.objects.exists()
    assert not Designation.objects.exists()
    assert not TrainingCompletion.objects.filter(exempt_evidence_on__isnull=False).exists()
