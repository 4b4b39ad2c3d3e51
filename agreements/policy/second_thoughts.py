"""After a decision: how long it can be taken back, and how long a denial can be looked at again."""

from datetime import date

from telework.calendar import FederalCalendar
from telework.policy import Reading

TAKE_BACK_WORKDAYS = 1
LOOK_AGAIN_WORKDAYS = 10

TAKE_BACK_READING = Reading(
    "A decision taken back",
    "The regulation is silent. Whoever decided can take the decision back through the next workday, as long "
    "as nothing has followed from it: nobody has decided after it, the agreement has not started, no notice "
    "was given, and the employee has not begun to change what was returned. Both stay on the record, and "
    "everybody who was told is told again.",
)
LOOK_AGAIN_READING = Reading(
    "A denial looked at again",
    "The regulation is silent. Within 10 workdays after a denial the employee can ask that the next level "
    "above whoever denied looks at the same request again, once. Granted, it goes on to the offices that had "
    "not decided. Denied again, it is over. Asking takes no other right away, and a new request is always "
    "possible.",
)


def take_back_until(decided_on: date, calendar: FederalCalendar, *, washington: bool) -> date:
    """The last day on which a decision of that day can be taken back, in Washington's date."""
    return calendar.count_workdays(decided_on, TAKE_BACK_WORKDAYS, washington=washington).last_day


def look_again_until(denied_on: date, calendar: FederalCalendar, *, washington: bool) -> date:
    """The last day on which a denial of that day can be looked at again, in Washington's date."""
    return calendar.count_workdays(denied_on, LOOK_AGAIN_WORKDAYS, washington=washington).last_day
