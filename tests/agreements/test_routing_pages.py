"""The pages of who decides: somebody decides for me, a step passed on, everything of one person passed on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django import Settings

from agreements.models import Agreement, ApprovalStep, Delegation
from eligibility.models import Employee
from telework.roles import Role
from tests.agreements.test_inbox import others
from tests.browsing import page, signed_in, words
from tests.cast import NOW, TODAY, Cast, person, submitted, waiting_step

WHY = "The division was dissolved."
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def nina(cast: Cast) -> Employee:
    return person("Nina", "New", cast.bureau, supervisor=cast.director)


def given(nina: Employee, **changes: str) -> dict[str, str]:
    days = {"starts_on": TODAY.isoformat(), "ends_on": NEXT_WEEK.isoformat()}
    return {"person": nina.number, **days, **changes}


def test_supervisor_lets_somebody_decide_and_takes_it_back(cast: Cast, nina: Employee) -> None:
    client = signed_in(cast, "supervisor")
    assert "Nobody decides for you" in page(client, "/delegations/")
    assert "Nina New" in page(client, "/delegations/new/?q=nina")
    answer = client.post("/delegations/new/?q=nina", given(nina, kinds="domestic"), follow=True)
    text = words(answer)
    assert "Nina New decides in your place" in text
    assert "has not completed the course for managers" in text
    assert "Domestic telework" in text
    delegation = Delegation.objects.get()
    text = words(client.post(reverse("delegation_withdraw", args=[delegation.pk]), follow=True))
    assert "Taken back" in text
    text = words(client.post(reverse("delegation_withdraw", args=[delegation.pk]), follow=True))
    assert "over already" in text


def test_delegation_without_days_or_backdated_is_shown_again(cast: Cast, nina: Employee) -> None:
    client = signed_in(cast, "supervisor")
    text = words(client.post("/delegations/new/?q=nina", {"person": nina.number}))
    assert "Give the last day" in text
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    text = words(client.post("/delegations/new/?q=nina", given(nina, starts_on=yesterday)))
    assert "Nothing is backdated" in text
    assert not Delegation.objects.exists()


def test_whoever_decides_nothing_reads_why_there_is_no_delegation(cast: Cast) -> None:
    client = signed_in(cast, "employee")
    assert "You decide nothing here" in page(client, "/delegations/")
    page(client, "/delegations/new/", 403)
    assert "delegations" not in page(client, "/inbox/")


def test_coordinator_passes_a_step_on_from_the_case(cast: Cast, nina: Employee) -> None:
    case = submitted(cast)
    step = waiting_step(case)
    client = signed_in(cast, "coordinator")
    url = reverse("reassign", args=[case.number, step.pk])
    assert f'href="{url}"' in page(client, f"/agreements/{case.number}/")
    found = page(client, f"{url}?q=e")
    assert "Nina New" in found
    assert f'value="{cast.employee.number}"' not in found
    assert f'value="{cast.supervisor.number}"' not in found
    assert "Say why" in words(client.post(f"{url}?q=nina", {"person": nina.number}))
    answer = client.post(f"{url}?q=nina", {"person": nina.number, "reason": WHY}, follow=True)
    assert "Nina New decides now" in words(answer)
    step.refresh_from_db()
    assert step.assignee == nina
    assert nina.user is not None
    client.force_login(nina.user)
    assert f"passed on to you as supervisor: {WHY} (Cora Coordinator)" in page(client, "/inbox/")


@pytest.mark.citation("2361.3(c)")
def test_coordinator_outside_the_seal_does_not_read_which_office_it_is(cast: Cast) -> None:
    case = submitted(cast)
    step = waiting_step(case)
    Agreement.objects.filter(pk=case.pk).update(kind="accommodation")
    ApprovalStep.objects.filter(pk=step.pk).update(
        assignee=None, role=Role.DRAD, capacities=[Role.DRAD.value]
    )
    client = signed_in(cast, "coordinator")
    for url in (f"/agreements/{case.number}/", reverse("reassign", args=[case.number, step.pk])):
        text = page(client, url).lower()
        assert "accommodation" not in text
        assert "disability" not in text
        assert "whole department" not in text


def test_everything_of_one_person_is_seen_first_and_then_passed_on(
    cast: Cast, nina: Employee, settings: Settings
) -> None:
    settings.ZEAL_ALLOWLIST = [{"model": "*"}]  # each goes through the whole command by itself
    cases = others(cast, 2)
    mine = waiting_step(cases[0])
    Agreement.objects.filter(pk=cases[0].pk).update(employee=nina)
    client = signed_in(cast, "coordinator")
    assert "Sam Supervisor" in page(client, "/bureau/deciders/")
    url = reverse("hand_over", args=[cast.supervisor.number])
    assert "2 open steps" in page(client, f"{url}?q=nina")
    text = words(client.post(f"{url}?q=nina", {"person": nina.number, "reason": WHY}))
    assert "1 would go to" in text
    assert "It is their own agreement" in text
    assert "has not completed the course for managers" in text
    assert waiting_step(cases[1]).assignee == cast.supervisor
    posted = {"person": nina.number, "reason": WHY, "confirmed": "yes"}
    text = words(client.post(f"{url}?q=nina", posted, follow=True))
    assert "1 step went to Nina New" in text
    assert f"{cases[0].number} stays where it is" in text
    assert waiting_step(cases[1]).assignee == nina
    mine.refresh_from_db()
    assert mine.assignee == cast.supervisor


def test_people_of_another_bureau_are_not_there_to_be_passed_on(cast: Cast) -> None:
    submitted(cast)
    client = signed_in(cast, "other_coordinator")
    assert "Nobody has an open step" in page(client, "/bureau/deciders/")
    page(client, reverse("hand_over", args=[cast.supervisor.number]), 404)
