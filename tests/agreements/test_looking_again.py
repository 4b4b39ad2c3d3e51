"""A denial is looked at again by the next level, once: granted it goes on, denied again it is final."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from agreements import permissions, second_look, selectors
from agreements.models import Agreement, ApprovalStep
from agreements.services import delegation, drafting, looking_again
from agreements.services.handover import reassign
from agreements.states import Decision, State
from eligibility.models import Employee, Position
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import OutboxMessage, User
from tests.agreements.letter_events import only
from tests.cast import NOW, TODAY, Cast, approve_step, person, submitted, train, waiting_step
from tests.deciding import approve, deny, send_back
from tests.traces import actions, letters, refused

SOON = NOW + timedelta(hours=2)
LAST_DAY = NOW + timedelta(days=15)  # Tuesday 8 December, the tenth workday


@pytest.fixture
def above(cast: Cast) -> Employee:
    """Who is above Edith, the executive director, and whom Sam's next level is: Edith."""
    boss = person("Berta", "Boss", cast.bureau)
    Employee.objects.filter(pk=cast.director.pk).update(supervisor=boss)
    train(cast.director, "manager")
    return boss


def denied(cast: Cast, by: str = "supervisor") -> Agreement:
    agreement = submitted(cast)
    if by == "director":
        approve_step(cast, agreement, "supervisor")
    return deny(cast.user(by), waiting_step(agreement))


def ask(cast: Cast, agreement: Agreement, by: str = "employee", now: datetime = SOON, **words: Any) -> Any:
    return looking_again.ask_to_look_again(actor=cast.user(by), now=now, agreement=agreement, **words)


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


@pytest.mark.usefixtures("above")
def test_next_level_is_asked_in_a_round_of_its_own(cast: Cast) -> None:
    agreement = denied(cast)
    step = ask(cast, agreement, words="The counter is staffed by two.")
    assert again(agreement).state == State.IN_REVIEW
    assert (step.round, step.assignee, step.looks_again) == (2, cast.director, True)
    assert step.question == "The counter is staffed by two."
    assert step.office == "Next level up for the supervisor and bureau executive director, OES"
    assert waiting_step(agreement) == step
    assert actions(agreement)[-1] == "ask_to_look_again"
    assert letters(agreement)["look_again_asked"] == ["edith", "sam"]
    assert "The counter is staffed by two." in only("look_again_asked", "edith").text
    assert "staffed by two" not in only("look_again_asked", "sam").text


def test_granted_it_goes_on_to_the_offices_that_had_not_decided(cast: Cast, above: Employee) -> None:
    Employee.objects.filter(pk=cast.supervisor.pk).update(supervisor=above)
    train(above, "manager")
    agreement = denied(cast)
    step = ask(cast, agreement)
    assert above.user is not None
    approve(above.user, step, SOON)
    following = waiting_step(agreement)
    assert (following.role, following.round) == ("executive_director", 2)
    approve(cast.user("director"), following, SOON)
    case = again(agreement)
    assert case.state == State.APPROVED
    capacities = [yes.capacity for yes in case.latest_terms().yes_steps()]
    assert capacities == ["Next level up for the supervisor", "Bureau executive director"]


@pytest.mark.usefixtures("above")
def test_next_level_that_holds_the_other_office_decides_once(cast: Cast) -> None:
    agreement = denied(cast)
    approve(cast.user("director"), ask(cast, agreement), SOON)
    assert again(agreement).state == State.APPROVED


def test_bureaus_denial_goes_above_the_bureau_and_the_supervisors_yes_stands(
    cast: Cast, above: Employee
) -> None:
    agreement = denied(cast, "director")
    step = ask(cast, agreement)
    assert step.assignee == above
    assert above.user is not None
    approve(above.user, step, SOON)
    case = again(agreement)
    assert case.state == State.APPROVED
    assert [yes.role for yes in case.latest_terms().yes_steps()] == ["supervisor", "executive_director"]


@pytest.mark.usefixtures("above")
def test_denied_again_it_is_final(cast: Cast) -> None:
    agreement = denied(cast)
    deny(cast.user("director"), ask(cast, agreement), SOON)
    case = again(agreement)
    assert case.state == State.DENIED
    last = second_look.denied_step(case)
    assert last is not None
    assert second_look.after_denial(case, last, SOON.date()).is_final
    assert "this denial is final" in letters_text(case)
    with refused(WrongState):
        ask(cast, agreement, now=SOON + timedelta(hours=1))


def letters_text(agreement: Agreement) -> str:
    sent = OutboxMessage.objects.filter(template="request_denied", to__startswith="emma")
    return sent.latest("pk").text


@pytest.mark.usefixtures("above")
def test_next_level_may_return_it_too(cast: Cast) -> None:
    agreement = denied(cast)
    send_back(cast.user("director"), ask(cast, agreement), SOON)
    assert again(agreement).state == State.RETURNED


@pytest.mark.usefixtures("above")
def test_it_can_be_asked_for_through_the_tenth_workday(cast: Cast) -> None:
    agreement = denied(cast)
    with refused(WrongState):
        ask(cast, agreement, now=LAST_DAY + timedelta(days=1))
    assert ask(cast, agreement, now=LAST_DAY).is_waiting


@pytest.mark.usefixtures("above")
def test_new_request_leaves_the_denial_as_it_is(cast: Cast) -> None:
    agreement = denied(cast)
    drafting.begin_request(actor=cast.user("employee"), now=NOW)
    with refused(WrongState):
        ask(cast, agreement)


def test_without_a_next_level_the_coordinator_is_named(cast: Cast) -> None:
    agreement = denied(cast, "director")
    with refused(WrongState) as refusal:
        ask(cast, agreement)
    assert "coordinator" in refusal.value.reason


@pytest.mark.parametrize("by", ["supervisor", "director", "coordinator", "stranger"])
def test_only_the_employee_asks(cast: Cast, by: str) -> None:
    agreement = denied(cast)
    with refused(NotPermitted):
        ask(cast, agreement, by)


def test_what_is_not_denied_is_not_looked_at_again(cast: Cast) -> None:
    agreement = submitted(cast)
    with refused(WrongState):
        ask(cast, agreement)


@pytest.mark.parametrize(
    ("service", "unit", "route"),
    [
        ("foreign", "", "Foreign Service grievance (3 FAM 4400)"),
        ("civil", "NFFE-1534", "Negotiated grievance procedure (5 U.S.C. 7121)"),
        ("civil", "", "Administrative grievance (3 FAM 4700)"),
    ],
)
def test_denial_letter_names_the_next_level_and_the_grievance_route(
    cast: Cast, service: str, unit: str, route: str
) -> None:
    step = waiting_step(submitted(cast))
    Position.objects.filter(pk=cast.employee.position_id).update(service=service, bargaining_unit=unit)
    deny(cast.user("supervisor"), step)
    text = only("request_denied").text
    assert route in text
    assert "Through Tuesday, 8 December 2026" in text
    assert "Edith Execdir, the next level, looks at the same request again, once" in text


def test_step_that_looks_again_stays_with_the_next_level_under_a_new_supervisor(cast: Cast) -> None:
    step = ask(cast, denied(cast))
    assert ApprovalStep.objects.get(pk=step.pk).assignee == cast.director
    assert step.decision == ""
    assert Decision.DENIED in step.terms.steps.filter(round=1).values_list("decision", flat=True)


@pytest.mark.usefixtures("above")
def test_whoever_denied_does_not_look_again_neither_by_the_coordinator_nor_in_somebodys_place(
    cast: Cast,
) -> None:
    agreement = denied(cast)
    step = ask(cast, agreement)
    given = {"now": SOON, "step": step, "reason": "Edith is away."}
    with refused(PolicyRefused) as why:
        reassign(actor=cast.user("coordinator"), to=cast.supervisor, **given)
    assert "never who denied it" in why.value.fields["to"]
    delegation.delegate(
        actor=cast.user("director"), now=SOON, holder=cast.supervisor, starts_on=TODAY, ends_on=TODAY
    )
    sam = User.objects.get(pk=cast.user("supervisor").pk)
    assert not permissions.may_decide(sam, step, TODAY)
    assert step not in selectors.waiting_for(sam, TODAY)
    assert cast.supervisor not in selectors.deciders(step, TODAY)
