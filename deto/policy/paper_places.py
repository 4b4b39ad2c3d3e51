"""The files that the regulation names: in which part each counts, and who needs it (2368.2 to 2368.11)."""

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.policy.decision import Section
from deto.policy.sections import DUTIES, HEALTH, SPONSOR, STATION, WORK
from telework.policy import Use


@dataclass(frozen=True)
class PaperPlace:
    """The part of the request in which a file counts, its provision, and when it is needed."""

    section: Section
    citation: str
    needed: str


# By the code of the file.
PLACES = {
    "orders": PaperPlace(SPONSOR, "2368.2", "If you like: the reference to the orders is enough."),
    "security": PaperPlace(
        DUTIES, "2368.3(b)(3)", "If you like, where you need classified material: its reference is enough."
    ),
    "work_requirements": PaperPlace(
        WORK, "2368.4(c)", "Needed if you write no work requirements into Section 4."
    ),
    "ds7644": PaperPlace(WORK, "2368.4(c)", "Needed if you are in the Civil Service."),
    "station": PaperPlace(
        STATION, "2368.11", "Instead of the answers of Section 8, where you use office space of the mission."
    ),
    "insurance": PaperPlace(
        HEALTH,
        "2368.9(b)",
        "If the sponsor's agency does not pay for medical evacuation: this, or the reference of the "
        "insurance. Nothing else about health belongs here.",
    ),
}


LABELS = {
    "orders": "orders",
    "security": "confirmation of the security officer",
    "work_requirements": "work requirements",
    "ds7644": "Form DS-7644",
    "station": "addendum on office space",
    "insurance": "proof of evacuation insurance",
}


def papers_in_words(codes: Iterable[str]) -> str:
    """Which files are there."""
    return ", ".join(LABELS[code] for code in sorted(codes)) or "none"


PAPERS_USED = Use("papers", "Files", papers_in_words)


def papers_for(section: str) -> tuple[str, ...]:
    """Codes of the files that count in a part of the request."""
    return tuple(code for code, place in PLACES.items() if place.section.code == section)
