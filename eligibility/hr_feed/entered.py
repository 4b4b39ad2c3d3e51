"""What an extract says about facts that were entered here: what it confirms, what is newer, what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from eligibility.collect import facts_of_extract
from eligibility.models import EnteredFact
from eligibility.policy.entered import ENTERABLE, SUPERVISORS, is_news
from telework import clock
from telework.policy import in_words


class Verdict(StrEnum):
    """What becomes of an entry when an extract has come."""

    STAYS = "stays"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Meeting:
    """One entry and what the extract, which is in the tables by now, says about the same fact."""

    entry: EnteredFact
    said: Any
    verdict: Verdict

    @property
    def is_conflict(self) -> bool:
        """Whether they differ though both cannot be right: a correction that HR's data still lacks."""
        entry = self.entry
        is_other = self.verdict is Verdict.STAYS and self.said != entry.value
        return is_other and (entry.dispute_id is not None or self.said != entry.extract_said)

    @property
    def matter(self) -> str:
        return ENTERABLE[self.entry.fact].matter

    @property
    def hides_change(self) -> bool:
        """Whether what the extract changed is no change: the entry counts, or says so when it ends."""
        return not ENTERABLE[self.entry.fact].is_positions

    @property
    def because(self) -> str:
        """Why the entry ends, in words for the person."""
        day = in_words(self.entry.employee.facts_as_of)
        if self.verdict is Verdict.CONFIRMED:
            return f"The HR extract of {day} says the same."
        return f"The HR extract of {day} brought something newer."


def meetings(today: date) -> list[Meeting]:
    """Each entry that has not ended, against the tables as the extract left them. One query."""
    entries = EnteredFact.objects.filter(ended_at__isnull=True).order_by("pk")
    met = []
    for entry in entries.select_related("employee__position__bureau", "employee__supervisor", "entered_by"):
        said = facts_of_extract(entry.employee, today)[entry.fact].value
        met.append(Meeting(entry, said, _verdict(entry, said)))
    return met


def lines(met: Sequence[Meeting]) -> Iterator[str]:
    """What the report of the import says about them."""
    for one in met:
        entry = one.entry
        about = f"{entry.employee.number}, {ENTERABLE[entry.fact].label}: the extract says {_shown(one.said)}"
        day = clock.date_of(entry.entered_at)
        entered = f"{entry.entered_by.full_name} entered {entry.shown.lower()} here on {day}"
        if one.is_conflict:
            yield f"Conflict: {about}. {entered}, and that stays until HR has corrected its data."
        elif one.verdict is not Verdict.STAYS:
            yield f"{one.verdict.capitalize()}: {about}. {entered}; the extract counts from now on."


def _verdict(entry: EnteredFact, said: Any) -> Verdict:
    person = entry.employee
    if entry.position_id not in (None, person.position_id):
        return Verdict.REPLACED
    if entry.until is not None or entry.fact in SUPERVISORS:
        # It ends on its day, or when the supervisor takes it back.
        return Verdict.STAYS
    if said == entry.value:
        return Verdict.CONFIRMED
    news = is_news(said, entry.extract_said, person.facts_as_of, clock.date_of(entry.entered_at))
    return Verdict.REPLACED if news else Verdict.STAYS


def _shown(value: Any) -> str:
    return in_words(value) if value is not None and value != "" else "(blank)"
