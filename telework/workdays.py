"""The federal calendar over the table of closures: the one source of holidays and workdays."""

from telework.calendar import FederalCalendar
from telework.models import Closure


def federal_calendar() -> FederalCalendar:
    """Statutory holidays, computed, and the closures that an administrator has entered."""
    return FederalCalendar({closure.day: closure.reason for closure in Closure.objects.all()})
