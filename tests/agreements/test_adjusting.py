"""The supervisor adjusts the terms with notice; the employee signs them in time, or the agreement ends."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements import tasks
from agreements.models import Agreement, ApprovalStep
from agreements.services import accepting, closures, lifecycle
from agreements.states import EndReason, Purpose, State
from eligibility.models import TrainingCompletion
from telework.errors import NotPermitted, NotReauthenticated, PolicyRefused, WrongState
from telework.models import AuditEvent, Closure, OutboxMessage
from telework.roles import Role
from tests.cast import (
    NOW,
    Cast,
    active,
    approved,
    grant,
    person,
    proof,
)
from tests.changing import (
    LATER,
    accept,
    adjust,
    amended,
    begin,
    take_back,
    to_sign,
)

# After ten workdays from Monday, 14 December 2026 on.
AFTER = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def actions(agreement: Agreement) -> list[str]:
    events = AuditEvent.objects.filter(chain=agreement.chain).order_by("sequence")
    return list(events.values_list("action", flat=True))


def letters(agreement: Agreement, template: str) -> set[str]:
    found = OutboxMessage.objects.filter(template=template, key__startswith=f"agreement:{agreement.pk}:")
    return {address.partition("@")[0] for address in found.values_list("to", flat=True)}


def last_day(cast: Cast) -> date:
    agreement = Agreement(employee=cast.employee, kind="domestic")
    return lifecycle.notice_count(agreement, date(2026, 12, 14), "employee").last_day


@pytest.mark.citation("2362.1(m)")
def test_an_adjustment_has_ten_workdays_notice_a_reason_and_both_are_told(cast: Cast) -> None:
    agreement = active(cast)
    terms = adjust(cast, agreement)
    assert terms.purpose == Purpose.ADJUSTMENT
    assert terms.last_day_before == last_day(cast)
    assert terms.proposed_by == cast.supervisor
    assert [(s.role, s.decision) for s in terms.latest_round()] == [
        ("supervisor", "approved"),
        ("employee", ""),
    ]
    assert to_sign(agreement).due_on == terms.last_day_before
    assert terms.signatures.get().signer == cast.supervisor
    assert letters(agreement, "adjustment_given") == {"emma", "cora"}
    assert actions(agreement)[-1] == "adjust"
    assert again(agreement).terms_in_force().number == 1


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason_code": ""}, "reason_code"),
        ({"text": " "}, "text"),
        ({"takes_effect_on": date(2026, 12, 29)}, "takes_effect_on"),
        ({"takes_effect_on": date(2028, 1, 3)}, "takes_effect_on"),
    ],
)
def test_an_adjustment_without_reason_words_or_notice_is_refused(
    cast: Cast, given: dict[str, Any], field: str
) -> None:
    agreement = active(cast)
    with pytest.raises(PolicyRefused) as refusal:
        adjust(cast, agreement, **given)
    assert field in refusal.value.fields
    assert agreement.terms_versions.count() == 1


def test_an_adjustment_needs_a_difference_the_rules_of_the_terms_the_course_and_a_fresh_proof(
    cast: Cast,
) -> None:
    agreement = active(cast)
    with pytest.raises(PolicyRefused, match="Nothing differs"):
        adjust(cast, agreement, changes={})
    with pytest.raises(PolicyRefused, match="not right yet"):
        adjust(cast, agreement, changes={"pattern": "situational"})
    with pytest.raises(KeyError):
        adjust(cast, agreement, changes={"acknowledged": []})
    with pytest.raises(NotReauthenticated):
        adjust(cast, agreement, authentication=None)
    TrainingCompletion.objects.filter(employee=cast.supervisor).delete()
    with pytest.raises(PolicyRefused):
        adjust(cast, agreement)
    assert agreement.terms_versions.count() == 1


def test_only_the_supervisor_adjusts_and_only_what_is_in_effect(cast: Cast) -> None:
    agreement = approved(cast)
    with pytest.raises(WrongState):
        adjust(cast, agreement, NOW)
    for other in ("employee", "director", "coordinator", "stranger"):
        with pytest.raises(NotPermitted):
            adjust(cast, agreement, NOW, actor=cast.user(other))


def test_an_adjustment_puts_a_draft_of_the_employee_aside_but_waits_for_what_was_sent(cast: Cast) -> None:
    agreement = active(cast)
    draft = begin(cast, agreement)
    adjust(cast, agreement)
    draft.refresh_from_db()
    assert draft.withdrawn_at is not None
    take_back(cast, agreement, "supervisor")
    amended(cast, agreement)
    with pytest.raises(WrongState, match="wait for decisions"):
        adjust(cast, agreement)


@pytest.mark.citation("2362.1(m)")
def test_signed_in_time_the_new_terms_take_effect_after_the_notice(cast: Cast) -> None:
    agreement = active(cast)
    terms = adjust(cast, agreement)
    after = accept(cast, agreement)
    terms.refresh_from_db()
    assert after.state == State.ACTIVE
    assert terms.accepted_at == LATER
    assert {s.capacity for s in terms.signatures.all()} == {"Supervisor", "Employee"}
    assert letters(agreement, "terms_accepted") == {"emma", "sam", "cora"}
    assert letters(agreement, "terms_signed") == {"sam"}
    swept = tasks.sweep_due(AFTER)
    assert (swept.changed, swept.ended) == (1, 0)
    assert again(agreement).terms_in_force() == terms


@pytest.mark.citation("2362.1(m)")
def test_not_signed_by_the_last_day_the_agreement_ends_that_day(cast: Cast) -> None:
    agreement = active(cast)
    terms = adjust(cast, agreement)
    day = datetime.combine(terms.last_day_before, LATER.timetz())
    assert tasks.sweep_due(day).ended == 0
    later = day + timedelta(days=1)
    with pytest.raises(WrongState, match="last day to sign"):
        accept(cast, agreement, later)
    assert tasks.sweep_due(later).ended == 1
    assert tasks.sweep_due(later).ended == 0
    after = again(agreement)
    assert (after.state, after.ended_on) == (State.ENDED, terms.last_day_before)
    assert after.end_reason == EndReason.ADJUSTMENT_NOT_ACCEPTED
    assert not ApprovalStep.objects.filter(terms__agreement=agreement, closed_at__isnull=True).exists()
    assert letters(agreement, "agreement_ended") == {"emma", "sam", "cora"}


def test_management_takes_its_adjustment_back_and_the_agreement_goes_on(cast: Cast) -> None:
    agreement = active(cast)
    adjust(cast, agreement)
    with pytest.raises(NotPermitted):
        take_back(cast, agreement, "employee")
    take_back(cast, agreement, "supervisor")
    assert letters(agreement, "changes_withdrawn") == {"emma"}
    assert tasks.sweep_due(AFTER).ended == 0
    assert again(agreement).state == State.ACTIVE


def test_only_the_employee_signs_for_the_employee_and_once(cast: Cast) -> None:
    agreement = active(cast)
    adjust(cast, agreement)
    step = to_sign(agreement)
    for other in ("supervisor", "director", "coordinator", "stranger"):
        with pytest.raises(NotPermitted):
            accepting.accept_terms(actor=cast.user(other), now=LATER, step=step, authentication=proof(LATER))
    with pytest.raises(NotReauthenticated):
        accepting.accept_terms(actor=cast.user("employee"), now=LATER, step=step, authentication=None)
    accept(cast, agreement)
    with pytest.raises(WrongState):
        accepting.accept_terms(actor=cast.user("employee"), now=LATER, step=step, authentication=proof(LATER))


@pytest.mark.citation("2362.1(m)")
def test_a_closure_in_the_notice_moves_the_day_of_the_new_terms(cast: Cast) -> None:
    administrator = person("Ada", "Administrator", cast.other_bureau)
    grant(administrator, Role.ADMINISTRATOR)
    agreement = active(cast)
    terms = adjust(cast, agreement)
    before = terms.last_day_before
    closed = date(2026, 12, 17)
    Closure.objects.filter(day=closed).delete()
    assert administrator.user is not None
    closures.add_closure(
        actor=administrator.user, now=LATER, day=closed, authority="Executive order", reason="Mourning"
    )
    terms.refresh_from_db()
    assert terms.last_day_before > before
    assert to_sign(agreement).due_on == terms.last_day_before
    assert letters(agreement, "adjustment_moved") == {"emma", "sam", "cora"}
    assert "move_adjustment" in actions(agreement)
