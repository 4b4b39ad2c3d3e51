"""Who decides changes at the moment of a decision, and terms are changed from two sides at once."""

from datetime import timedelta
from functools import partial
from typing import Any

from agreements.models import Agreement, ApprovalStep
from agreements.services import delegation, handover
from agreements.states import Purpose
from telework import audit
from telework.errors import CommandRefused, NotPermitted, WrongState
from telework.models import User
from tests import changing
from tests.cast import NOW, TODAY, Cast, active, person, submitted, train, waiting_step
from tests.deciding import approve
from tests.together import many_times, raised, together
from tests.traces import actions


def fresh(user: User) -> User:
    """The person as their own request has them, sharing nothing with another thread's."""
    return User.objects.get(pk=user.pk)


@many_times
def test_a_delegation_that_ends_at_the_moment_of_a_decision_holds_for_it_or_does_not(
    cast: Cast, repetition: int
) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    deputy = person(f"Deputy{repetition}", "Decider", cast.bureau)
    train(deputy, "manager")
    given = delegation.delegate(
        actor=cast.user("supervisor"),
        now=NOW,
        holder=deputy,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=7),
    )
    assert deputy.user is not None

    def end() -> Any:
        return delegation.withdraw_delegation(actor=fresh(cast.user("supervisor")), now=NOW, delegation=given)

    outcomes = together(partial(approve, fresh(deputy.user), step), end)
    given.refresh_from_db()
    step.refresh_from_db()
    assert given.withdrawn_at == NOW
    if step.decided_by is None:
        (refusal,) = raised(outcomes)
        assert isinstance(refusal, NotPermitted)
        assert refusal.reason
    else:
        assert raised(outcomes) == []
        assert (step.decided_by, step.on_behalf_of) == (deputy, cast.supervisor)
    assert actions(agreement).count("approve") == (step.decided_by is not None)
    assert audit.first_fault(agreement.chain) is None


@many_times
def test_a_decision_and_a_reassignment_at_once_come_to_one_outcome(cast: Cast, repetition: int) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    successor = person(f"Next{repetition}", "Decider", cast.bureau)

    def pass_on() -> ApprovalStep:
        return handover.reassign(
            actor=fresh(cast.user("coordinator")), now=NOW, step=step, to=successor, reason="On leave."
        )

    outcomes = together(partial(approve, fresh(cast.user("supervisor")), step), pass_on)
    (refusal,) = raised(outcomes)
    assert isinstance(refusal, CommandRefused)
    assert refusal.reason
    step.refresh_from_db()
    if isinstance(refusal, NotPermitted):
        assert (step.decided_by, step.assignee) == (None, successor)
    else:
        assert (step.decided_by, step.assignee) == (cast.supervisor, cast.supervisor)
    assert len({"approve", "reassign"} & set(actions(agreement))) == 1
    assert audit.first_fault(agreement.chain) is None


@many_times
def test_an_adjustment_and_a_change_asked_for_at_once_come_to_one_version(
    cast: Cast, repetition: int
) -> None:
    agreement = active(cast)

    def ask() -> Any:
        return changing.begin(cast, Agreement.objects.get(pk=agreement.pk))

    def adjust() -> Any:
        actor = fresh(cast.user("supervisor"))
        return changing.adjust(cast, Agreement.objects.get(pk=agreement.pk), actor=actor)

    outcomes = together(ask, adjust)
    refusals = raised(outcomes)
    assert all(isinstance(refusal, WrongState) and refusal.reason for refusal in refusals), refusals
    later = agreement.terms_versions.filter(number__gt=1, withdrawn_at__isnull=True, refused_at__isnull=True)
    assert later.count() == 1
    assert later.get().purpose in (Purpose.AMENDMENT, Purpose.ADJUSTMENT)
    assert audit.first_fault(agreement.chain) is None
