"""The yearly review on the pages: the two sides' pages, the inbox, the case, the coordinator's list."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from agreements.links import Page, letter_url
from agreements.models import Agreement, Review
from telework.models import AuditEvent
from tests.agreements.test_yearly import IN_TIME, MISSED, asked, say_yes, sign
from tests.browsing import counted, page, signed_in, words
from tests.cast import Cast

GOES_ON = {
    "answer": "continues",
    "continues-complies": "on",
    "continues-statement": "Her work is complete and on time.",
}
pytestmark = pytest.mark.citation("2362.1(e)")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(IN_TIME, tick=False) as traveller:
        yield traveller


def at(review: Review, sign: str = "") -> str:
    return f"/agreements/{review.agreement.number}/review/{review.pk}/{sign}"


def read(browser: Client, address: str) -> str:
    return words(browser.get(address))


def test_employee_reads_the_agreement_and_signs_once(cast: Cast) -> None:
    review, browser = asked(cast), signed_in(cast, "employee")
    text = read(browser, at(review, "sign/"))
    for expected in (
        "due by <strong>Tuesday, 7 December 2027</strong>",
        "The agreement as it stands",
        "Telework sites",
    ):
        assert expected in text
    refused = browser.post(at(review, "sign/"), {})
    assert "Tick the box to sign" in words(refused)
    for _ in range(2):
        answer = browser.post(at(review, "sign/"), {"holds": "on"}, follow=True)
        assert answer.redirect_chain[-1][0] == f"/agreements/{review.agreement.number}/"
    assert AuditEvent.objects.filter(action="sign_review").count() == 1
    assert "You have signed this review already" in words(answer)


def test_supervisor_attests_that_performance_complies(cast: Cast) -> None:
    review, browser = asked(cast), signed_in(cast, "supervisor")
    text = read(browser, at(review))
    assert "Performance complies with the agreement" in text
    assert "Emma Employee has still to sign. You need not wait for that." in text
    without = {name: value for name, value in GOES_ON.items() if name != "continues-complies"}
    refused = words(browser.post(at(review), without))
    assert "State that performance complies." in refused
    assert "Her work is complete and on time." in refused
    browser.post(at(review), GOES_ON)
    review.refresh_from_db()
    assert review.outcome == "continues"


def test_page_names_new_terms_as_an_answer_to_both_sides(cast: Cast) -> None:
    review = asked(cast)
    number = review.agreement.number
    assert f"/agreements/{number}/adjust/" in page(signed_in(cast, "supervisor"), at(review))
    assert f"/agreements/{number}/change/" in page(signed_in(cast, "employee"), at(review, "sign/"))


def test_it_waits_for_each_side_until_that_side_has_answered(cast: Cast) -> None:
    review = asked(cast)
    title = f"Your agreement {review.agreement.number}: yearly review"
    assert title in page(signed_in(cast, "employee"), "/inbox/")
    assert at(review) in page(signed_in(cast, "supervisor"), "/inbox/")
    sign(cast, review)
    assert title not in page(signed_in(cast, "employee"), "/inbox/")
    say_yes(cast, review)
    assert at(review) not in page(signed_in(cast, "supervisor"), "/inbox/")


def test_letter_leads_each_side_to_its_page(cast: Cast) -> None:
    review = asked(cast)
    for name, expected in (("supervisor", at(review)), ("employee", at(review, "sign/"))):
        link = letter_url(review.agreement, Page.REVIEW, getattr(cast, name))
        answer = signed_in(cast, name).get(link)
        assert answer["Location"] == expected


def test_case_says_when_the_next_review_is_due_and_who_has_signed(cast: Cast) -> None:
    review = asked(cast)
    case = f"/agreements/{review.agreement.number}/"
    text = read(signed_in(cast, "employee"), case)
    assert "The next yearly review is due by <strong>Tuesday, 7 December 2027</strong>" in text
    assert "Sign the yearly review" in text
    sign(cast, review)
    say_yes(cast, review)
    text = read(signed_in(cast, "coordinator"), case)
    assert "signed by the employee on Monday, 1 November 2027" in text
    assert "due by <strong>Wednesday, 1 November 2028</strong>" in text


def test_coordinator_sees_what_is_unsigned_and_how_much_is_missed(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    review = say_yes(cast, asked(cast))
    text = read(signed_in(cast, "coordinator"), "/reviews/")
    assert "Emma Employee, to sign" in text
    assert "No yearly review is missed" in text
    clock.move_to(MISSED)
    text = read(signed_in(cast, "coordinator"), "/reviews/")
    assert "<strong>1</strong> of them is missed" in text
    assert "30 days late: missed" in text
    sign(cast, review, now=datetime(2028, 1, 6, 18, tzinfo=UTC))
    assert "No review is open" in read(signed_in(cast, "coordinator"), "/reviews/")


def test_review_that_was_answered_leads_back_to_the_case(cast: Cast) -> None:
    review = sign(cast, asked(cast))
    answer = signed_in(cast, "employee").get(at(review, "sign/"))
    assert answer["Location"] == f"/agreements/{review.agreement.number}/"


def test_signing_page_costs_as_many_queries_however_many_reviews_there_were(cast: Cast) -> None:
    review = asked(cast)
    browser = signed_in(cast, "employee")
    with counted() as few:
        page(browser, at(review, "sign/"))
    for number in range(20):
        Review.objects.create(
            agreement=review.agreement,
            cause="rating",
            details=f"{number}",
            opened_at=IN_TIME,
            due_on=IN_TIME.date(),
            lapsed_at=IN_TIME,
        )
    with counted() as many:
        page(browser, at(review, "sign/"))
    assert many == few
    assert Agreement.objects.count() == 1
