"""An accommodation: the division decides and records a number and a day; the supervisor signs (2361.3(c))."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.models import Agreement, ApprovalStep, Signature
from agreements.services import review, signing
from agreements.states import Decision, State
from eligibility.models import DisciplineAction, Employee, TrainingCompletion
from telework.errors import NotPermitted, PolicyRefused, WrongState
from tests import sealed
from tests.cast import NOW, TODAY, Cast, proof, waiting_step
from tests.traces import actions, letters, refused


@pytest.fixture
def dora(cast: Cast) -> Employee:
    return sealed.division(cast)


def send_back(
    cast: Cast, agreement: Agreement, text: str = "Two people are needed at the counter."
) -> Agreement:
    step = waiting_step(agreement)
    return signing.send_back(actor=cast.user("supervisor"), now=NOW, step=step, text=text)


@pytest.mark.citation("2361.3(c)")
def test_the_division_decides_and_then_the_supervisor_signs(cast: Cast, dora: Employee) -> None:
    agreement = sealed.accommodation_asked(cast.employee)
    first, second = ApprovalStep.objects.order_by("ordinal")
    assert (first.act, first.capacities, first.opened_at) == ("approve", ["drad"], NOW)
    assert (second.act, second.assignee, second.opened_at) == ("sign", cast.supervisor, None)
    sealed.decide(dora, agreement)
    details = agreement.latest_terms().accommodation  # type: ignore[attr-defined]
    assert (details.reference, details.decided_on) == (sealed.REFERENCE, sealed.DECIDED_ON)
    agreement = sealed.sign(cast.supervisor, agreement)
    assert (agreement.state, agreement.starts_on) == (State.APPROVED, date(2026, 12, 7))
    assert list(ApprovalStep.objects.order_by("ordinal").values_list("decision", flat=True)) == [
        "approved",
        "signed",
    ]
    assert Signature.objects.filter(signer=cast.supervisor).get().statement == signing.SIGN_STATEMENT
    assert actions(agreement)[-3:] == ["approve", "sign_step", "approved"]


def test_each_is_asked_by_a_letter_and_the_employee_hears_of_the_decision(cast: Cast, dora: Employee) -> None:
    agreement = sealed.accommodation_decided(cast.employee, dora)
    assert letters(agreement) == {
        "request_received": ["emma"],
        "decision_needed": ["dora"],
        "decision_made": ["emma"],
        "signature_needed": ["sam"],
    }


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reference": ""}, "accommodation.reference"),
        ({"reference": "back pain since May"}, "accommodation.reference"),
        ({"reference": "X" * 31}, "accommodation.reference"),
        ({"decided_on": None}, "accommodation.decided_on"),
        ({"decided_on": TODAY + timedelta(days=1)}, "accommodation.decided_on"),
    ],
)
@pytest.mark.citation("2361.3(c)")
def test_the_division_records_a_number_and_a_day_and_nothing_else(
    cast: Cast, dora: Employee, given: dict[str, Any], code: str
) -> None:
    agreement = sealed.accommodation_asked(cast.employee)
    with refused(PolicyRefused) as refusal:
        sealed.decide(dora, agreement, **given)
    assert [f"accommodation.{name}" for name in refusal.value.fields] == [code]


def test_the_division_cannot_approve_like_another_office(cast: Cast, dora: Employee) -> None:
    step = waiting_step(sealed.accommodation_asked(cast.employee))
    with refused(PolicyRefused):
        review.approve(
            actor=dora.user,  # type: ignore[arg-type]
            now=NOW,
            step=step,
            authentication=proof(),
            effect_on_office="None",
            equal_treatment=True,
        )


def test_nobody_else_decides_for_the_division(cast: Cast, dora: Employee) -> None:
    agreement = sealed.accommodation_asked(cast.employee)
    for somebody in (cast.supervisor, cast.director, cast.employee, cast.coordinator):
        with refused(NotPermitted):
            sealed.decide(somebody, agreement)


def test_a_vacant_division_is_waited_for_and_nobody_above_decides(cast: Cast) -> None:
    agreement = sealed.accommodation_asked(cast.employee)
    step = waiting_step(agreement)
    assert (step.capacities, step.assignee, step.moved_up) == (["drad"], None, False)
    assert letters(agreement) == {"request_received": ["emma"], "office_vacant": ["cora"]}


@pytest.mark.parametrize(
    ("change", "is_barred"),
    [
        (lambda e: Employee.objects.filter(pk=e.pk).update(rating_of_record="unacceptable"), False),
        (lambda e: Employee.objects.filter(pk=e.pk).update(needs_close_supervision=True), False),
        (lambda e: Employee.objects.filter(pk=e.pk).update(on_leave_restriction=True), False),
        (
            lambda e: DisciplineAction.objects.create(
                employee=e, kind="absence", action_on=date(2026, 3, 2), calendar_year=2026, days=6
            ),
            True,
        ),
    ],
    ids=["rating", "close supervision", "leave restriction", "absence by law"],
)
@pytest.mark.citation("2361.3(c)")
def test_what_the_law_rules_out_bars_and_what_management_may_ask_does_not(
    cast: Cast, dora: Employee, change: Callable[[Employee], Any], is_barred: bool
) -> None:
    agreement = sealed.accommodation_asked(cast.employee)
    change(cast.employee)
    if is_barred:
        with refused(PolicyRefused):
            sealed.decide(dora, agreement)
    else:
        sealed.decide(dora, agreement)
        assert sealed.sign(cast.supervisor, agreement).state == State.APPROVED


@pytest.mark.citation("2362.7")
def test_a_supervisor_without_the_managers_course_cannot_sign(cast: Cast, dora: Employee) -> None:
    agreement = sealed.accommodation_decided(cast.employee, dora)
    TrainingCompletion.objects.filter(employee=cast.supervisor, course="manager").delete()
    with refused(PolicyRefused):
        sealed.sign(cast.supervisor, agreement)


def test_a_supervisor_accepts_equal_treatment_when_signing(cast: Cast, dora: Employee) -> None:
    agreement = sealed.accommodation_decided(cast.employee, dora)
    with refused(PolicyRefused) as refusal:
        sealed.sign(cast.supervisor, agreement, equal_treatment=False)
    assert list(refusal.value.fields) == ["equal_treatment"]


@pytest.mark.citation("2361.3(c)")
def test_the_supervisor_sends_it_back_once_and_the_division_decides_anew(cast: Cast, dora: Employee) -> None:
    agreement = send_back(cast, sealed.accommodation_decided(cast.employee, dora))
    assert agreement.state == State.IN_REVIEW
    back = ApprovalStep.objects.get(decision=Decision.SENT_BACK)
    assert (back.decided_by, back.reason_text) == (cast.supervisor, "Two people are needed at the counter.")
    assert (waiting_step(agreement).round, waiting_step(agreement).capacities) == (2, ["drad"])
    assert letters(agreement)["sent_back"] == ["dora", "emma"]
    sealed.decide(dora, agreement)
    with refused(PolicyRefused) as refusal:
        send_back(cast, agreement)
    assert refusal.value.reason == signing.SENT_BACK_ALREADY
    assert sealed.sign(cast.supervisor, agreement).state == State.APPROVED


def test_sending_back_takes_words(cast: Cast, dora: Employee) -> None:
    agreement = sealed.accommodation_decided(cast.employee, dora)
    with refused(PolicyRefused) as refusal:
        send_back(cast, agreement, "  ")
    assert list(refusal.value.fields) == ["text"]


@pytest.mark.parametrize("act", ["approve", "return", "deny"])
@pytest.mark.citation("2361.3(c)")
def test_the_supervisor_has_no_other_answer(cast: Cast, dora: Employee, act: str) -> None:
    step = waiting_step(sealed.accommodation_decided(cast.employee, dora))
    given: dict[str, Any] = {"actor": cast.user("supervisor"), "now": NOW, "step": step}
    answers: dict[str, Callable[[], Any]] = {
        "approve": lambda: review.approve(
            **given, authentication=proof(), effect_on_office="None", equal_treatment=True
        ),
        "return": lambda: review.return_for_changes(**given, sections=["schedule"], text="Less"),
        "deny": lambda: review.deny(**given, reason_code="programme_needs", text="No"),
    }
    with refused(WrongState):
        answers[act]()


def test_the_division_denies_from_a_list_of_its_own(cast: Cast, dora: Employee) -> None:
    agreement = sealed.accommodation_asked(cast.employee)
    given: dict[str, Any] = {"actor": dora.user, "now": NOW, "step": waiting_step(agreement), "text": "Words"}
    with refused(PolicyRefused):
        review.deny(**given, reason_code="programme_needs")
    agreement = review.deny(**given, reason_code="other_solution")
    assert agreement.state == State.DENIED
    assert letters(agreement)["request_denied"] == ["emma"]


def test_the_division_returns_it_and_then_decides_anew(cast: Cast, dora: Employee) -> None:
    agreement = sealed.accommodation_asked(cast.employee)
    step = waiting_step(agreement)
    review.return_for_changes(
        actor=dora.user,  # type: ignore[arg-type]
        now=NOW,
        step=step,
        sections=["schedule"],
        text="Give the days that were agreed.",
    )
    assert Agreement.objects.get(pk=agreement.pk).state == State.RETURNED
    assert letters(agreement)["request_returned"] == ["emma"]
