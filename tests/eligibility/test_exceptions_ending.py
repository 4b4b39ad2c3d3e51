"""How an exception ends: by somebody, by its last day, and what reminds of it (2362.2)."""

from datetime import date, timedelta

import pytest

from eligibility.models import EligibilityException, Employee, PersonnelChange
from eligibility.services import exceptions
from eligibility.services.lapsing import end_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, User
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.eligibility.deciding import (
    REVIEW,
    RULE,
    UNTIL,
    barred,
    fails_own_rule,
    grant,
    is_eligible_by_record,
    letters,
    refused,
)


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    fails_own_rule(cast)
    return cast


def test_ending_an_exception_makes_the_rule_count_at_once_and_tells_why(cast: Cast) -> None:
    exception = grant(cast)

    ended = exceptions.end_exception(
        actor=cast.user("director"), now=NOW, exception=exception, reason="The system is replaced."
    )

    assert (ended.ended_at, ended.ended_by) == (NOW, cast.director)
    assert barred(cast) == [RULE]
    assert is_eligible_by_record(cast) is False
    assert "The system is replaced." in letters("exception_ended")["emma"].text
    change = PersonnelChange.objects.get()
    assert (change.matter, change.old, change.new) == ("exception", "excepted from 2362.2(c)(2)(a)", "ended")
    assert AuditEvent.objects.filter(action="end_exception").count() == 1


def test_an_exception_is_ended_by_the_bureau_with_a_reason_and_once(cast: Cast) -> None:
    exception = grant(cast)

    def end(by: str, reason: str = "Enough.") -> EligibilityException:
        return exceptions.end_exception(actor=cast.user(by), now=NOW, exception=exception, reason=reason)

    refused(NotPermitted, lambda: end("supervisor"))
    assert set(refused(PolicyRefused, lambda: end("director", " ")).fields) == {"reason"}
    end("director")
    refused(WrongState, lambda: end("director"))


def test_an_exception_holds_through_its_last_day_and_then_ends_by_itself(cast: Cast) -> None:
    grant(cast)
    last, after = NOW + (UNTIL - TODAY), NOW + (UNTIL - TODAY) + timedelta(days=1)

    assert barred(cast, UNTIL) == []
    assert end_due(last)["ended"] == 0
    assert barred(cast, UNTIL + timedelta(days=1)) == [RULE]
    assert end_due(after)["ended"] == 1
    assert end_due(after)["ended"] == 0

    held = EligibilityException.objects.get()
    assert (held.ended_at, held.ended_by) == (after, None)
    assert is_eligible_by_record(cast) is False
    assert set(letters("exception_ended")) == {"emma", "sam", "edith"}
    assert grant(cast, now=after, until=date(2027, 4, 1), review_on=date(2027, 4, 1)).pk


def test_what_lapses_is_ended_by_the_system_alone_and_not_before(cast: Cast) -> None:
    exception = grant(cast)

    def lapse(actor: User) -> object:
        return exceptions.end_lapsed_exception(actor=actor, now=NOW, exception=exception)

    system = User.objects.system()
    refused(NotPermitted, lambda: lapse(cast.user("director")))
    refused(WrongState, lambda: lapse(system))


def test_whoever_decided_is_reminded_once_on_the_day_to_look_again(cast: Cast) -> None:
    grant(cast)
    before, on_it = NOW + (REVIEW - TODAY) - timedelta(days=1), NOW + (REVIEW - TODAY)

    end_due(before)
    assert letters("decision_look_again") == {}
    end_due(on_it)
    end_due(on_it + timedelta(days=1))

    assert set(letters("decision_look_again")) == {"edith"}


def test_one_that_fails_does_not_keep_the_others_from_ending(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(cast)
    Employee.objects.filter(pk=cast.stranger.pk).update(
        needs_close_supervision=True, position=cast.supervisor.position
    )
    grant(cast, employee=cast.stranger)
    real = exceptions.redetermine

    def fail_for_one(person: Employee, *rest: object) -> None:
        if person.pk == cast.employee.pk:
            raise RuntimeError("database away")
        real(person, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(exceptions, "redetermine", fail_for_one)
    done = end_due(NOW + (UNTIL - TODAY) + timedelta(days=1))

    assert (done["ended"], done["failed"]) == (1, 1)
