"""A year goes by: both sides sign that the agreement still holds, or the review is missed and told."""

from datetime import date, timedelta

from agreements.models import Review
from telework import clock
from tests.cast import START, Cast, approved
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.letters import letter_to, link_in, readers_of

OPENS, MISSED = date(2027, 10, 8), date(2028, 1, 6)


def go_to(hands: Hands, day: date) -> None:
    """To `day`, without the sweeps of the days in between."""
    hands.offset += day - timedelta(days=1) - clock.today()
    hands.move_to(day)


def year_ends(hands: Hands) -> None:
    hands.move_to(START)
    go_to(hands, OPENS)


def test_both_sides_sign_the_yearly_review_from_their_letters(
    cast: Cast, arrive: Arrive, hands: Hands
) -> None:
    number = str(approved(cast).number)
    year_ends(hands)
    assert readers_of("yearly_opened") == {cast.employee.email, cast.supervisor.email}
    employee = arrive("employee")
    employee.reads("The yearly review, which both sides sign")
    employee.open(link_in(letter_to(cast.employee, "yearly_opened")))
    employee.reads("Your signature is due by Tuesday, 7 December 2027", "The agreement as it stands")
    employee.keep_picture("yearly-sign")
    employee.press("Sign the review")
    employee.reads("Tick the box to sign")
    employee.keep_picture("yearly-sign-refused")
    employee.tick("I have read the agreement")
    employee.press("Sign the review")
    employee.reads("You have signed the yearly review", "signed by the employee on Friday, 8 October 2027")
    employee.keep_picture("yearly-signed")

    supervisor = arrive("supervisor")
    supervisor.open(link_in(letter_to(cast.supervisor, "yearly_opened")))
    supervisor.reads("looked at again at least once a year", "has signed on Friday, 8 October 2027")
    supervisor.keep_picture("yearly-decide")
    supervisor.tick("Performance complies with the agreement")
    supervisor.write("Your statement", "Her work is complete and on time; the office is served.")
    supervisor.press("Let it go on")
    supervisor.reads("The review is decided: the agreement goes on.")
    employee.open(f"/agreements/{number}/")
    employee.reads("The next yearly review is due by Sunday, 8 October 2028")


def test_review_that_nobody_answers_is_missed_and_listed_until_the_supervisor_decides(
    cast: Cast, arrive: Arrive, hands: Hands
) -> None:
    approved(cast)
    year_ends(hands)
    go_to(hands, MISSED)
    assert cast.director.email in readers_of("yearly_missed")
    coordinator = arrive("coordinator")
    coordinator.open("/reviews/")
    coordinator.reads("1 of them is missed", "30 days late: missed", "Emma Employee, to sign")
    coordinator.keep_picture("yearly-missed")
    supervisor = arrive("supervisor")
    supervisor.open(link_in(letter_to(cast.supervisor, "yearly_missed")))
    supervisor.reads("This review is late")
    supervisor.tick("Performance complies with the agreement")
    supervisor.write("Your statement", "Her work is complete and on time; the office is served.")
    supervisor.press("Let it go on")
    supervisor.reads("The review is decided: the agreement goes on.")
    assert Review.objects.unsigned().count() == 1
