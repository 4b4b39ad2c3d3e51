"""How letters come: the supervisor chooses the daily letter and gets it; the officer looks at them all."""

from telework import clock
from tests.agreements.letter_events import only
from tests.cast import START, Cast, approved
from tests.journeys.conftest import Arrive, Hands


def test_supervisor_has_what_only_informs_in_one_letter_a_day(
    cast: Cast, arrive: Arrive, hands: Hands
) -> None:
    supervisor = arrive("supervisor")
    supervisor.follow("Your letters")
    supervisor.reads("What is always sent at once", "Letters that only inform you come")
    supervisor.keep_picture("your-letters")
    supervisor.choose("Letters that only inform you come", "In one letter a day")
    supervisor.press("Save")
    supervisor.reads("comes in one letter a day from now on", "Nothing waits for your next daily letter.")

    approved(cast, clock.now())
    hands.move_to(START)
    letter = only("daily_letter", cast.supervisor.email)
    assert "the telework agreement is in effect" in letter.text
    assert letter.state == "sent"

    case = only("decision_needed", cast.supervisor.email)
    assert case.state == "sent"
    assert not only("agreement_started", cast.supervisor.email).sent_at


def test_managing_officer_looks_at_a_letter_before_anybody_gets_it(arrive: Arrive) -> None:
    officer = arrive("managing_officer")
    officer.go("Letters")
    officer.reads("Letters that eTelework sends", "Requests and who decides")
    officer.keep_picture("letters-list")
    officer.follow("The supervisor adjusts the terms with notice")
    officer.reads("The people and the case are invented", "Dear Erin")
    officer.keep_picture("letter-preview")
    officer.follow("the bureau telework coordinator")
    officer.reads("It only informs this reader", "Dear Cory")
