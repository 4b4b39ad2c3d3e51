"""What was determined about a person on any day, in the words and from the facts of then (2362.2(a))."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from eligibility import kept
from eligibility.answering import is_eligible
from eligibility.models import EligibilityDetermination, Employee
from telework.policy import Finding


def determinations_of(person: Employee) -> list[EligibilityDetermination]:
    """Every determination, the newest first; without facts and findings, which the list does not show."""
    return list(person.determinations.defer("facts", "findings").order_by("-determined_at", "-pk"))


def determination_on(person: Employee, day: date) -> EligibilityDetermination | None:
    """The one that stood at the end of `day`; None before the first."""
    made = person.determinations.filter(determined_on__lte=day).select_related("rules")
    return made.order_by("-determined_at", "-pk").first()


def findings_of(determination: EligibilityDetermination) -> tuple[Finding, ...]:
    """Each rule as it answered then, with its facts."""
    words: dict[str, Any] = determination.rules.words if determination.rules is not None else {}
    again = kept.replayed(determination.policy_set, determination.facts, determination.findings)
    return kept.findings_from_json(determination.findings, words, again.findings)


def replay(determination: EligibilityDetermination) -> kept.Replayed:
    """Ask the rules of the determination's policy set again, of its facts.

    Raises LookupError for a policy set that is gone.
    """
    again = kept.replayed(determination.policy_set, determination.facts, determination.findings)
    if not again.differences and is_eligible(again.findings) is not determination.eligible:
        return replace(again, differences=("the answer as a whole",))
    return again


def corrected_by(
    determination: EligibilityDetermination, later: Iterable[EligibilityDetermination]
) -> EligibilityDetermination | None:
    """The correction that concerns the days on which this determination stood; the newest, None without."""
    for other in later:
        if other.concerns_since is None or other.pk == determination.pk:
            continue
        if other.determined_at > determination.determined_at and (
            other.concerns_since <= last_day(determination, later)
        ):
            return other
    return None


def last_day(determination: EligibilityDetermination, others: Iterable[EligibilityDetermination]) -> date:
    """The last day on which it stood: that of the next one; date.max while it is the current one."""
    after = [one for one in others if one.determined_at > determination.determined_at]
    return min((one.determined_on for one in after), default=date.max)
