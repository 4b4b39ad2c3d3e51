"""Two people at the same moment: one wins, the other is told, and nothing is half done."""

from dataclasses import replace
from functools import partial

from django.db import transaction

from agreements.models import Agreement, ApprovalStep, Notice, Signature
from agreements.services import drafting, lifecycle, submission
from agreements.states import State
from eligibility.models import EligibilityDetermination
from telework import audit
from telework.errors import CommandRefused, WrongState
from telework.models import OutboxMessage, User
from telework.roles import Role
from tests.cast import NOW, Cast, active, approve_step, draft, grant, person, proof, submitted, waiting_step
from tests.deciding import approve, deny, send_back
from tests.together import many_times, raised, together
from tests.traces import actions


def fresh(user: User) -> User:
    """The person as their own request has them, sharing nothing with another thread's."""
    return User.objects.get(pk=user.pk)


def assert_letters_were_written_once(agreement: Agreement) -> None:
    letters = OutboxMessage.objects.filter(key__startswith=f"agreement:{agreement.pk}:")
    pairs = list(letters.exclude(template="decision_needed").values_list("template", "to"))
    assert len(pairs) == len(set(pairs))


@many_times
def test_of_two_deciders_at_once_one_wins_and_the_other_is_told_who(cast: Cast, repetition: int) -> None:
    dora = person(f"Dora{repetition}", "Designee", cast.bureau)
    grant(dora, Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    assert dora.user is not None
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    step = waiting_step(agreement)
    second = [approve, deny, send_back][repetition % 3]
    outcomes = together(
        partial(approve, fresh(cast.user("director")), step), partial(second, fresh(dora.user), step)
    )
    (refusal,) = raised(outcomes)
    assert isinstance(refusal, WrongState)
    decided = ApprovalStep.objects.get(pk=step.pk)
    assert decided.decided_by is not None
    assert decided.decided_by.full_name in refusal.reason
    decisions = [action for action in actions(agreement) if action in ("approve", "deny", "return")]
    assert len(decisions) == 2
    assert Agreement.objects.get(pk=agreement.pk).state in (State.APPROVED, State.DENIED, State.RETURNED)
    assert audit.first_fault(agreement.chain) is None
    assert_letters_were_written_once(agreement)


@many_times
def test_a_double_click_on_approve_is_one_approval(cast: Cast, repetition: int) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    outcomes = together(*[partial(approve, fresh(cast.user("supervisor")), step) for _ in range(3)])
    assert [type(refusal) for refusal in raised(outcomes)] == [WrongState, WrongState]
    assert Signature.objects.filter(step=step).count() == 1
    assert actions(agreement).count("approve") == 1
    assert waiting_step(agreement).stage == 2


@many_times
def test_a_double_submit_is_one(cast: Cast, repetition: int) -> None:
    agreement = draft(cast)

    def submit() -> Agreement:
        actor = fresh(cast.user("employee"))
        return submission.submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())

    outcomes = together(submit, submit)
    (refusal,) = raised(outcomes)
    assert isinstance(refusal, WrongState)
    assert actions(agreement).count("submit") == 1
    assert Signature.objects.filter(terms__agreement=agreement).count() == 1
    assert ApprovalStep.objects.filter(terms__agreement=agreement).count() == 2
    assert EligibilityDetermination.objects.filter(employee=cast.employee).count() == 1
    assert audit.first_fault(agreement.chain) is None
    assert_letters_were_written_once(agreement)


@many_times
def test_a_double_begin_is_one_request(cast: Cast, repetition: int) -> None:
    def begin() -> Agreement:
        return drafting.begin_request(actor=fresh(cast.user("employee")), now=NOW)

    (refusal,) = raised(together(begin, begin))
    assert isinstance(refusal, WrongState)
    assert Agreement.objects.filter(employee=cast.employee).count() == 1


@many_times
def test_a_decision_and_a_withdrawal_at_once_come_to_one_outcome(cast: Cast, repetition: int) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)

    def withdraw() -> Agreement:
        return drafting.withdraw(actor=fresh(cast.user("employee")), now=NOW, agreement=agreement)

    outcomes = together(withdraw, partial(deny, fresh(cast.user("supervisor")), step))
    (refusal,) = raised(outcomes)
    assert isinstance(refusal, CommandRefused)
    state = Agreement.objects.get(pk=agreement.pk).state
    step.refresh_from_db()
    assert (state, step.decision) in [(State.WITHDRAWN, ""), (State.DENIED, "denied")]
    assert actions(agreement)[-1] in ("withdraw", "deny")
    assert len({"withdraw", "deny"} & set(actions(agreement))) == 1
    assert audit.first_fault(agreement.chain) is None


@many_times
def test_of_two_notices_of_one_side_at_once_one_runs(cast: Cast, repetition: int) -> None:
    agreement = active(cast)

    def notify(who: str) -> Notice:
        return lifecycle.give_notice(
            actor=fresh(cast.user(who)),
            now=NOW,
            agreement=agreement,
            reason_code="programme_needs",
            reason_text="The desk must be staffed.",
        )

    (refusal,) = raised(together(partial(notify, "supervisor"), partial(notify, "supervisor")))
    assert isinstance(refusal, WrongState)
    assert Notice.objects.filter(agreement=agreement).count() == 1
    notify("employee")
    assert Notice.objects.filter(agreement=agreement).count() == 2


@many_times
def test_events_of_one_case_queue_and_none_is_lost(cast: Cast, repetition: int) -> None:
    actor = cast.user("employee")

    @transaction.atomic
    def record(number: int) -> None:
        audit.record(
            chain=f"case:{repetition}",
            action="act",
            actor=actor,
            now=NOW,
            subject="1",
            payload={"number": number},
        )

    assert raised(together(*[partial(record, number) for number in range(6)])) == []
    assert audit.first_fault(f"case:{repetition}") is None


def test_cases_of_several_people_go_on_beside_each_other(cast: Cast) -> None:
    colleagues = []
    for name in ("Ann", "Ben", "Cal"):
        colleague = person(name, "Colleague", cast.bureau, supervisor=cast.supervisor)
        colleague.training.create(course="employee", completed_on=NOW.date())
        colleagues.append(replace(cast, employee=colleague))
    cases = [submitted(each) for each in colleagues]
    steps = [waiting_step(case) for case in cases]
    supervisor = cast.user("supervisor")
    assert raised(together(*[partial(approve, fresh(supervisor), step) for step in steps])) == []
    for case in cases:
        assert audit.first_fault(case.chain) is None
        assert waiting_step(case).stage == 2
