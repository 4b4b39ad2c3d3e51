"""What an answer that a fact was wrong does to the fact: it is entered here, or waited for (2362.2(a))."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from eligibility.collect import facts_of
from eligibility.kept import facts_to_json
from eligibility.models import Employee, FactDispute
from eligibility.policy import fam_2018
from eligibility.policy.courses import fault_of_completion
from eligibility.policy.entered import YES, EnterableFact, Way, codes_of, enterable, value_of, way_of
from eligibility.services.deciding import in_words, refuse
from eligibility.services.entered_facts import Given, check_since, lay_down
from eligibility.services.training import LONGEST_EVIDENCE, record_completion
from eligibility.training import Course
from telework import clock
from telework.models import User


@dataclass(frozen=True)
class Correction:
    """What is right instead, as whoever keeps the fact gives it; which of these depends on the fact.

    code      what the fact is, by a code of `policy.entered`
    since     the day since when: of a rating its date, of a course that of its completion
    until     last day of a leave restriction
    shows_on  of a fact that is corrected only where it is kept: the day by which it shows here
    """

    code: str = ""
    since: date | None = None
    until: date | None = None
    shows_on: date | None = None


NOTHING = Correction()


def correct(dispute: FactDispute, correction: Correction, words: str, actor: User, now: datetime) -> None:
    """Put the disputed fact right, as its kind allows. Raises PolicyRefused, by field."""
    _WAYS[way_of(dispute.fact)](dispute, correction, words, actor, now)


def value_now(person: Employee, fact: str, today: date) -> object:
    """The fact as it is kept with a determination."""
    return facts_to_json(facts_of(person, today)).get(fact, {}).get("value")


def _enter(dispute: FactDispute, given: Correction, words: str, actor: User, now: datetime) -> None:
    today = clock.date_of(now)
    person, fact = dispute.employee, enterable(dispute.fact)
    assert fact is not None, "the way of a fact that is entered"
    service = person.position.service if person.position is not None else ""
    if given.code not in codes_of(fact, service, fam_2018.RATINGS):
        refuse("code", "Choose what is right.")
    if given.since is None:
        refuse("since", "Give the day since when it is so.")
    check_since("since", given.since, person.hired_on, today)
    until = _last_day(fact, given, today)
    _check_is_other(person, fact, given, today)
    entered = Given(given.code, words, given.since, until)
    lay_down(person, fact, entered, actor, now, dispute)


def _last_day(fact: EnterableFact, given: Correction, today: date) -> date | None:
    if given.until is None or not fact.has_last_day or given.code != YES:
        return None
    if given.until < today:
        refuse("until", "A last day that has passed means that it is no longer so. Choose “No” then.")
    return given.until


def _check_is_other(person: Employee, fact: EnterableFact, given: Correction, today: date) -> None:
    counts = getattr(facts_of(person, today), fact.name).value
    is_same = counts == value_of(given.code) and given.until is None and not fact.has_words
    if is_same:
        refuse("code", "That is what counts already. Choose what is right, or answer that the fact stands.")


def _complete(dispute: FactDispute, given: Correction, words: str, actor: User, now: datetime) -> None:
    if given.since is None:
        refuse("since", "Give the day on which the course was completed.")
    fault = fault_of_completion(given.since, clock.date_of(now))
    if fault:
        refuse("since", fault)
    if dispute.employee.training.filter(course=Course.EMPLOYEE, completed_on=given.since).exists():
        refuse("since", "The course is recorded already as completed on that day.")
    record_completion(
        actor=actor,
        now=now,
        employee=dispute.employee,
        course=Course.EMPLOYEE,
        completed_on=given.since,
        evidence=words[:LONGEST_EVIDENCE],
    )


def _await(dispute: FactDispute, given: Correction, words: str, actor: User, now: datetime) -> None:
    """What only its source can correct stays open until it shows here."""
    today = clock.date_of(now)
    latest = today + fam_2018.CORRECTION_SHOWS_WITHIN
    if given.shows_on is None:
        refuse("shows_on", "Give the day by which the correction shows here.")
    if not today <= given.shows_on <= latest:
        refuse("shows_on", f"Give a day from {in_words(today)} through {in_words(latest)}.")
    dispute.shows_on = given.shows_on
    dispute.value_then = value_now(dispute.employee, dispute.fact, today)


_WAYS: Mapping[Way, Callable[[FactDispute, Correction, str, User, datetime], None]] = {
    Way.ENTERED: _enter,
    Way.COURSE: _complete,
    Way.AT_ITS_SOURCE: _await,
}
