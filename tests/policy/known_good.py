"""Facts with which every rule is passed; each test spoils one of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from agreements.facts import SiteFacts, TermsFacts
from agreements.policy import clauses, safety
from agreements.policy.safety import Answer, Reply
from agreements.policy.schedule import Pattern, Place, Schedule, ScheduledDay, WorkSchedule
from eligibility.facts import EligibilityFacts, TrainingFact
from telework.policy import Fact, Finding, Outcome, Rule, evaluate

F = TypeVar("F")
TODAY = date(2026, 12, 7)
EXTRACT_ON = date(2026, 12, 1)


def known(value: Any) -> Fact[Any]:
    return Fact(value, "HR extract", EXTRACT_ON)


ELIGIBLE = EligibilityFacts(
    service=known("civil"),
    appointment_type=known("career"),
    assigned_abroad=known(False),
    rating=known("fully_successful"),
    close_supervision=known(False),
    leave_restriction=known(False),
    absence_burden=known(False),
    discipline=known(()),
    classified_handling=known("occasional"),
    onsite_activity=known("occasional"),
    onsite_portable=known(False),
    employee_training=known(TrainingFact(completed_on=date(2026, 11, 2))),
    designation=known(()),
)


def eligible_but(**facts: Any) -> EligibilityFacts:
    """The eligible employee with some facts changed; None is a fact that is not known."""
    return replace(ELIGIBLE, **{name: known(value) for name, value in facts.items()})


def schedule(week_1: str, week_2: str, hours: str = "8") -> Schedule:
    """A schedule from seven letters a week, Monday first: o office, t telework, - day off."""
    places = {"o": Place.OFFICE, "t": Place.TELEWORK, "-": Place.OFF}
    return Schedule.of(
        ScheduledDay(week, weekday, places[letter], Decimal(0) if letter == "-" else Decimal(hours))
        for week, letters in ((1, week_1), (2, week_2))
        for weekday, letter in enumerate(letters)
    )


def with_day(base: Schedule, week: int, weekday: int, **changes: Any) -> Schedule:
    return Schedule.of(
        replace(day, **changes) if (day.week, day.weekday) == (week, weekday) else day for day in base.days
    )


SAFE = {question.code: Answer(Reply.YES) for question in safety.QUESTIONS}
HOME = SiteFacts(
    ordinal=1, name="Home, Arlington", kind="home", street="12 Elm Street", country="US", answers=SAFE
)
COMPLETE = TermsFacts(
    today=TODAY,
    is_part_time=False,
    self_assessment={question.code: "yes" for question in clauses.SELF_ASSESSMENT},
    pattern=Pattern.CORE,
    schedule=schedule("ootot--", "ootot--"),
    work_schedule=WorkSchedule.FIXED,
    requested_start_on=date(2026, 12, 14),
    sites=(HOME,),
    communication_methods="Telephone and chat",
    communication_hours="9 to 5",
    takes_records=False,
    remote_access="global_opennet",
    equipment=("Laptop",),
    works_through_closure=True,
    works_through_liberal_leave=True,
    works_through_early_dismissal=False,
    unscheduled_telework=True,
    coop="none",
    acknowledged=frozenset(statement.code for statement in clauses.EMPLOYEE_ACKNOWLEDGEMENTS),
)


def complete_but(**answers: Any) -> TermsFacts:
    return replace(COMPLETE, **answers)


def home_but(**facts: Any) -> TermsFacts:
    return replace(COMPLETE, sites=(replace(HOME, **facts),))


def answered(code: str, answer: Answer) -> TermsFacts:
    return home_but(answers=SAFE | {code: answer})


def finding(rules: Iterable[Rule[F]], code: str, facts: F) -> Finding:
    """The finding of one rule; the others must be there too, so that a lost rule fails."""
    return {finding.code: finding for finding in evaluate(rules, facts)}[code]


def not_passed(rules: Iterable[Rule[F]], facts: F) -> dict[str, Outcome]:
    return {f.code: f.outcome for f in evaluate(rules, facts) if f.outcome is not Outcome.PASSED}
