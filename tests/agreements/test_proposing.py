"""A decider proposes other terms; the employee signs or withdraws, then the rest decide (2362.1(d))."""

from datetime import UTC, datetime
from typing import Any

import pytest

from agreements import tasks
from agreements.models import Agreement, ApprovalStep
from agreements.services import drafting, review
from agreements.states import Decision, State
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import OutboxMessage
from tests.cast import (
    NOW,
    Cast,
    active,
    approve_step,
    proof,
    submitted,
    waiting_step,
)
from tests.changing import (
    FROM,
    LATER,
    MONDAYS_TOO,
    accept,
    amended,
    propose,
    take_back,
)


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def letters(agreement: Agreement, template: str) -> set[str]:
    found = OutboxMessage.objects.filter(template=template, key__startswith=f"agreement:{agreement.pk}:")
    return {address.partition("@")[0] for address in found.values_list("to", flat=True)}


@pytest.mark.citation("2362.1(d)")
def test_a_proposal_of_the_supervisor_is_signed_by_the_employee_and_then_decided_by_the_rest(
    cast: Cast,
) -> None:
    agreement = submitted(cast)
    first = waiting_step(agreement)
    terms = propose(cast.user("supervisor"), first, NOW)
    first.refresh_from_db()
    assert (first.decision, first.reason_text) == (Decision.PROPOSED, "Mondays suit the office better.")
    assert [s.role for s in terms.latest_round()] == ["supervisor", "employee", "executive_director"]
    assert letters(agreement, "terms_proposed") == {"emma"}
    with pytest.raises(WrongState):
        approve_step_of(cast, agreement, "director")
    accept(cast, agreement, NOW)
    assert again(agreement).state == State.IN_REVIEW
    after = approve_step(cast, agreement, "director", NOW)
    assert after.state == State.APPROVED
    assert after.terms_in_force() == terms
    capacities = {s.capacity for s in terms.signatures.all()}
    assert {"Supervisor", "Employee", "Bureau executive director"} <= capacities


def approve_step_of(cast: Cast, agreement: Agreement, by: str) -> None:
    step = ApprovalStep.objects.filter(terms__agreement=agreement, role="executive_director").latest("pk")
    review.approve(
        actor=cast.user(by),
        now=NOW,
        step=step,
        authentication=proof(),
        effect_on_office="None.",
        equal_treatment=True,
    )


@pytest.mark.citation("2362.1(d)")
def test_a_proposal_of_the_director_needs_both_signatures_again(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    terms = propose(cast.user("director"), waiting_step(agreement), NOW)
    assert [s.role for s in terms.latest_round()] == ["executive_director", "employee", "supervisor"]
    accept(cast, agreement, NOW)
    assert approve_step(cast, agreement, "supervisor", NOW).state == State.APPROVED


def test_a_proposal_can_change_the_days_of_a_request_that_waited_too_long(cast: Cast) -> None:
    agreement = submitted(cast)
    late = datetime(2026, 12, 14, 15, 0, tzinfo=UTC)
    step = waiting_step(agreement)
    with pytest.raises(PolicyRefused, match="not right yet"):
        propose(cast.user("supervisor"), step, late)
    changes = {"schedule_data": MONDAYS_TOO.to_json(), "requested_start_on": FROM}
    assert propose(cast.user("supervisor"), step, late, changes=changes).requested_start_on == FROM


def test_the_employee_withdraws_instead_of_signing(cast: Cast) -> None:
    agreement = submitted(cast)
    propose(cast.user("supervisor"), waiting_step(agreement), NOW)
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    assert again(agreement).state == State.WITHDRAWN
    assert letters(agreement, "request_withdrawn") == {"sam"}


def test_a_proposal_on_changed_terms_leaves_the_agreement_as_it_is_when_it_is_taken_back(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    propose(cast.user("supervisor"), waiting_step(agreement), changes={"unscheduled_telework": False})
    assert again(agreement).state == State.ACTIVE
    take_back(cast, agreement)
    assert again(agreement).terms_in_force().number == 1


def test_a_proposal_on_changed_terms_takes_effect_on_their_day(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    propose(cast.user("supervisor"), waiting_step(agreement), changes={"unscheduled_telework": False})
    accept(cast, agreement)
    approve_step(cast, agreement, "director", LATER)
    tasks.sweep_due(datetime(2027, 1, 4, 17, tzinfo=UTC))
    assert again(agreement).terms_in_force().number == 3


@pytest.mark.parametrize(
    "given", [{"text": " "}, {"effect_on_office": ""}, {"equal_treatment": False}, {"changes": {}}]
)
def test_a_proposal_needs_words_statements_and_a_difference(cast: Cast, given: dict[str, Any]) -> None:
    agreement = submitted(cast)
    with pytest.raises(PolicyRefused):
        propose(cast.user("supervisor"), waiting_step(agreement), NOW, **given)
    assert agreement.terms_versions.count() == 1


def test_nobody_proposes_on_their_own_agreement_or_on_a_step_of_others(cast: Cast) -> None:
    step = waiting_step(submitted(cast))
    for other in ("employee", "director", "coordinator", "stranger"):
        with pytest.raises(NotPermitted):
            propose(cast.user(other), step, NOW)
