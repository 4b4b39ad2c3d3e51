"""Everything that waits for one person in one list: why, since when, filtered, in pages of the database."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from agreements import inbox
from agreements.inbox import Wanted
from agreements.models import Agreement, ApprovalStep
from agreements.services.delegation import delegate
from eligibility.models import Employee, TrainingCompletion
from telework.roles import Role
from tests.browsing import counted, page, signed_in
from tests.cast import NOW, TODAY, Cast, draft, grant, person, submitted, train, waiting_step
from tests.changing import propose
from tests.deciding import approve, send_back


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def others(cast: Cast, number: int) -> list[Agreement]:
    """Requests of `number` more people with the same supervisor."""
    first, cases = cast.employee, []
    for place in range(Employee.objects.count(), Employee.objects.count() + number):
        cast.employee = person(f"Pat{place}", f"Person{place}", cast.bureau, supervisor=cast.supervisor)
        train(cast.employee)
        cases.append(submitted(cast))
    cast.employee = first
    return cases


def asked_of(cast: Cast, who: str, **wanted: str) -> list[str]:
    """Where the entries of somebody's list come from."""
    return [row[0] for row in inbox.everything(cast.user(who), TODAY, Wanted(**wanted))]


def test_returned_request_waits_for_its_employee(cast: Cast) -> None:
    send_back(cast.user("supervisor"), waiting_step(submitted(cast)))
    assert asked_of(cast, "employee") == ["own_request"]
    text = page(signed_in(cast, "employee"), "/inbox/")
    assert "It was returned to you" in text
    assert 'app-nav__count">1' in text


def test_request_that_a_coordinator_wrote_waits_for_its_employee(cast: Cast) -> None:
    case = draft(cast)
    assert asked_of(cast, "employee") == []
    Agreement.objects.filter(pk=case.pk).update(entered_by=cast.coordinator)
    assert "Cora Coordinator wrote it for you" in page(signed_in(cast, "employee"), "/inbox/")


def test_terms_that_somebody_else_wrote_wait_for_the_employees_signature(cast: Cast) -> None:
    propose(cast.user("supervisor"), waiting_step(submitted(cast)), NOW)
    assert asked_of(cast, "employee") == ["own_signature"]
    assert asked_of(cast, "employee", asked="sign") == ["own_signature"]
    text = page(signed_in(cast, "employee"), "/inbox/")
    assert "Only you can sign them" in text


def test_advice_is_told_apart_from_decisions(cast: Cast) -> None:
    case = submitted(cast)
    ApprovalStep.objects.filter(pk=waiting_step(case).pk).update(act="consult")
    assert asked_of(cast, "supervisor", asked="advise") == ["step"]
    assert asked_of(cast, "supervisor", asked="decide") == []


def test_list_is_filtered_by_bureau_where_somebody_decides_for_two(cast: Cast) -> None:
    grant(cast.director, Role.EXECUTIVE_DIRECTOR, cast.other_bureau)
    approve(cast.user("supervisor"), waiting_step(submitted(cast)))
    cast.employee = person("Ellis", "Elsewhere", cast.other_bureau, supervisor=cast.supervisor)
    train(cast.employee)
    approve(cast.user("supervisor"), waiting_step(submitted(cast)))
    client = signed_in(cast, "director")
    text = page(client, "/inbox/")
    assert "Emma Employee" in text
    assert "You decide for EB as bureau executive director." in text
    text = page(client, "/inbox/?bureau=EB")
    assert "Emma Employee" not in text
    assert "Ellis Elsewhere" in text


@pytest.mark.citation("2361.3(c)")
def test_sealed_kind_is_offered_as_a_filter_only_to_who_decides_on_one(cast: Cast) -> None:
    case = submitted(cast)
    words = "Telework as a reasonable accommodation"
    assert words not in page(signed_in(cast, "supervisor"), "/inbox/")
    Agreement.objects.filter(pk=case.pk).update(kind="accommodation")
    assert words in page(signed_in(cast, "supervisor"), "/inbox/?kind=accommodation")
    assert words not in page(signed_in(cast, "director"), "/inbox/?kind=accommodation")


def test_filter_that_matches_nothing_says_so_and_unknown_choices_choose_nothing(cast: Cast) -> None:
    submitted(cast)
    client = signed_in(cast, "supervisor")
    assert "Nothing matches" in page(client, "/inbox/?asked=review")
    assert "Emma Employee" in page(client, "/inbox/?asked=everything&bureau=MOON")


def test_step_in_somebodys_place_says_whose(cast: Cast) -> None:
    days = {"starts_on": TODAY, "ends_on": TODAY}
    delegate(actor=cast.user("supervisor"), now=NOW, holder=cast.stranger, **days)
    submitted(cast)
    text = page(signed_in(cast, "stranger"), "/inbox/")
    assert "You decide in place of Sam Supervisor, as supervisor." in text


@pytest.mark.citation("2362.7")
def test_navigation_counts_only_what_can_be_acted_on(cast: Cast) -> None:
    others(cast, 2)
    TrainingCompletion.objects.filter(employee=cast.supervisor).delete()
    text = page(signed_in(cast, "supervisor"), "/inbox/")
    assert "app-nav__count" not in text
    assert "Your course for managers is missing" in text
    assert "2 things wait for you" in text


def test_list_has_pages_and_the_most_urgent_comes_first(cast: Cast) -> None:
    cases = others(cast, 3)
    for days, case in zip((3, -9, 0), cases, strict=True):
        step = waiting_step(case)
        ApprovalStep.objects.filter(pk=step.pk).update(due_on=TODAY + timedelta(days=days))
    rows = inbox.everything(cast.user("supervisor"), TODAY)
    assert [row[2] - TODAY for row in rows[:3]] == [timedelta(days=n) for n in (-9, 0, 3)]
    assert rows.count() == 3


def test_inbox_asks_the_same_number_of_questions_for_any_number_of_entries(cast: Cast) -> None:
    days = {"starts_on": TODAY, "ends_on": TODAY}
    delegate(actor=cast.user("supervisor"), now=NOW, holder=cast.stranger, **days)
    others(cast, 1)
    for who in ("supervisor", "stranger"):
        client = signed_in(cast, who)
        with counted() as few:
            page(client, "/inbox/")
        others(cast, 4)
        with counted() as many:
            page(client, "/inbox/")
        assert few == many
