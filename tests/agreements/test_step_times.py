"""How long each step takes: on the case's page inside the seal, and for the coordinator of the bureau."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from agreements import step_times
from agreements.models import Agreement, ApprovalStep
from tests.browsing import counted, page, signed_in
from tests.cast import NOW, Cast, approve_step, person, submitted, train

# Monday of the week after; Thursday was Thanksgiving Day.
A_WEEK_LATER = NOW + timedelta(days=7)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(A_WEEK_LATER, tick=False) as traveller:
        yield traveller


def test_time_of_each_step_is_counted_in_workdays_from_the_day_after_it_opened(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor", NOW + timedelta(days=2))
    first, second = step_times.times_of(agreement, A_WEEK_LATER)
    assert (first.office, first.workdays, first.until) == ("Supervisor, OES", 2, NOW.date() + timedelta(2))
    assert (second.office, second.workdays, second.until) == ("Bureau executive director, OES", 2, None)
    assert not first.is_late
    assert not second.is_late


def test_case_page_shows_the_times_and_when_somebody_is_reminded(cast: Cast) -> None:
    agreement = submitted(cast)
    text = page(signed_in(cast, "employee"), f"/agreements/{agreement.number}/")
    assert "Time in each step" in text
    assert '<td data-label="Workdays taken">4</td>' in text
    assert "Silence decides nothing." in text


def test_coordinator_reads_what_waits_the_longest_first(cast: Cast) -> None:
    approve_step(cast, submitted(cast), "supervisor", NOW + timedelta(days=2))
    colleague = person("Ann", "Colleague", cast.bureau, supervisor=cast.supervisor)
    train(colleague)
    submitted(replace(cast, employee=colleague))
    text = page(signed_in(cast, "coordinator"), "/bureau/")
    waiting = text.partition("What waits for an answer")[2].partition("</table>")[0]
    assert waiting.index("Ann Colleague") < waiting.index("Emma Employee")
    assert "Sam Supervisor" in waiting


def test_outside_the_seal_neither_office_nor_person_is_named(cast: Cast) -> None:
    agreement = submitted(cast)
    Agreement.objects.filter(pk=agreement.pk).update(kind="accommodation")
    ApprovalStep.objects.filter(terms__agreement=agreement).update(role="drad", capacities=["drad"])
    client = signed_in(cast, "coordinator")
    waiting = page(client, "/bureau/").partition("What waits for an answer")[2].partition("</table>")[0]
    assert "Those who decide" in waiting
    assert "isab" not in waiting
    assert "Sam" not in waiting
    assert "Time in each step" not in page(client, f"/agreements/{agreement.number}/")


def test_table_takes_the_same_queries_however_much_waits(cast: Cast) -> None:
    submitted(cast)
    user = cast.user("coordinator")
    step_times.waiting_in([cast.bureau.pk], user, A_WEEK_LATER)
    with counted() as one:
        assert len(step_times.waiting_in([cast.bureau.pk], user, A_WEEK_LATER)) == 1
    for name in ("Ann", "Ben"):
        colleague = person(name, "Colleague", cast.bureau, supervisor=cast.supervisor)
        train(colleague)
        submitted(replace(cast, employee=colleague))
    with counted() as three:
        assert len(step_times.waiting_in([cast.bureau.pk], user, A_WEEK_LATER)) == 3
    assert one == three
