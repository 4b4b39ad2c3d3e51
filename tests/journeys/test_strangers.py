"""Who has no business with a case finds nothing, and a forwarded letter tells an office and no more."""

import re

import pytest

from telework.models import OutboxMessage
from tests.cast import Cast, submitted
from tests.journeys.conftest import Arrive


def test_stranger_does_not_find_the_case(cast: Cast, arrive: Arrive) -> None:
    number = submitted(cast).number
    stranger = arrive("stranger")
    stranger.open(f"/agreements/{number}/", status=404)
    assert str(number) not in stranger.words
    assert "Emma" not in stranger.words


@pytest.mark.citation("2363.3(b)")
def test_coordinator_sees_the_agreements_of_their_own_bureau_alone(cast: Cast, arrive: Arrive) -> None:
    number = str(submitted(cast).number)
    own, other = arrive("coordinator"), arrive("other_coordinator")
    own.go("Bureau agreements")
    own.reads(number, "Emma Employee")
    own.follow("Emma Employee")
    own.reads("Being decided", "Sam Supervisor (Supervisor, OES)")
    other.go("Bureau agreements")
    assert number not in other.words
    other.keep_picture("bureau-empty")
    other.open(f"/agreements/{number}/", status=404)


def test_letter_opened_by_somebody_else_names_the_office_and_nothing_more(cast: Cast, arrive: Arrive) -> None:
    stranger, supervisor = arrive("stranger"), arrive("supervisor")
    number = str(submitted(cast).number)
    text = OutboxMessage.objects.get(template="decision_needed").text
    link = re.search(r"https?://\S+/go/\S+", text)
    assert link
    supervisor.open(link.group())
    assert supervisor.heading == f"Decide: Emma Employee, {number}"
    stranger.open(link.group(), status=403)
    stranger.reads("The matter is with: Supervisor, OES.")
    for secret in (number, "Emma", "Sam"):
        assert secret not in stranger.words
    stranger.keep_picture("letter-not-yours")
