"""Agreements that were made before this system: what is known of one, and what its file lacks. No Django."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agreements.policy.review import review_due_on
from agreements.policy.schedule import Pattern, Place, Schedule
from telework.policy import Reading

DAYS = {name: weekday for weekday, name in enumerate(("MON", "TUE", "WED", "THU", "FRI"))}
SCAN, CHECKLIST, REVIEW = "scan", "checklist", "review"
LACKS = {
    SCAN: "the scan of the signed agreement (3 FAM 2367(b))",
    CHECKLIST: "the day of its safety checklist, DS-1963 (3 FAM 2367(b))",
    REVIEW: "a review within the last year (3 FAM 2362.1(e))",
}
INTAKE_READING = Reading(
    "Agreements from before",
    "An agreement that was in effect before it was put on file here keeps its own dates and signatures. Its "
    "first review is due one year after its start or its last review, or within 30 days where that is over.",
)
FIRST_REVIEW_WITHIN_DAYS = 30
CAUSE = "intake"
CAUSE_LABEL = "The agreement was put on file, and its last review is more than a year ago"
REVIEW_DETAILS = "An agreement from before this system, not reviewed within the last year (3 FAM 2362.1(e))."


@dataclass(frozen=True)
class PaperAgreement:
    """What is taken over from paper.

    starts_on    first day in effect; ends_on the last, None for none
    signed_on    the day of the last signature
    week1, week2 telework days as MON to FRI; none for a situational agreement
    checklist_on day of the safety checklist; None: not known
    reviewed_on  day of the last review; None: none
    """

    pattern: Pattern
    starts_on: date
    signed_on: date
    ends_on: date | None
    week1: tuple[str, ...]
    week2: tuple[str, ...]
    city: str
    region: str
    checklist_on: date | None = None
    reviewed_on: date | None = None
    has_scan: bool = False


def problems(paper: PaperAgreement, today: date) -> dict[str, str]:
    """What stands against taking it over, by field; empty when nothing does."""
    found: dict[str, str] = {}
    if paper.starts_on > today:
        found["starts_on"] = "It has not begun yet. Ask for a new agreement instead."
    if paper.signed_on > today:
        found["signed_on"] = "The day of the signature lies in the future."
    if paper.ends_on is not None and paper.ends_on < today:
        found["ends_on"] = "It has ended already, so it is not in effect."
    for field in ("checklist_on", "reviewed_on"):
        day = getattr(paper, field)
        if day is not None and day > today:
            found[field] = "That day lies in the future."
    found |= _pattern_problems(paper)
    if not paper.city.strip():
        found["city"] = "Name the town of the telework site."
    return found


def _pattern_problems(paper: PaperAgreement) -> dict[str, str]:
    unknown = [day for day in (*paper.week1, *paper.week2) if day not in DAYS]
    if unknown:
        return {"week1": f"{unknown[0]} is no working day. Write MON, TUE, WED, THU or FRI."}
    if paper.pattern is Pattern.CORE and not (paper.week1 and paper.week2):
        return {"week1": "A core agreement has at least one telework day in each week (3 FAM 2361.4)."}
    if paper.pattern is Pattern.SITUATIONAL and (paper.week1 or paper.week2):
        return {"week1": "A situational agreement has no fixed days (3 FAM 2361.4)."}
    return {}


def lacks(paper: PaperAgreement, today: date) -> tuple[str, ...]:
    """Codes of what the file lacks; it is taken over all the same, and listed until it is complete."""
    missing = []
    if not paper.has_scan:
        missing.append(SCAN)
    if paper.checklist_on is None:
        missing.append(CHECKLIST)
    if review_due_on("domestic", paper.reviewed_on or paper.starts_on) < today:
        missing.append(REVIEW)
    return tuple(missing)


def schedule_of(week1: Collection[str], week2: Collection[str]) -> Schedule:
    """Two weeks of full days, telework on the days named."""
    chosen = {1: {DAYS[name] for name in week1}, 2: {DAYS[name] for name in week2}}
    return Schedule.of(
        replace(day, place=Place.TELEWORK) if day.weekday in chosen[day.week] else day
        for day in Schedule.at_office().days
    )


def first_review_on(paper: PaperAgreement, today: date) -> date:
    """When it is first looked at here: a year after the last look, or within 30 days where that is over."""
    due = review_due_on("domestic", paper.reviewed_on or paper.starts_on)
    return max(due, today + timedelta(days=FIRST_REVIEW_WITHIN_DAYS)) if due < today else due
