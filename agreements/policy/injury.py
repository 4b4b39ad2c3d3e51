"""Injury at the alternate work site: what a report says, and which forms and acts there are (2367(a), (c)).

The forms and their days are the Department of Labor's: 5 U.S.C. 8118 to 8122 and 20 CFR part 10.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from telework.policy import Reading

LONGEST_ACCOUNT = 1000
# Continuation of pay rests on a notice within 30 days (5 U.S.C. 8118, 8122; 20 CFR 10.205).
NOTICE_DAYS = 30
# The latest notice that the law takes (5 U.S.C. 8122), and so the latest report here.
LATEST_YEARS = 3

INJURY_READING = Reading(
    "Injury reports",
    "A report says that something happened: when, at which site, whether on official duty, and what "
    "happened in the workplace. It says nothing of health; the Department of Labor's forms carry the rest, "
    "outside this software. The supervisor acknowledges it, and so decides nothing about the claim. The "
    "employee, the supervisor and the bureau telework coordinators read it, and nobody else. It can be made "
    "while the agreement stands, and for three years after its last day, as long as the law takes a "
    "notice (5 U.S.C. 8122). Times are Washington's, or those of the post of an agreement abroad.",
)


@dataclass(frozen=True)
class LaborForm:
    """One form of the Department of Labor: what it is for, who fills it in, and by when."""

    code: str
    title: str
    used_for: str
    filled_by: str
    by_when: str


@dataclass(frozen=True)
class Act:
    """An act that may cover what happened."""

    title: str
    covers: str
    citation: str


LABOR_FORMS: tuple[LaborForm, ...] = (
    LaborForm(
        "CA-1",
        "Notice of Traumatic Injury and Claim for Continuation of Pay/Compensation",
        "What happened within one workday or shift.",
        "The employee, then the supervisor",
        "The employee within 30 days, to keep the right to continued pay; three years at the latest. The "
        "supervisor completes it at once; the Department sends it to the Department of Labor within 10 "
        "workdays after the employee handed it in (20 CFR 10.110).",
    ),
    LaborForm(
        "CA-2",
        "Notice of Occupational Disease and Claim for Compensation",
        "What came about over more than one workday or shift.",
        "The employee, then the supervisor",
        "The employee within 30 days after learning that it comes from the work; three years at the "
        "latest. The Department sends it on within 10 workdays (20 CFR 10.110).",
    ),
    LaborForm(
        "CA-16",
        "Authorization for Examination and/or Treatment",
        "Goes with a CA-1 where a physician is needed.",
        "The supervisor, then the physician",
        "The supervisor gives it out within 4 hours of the claimed injury (20 CFR 10.300).",
    ),
    LaborForm(
        "CA-7",
        "Claim for Compensation",
        "Where pay is lost.",
        "The employee, then the supervisor",
        "As soon as pay is lost: after continued pay has ended, or where there is none.",
    ),
)
ACTS: tuple[Act, ...] = (
    Act(
        "Federal Employees' Compensation Act (FECA)",
        "Injury of the person while performing official duty.",
        "5 U.S.C. 8101",
    ),
    Act(
        "Military Personnel and Civilian Employees' Claims Act (PCA)",
        "Loss of or damage to the employee's own things, incident to the service.",
        "31 U.S.C. 3721",
    ),
    Act(
        "Federal Tort Claims Act (FTCA)",
        "May give a remedy where neither of the two applies.",
        "28 U.S.C. 2671",
    ),
)


def notice_due_on(happened_on: date) -> date:
    """The last day of the notice that keeps the right to continued pay."""
    return happened_on + timedelta(days=NOTICE_DAYS)


def latest_report_on(ended_on: date) -> date:
    """The last day of a report about an agreement that has ended."""
    year = ended_on.year + LATEST_YEARS
    is_leap_day = (ended_on.month, ended_on.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day else ended_on.replace(year=year)


def faults(
    *,
    happened_at: datetime,
    now: datetime,
    today: date,
    first_day: date,
    last_day: date | None,
    account: str,
) -> dict[str, str]:
    """What is wrong with a report, by field.

    happened_at  in the time of the place, as `today` is
    first_day    of the agreement; `last_day`: None while it goes on
    """
    found, day = {}, happened_at.date()
    if happened_at > now:
        field = "happened_on" if day > today else "happened_time"
        found[field] = "This lies in the future. Give when it happened."
    elif day < first_day:
        found["happened_on"] = f"The agreement began on {_words(first_day)}. Give a day from then on."
    elif last_day is not None and day > last_day:
        found["happened_on"] = f"The agreement ended on {_words(last_day)}. Give a day until then."
    if not account.strip():
        found["account"] = "Say what happened in the workplace."
    elif len(account.strip()) > LONGEST_ACCOUNT:
        found["account"] = f"Say it in at most {LONGEST_ACCOUNT:,} characters."
    return found


def _words(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"
