"""Letters about changed terms: who gets which, what they say, and that text and page say the same."""

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from agreements import tasks
from agreements.models import Agreement
from agreements.services import closures
from telework.models import Closure
from telework.roles import Role
from tests.agreements.letter_events import sent
from tests.agreements.test_letters import html_content, said, text_content
from tests.cast import NOW, Cast, active, approve_step, grant, person, submitted, waiting_step
from tests.changing import LATER, accept, adjust, amended, propose, take_back
from tests.deciding import deny

ON_ITS_DAY = datetime(2027, 1, 4, 17, 0, tzinfo=UTC)


def sent_to_the_supervisor(cast: Cast) -> Agreement:
    return amended(cast, active(cast))


def taken_back(cast: Cast) -> Agreement:
    return take_back(cast, sent_to_the_supervisor(cast))


def refused(cast: Cast) -> Agreement:
    return deny(cast.user("supervisor"), waiting_step(sent_to_the_supervisor(cast)), LATER)


def proposed(cast: Cast) -> Agreement:
    agreement = submitted(cast)
    propose(cast.user("supervisor"), waiting_step(agreement), NOW)
    return agreement


def proposal_signed(cast: Cast) -> Agreement:
    return accept(cast, proposed(cast), NOW)


def adjusted(cast: Cast) -> Agreement:
    agreement = active(cast)
    adjust(cast, agreement)
    return agreement


def moved(cast: Cast) -> Agreement:
    agreement = adjusted(cast)
    administrator = person("Ada", "Administrator", cast.other_bureau)
    grant(administrator, Role.ADMINISTRATOR)
    day = date(2026, 12, 17)
    Closure.objects.filter(day=day).delete()
    assert administrator.user is not None
    closures.add_closure(
        actor=administrator.user, now=LATER, day=day, authority="Executive order", reason="Mourning"
    )
    return agreement


def in_effect(cast: Cast) -> Agreement:
    agreement = sent_to_the_supervisor(cast)
    approve_step(cast, agreement, "supervisor", LATER)
    approve_step(cast, agreement, "director", LATER)
    tasks.sweep_due(ON_ITS_DAY)
    return agreement


# letter, what happens, who gets it: exactly these
EVENTS: tuple[tuple[str, Callable[[Cast], object], set[str]], ...] = (
    ("changes_received", sent_to_the_supervisor, {"employee"}),
    ("changes_withdrawn", taken_back, {"supervisor"}),
    ("changes_refused", refused, {"employee"}),
    ("terms_proposed", proposed, {"employee"}),
    ("terms_signed", proposal_signed, {"supervisor"}),
    ("adjustment_given", adjusted, {"employee", "coordinator"}),
    ("adjustment_moved", moved, {"employee", "supervisor", "coordinator"}),
    ("terms_in_effect", in_effect, {"employee", "supervisor"}),
    ("terms_accepted", in_effect, {"employee", "supervisor", "coordinator"}),
)


@pytest.mark.parametrize(("letter", "happen", "readers"), EVENTS, ids=[event[0] for event in EVENTS])
def test_letter_reaches_who_must_act_or_know_and_says_what_changes_and_what_to_do(
    cast: Cast, letter: str, happen: Callable[[Cast], object], readers: set[str]
) -> None:
    happen(cast)
    assert {message.to for message in sent(letter)} == {getattr(cast, name).email for name in readers}
    for message in sent(letter):
        assert re.match(r"TW-\d{4}-\d{6}: ", message.subject)
        assert message.text.startswith("Dear ")
        assert said(text_content(message)) == said(html_content(message))
        assert html.escape(message.subject) in message.html
        assert "{{" not in message.text + message.html
        assert re.search(r"3 FAM 236\d", text_content(message))
        assert "What you do next:" in message.text
        assert "Cora Coordinator, cora@example.gov" in message.text
        assert "100 Example Street" not in message.text + message.html
        link = re.search(r": (http\S+/go/\S+)$", text_content(message), re.MULTILINE)
        assert link is not None
        assert f'href="{link[1]}"' in message.html


def test_the_letter_of_an_adjustment_says_before_and_after_and_until_when_to_sign(cast: Cast) -> None:
    adjusted(cast)
    (letter,) = [message for message in sent("adjustment_given") if message.to.startswith("emma")]
    assert "Monday of week 1: before Regular work site, 8 hours; after Telework, 8 hours" in letter.text
    assert "The counter has to be staffed on Wednesdays." in letter.text
    assert "If you do not, the agreement ends that day." in letter.text
