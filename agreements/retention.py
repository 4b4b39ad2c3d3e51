"""Until when a closed case is kept, by the schedule and the years chosen for this installation."""

from dataclasses import dataclass
from datetime import date

import environ
from django.core.exceptions import ImproperlyConfigured

from agreements.models import Agreement
from agreements.policy import fam_2018
from agreements.policy.retention import dispose_on
from telework import clock


@dataclass(frozen=True)
class Kept:
    """When the time began, and the first day on which the case may be destroyed."""

    cutoff: date
    until: date
    authority: str


def years_chosen() -> int:
    """What RETENTION_YEARS says, or the schedule's usual number."""
    records = fam_2018.CASE_FILES
    try:
        return records.years(environ.Env().int("RETENTION_YEARS", default=records.usual_years))
    except ValueError as error:
        raise ImproperlyConfigured(f"RETENTION_YEARS cannot be used: {error}") from error


# Read once, so that a wrong number stops the start and not a page.
YEARS = years_chosen()


def kept(case: Agreement, years: int = YEARS) -> Kept | None:
    """How long `case` is kept; None while it is open."""
    if case.is_open:
        return None
    cutoff = case.ended_on or clock.date_of(case.state_since)
    return Kept(cutoff, dispose_on(cutoff, years), fam_2018.CASE_FILES.authority)
