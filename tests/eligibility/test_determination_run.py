"""Determinations for everybody: the same answer as one by one, in few queries, kept short, and replayed."""

from datetime import date, timedelta

import pytest

from eligibility.answering import is_eligible
from eligibility.collect import facts_of
from eligibility.collect_bulk import QUERIES, facts_in_bulk
from eligibility.history import findings_of
from eligibility.models import (
    EligibilityDetermination,
    Employee,
)
from eligibility.services.determination import assess, determine
from eligibility.services.determination_run import (
    CHAIN,
    Run,
    close_day,
    determine_chunk,
    determine_person,
    digest_of_rows,
    was_determined,
)
from eligibility.tasks import determine_changed
from telework import audit, clock
from telework.errors import NotPermitted
from telework.models import AuditEvent
from telework.roles import Role
from tests.browsing import counted
from tests.cast import NOW, TODAY, Cast, grant, make_cast, person
from tests.eligibility.determination_cast import LATER, current, disciplined, run, varied


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_facts_in_bulk_are_those_of_one_by_one(cast: Cast) -> None:
    people = varied(cast)
    single = [facts_of(Employee.objects.get(pk=one.pk), TODAY) for one in people]
    assert facts_in_bulk(people, TODAY) == single


def test_facts_of_many_cost_the_queries_of_few(cast: Cast) -> None:
    people = varied(cast)
    for some in (people[:2], people):
        with counted() as queries:
            facts_in_bulk(some, TODAY)
        assert queries == [QUERIES]


def test_a_run_costs_the_queries_of_its_chunks_and_not_of_its_people(cast: Cast) -> None:
    run()
    EligibilityDetermination.objects.all().delete()
    with counted() as few:
        run()
    for number in range(30):
        person(f"More{number}", "People", cast.bureau)
    EligibilityDetermination.objects.all().delete()
    with counted() as many:
        run()
    assert many == few


@pytest.mark.citation("2362.2(a)")
def test_everybody_who_serves_has_one_current_determination(cast: Cast) -> None:
    gone = person("Gone", "Former", cast.bureau, separated_on=TODAY - timedelta(days=1))
    done = run(chunk=3)
    serving = Employee.objects.serving(TODAY)
    assert done.looked_at == done.written == serving.count()
    assert set(serving.values_list("pk", flat=True)) == set(
        EligibilityDetermination.objects.filter(is_current=True).values_list("employee", flat=True)
    )
    assert not gone.determinations.exists()
    assert sum(done.outcomes.values()) == done.written


def test_the_run_answers_as_the_check_of_one_person_does(cast: Cast) -> None:
    varied(cast)
    run(chunk=4)
    for who in Employee.objects.all():
        expected = assess(who, TODAY)
        assert findings_of(current(who)) == expected
        assert current(who).eligible is is_eligible(expected)


def test_one_by_one_keeps_what_the_run_keeps(cast: Cast) -> None:
    varied(cast)
    run()
    by_run = current(cast.employee)
    single = determine(actor=cast.user("employee"), now=NOW, employee=cast.employee, occasion="request")
    for name in ("digest", "findings", "facts", "eligible", "rules_id", "policy_set"):
        assert getattr(single, name) == getattr(by_run, name)


def test_an_unchanged_answer_is_not_written_again(cast: Cast) -> None:
    run()
    again = run(LATER)
    assert (again.written, again.looked_at) == (0, Employee.objects.serving(TODAY).count())
    assert EligibilityDetermination.objects.filter(determined_at=LATER).count() == 0


def test_a_newer_extract_with_the_same_facts_changes_nothing(cast: Cast) -> None:
    run()
    Employee.objects.update(facts_as_of=date(2026, 11, 25))
    assert run(LATER).written == 0


def test_a_changed_answer_replaces_the_current_one_and_the_old_one_stays(cast: Cast) -> None:
    run()
    before = current(cast.employee)
    Employee.objects.filter(pk=cast.employee.pk).update(
        rating_of_record="unacceptable", rating_on=date(2026, 11, 28), facts_as_of=date(2026, 11, 28)
    )
    assert run(LATER).written == 1
    after = current(cast.employee)
    assert (before.eligible, after.eligible, after.occasion) == (True, False, "nightly")
    assert list(cast.employee.determinations.values_list("is_current", flat=True)) == [True, False]


def test_a_chunk_writes_one_event_with_the_digest_of_its_rows(cast: Cast) -> None:
    run(chunk=4)
    events = AuditEvent.objects.filter(chain=CHAIN, action="determine").order_by("sequence")
    serving = Employee.objects.serving(TODAY).count()
    assert len(events) == -(-serving // 4)
    rows = list(EligibilityDetermination.objects.order_by("employee_id"))
    for number, event in enumerate(events):
        part = rows[number * 4 : number * 4 + 4]
        assert event.payload.data["digest"] == digest_of_rows(part)
    part[-1].digest = "0" * 64
    assert event.payload.data["digest"] != digest_of_rows(part)
    assert audit.first_fault(CHAIN) is None


def test_a_fact_recorded_late_makes_a_correction(cast: Cast) -> None:
    run()
    disciplined(cast.employee, on=date(2026, 11, 2))
    Employee.objects.filter(pk=cast.employee.pk).update(facts_as_of=date(2026, 11, 28))
    run(LATER)
    correction = current(cast.employee)
    assert (correction.occasion, correction.concerns_since) == ("correction", date(2026, 11, 2))


def test_a_fact_that_came_after_the_determination_is_no_correction(cast: Cast) -> None:
    run()
    disciplined(cast.employee, on=date(2026, 11, 25))
    run(LATER)
    assert (current(cast.employee).occasion, current(cast.employee).concerns_since) == ("nightly", None)


def test_a_leave_restriction_that_runs_out_is_no_correction(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(
        on_leave_restriction=True, leave_restriction_until=date(2026, 11, 27)
    )
    run()
    run(LATER)
    assert (current(cast.employee).eligible, current(cast.employee).occasion) == (True, "nightly")


def test_nobody_but_the_system_determines_everybody(cast: Cast) -> None:
    actor = cast.user("managing_officer")
    with pytest.raises(NotPermitted):
        determine_chunk(actor=actor, now=NOW, occasion="run", only_changed=True, after=0)
    with pytest.raises(NotPermitted):
        close_day(actor=actor, now=NOW, run=Run())
    assert not EligibilityDetermination.objects.exists()


@pytest.mark.parametrize("name", ["employee", "supervisor", "director", "other_coordinator", "auditor"])
def test_these_do_not_have_somebody_determined(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        determine_person(actor=cast.user(name), now=NOW, employee=cast.employee)


def test_coordinator_and_hr_specialist_of_the_bureau_have_somebody_determined(cast: Cast) -> None:
    hans = person("Hans", "Specialist", cast.bureau)
    grant(hans, Role.HR_SPECIALIST, cast.bureau)
    assert hans.user is not None
    first = determine_person(actor=cast.user("coordinator"), now=NOW, employee=cast.employee)
    again = determine_person(actor=hans.user, now=LATER, employee=cast.employee)
    assert again == first
    with pytest.raises(NotPermitted):
        determine_person(actor=hans.user, now=NOW, employee=hans)


def test_the_nightly_task_works_once_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert determine_changed()["written"] == Employee.objects.serving(TODAY).count()
    assert was_determined(TODAY)
    disciplined(cast.employee)
    assert determine_changed() == {}
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))
    assert determine_changed()["written"] == 1
