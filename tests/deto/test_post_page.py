"""The page of the post, and the list for career development: who, where, since when."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agreements.models import Agreement
from deto.models import PostStatus
from tests.abroad import put_on_file
from tests.browsing import page, signed_in
from tests.cast import NOW
from tests.overseas import OverseasCast, approved, make_overseas_cast, recommended, requested

CAREER, CSV = "/overseas/foreign-service/", "/overseas/foreign-service.csv"
BERLIN = "/overseas/posts/BERLIN/"


@pytest.fixture
def foreign(db: None) -> OverseasCast:
    return make_overseas_cast(service="foreign")


def copies(agreement: Agreement, number: int) -> None:
    """More people with the same stay."""
    for turn in range(Agreement.objects.count(), Agreement.objects.count() + number):
        person, position = agreement.employee, agreement.employee.position
        assert position is not None
        position.pk, position.number = None, f"PX{turn}"
        position.save()
        person.pk, person.number, person.user, person.position = None, f"X{turn}", None, position
        person.save()
        twin = Agreement.objects.get(pk=agreement.pk)
        twin.pk, twin.number, twin.employee = None, f"TW-X-{turn}", person
        twin.save()


def test_page_of_the_post_says_policy_status_and_what_waits(foreign: OverseasCast) -> None:
    agreement = requested(foreign)
    mona = signed_in(foreign, "manager")
    words = page(mona, BERLIN)
    assert "no telework policy on file" in words
    assert "No status stands in the way" in words
    assert agreement.number is not None
    assert agreement.number in words
    put_on_file(foreign)  # type: ignore[arg-type]
    PostStatus.objects.create(
        country="DE",
        status="ordered_departure",
        starts_on=date(2026, 11, 1),
        source="26 STATE 1",
        entered_by=foreign.manager,
        entered_at=NOW,
    )
    words = page(mona, BERLIN)
    assert "policy is on file" in words
    assert "Ordered departure" in words
    assert "26 STATE 1" in words


@pytest.mark.parametrize(("who", "status"), [("manager", 200), ("security_officer", 200), ("director", 403)])
def test_page_of_the_post_is_for_its_officers(foreign: OverseasCast, who: str, status: int) -> None:
    client = signed_in(foreign, who)
    assert client.get(BERLIN).status_code == status
    if status == 200:
        assert client.get("/overseas/posts/").headers["Location"] == BERLIN
        assert client.get("/overseas/posts/OSLO/").status_code == 404


@pytest.mark.citation("2368.17")
def test_list_for_career_development_has_post_and_dates_of_the_foreign_service_alone(
    foreign: OverseasCast,
) -> None:
    agreement = approved(foreign)
    carl = signed_in(foreign, "career_director")
    words = page(carl, CAREER)
    assert "Emma Employee" in words
    assert "Embassy Berlin" in words
    assert "7 December 2026" in words
    assert "30 November 2027" in words
    (row,) = _rows(carl)
    assert (row["agreement"], row["post"], row["starts_on"], row["last_day"], row["days_so_far"]) == (
        agreement.number,
        "Embassy Berlin",
        "2026-12-07",
        "2027-11-30",
        "0",
    )


@pytest.mark.citation("2368.17")
def test_civil_service_is_not_on_the_list_nor_is_a_request(db: None) -> None:
    cast = make_overseas_cast()
    approved(cast)
    assert _rows(signed_in(cast, "career_director")) == []


def test_request_is_not_on_the_list(foreign: OverseasCast) -> None:
    recommended(foreign)
    assert _rows(signed_in(foreign, "career_director")) == []


def test_name_that_a_spreadsheet_would_run_is_set_off(foreign: OverseasCast) -> None:
    agreement = approved(foreign)
    agreement.employee.given_name = "=1+1"
    agreement.employee.save()
    (row,) = _rows(signed_in(foreign, "managing_officer"))
    assert row["name"] == "'=1+1 Employee"


@pytest.mark.parametrize("who", ["coordinator", "manager", "employee"])
def test_list_is_closed_to_everybody_else(foreign: OverseasCast, who: str) -> None:
    assert signed_in(foreign, who).get(CAREER).status_code == 403
    assert signed_in(foreign, who).get(CSV).status_code == 403


def test_lists_ask_as_many_queries_for_twenty_stays_as_for_three(
    foreign: OverseasCast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    agreement = approved(foreign)
    copies(agreement, 2)
    counts = [_queries(foreign, django_assert_max_num_queries)]
    copies(Agreement.objects.get(pk=agreement.pk), 20)
    counts.append(_queries(foreign, django_assert_max_num_queries))
    assert counts[0] == counts[1]


def _queries(cast: OverseasCast, count: DjangoAssertNumQueries) -> list[int]:
    found = []
    for who, address in (("career_director", CAREER), ("manager", BERLIN)):
        client = signed_in(cast, who)
        client.get(address)
        with count(60) as asked:
            client.get(address)
        found.append(len(asked))
    return found


def _rows(client: Client) -> list[dict[str, str]]:
    content = b"".join(client.get(CSV)).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(content)))
