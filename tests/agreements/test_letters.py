"""Letters: who gets which, what it says, and that text and page say the same."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from agreements import letters
from agreements.models import Agreement, Notice
from agreements.services import drafting, lifecycle
from telework.models import OutboxMessage, User
from tests import cast as people
from tests.agreements.letter_events import (
    LATER,
    denied,
    ended,
    give_notice,
    only,
    returned,
    sent,
    vacant,
)
from tests.cast import NOW, Cast


def approved_once(cast: Cast) -> Agreement:
    return people.approve_step(cast, people.submitted(cast), "supervisor")


def withdrawn(cast: Cast) -> Agreement:
    return drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=people.submitted(cast))


def held(cast: Cast) -> Agreement:
    agreement = people.approved(cast)
    cast.employee.on_leave_restriction = True
    cast.employee.save()
    return lifecycle.start(actor=User.objects.system(), now=LATER, agreement=agreement)


def notice_taken_back(cast: Cast, by: str) -> Notice:
    notice = give_notice(cast, by)
    return lifecycle.withdraw_notice(actor=cast.user(by), now=LATER + timedelta(days=1), notice=notice)


# letter, what happens, who gets it: exactly these
EVENTS: tuple[tuple[str, Callable[[Cast], object], set[str]], ...] = (
    ("request_received", people.submitted, {"employee"}),
    ("decision_needed", people.submitted, {"supervisor"}),
    ("decision_made", approved_once, {"employee"}),
    ("office_vacant", vacant, {"coordinator"}),
    ("request_returned", returned, {"employee"}),
    ("request_denied", lambda cast: denied(cast, "supervisor"), {"employee"}),
    ("request_denied", lambda cast: denied(cast, "director"), {"employee", "supervisor"}),
    ("request_withdrawn", withdrawn, {"supervisor"}),
    ("agreement_approved", people.approved, {"employee", "supervisor", "coordinator"}),
    ("agreement_started", people.active, {"employee", "supervisor"}),
    ("start_held", held, {"employee", "supervisor", "coordinator"}),
    ("notice_given", lambda cast: give_notice(cast, "employee"), {"supervisor", "coordinator"}),
    ("notice_given", lambda cast: give_notice(cast, "supervisor"), {"employee", "coordinator"}),
    ("notice_withdrawn", lambda cast: notice_taken_back(cast, "employee"), {"supervisor", "coordinator"}),
    ("notice_withdrawn", lambda cast: notice_taken_back(cast, "supervisor"), {"employee", "coordinator"}),
    ("agreement_ended", lambda cast: ended(cast, "employee"), {"employee", "supervisor", "coordinator"}),
    ("agreement_ended", lambda cast: ended(cast, "supervisor"), {"employee", "supervisor", "coordinator"}),
)
EVERY_EVENT = pytest.mark.parametrize(
    ("letter", "happen", "readers"), EVENTS, ids=[f"{e[0]}-{number}" for number, e in enumerate(EVENTS)]
)


def said(text: str) -> str:
    """The words without addresses, list marks and white space."""
    text = re.sub(r":\s*https?://\S+", "", text)
    return re.sub(r"\s", "", re.sub(r"^(- |\d+\. )", "", text, flags=re.MULTILINE))


def text_content(message: OutboxMessage) -> str:
    return message.text.partition("\n--\n")[0]


def html_content(message: OutboxMessage) -> str:
    content = message.html.partition("U.S. Department of State</p>")[2].partition("</main>")[0]
    return html.unescape(re.sub(r"<[^>]+>", "", content))


@EVERY_EVENT
def test_letter_goes_to_those_who_must_act_or_know_and_nobody_else(
    cast: Cast, letter: str, happen: Callable[[Cast], object], readers: set[str]
) -> None:
    happen(cast)

    assert {message.to for message in sent(letter)} == {getattr(cast, name).email for name in readers}


@EVERY_EVENT
def test_letter_has_a_subject_and_says_the_same_as_text_and_page(
    cast: Cast, letter: str, happen: Callable[[Cast], object], readers: set[str]
) -> None:
    happen(cast)

    for message in sent(letter):
        assert re.match(r"TW-\d{4}-\d{6}: ", message.subject)
        assert message.text.startswith("Dear ")
        assert said(text_content(message)) == said(html_content(message))
        assert html.escape(message.subject) in message.html
        assert "{{" not in message.text + message.html
        assert "{%" not in message.text + message.html


@EVERY_EVENT
def test_letter_cites_says_what_to_do_whom_to_ask_and_links(
    cast: Cast, letter: str, happen: Callable[[Cast], object], readers: set[str]
) -> None:
    happen(cast)

    for message in sent(letter):
        assert re.search(r"3 FAM 236\d", text_content(message))
        assert "What you do next:" in message.text
        assert "Cora Coordinator, cora@example.gov" in message.text
        assert "Cora Coordinator, cora@example.gov" in message.html
        link = re.search(r": (http\S+/go/\S+)$", text_content(message), re.MULTILINE)
        assert link is not None
        assert f'href="{link[1]}"' in message.html


@EVERY_EVENT
def test_no_letter_names_the_home_address(
    cast: Cast, letter: str, happen: Callable[[Cast], object], readers: set[str]
) -> None:
    happen(cast)

    for message in OutboxMessage.objects.all():
        for part in ("street", "city", "postal_code", "work_area"):
            assert people.HOME[part] not in message.subject + message.text + message.html


@pytest.mark.parametrize(
    ("letter", "again"),
    [
        ("request_received", lambda a: letters.request_received(a, NOW)),
        ("decision_needed", lambda a: letters.decision_needed(people.waiting_step(a), NOW)),
    ],
)
def test_same_event_twice_is_one_letter(cast: Cast, letter: str, again: Callable[[Agreement], None]) -> None:
    agreement = people.submitted(cast)
    again(agreement)

    assert len(sent(letter)) == 1


def test_start_that_stays_held_is_told_once_and_a_further_bar_again(cast: Cast) -> None:
    agreement = held(cast)
    lifecycle.start(actor=User.objects.system(), now=LATER + timedelta(minutes=1), agreement=agreement)
    assert len(sent("start_held")) == 3

    cast.employee.needs_close_supervision = True
    cast.employee.save()
    lifecycle.start(actor=User.objects.system(), now=LATER + timedelta(days=1), agreement=agreement)
    assert len(sent("start_held")) == 6


def test_held_start_names_the_bar_to_employee_and_supervisor_alone(cast: Cast) -> None:
    held(cast)

    for reader in ("emma", "sam"):
        text = only("start_held", reader).text
        assert "leave restriction" in text
        assert "3 FAM\N{NO-BREAK SPACE}2362.2(c)(2)(c)" in text
        assert "Whom to ask: your supervisor" in text
    assert "leave restriction" not in only("start_held", "cora").text


def test_twin_check_would_notice_a_difference(cast: Cast) -> None:
    people.submitted(cast)
    message = only("request_received")
    changed = replace_html(message, "nothing now", "call us")

    assert said(text_content(message)) != said(html_content(changed))


def replace_html(message: OutboxMessage, old: str, new: str) -> OutboxMessage:
    assert old in message.html
    return OutboxMessage(text=message.text, html=message.html.replace(old, new))
