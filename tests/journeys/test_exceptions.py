"""Could I telework? A rule is in the way, it stops the signature, management excepts, and it is signed."""

from datetime import timedelta

import pytest

from agreements.models import Agreement
from eligibility.models import EligibilityDetermination, EligibilityException
from tests.cast import PASSWORD, TODAY, Cast, draft
from tests.journeys.asking import sign
from tests.journeys.conftest import Arrive
from tests.journeys.letters import letter_to, link_in, readers_of
from tests.journeys.visitor import Visitor

RATING = "Your most recent rating of record is below fully successful."
PARAGRAPH = "3 FAM 2362.2(c)(2)(a)"
WHY = "The rating is about a post that ended in June; the work since then is good."
UNTIL, LOOK_AGAIN = TODAY + timedelta(days=180), TODAY + timedelta(days=90)


@pytest.fixture
def number(cast: Cast) -> str:
    """A request that is complete, of somebody whose rating is below what the rule asks."""
    cast.employee.rating_of_record = "minimally_successful"
    cast.employee.save()
    return str(draft(cast).number)


def check(employee: Visitor) -> None:
    employee.go("My eligibility")
    employee.follow("Could I telework today?")


def except_from_rating(director: Visitor) -> None:
    """First without a word, then in full."""
    director.go("Your people")
    director.follow("Emma Employee")
    director.reads("Not eligible today", RATING)
    director.keep_picture("exception-person")
    director.click(director.main.get_by_role("link", name=f"Make an exception from: {RATING}"))
    director.press("Make the exception")
    director.reads("No exception was made", "Say why this person is excepted; they read it.")
    director.keep_picture("exception-refused")
    director.write("Reason", WHY)
    director.write("Last day", UNTIL.isoformat())
    director.write("Look at it again on", LOOK_AGAIN.isoformat())
    director.keep_picture("exception-grant")
    director.press("Make the exception")
    director.reads("Emma Employee is excepted until Saturday, 22 May 2027.", "Eligible today", WHY)
    director.keep_picture("exception-granted")


@pytest.mark.citation("2362.2(c)(2)(a)")
def test_rule_stops_the_signature_until_management_excepts_from_it(
    cast: Cast, arrive: Arrive, number: str
) -> None:
    employee, director = arrive("employee", scripts=False), arrive("director")
    check(employee)
    employee.reads("Not today", RATING, PARAGRAPH, "Whom to ask: your supervisor", "can make an exception")
    employee.keep_picture("check-refused")
    assert not EligibilityDetermination.objects.exists()
    employee.open(f"/agreements/{number}/request/sign/", status=200)
    employee.reads("You cannot sign yet", RATING, PARAGRAPH)
    assert employee.page.get_by_role("button", name="Continue to sign").count() == 0
    employee.keep_picture("check-cannot-sign")

    except_from_rating(director)
    assert readers_of("exception_granted") == {cast.employee.email, cast.supervisor.email}
    employee.open(link_in(letter_to(cast.employee, "exception_granted")))
    employee.reads("Eligible", "What you are excepted from", WHY)
    employee.keep_picture("eligibility-excepted")
    check(employee)
    employee.reads("Yes, you may ask")
    employee.go("My telework")
    employee.follow("Continue the request")
    sign(employee, PASSWORD)
    employee.reads("Received", number)
    assert Agreement.objects.get().state == "in_review"


def test_nobody_but_the_executive_office_makes_an_exception(cast: Cast, arrive: Arrive, number: str) -> None:
    page = f"/eligibility/people/{cast.employee.number}/"
    supervisor, employee = arrive("supervisor"), arrive("employee")
    supervisor.open(page)
    supervisor.reads(RATING, "The executive director of the bureau, or the designee, can make an exception.")
    supervisor.keep_picture("exception-not-yours")
    supervisor.open(f"{page}except/performance.rating/", status=403)
    supervisor.reads("executive director")
    employee.open(f"{page}except/performance.rating/", status=404)
    assert not EligibilityException.objects.exists()
