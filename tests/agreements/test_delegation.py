"""Deciding in somebody's place: dated, scoped, never one's own agreement or the giver's, never given on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from agreements import selectors
from agreements.models import Agreement, Delegation, Signature
from agreements.permissions import may_decide
from agreements.services.delegation import delegate, withdraw_delegation
from agreements.views.cases import decisions_of
from eligibility.models import Employee
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from tests.cast import NOW, TODAY, Cast, person, submitted, train, waiting_step
from tests.deciding import approve
from tests.traces import refused

TOMORROW = TODAY + timedelta(days=1)
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def dana(cast: Cast) -> Employee:
    """Who decides for others; trained, and nobody's supervisor."""
    holder = person("Dana", "Deputy", cast.bureau, supervisor=cast.director)
    train(holder, "manager")
    return holder


def give(cast: Cast, holder: Employee, by: str = "supervisor", **changes: Any) -> Delegation:
    days = {"starts_on": TODAY, "ends_on": NEXT_WEEK}
    return delegate(actor=cast.user(by), now=NOW, holder=holder, **{**days, **changes})


def test_decision_in_somebodys_place_names_both_on_step_and_signature(cast: Cast, dana: Employee) -> None:
    give(cast, dana)
    step = waiting_step(submitted(cast))
    assert dana.user is not None
    assert list(selectors.waiting_for(dana.user, TODAY)) == [step]
    approve(dana.user, step)
    step.refresh_from_db()
    assert (step.decided_by, step.on_behalf_of) == (dana, cast.supervisor)
    assert step.capacity == "Supervisor, for Sam Supervisor"
    assert Signature.objects.get(step=step).capacity == step.capacity
    told = OutboxMessage.objects.get(template="decision_made", to="emma@example.gov")
    assert "Dana Deputy approved" in told.text
    assert "Supervisor, for Sam Supervisor" in told.text
    (shown,) = [one for one in decisions_of(step.terms.agreement) if one.at is not None]
    assert shown.who == "Dana Deputy, for Sam Supervisor"


def test_letter_of_a_decision_goes_to_the_delegate_too(cast: Cast, dana: Employee) -> None:
    give(cast, dana)
    submitted(cast)
    asked = OutboxMessage.objects.filter(template="decision_needed").values_list("to", flat=True)
    assert sorted(asked) == ["dana@example.gov", "sam@example.gov"]


def test_giver_still_decides_themselves_without_the_delegates_name(cast: Cast, dana: Employee) -> None:
    give(cast, dana)
    step = waiting_step(submitted(cast))
    approve(cast.user("supervisor"), step)
    step.refresh_from_db()
    assert (step.capacity, step.on_behalf_of) == ("Supervisor", None)


def test_office_of_the_giver_is_decided_in_the_givers_capacity(cast: Cast, dana: Employee) -> None:
    give(cast, dana, by="director")
    case = submitted(cast)
    approve(cast.user("supervisor"), waiting_step(case))
    step = waiting_step(case)
    assert dana.user is not None
    approve(dana.user, step)
    step.refresh_from_db()
    assert step.capacity == "Bureau executive director, for Edith Execdir"
    assert Agreement.objects.get(pk=case.pk).state == "approved"


@pytest.mark.parametrize(
    ("days", "today", "is_given"),
    [
        ({}, TODAY, True),
        ({}, NEXT_WEEK, True),
        ({}, NEXT_WEEK + timedelta(days=1), False),
        ({"starts_on": TOMORROW}, TODAY, False),
        ({"starts_on": TOMORROW}, TOMORROW, True),
    ],
)
def test_delegation_begins_and_ends_by_itself(
    cast: Cast, dana: Employee, days: dict[str, date], today: date, is_given: bool
) -> None:
    give(cast, dana, **days)
    step = waiting_step(submitted(cast))
    assert dana.user is not None
    assert bool(may_decide(dana.user, step, today)) is is_given
    assert selectors.waiting_for(dana.user, today).exists() is is_given
    assert selectors.visible_to(dana.user, today).exists() is is_given


@pytest.mark.parametrize(
    ("scope", "is_given"),
    [
        ({"kinds": ["domestic"]}, True),
        ({"kinds": ["abroad"]}, False),
        ({"kinds": ["accommodation", "medevac"]}, False),
        ({"bureau": "OES"}, True),
        ({"bureau": "EB"}, False),
    ],
)
def test_delegation_reaches_as_far_as_its_scope(
    cast: Cast, dana: Employee, scope: dict[str, Any], is_given: bool
) -> None:
    places = {"OES": cast.bureau, "EB": cast.other_bureau}
    given = {name: places[value] if name == "bureau" else value for name, value in scope.items()}
    give(cast, dana, **given)
    assert dana.user is not None
    assert bool(may_decide(dana.user, waiting_step(submitted(cast)), TODAY)) is is_given


@pytest.mark.citation("2361.3(c)")
@pytest.mark.parametrize(("kinds", "is_given"), [([], False), (["accommodation"], True)])
def test_sealed_kind_is_given_only_by_its_name(
    cast: Cast, dana: Employee, kinds: list[str], is_given: bool
) -> None:
    give(cast, dana, kinds=kinds)
    case = submitted(cast)
    Agreement.objects.filter(pk=case.pk).update(kind="accommodation")
    step = waiting_step(Agreement.objects.get(pk=case.pk))
    assert dana.user is not None
    assert bool(may_decide(dana.user, step, TODAY)) is is_given
    assert selectors.visible_to(dana.user, TODAY).exists() is is_given
    assert (dana in selectors.deciders(step, TODAY)) is is_given


def test_what_was_given_is_not_given_on(cast: Cast, dana: Employee) -> None:
    give(cast, dana)
    step = waiting_step(submitted(cast))
    third = person("Tom", "Third", cast.bureau)
    person("Rita", "Report", cast.bureau, supervisor=dana)
    assert dana.user is not None
    delegate(actor=dana.user, now=NOW, holder=third, starts_on=TODAY, ends_on=NEXT_WEEK)
    assert third.user is not None
    assert not may_decide(third.user, step, TODAY)
    assert third not in selectors.deciders(step, TODAY)


def test_nobody_decides_on_their_own_agreement_in_somebodys_place(cast: Cast) -> None:
    give(cast, cast.employee)
    step = waiting_step(submitted(cast))
    answer = may_decide(cast.user("employee"), step, TODAY)
    assert not answer
    assert answer.reason == "Nobody decides on their own agreement."
    assert not selectors.waiting_for(cast.user("employee"), TODAY).exists()


def test_giver_does_not_have_their_own_agreement_decided_by_who_decides_for_them(
    cast: Cast, dana: Employee
) -> None:
    train(cast.supervisor)
    give(cast, dana)
    give(cast, dana, by="director")
    step = waiting_step(submitted(replace(cast, employee=cast.supervisor)))
    assert step.assignee == cast.director
    assert dana.user is not None
    assert not may_decide(dana.user, step, TODAY)
    assert dana not in selectors.deciders(step, TODAY)
    assert not selectors.waiting_for(dana.user, TODAY).exists()


def test_giver_who_has_left_gives_nothing_any_more(cast: Cast, dana: Employee) -> None:
    give(cast, dana)
    step = waiting_step(submitted(cast))
    Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=TODAY - timedelta(days=1))
    assert dana.user is not None
    assert not may_decide(dana.user, step, TODAY)


@pytest.mark.parametrize("by", ["supervisor", "holder"])
def test_either_side_takes_it_back_at_once_and_the_other_is_told(cast: Cast, dana: Employee, by: str) -> None:
    given = give(cast, dana)
    step = waiting_step(submitted(cast))
    assert dana.user is not None
    actor = dana.user if by == "holder" else cast.user("supervisor")
    withdraw_delegation(actor=actor, now=NOW, delegation=given)
    assert not may_decide(dana.user, step, TODAY)
    with pytest.raises(NotPermitted):
        approve(dana.user, step)
    told = OutboxMessage.objects.get(template="delegation_withdrawn")
    assert told.to == ("sam@example.gov" if by == "holder" else "dana@example.gov")
    with pytest.raises(WrongState):
        withdraw_delegation(actor=actor, now=NOW, delegation=given)


def test_delegation_is_audited_and_told_to_its_holder(cast: Cast, dana: Employee) -> None:
    given = give(cast, dana, kinds=["domestic"])
    event = AuditEvent.objects.get(chain="delegations")
    assert (event.action, event.subject) == ("delegate", f"delegation:{given.pk}")
    assert event.payload.data["kinds"] == ["domestic"]
    letter = OutboxMessage.objects.get(template="delegation_given")
    assert letter.to == "dana@example.gov"
    assert "through Monday, 30 November 2026" in letter.text
    assert "Domestic telework" in letter.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"holder": "themselves"}, "holder"),
        ({"holder": "leaver"}, "holder"),
        ({"starts_on": TODAY - timedelta(days=1)}, "starts_on"),
        ({"starts_on": TOMORROW, "ends_on": TODAY}, "ends_on"),
        ({"ends_on": TODAY + timedelta(days=367)}, "ends_on"),
        ({"kinds": ["moon"]}, "kinds"),
    ],
)
def test_delegation_that_cannot_be_is_refused_by_field_and_writes_nothing(
    cast: Cast, dana: Employee, changes: dict[str, Any], field: str
) -> None:
    people = {"themselves": cast.supervisor, "leaver": dana}
    Employee.objects.filter(pk=dana.pk, number=dana.number if "holder" in changes else "").update(
        separated_on=TODAY - timedelta(days=1)
    )
    holder = people.get(str(changes.get("holder")), dana)
    others = {name: value for name, value in changes.items() if name != "holder"}
    with pytest.raises(PolicyRefused) as refused:
        give(cast, holder, **others)
    assert field in refused.value.fields
    assert not Delegation.objects.exists()
    assert not AuditEvent.objects.filter(chain="delegations").exists()


def test_same_delegation_is_not_given_twice_at_a_time(cast: Cast, dana: Employee) -> None:
    give(cast, dana)
    with pytest.raises(PolicyRefused):
        give(cast, dana, starts_on=NEXT_WEEK, ends_on=NEXT_WEEK)
    give(cast, dana, starts_on=NEXT_WEEK, ends_on=NEXT_WEEK, kinds=["domestic"])


def test_whoever_decides_nothing_gives_nothing(cast: Cast, dana: Employee) -> None:
    for name in ("employee", "coordinator", "auditor"):
        with pytest.raises(NotPermitted):
            give(cast, dana, by=name)
    assert not Delegation.objects.exists()


@pytest.mark.citation("2362.7")
def test_delegate_of_a_supervisor_takes_the_course_themselves(cast: Cast, dana: Employee) -> None:
    dana.training.all().delete()
    give(cast, dana)
    assert dana.user is not None
    with pytest.raises(PolicyRefused):
        approve(dana.user, waiting_step(submitted(cast)))


@pytest.mark.citation("2362.1(a)")
def test_two_signatures_are_two_peoples(cast: Cast) -> None:
    give(cast, cast.supervisor, by="director")
    case = submitted(cast)
    approve(cast.user("supervisor"), waiting_step(case))
    step = waiting_step(case)
    sam = User.objects.get(pk=cast.user("supervisor").pk)
    assert not may_decide(sam, step, TODAY)
    assert not selectors.waiting_for(sam, TODAY).exists()
    assert selectors.deciders(step, TODAY) == [cast.director]
    with refused(NotPermitted):
        approve(sam, step)
