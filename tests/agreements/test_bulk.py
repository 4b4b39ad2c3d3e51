"""Several requests approved at once: seen before, signed once, each by itself; one that fails loses none."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from agreements.models import Agreement, ApprovalStep, Signature
from agreements.services import bulk, review
from agreements.services.bulk import approve_each, hindrance
from eligibility.models import Employee, TrainingCompletion
from telework.errors import WrongState
from telework.roles import Role
from tests.agreements.test_inbox import others
from tests.browsing import page, signed_in
from tests.cast import NOW, PASSWORD, Cast, proof, waiting_step
from tests.deciding import approve

ANSWERS = {
    "approve-effect_on_office": "None: the work is portable.",
    "approve-equal_treatment": "on",
    "approve-password": PASSWORD,
}


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def steps_of(cases: list[Agreement]) -> list[ApprovalStep]:
    return [waiting_step(case) for case in cases]


def approve_all(cast: Cast, steps: list[ApprovalStep], **changes: Any) -> list[bulk.Outcome]:
    given = {"authentication": proof(), "effect_on_office": "None.", "equal_treatment": True}
    return approve_each(actor=cast.user("supervisor"), now=NOW, steps=steps, **{**given, **changes})


@pytest.fixture
def one_by_one(settings: Settings) -> None:
    """Each goes through the whole command by itself, so the same is asked for each."""
    settings.ZEAL_ALLOWLIST = [{"model": "*"}]


def send(client: Client, steps: list[ApprovalStep], **changes: str) -> str:
    posted = {"step": [str(step.pk) for step in steps], **ANSWERS, **changes}
    answer = client.post(reverse("approve_several"), posted, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_is_approved_and_signed_by_itself(cast: Cast) -> None:
    steps = steps_of(others(cast, 3))
    assert [one.is_done for one in approve_all(cast, steps)] == [True, True, True]
    assert Signature.objects.filter(step__in=steps).count() == 3
    assert not ApprovalStep.objects.filter(pk__in=[step.pk for step in steps], effect_on_office="").exists()


def test_one_that_is_refused_or_fails_loses_none_of_the_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = steps_of(others(cast, 4))
    approve(cast.user("supervisor"), steps[0])
    Employee.objects.filter(pk=steps[1].terms.agreement.employee_id).update(on_leave_restriction=True)
    real = review.approve

    def fails_once(**given: Any) -> Agreement:
        if given["step"] == steps[2]:
            raise RuntimeError("the disk is full")
        return real(**given)

    monkeypatch.setattr(review, "approve", fails_once)
    outcomes = approve_all(cast, steps)
    assert [one.is_done for one in outcomes] == [False, False, False, True]
    assert "already decided" in outcomes[0].reason
    assert outcomes[1].reason == review.NOT_ELIGIBLE
    assert outcomes[2].reason == bulk.WENT_WRONG


def test_without_fresh_proof_nothing_is_approved(cast: Cast) -> None:
    steps = steps_of(others(cast, 2))
    assert not any(one.is_done for one in approve_all(cast, steps, authentication=None))
    assert not Signature.objects.filter(step__in=steps).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"act": "consult"}, bulk.ONE_BY_ONE),
        ({"looks_again": True}, bulk.ONE_BY_ONE),
        ({"role": Role.DRAD}, bulk.ONE_BY_ONE),
        ({}, ""),
    ],
)
def test_what_is_decided_by_itself_says_so_before(cast: Cast, changes: dict[str, Any], words: str) -> None:
    (step,) = steps_of(others(cast, 1))
    ApprovalStep.objects.filter(pk=step.pk).update(**changes)
    assert hindrance(cast.user("supervisor"), ApprovalStep.objects.get(pk=step.pk), NOW) == words


@pytest.mark.citation("2366.1")
def test_funds_for_a_telecenter_are_confirmed_one_by_one(cast: Cast) -> None:
    (case,) = others(cast, 1)
    approve(cast.user("supervisor"), waiting_step(case))
    step = waiting_step(case)
    step.terms.worksites.update(kind="telecenter")
    assert "telecenter" in hindrance(cast.user("director"), step, NOW)


def test_preview_says_what_each_is_and_which_cannot_be_approved(cast: Cast) -> None:
    steps = steps_of(others(cast, 2))
    barred = steps[1].terms.agreement.employee
    Employee.objects.filter(pk=barred.pk).update(on_leave_restriction=True)
    client = signed_in(cast, "supervisor")
    text = page(client, "/inbox/")
    assert all(f'value="{step.pk}"' in text for step in steps)
    query = "&".join(f"step={step.pk}" for step in steps)
    text = page(client, f"/inbox/approve/?{query}&step=999999&step=x")
    assert "Core telework, 4 days in the two weeks" in text
    assert "Not together with others" in text
    assert "1 can be approved here" in text
    assert "Decided in the meantime" in text


@pytest.mark.usefixtures("one_by_one")
def test_report_says_which_are_done_and_which_are_not(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = steps_of(others(cast, 2))
    real = review.approve

    def too_late(**given: Any) -> Agreement:
        if given["step"] == steps[1]:
            raise WrongState("Edith Execdir has already decided this. Nothing was changed.")
        return real(**given)

    monkeypatch.setattr(review, "approve", too_late)
    text = send(signed_in(cast, "supervisor"), steps)
    assert "What became of the requests" in text
    assert "Edith Execdir has already decided this" in text
    assert Signature.objects.filter(step__in=steps).count() == 1


@pytest.mark.usefixtures("one_by_one")
def test_missing_answers_or_a_wrong_password_approve_nothing(cast: Cast) -> None:
    steps = steps_of(others(cast, 2))
    client = signed_in(cast, "supervisor")
    for name, value in (("approve-effect_on_office", " "), ("approve-password", "wrong")):
        assert "Nothing was approved" in send(client, steps, **{name: value})
    assert not Signature.objects.filter(step__in=steps).exists()


def test_steps_of_somebody_else_are_not_there(cast: Cast) -> None:
    steps = steps_of(others(cast, 2))
    for name in ("director", "employee", "stranger"):
        text = page(signed_in(cast, name), f"/inbox/approve/?step={steps[0].pk}")
        assert "Nothing is chosen" in text
        assert "Nothing is chosen" in send(signed_in(cast, name), steps)
    assert not Signature.objects.filter(step__in=steps).exists()


@pytest.mark.citation("2362.7")
def test_course_for_managers_is_asked_before_several_are_approved(cast: Cast) -> None:
    steps = steps_of(others(cast, 2))
    TrainingCompletion.objects.filter(employee=cast.supervisor).delete()
    text = page(signed_in(cast, "supervisor"), f"/inbox/approve/?step={steps[0].pk}")
    assert "Open them one by one" in text
