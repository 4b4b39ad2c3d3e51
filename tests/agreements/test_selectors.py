"""The lists people work from: what waits for whom, and the coordinator's bureau."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import selectors
from agreements.models import Agreement, ApprovalStep
from agreements.services import drafting
from eligibility.models import Employee, RoleAssignment
from telework.models import User
from telework.roles import Role
from tests.cast import (
    NOW,
    TODAY,
    Cast,
    approve_step,
    approved,
    draft,
    grant,
    person,
    submitted,
    train,
    waiting_step,
)


def login(holder: Employee) -> User:
    return User.objects.get(employee=holder)


def waiting(holder: Employee) -> list[ApprovalStep]:
    return list(selectors.waiting_for(login(holder), TODAY))


def test_a_step_waits_for_its_decider_from_opening_to_decision(cast: Cast) -> None:
    agreement = submitted(cast)
    assert waiting(cast.supervisor) == [waiting_step(agreement)]
    assert waiting(cast.director) == []
    approve_step(cast, agreement, "supervisor")
    assert waiting(cast.supervisor) == []
    assert waiting(cast.director) == [waiting_step(agreement)]
    approve_step(cast, agreement, "director")
    assert waiting(cast.director) == []


@pytest.mark.parametrize("who", ["employee", "coordinator", "stranger", "managing_officer", "auditor"])
def test_nothing_waits_for_those_who_decide_nothing(cast: Cast, who: str) -> None:
    agreement = submitted(cast)
    assert waiting(getattr(cast, who)) == []
    approve_step(cast, agreement, "supervisor")
    assert waiting(getattr(cast, who)) == []


def test_ones_own_agreement_never_waits_for_oneself(cast: Cast) -> None:
    grant(cast.employee, Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    assert waiting(cast.employee) == []
    assert waiting(cast.director) == [waiting_step(agreement)]


def test_nothing_waits_for_who_has_left_or_no_longer_holds_the_office(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    RoleAssignment.objects.filter(employee=cast.director).update(ends_on=TODAY - timedelta(days=1))
    assert waiting(cast.director) == []
    RoleAssignment.objects.filter(employee=cast.director).update(ends_on=TODAY)
    assert waiting(cast.director) == [waiting_step(agreement)]
    Employee.objects.filter(pk=cast.director.pk).update(separated_on=TODAY - timedelta(days=1))
    assert waiting(cast.director) == []


def test_a_withdrawn_request_waits_for_nobody(cast: Cast) -> None:
    agreement = submitted(cast)
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    assert waiting(cast.supervisor) == []


def colleagues(cast: Cast, number: int) -> list[Agreement]:
    made = []
    for name in ("Ann", "Ben", "Cal", "Dee")[:number]:
        colleague = person(name, "Colleague", cast.bureau, supervisor=cast.supervisor)
        train(colleague)
        made.append(submitted(replace(cast, employee=colleague), NOW + timedelta(hours=len(made))))
    return made


def test_the_oldest_waits_first(cast: Cast) -> None:
    made = colleagues(cast, 3)
    assert [step.terms.agreement for step in waiting(cast.supervisor)] == made


@pytest.mark.citation("2363.3(b)")
def test_the_coordinator_lists_exactly_their_bureaus(cast: Cast) -> None:
    agreement = approved(cast)
    assert list(selectors.bureau_list(login(cast.coordinator), TODAY)) == [agreement]
    for who in (cast.other_coordinator, cast.director, cast.managing_officer, cast.employee):
        assert not selectors.bureau_list(login(who), TODAY).exists()
    grant(cast.other_coordinator, Role.COORDINATOR, cast.bureau)
    assert list(selectors.bureau_list(login(cast.other_coordinator), TODAY)) == [agreement]


def test_the_coordinators_list_has_no_drafts(cast: Cast) -> None:
    draft(cast)
    assert not selectors.bureau_list(login(cast.coordinator), TODAY).exists()


@pytest.mark.citation("2363.3(a)")
def test_the_coordinators_of_a_bureau_are_those_in_force_who_have_not_left(cast: Cast) -> None:
    second = person("Cleo", "Second", cast.bureau)
    grant(second, Role.COORDINATOR, cast.bureau)
    assert selectors.coordinators(bureau=cast.bureau.pk, today=TODAY) == [cast.coordinator, second]
    Employee.objects.filter(pk=second.pk).update(separated_on=TODAY - timedelta(days=1))
    assert selectors.coordinators(bureau=cast.bureau.pk, today=TODAY) == [cast.coordinator]
    assert selectors.coordinators(bureau=cast.other_bureau.pk, today=TODAY) == [cast.other_coordinator]


def test_deciders_are_the_assignee_or_everybody_who_holds_the_office(cast: Cast) -> None:
    agreement = submitted(cast)
    assert selectors.deciders(waiting_step(agreement), TODAY) == [cast.supervisor]
    grant(cast.stranger, Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    grant(cast.employee, Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    approve_step(cast, agreement, "supervisor")
    assert selectors.deciders(waiting_step(agreement), TODAY) == [cast.director, cast.stranger]


def test_one_case_is_seen_once_however_many_ways_lead_to_it(cast: Cast) -> None:
    grant(cast.director, Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    grant(cast.director, Role.COORDINATOR, cast.bureau)
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=cast.director)
    train(cast.director, "manager")
    agreement = submitted(cast)
    assert list(selectors.visible_to(login(cast.director), TODAY)) == [agreement]
    assert waiting(cast.director) == [waiting_step(agreement)]


def test_the_lists_take_the_same_queries_however_long_they_are(cast: Cast) -> None:
    user = login(cast.supervisor)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            list(selectors.visible_to(user, TODAY))
            for step in selectors.waiting_for(user, TODAY):
                assert step.terms.agreement.employee.position is not None
                assert step.bureau == cast.bureau
                assert step.assignee == cast.supervisor
        return len(asked)

    queries()
    colleagues(cast, 1)
    before = queries()
    for name in ("Fay", "Gus", "Hal"):
        colleague = person(name, "Colleague", cast.bureau, supervisor=cast.supervisor)
        train(colleague)
        submitted(replace(cast, employee=colleague))
    assert queries() == before
