"""The commands that keep the record of courses, and the question to a manager who lacks one (2362.7)."""

from datetime import date, datetime

from eligibility import training_letters as letters
from eligibility.models import Employee, TrainingCompletion
from eligibility.policy.courses import fault_of_completion, fault_of_exemption
from eligibility.services.deciding import (
    check_serving,
    checked_words,
    in_words,
    locked_person,
    record,
    redetermine,
    refuse,
    require,
)
from eligibility.training import Course, may_keep, needs_manager_course
from telework import clock
from telework.commands import command
from telework.models import User

LONGEST_EVIDENCE = 250


@command
def record_completion(
    *, actor: User, now: datetime, employee: Employee, course: str, completed_on: date, evidence: str
) -> TrainingCompletion:
    """Write down that `employee` has completed a course; `evidence` says what was seen.

    Raises NotPermitted for all but the coordinator of the bureau, and about oneself; PolicyRefused, by field,
    for no such course, a day to come or before 2010, no evidence, and a completion recorded already.
    """
    person = _person_kept(actor, employee, now)
    if course not in Course.values:
        refuse("course", "Choose the course.")
    fault = fault_of_completion(completed_on, clock.date_of(now))
    if fault:
        refuse("day", fault)
    words = _evidence(evidence)
    if person.training.filter(course=course, completed_on=completed_on).exists():
        refuse("day", f"This course is recorded already as completed on {in_words(completed_on)}.")
    made = TrainingCompletion.objects.create(
        employee=person, course=course, completed_on=completed_on, evidence=words
    )
    written_down(made, actor, now)
    return made


@command
def record_exemption(
    *, actor: User, now: datetime, employee: Employee, evidence_on: date, evidence: str
) -> TrainingCompletion:
    """Write down the proof that `employee` had an arrangement in effect before 9 December 2010.

    It exempts from the employees' course only. Raises NotPermitted as `record_completion` does;
    PolicyRefused, by field, for a paper too young or too old, no evidence, and a proof recorded already.
    """
    person = _person_kept(actor, employee, now)
    fault = fault_of_exemption(evidence_on)
    if fault:
        refuse("day", fault)
    words = _evidence(evidence)
    held = person.training.filter(course=Course.EMPLOYEE, exempt_evidence_on__isnull=False).first()
    if held is not None and held.exempt_evidence_on is not None:
        refuse("day", f"A paper of {in_words(held.exempt_evidence_on)} is recorded already.")
    made = TrainingCompletion.objects.create(
        employee=person, course=Course.EMPLOYEE, exempt_evidence_on=evidence_on, evidence=words
    )
    written_down(made, actor, now)
    return made


def written_down(made: TrainingCompletion, actor: User, now: datetime) -> None:
    """Into the person's chain, and into the determination at once."""
    record(
        "record_exemption" if made.completed_on is None else "record_completion",
        made.employee,
        f"training:{made.pk}",
        actor,
        now,
        course=made.course,
        completed_on=made.completed_on,
        exempt_evidence_on=made.exempt_evidence_on,
        evidence=made.evidence,
    )
    redetermine(made.employee, now, "course recorded")


def ask_for_manager_course(*, supervisor: Employee, person: Employee, occasion: str, now: datetime) -> None:
    """Ask `supervisor` for the course for managers by letter, if it is missing (2362.7).

    occasion  names what happened, for example "request:42" or "inherited:17"; one letter for each
    """
    if needs_manager_course(supervisor, clock.date_of(now)):
        letters.manager_course_needed(supervisor, person, occasion, now)


def _person_kept(actor: User, employee: Employee, now: datetime) -> Employee:
    today = clock.date_of(now)
    person = locked_person(employee)
    require(may_keep(actor, person, today))
    check_serving(person, today)
    return person


def _evidence(evidence: str) -> str:
    words = checked_words(
        "evidence", evidence, "Say what you saw, for example the certificate and its number."
    )
    if len(words) > LONGEST_EVIDENCE:
        refuse("evidence", f"Write at most {LONGEST_EVIDENCE} characters. You wrote {len(words):,}.")
    return words
