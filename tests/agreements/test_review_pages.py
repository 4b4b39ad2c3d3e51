"""Reviews and suspensions on the pages: deciding, the lists, the inbox, the case."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from agreements.links import Page, letter_url
from agreements.models import Agreement, Notice, Review
from agreements.services import lifecycle, reviews
from eligibility.models import Employee
from telework.models import User
from telework.roles import Role
from tests.browsing import counted, page, signed_in, words
from tests.cast import Cast, active, grant, person, train
from tests.traces import letters

OPENED = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
FORBIDDEN, CONFLICT = 403, 409
DETAILS = "Rating of record: Exceeds fully successful → Fully successful (as of 1 December 2026)"
NOTICE = {
    "answer": "notice",
    "notice-last_day": "2026-12-22",
    "notice-reason_code": "programme_needs",
    "notice-reason_text": "The desk must be staffed.",
}
GOES_ON = {"answer": "continues", "continues-statement": "Her work is complete and on time."}

pytestmark = pytest.mark.citation("2362.1(e)")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(OPENED, tick=False) as traveller:
        yield traveller


def opened(cast: Cast, cause: str = "rating", agreement: Agreement | None = None) -> Review:
    return reviews.open_review(
        actor=User.objects.system(),
        now=OPENED,
        agreement=agreement or active(cast),
        cause=cause,
        details=DETAILS,
    )


def at(review: Review) -> str:
    return f"/agreements/{review.agreement.number}/review/{review.pk}/"


def case(review: Review) -> str:
    return f"/agreements/{review.agreement.number}/"


def test_page_shows_what_changed_what_the_rules_say_and_both_answers(cast: Cast) -> None:
    text = page(signed_in(cast, "supervisor"), at(opened(cast)))
    assert DETAILS in text
    assert "due by <strong>Tuesday, 22 December 2026</strong>" in text
    assert "Every rule of eligibility is met" in text
    assert "Let it go on" in text
    assert text.count('class="app-strip__day ') == 15
    assert 'name="notice-last_day" value="2026-12-22"' in text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("employee", FORBIDDEN),
        ("director", FORBIDDEN),
        ("coordinator", FORBIDDEN),
        ("managing_officer", FORBIDDEN),
        ("auditor", FORBIDDEN),
        ("stranger", 404),
        ("other_coordinator", 404),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_supervisor_has_the_page(cast: Cast, name: str, status: int, method: str) -> None:
    review = opened(cast)
    answer = getattr(signed_in(cast, name), method)(at(review), GOES_ON)
    text = words(answer, status)
    if status == FORBIDDEN:
        own, others = (
            "Nobody decides on their own agreement.",
            "This review lies with the supervisor of the employee",
        )
        assert (own if name == "employee" else others) in text
    assert Review.objects.get().is_open


def test_review_of_another_case_is_not_there(cast: Cast) -> None:
    review = opened(cast)
    colleague = person("Ann", "Colleague", cast.bureau, supervisor=cast.supervisor)
    train(colleague)
    other = opened(replace(cast, employee=colleague))
    page(signed_in(cast, "supervisor"), f"{case(review)}review/{other.pk}/", 404)


def test_supervisor_lets_it_go_on(cast: Cast) -> None:
    review = opened(cast)
    client = signed_in(cast, "supervisor")
    answer = client.post(at(review), GOES_ON)
    assert (answer.status_code, answer["Location"]) == (302, case(review))
    text = page(client, case(review))
    assert "The review is decided: the agreement goes on." in text
    assert "<strong>Rating of record</strong>: the agreement goes on" in text
    assert "Her work is complete and on time." in text
    assert letters(review.agreement)["review_continues"] == ["emma"]


@pytest.mark.citation("2362.1(m)")
def test_supervisor_gives_notice(cast: Cast) -> None:
    review = opened(cast)
    client = signed_in(cast, "supervisor")
    assert client.post(at(review), NOTICE)["Location"] == case(review)
    assert Notice.objects.get().last_day == date(2026, 12, 22)
    assert "Notice is running" in page(client, case(review))


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({**GOES_ON, "continues-statement": ""}, "State that performance complies, and why"),
        ({**GOES_ON, "continues-statement": "x" * 10_000}, "at most 2000 characters"),
        ({**NOTICE, "notice-reason_code": ""}, "Choose the work-based reason"),
        ({**NOTICE, "notice-reason_text": ""}, "Write the justification"),
        ({**NOTICE, "notice-last_day": "2026-12-21"}, "The earliest last day is Tuesday, 22 December 2026"),
    ],
)
def test_wrong_answer_is_told_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, sent: dict[str, str], message: str
) -> None:
    review = opened(cast)
    text = words(signed_in(cast, "supervisor").post(at(review), sent))
    assert text.count(message) == 2, "in the summary and beside the field"
    assert Review.objects.get().is_open
    if sent.get("notice-reason_text"):
        assert "The desk must be staffed.</textarea>" in text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_day_far_from_now_is_refused_with_words(cast: Cast, day: str) -> None:
    review = opened(cast)
    sent = {**NOTICE, "notice-last_day": day}
    assert "Nothing was decided." in words(signed_in(cast, "supervisor").post(at(review), sent))
    assert Review.objects.get().is_open


def test_answer_that_the_page_does_not_offer_shows_the_page_again(cast: Cast) -> None:
    review = opened(cast)
    assert "Let it go on" in words(signed_in(cast, "supervisor").post(at(review), {"answer": "perhaps"}))


@pytest.mark.citation("2362.2(c)(2)(a)")
def test_while_a_rule_is_not_met_only_notice_is_offered_and_going_on_is_refused(cast: Cast) -> None:
    review = opened(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(rating_of_record="unacceptable")
    client = signed_in(cast, "supervisor")
    text = page(client, at(review))
    assert "Let it go on" not in text
    assert "cannot simply go on" in text
    assert "cannot simply go on" in words(client.post(at(review), GOES_ON))
    assert Review.objects.get().is_open


@pytest.mark.parametrize("sent", [GOES_ON, NOTICE])
def test_double_click_is_one_answer(cast: Cast, sent: dict[str, str]) -> None:
    review = opened(cast)
    client = signed_in(cast, "supervisor")
    for _ in range(2):
        assert client.post(at(review), sent)["Location"] == case(review)
    assert "You have decided this review already." in page(client, case(review))
    assert Notice.objects.count() == (sent is NOTICE)


def test_closed_review_leads_to_the_case_and_says_why(cast: Cast) -> None:
    review = opened(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=date(2026, 12, 7))
    lifecycle.end_if_due(actor=User.objects.system(), now=OPENED, agreement=review.agreement)
    text = words(signed_in(cast, "supervisor").get(at(review), follow=True))
    assert "The agreement has ended, so nothing is left to review." in text
    assert "closed, because the agreement ended" in text


def test_running_notice_is_named_instead_of_a_second_one(cast: Cast) -> None:
    review = opened(cast)
    why: dict[str, Any] = {"reason_code": "programme_needs", "reason_text": "Staffing."}
    actor = cast.user("supervisor")
    lifecycle.give_notice(actor=actor, now=OPENED, agreement=review.agreement, **why)
    client = signed_in(cast, "supervisor")
    running = "A notice is running already: the last day is Tuesday, 22 December 2026"
    assert running in page(client, at(review))
    assert "notice is already running" in words(client.post(at(review), NOTICE), CONFLICT)


def test_late_review_says_so_on_its_page_on_the_case_and_in_the_list(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    review = opened(cast)
    clock.move_to(OPENED + timedelta(days=16))
    assert "This review is late" in page(signed_in(cast, "supervisor"), at(review))
    assert "is late; silence decides nothing" in page(signed_in(cast, "employee"), case(review))
    assert "2 days late" in page(signed_in(cast, "coordinator"), "/reviews/")


def test_review_waits_in_the_supervisors_inbox_and_on_the_start_page(cast: Cast) -> None:
    review = opened(cast)
    client = signed_in(cast, "supervisor")
    for address in ("/inbox/", "/"):
        text = page(client, address)
        assert f'href="{at(review)}"' in text
        assert "because a fact changed: rating of record" in text
    assert "1 thing waits for you" in page(client, "/inbox/")
    client.post(at(review), GOES_ON)
    assert at(review) not in page(client, "/inbox/")


def test_new_supervisor_finds_the_review_and_the_old_one_does_not(cast: Cast) -> None:
    review = opened(cast)
    nina = person("Nina", "New", cast.bureau, supervisor=cast.director)
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=nina)
    assert at(review) not in page(signed_in(cast, "supervisor"), "/inbox/")
    assert at(review) in page(signed_in(replace(cast, supervisor=nina), "supervisor"), "/inbox/")


def test_coordinator_lists_the_open_reviews_of_the_bureau_and_reads_no_fact(cast: Cast) -> None:
    review = opened(cast)
    text = page(signed_in(cast, "coordinator"), "/reviews/")
    assert case(review) in text
    assert "Rating of record" in text
    assert "Exceeds" not in text
    assert "Sam Supervisor" in text
    assert "No review is open" in page(signed_in(cast, "other_coordinator"), "/reviews/")


@pytest.mark.parametrize("name", ["employee", "supervisor", "director", "auditor", "stranger"])
def test_list_is_the_coordinators(cast: Cast, name: str) -> None:
    page(signed_in(cast, name), "/reviews/", FORBIDDEN)


def test_case_shows_the_change_to_its_two_sides_alone(cast: Cast) -> None:
    review = opened(cast)
    for name in ("employee", "supervisor"):
        assert DETAILS in page(signed_in(cast, name), case(review))
    for name in ("coordinator", "director", "auditor"):
        text = page(signed_in(cast, name), case(review))
        assert "<strong>Rating of record</strong>: open" in text
        assert "Exceeds fully" not in text


def test_case_offers_the_decision_to_the_supervisor_alone(cast: Cast) -> None:
    review = opened(cast)
    assert "Decide the review: rating of record" in page(signed_in(cast, "supervisor"), case(review))
    for name in ("employee", "coordinator"):
        assert "Decide the review" not in page(signed_in(cast, name), case(review))


def test_letter_leads_the_supervisor_to_the_review_and_others_to_the_case(cast: Cast) -> None:
    review = opened(cast)
    for name, target in (("supervisor", at(review)), ("employee", case(review))):
        link = letter_url(review.agreement, Page.REVIEW, getattr(cast, name))
        path = link[link.index("/go/") :]
        assert signed_in(cast, name).get(path)["Location"] == target


def test_lists_ask_the_same_queries_however_long_they_are(cast: Cast) -> None:
    opened(cast)
    grant(cast.supervisor, Role.COORDINATOR, cast.bureau)
    client = signed_in(cast, "supervisor")
    addresses = ("/reviews/", "/inbox/", "/")

    def asked() -> list[list[int]]:
        numbers = []
        for address in addresses:
            page(client, address)
            with counted() as number:
                page(client, address)
            numbers.append(number)
        return numbers

    before = asked()
    for name in ("Ann", "Ben", "Cal"):
        colleague = person(name, "Colleague", cast.bureau, supervisor=cast.supervisor)
        train(colleague)
        opened(replace(cast, employee=colleague))
    assert asked() == before
