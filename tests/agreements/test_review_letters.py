"""Letters about reviews and suspensions: text and page say the same, to every reader."""

from datetime import UTC, date, datetime

import pytest

from agreements.models import Agreement
from agreements.services import reviews, suspension
from eligibility.models import Employee
from telework.models import OutboxMessage, User
from tests.agreements.test_letters import html_content, said, text_content
from tests.cast import Cast, active, submitted

NOW = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
LATE = datetime(2027, 1, 12, 17, 0, tzinfo=UTC)
NEXT = "What you do next:"


def reviewed(cast: Cast, agreement: Agreement) -> None:
    """Opened, told late, decided."""
    system = User.objects.system()
    review = reviews.open_review(
        actor=system, now=NOW, agreement=agreement, cause="rating", details="Rating: <b>A</b> → B"
    )
    reviews.remind_of_review(actor=system, now=LATE, review=review)
    reviews.decide_review(
        actor=cast.user("supervisor"), now=LATE, review=review, outcome="continues", statement="R&D\n\nwell."
    )


def suspended_and_resumed(agreement: Agreement) -> None:
    system = User.objects.system()
    suspension.suspend(
        actor=system,
        now=NOW,
        agreement=agreement,
        cause="conduct.pornography",
        citation="2362.2(c)(2)(d)",
        reason="You were officially disciplined.\nTwice.",
    )
    suspension.resume(actor=system, now=LATE, agreement=agreement, because="The record is clear.")


def left(cast: Cast) -> None:
    agreement = submitted(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=date(2026, 12, 1))
    suspension.withdraw_for_leaver(actor=User.objects.system(), now=NOW, agreement=agreement)


@pytest.mark.citation("2362.1(e)")
def test_letters_of_reviews_and_suspensions_say_the_same_in_both_forms_and_what_to_do_next(
    cast: Cast,
) -> None:
    agreement = active(cast)
    OutboxMessage.objects.all().delete()
    reviewed(cast, agreement)
    suspended_and_resumed(agreement)
    messages = list(OutboxMessage.objects.all())
    assert {message.template for message in messages} == {
        "review_opened",
        "review_late",
        "review_continues",
        "agreement_suspended",
        "agreement_resumed",
    }
    for message in messages:
        assert message.subject.startswith(str(agreement.number))
        assert said(text_content(message)) == said(html_content(message))
        assert NEXT in message.text


def test_paragraph_that_tells_the_official_action_stands_in_the_letters_to_the_two_sides_alone(
    cast: Cast,
) -> None:
    suspended_and_resumed(active(cast))
    letters = OutboxMessage.objects.filter(template__in=["agreement_suspended", "agreement_resumed"])
    told = {cast.employee.email, cast.supervisor.email, cast.coordinator.email}
    assert {letter.to for letter in letters} == told
    for letter in letters:
        for words in (letter.text, letter.html):
            assert ("2362.2(c)(2)(d)" in words) == (letter.to != cast.coordinator.email)


def test_letter_about_somebody_who_has_left_says_so_to_who_was_asked(cast: Cast) -> None:
    left(cast)
    message = OutboxMessage.objects.get(template="request_of_leaver")
    assert message.to == cast.supervisor.email
    assert "Emma Employee has left the Department" in message.text
    assert said(text_content(message)) == said(html_content(message))
