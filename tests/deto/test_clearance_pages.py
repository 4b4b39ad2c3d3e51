"""Submission, determinations and the chief of mission's answer through their pages (2368.4(e), 2368.7(a))."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from agreements.models import Agreement
from agreements.states import State
from deto.models import ClearanceRequest, Determinations
from tests.browsing import page, signed_in
from tests.cast import NOW, TODAY
from tests.overseas import (
    OverseasCast,
    approved,
    make_overseas_cast,
    recommended,
    requested,
    settle_determinations,
    waiting,
)

STATED = {
    "immunities": "Family member of accredited staff.",
    "immunities_on": "2026-11-20",
    "work_authorization": "None is needed.",
    "work_authorization_on": "2026-11-20",
}
YES = {
    "answer": "clear",
    "clear-is_approved": "yes",
    "clear-reference": "Berlin 4711",
    "clear-answered_on": f"{TODAY:%Y-%m-%d}",
}


@pytest.fixture
def cast(db: None) -> Iterator[OverseasCast]:
    with time_machine.travel(NOW, tick=False):
        yield make_overseas_cast()


def step_address(agreement: Agreement) -> str:
    return reverse("answer_step", args=[agreement.number, waiting(agreement).pk])


@pytest.mark.citation("2368.4(e)")
def test_hr_specialist_records_the_submission_and_reads_the_way_and_why(cast: OverseasCast) -> None:
    agreement = recommended(cast)
    hana, address = signed_in(cast, "hr_specialist"), step_address(agreement)
    words = page(hana, address)
    assert "359 days" in words
    assert "Country clearance" in words
    empty = hana.post(address, {"answer": "submit", "submit-submitted_on": "2026-11-24"}).content.decode()
    assert "Give the reference under which it is kept." in empty
    assert "2026-11-24" in empty
    given = {"answer": "submit", "submit-reference": "26 STATE 15", "submit-submitted_on": "2026-11-23"}
    receipt = hana.post(address, given, follow=True).content.decode()
    assert "Reference: 26 STATE 15." in receipt
    assert "It is recorded" in receipt
    assert "Decided on" not in receipt
    assert ClearanceRequest.objects.get().submitted_by == cast.hr_specialist
    assert "26 STATE 15" in page(signed_in(cast, "employee"), f"/agreements/{agreement.number}/")


@pytest.mark.citation("2368.7(a)")
def test_answer_waits_for_both_determinations_and_then_approves(cast: OverseasCast) -> None:
    agreement = requested(cast)
    mona, address = signed_in(cast, "manager"), step_address(agreement)
    refused = mona.post(address, YES).content.decode()
    assert "State both first." in refused
    assert "Berlin 4711" in refused
    determinations = reverse("deto_determinations", args=[agreement.number])
    wrong = mona.post(determinations, {**STATED, "immunities_on": "2026-12-24"}).content.decode()
    assert "today or before" in wrong
    assert "Family member of accredited staff." in wrong
    assert mona.post(determinations, STATED).headers["Location"] == reverse(
        "decide", args=[agreement.number, waiting(agreement).pk]
    )
    receipt = mona.post(address, YES, follow=True).content.decode()
    assert "Everybody has approved." in receipt
    assert Agreement.objects.get(pk=agreement.pk).state == State.APPROVED
    assert mona.post(address, YES).status_code == 302
    assert ClearanceRequest.objects.count() == 1


def test_no_needs_words_and_denies_for_good(cast: OverseasCast) -> None:
    agreement = requested(cast)
    mona, address = signed_in(cast, "manager"), step_address(agreement)
    no = {**YES, "clear-is_approved": "no"}
    assert "Say what the employee is to read" in mona.post(address, no).content.decode()
    mona.post(address, {**no, "clear-words": "Housing at post is full."})
    assert Agreement.objects.get(pk=agreement.pk).state == State.DENIED
    words = page(signed_in(cast, "employee"), f"/agreements/{agreement.number}/")
    assert "Housing at post is full." in words
    assert "nobody above looks at that again" in words.replace("\n", " ")


@pytest.mark.parametrize(("who", "status"), [("supervisor", 403), ("director", 403), ("stranger", 404)])
def test_determinations_are_the_posts_to_state(cast: OverseasCast, who: str, status: int) -> None:
    address = reverse("deto_determinations", args=[requested(cast).number])
    assert signed_in(cast, who).get(address).status_code == status
    assert signed_in(cast, who).post(address, STATED).status_code == status
    assert not Determinations.objects.exists()


def test_determinations_stay_as_they_are_once_the_answer_is_there(cast: OverseasCast) -> None:
    agreement = approved(cast)
    address = reverse("deto_determinations", args=[agreement.number])
    assert signed_in(cast, "manager").get(address).status_code == 409
    settle_determinations(cast, agreement)


def test_nobody_is_said_to_decide_where_something_is_recorded(cast: OverseasCast) -> None:
    """The inbox, the page of the case and its four lines name the submission and the answer."""
    agreement = recommended(cast)
    case = f"/agreements/{agreement.number}/"
    assert "Record the submission" in page(signed_in(cast, "hr_specialist"), case)
    words = page(signed_in(cast, "employee"), case)
    assert "Bureau executive director, OES" in words
    assert "Bureau executive director, EUR" in words
    assert "Post management officer, Embassy Berlin" in words
    assert "The submission to the chief of mission, expected by" in words
    assert "Waiting for the submission to the chief of mission, expected by" in words
    inbox = page(signed_in(cast, "hr_specialist"), reverse("inbox"))
    assert "You record the submission to the chief of mission for OES as HR specialist." in inbox


def test_management_of_the_post_is_offered_the_answer_and_the_determinations(cast: OverseasCast) -> None:
    agreement = requested(cast)
    words = page(signed_in(cast, "manager"), f"/agreements/{agreement.number}/")
    assert "Record the answer" in words
    assert reverse("deto_determinations", args=[agreement.number]) in words
