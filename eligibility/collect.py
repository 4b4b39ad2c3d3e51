"""From rows to facts: what the rules look at, each fact with its source and date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from eligibility.facts import (
    DesignationFact,
    DisciplineFact,
    EligibilityFacts,
    ExceptionFact,
    ManagerFacts,
    TrainingFact,
)
from eligibility.models import (
    Designation,
    EligibilityException,
    Employee,
    EnteredFact,
    Position,
    TrainingCompletion,
)
from eligibility.policy.designation import REASONS
from eligibility.policy.entered import ENTERABLE
from telework.policy import Fact

HR_EXTRACT = "HR extract"
DISCIPLINE_RECORD = "Discipline record"
TRAINING_RECORD = "Training record"
MANAGEMENT = "Management's decision"
# What `facts_of` reads beside the position: prefetch these where facts of many people are collected.
FACT_RELATIONS = (
    "discipline",
    "training",
    "designations__designated_by",
    "exceptions__granted_by",
    "exceptions__emergency",
    "entered_facts__entered_by",
)
_REASONS = {reason.code: reason.text for reason in REASONS}


def facts_of(employee: Employee, today: date) -> EligibilityFacts:
    """The facts of the domestic rules about `employee` on a day. Five queries beside the position's.

    What was entered here counts before what the extract says.
    """
    return EligibilityFacts(
        **{**facts_of_extract(employee, today), **_entered(employee, today)},
        discipline=Fact(_discipline(employee), DISCIPLINE_RECORD, employee.facts_as_of),
        employee_training=_training(employee, TrainingCompletion.Course.EMPLOYEE, today),
        designation=Fact(_designations(employee, today), MANAGEMENT),
        exceptions=Fact(_exceptions(employee, today), MANAGEMENT),
    )


def facts_of_extract(employee: Employee, today: date) -> dict[str, Fact[Any]]:
    """What the HR extract says about person and position, by fact. No query beside the position's.

    A blank in the extract is a fact that is not known, except the rating: blank there means none yet.
    """
    as_of = employee.facts_as_of
    position = employee.position or _UNKNOWN_POSITION
    is_known = employee.position is not None
    return {
        "service": _said(position.service, as_of),
        "appointment_type": _said(employee.appointment_type, as_of),
        "assigned_abroad": Fact(position.post_id is not None if is_known else None, HR_EXTRACT, as_of),
        "rating": Fact(employee.rating_of_record, HR_EXTRACT, employee.rating_on or as_of),
        "close_supervision": Fact(employee.needs_close_supervision, HR_EXTRACT, as_of),
        "leave_restriction": Fact(employee.is_restricted_on_leave(today), HR_EXTRACT, as_of),
        "absence_burden": Fact(employee.absence_burden, HR_EXTRACT, as_of),
        "absence_burden_statement": Fact(employee.absence_burden_statement, HR_EXTRACT, as_of),
        "classified_handling": _said(position.classified_handling, as_of),
        "onsite_activity": _said(position.onsite_activity, as_of),
        "onsite_portable": Fact(position.onsite_activity_portable, HR_EXTRACT, as_of),
    }


def manager_facts_of(employee: Employee, today: date) -> ManagerFacts:
    """What is asked of `employee` as a manager on a day. One query."""
    return ManagerFacts(manager_training=_training(employee, TrainingCompletion.Course.MANAGER, today))


_UNKNOWN_POSITION = Position()


def _said(code: str, as_of: date) -> Fact[str]:
    return Fact(code or None, HR_EXTRACT, as_of)


def _discipline(employee: Employee) -> tuple[DisciplineFact, ...]:
    return tuple(
        DisciplineFact(action.kind, action.action_on, action.calendar_year, action.days)
        for action in employee.discipline.all()
    )


def _entered(employee: Employee, today: date) -> dict[str, Fact[Any]]:
    """The facts that were entered here and hold on the day; those of a position for whoever is in it."""
    rows: Iterable[EnteredFact] = _acts(employee, "entered_facts", "entered_by")
    facts: dict[str, Fact[Any]] = {}
    for row in rows:
        if not row.is_in_force(today) or row.position_id not in (None, employee.position_id):
            continue
        source = f"Entered by {row.entered_by.full_name}"
        facts[row.fact] = Fact(row.value, source, row.starts_on)
        if ENTERABLE[row.fact].has_words:
            facts[f"{row.fact}_statement"] = Fact(row.statement if row.value else "", source, row.starts_on)
    return facts


def _designations(employee: Employee, today: date) -> tuple[DesignationFact, ...]:
    rows: Iterable[Designation] = _acts(employee, "designations", "designated_by")
    return tuple(
        DesignationFact(
            by=row.designated_by.full_name,
            on=row.starts_on,
            reason=_REASONS.get(row.reason_code, row.reason_citation),
            words=row.reason_text,
            until=row.until,
            review_on=row.review_on,
        )
        for row in rows
        if row.is_in_force(today)
    )


def _exceptions(employee: Employee, today: date) -> tuple[ExceptionFact, ...]:
    """Those in force; what is tied to an emergency holds no longer than it."""
    rows: Iterable[EligibilityException] = _acts(employee, "exceptions", "granted_by", "emergency")
    return tuple(
        ExceptionFact(
            rule=row.rule_code,
            by=row.granted_by.full_name,
            reason=row.reason,
            until=row.until,
            emergency=row.emergency.name if row.emergency is not None else "",
        )
        for row in rows
        if row.is_in_force(today) and (row.emergency is None or row.emergency.is_in_force(today))
    )


def _acts(employee: Employee, name: str, *people: str) -> Iterable[Any]:
    """The person's rows with what they point to, in one query, or in none where they were prefetched."""
    rows = getattr(employee, name)
    prefetched = name in getattr(employee, "_prefetched_objects_cache", {})
    found: Iterable[Any] = rows.all() if prefetched else rows.select_related(*people)
    return found


def _training(employee: Employee, course: str, today: date) -> Fact[TrainingFact]:
    """The latest completion no later than `today`, and the earliest proof of an earlier arrangement."""
    records = [record for record in employee.training.all() if record.course == course]
    completed_on = max(
        _days(record.completed_on for record in records if _is_past(record, today)), default=None
    )
    exempt_on = min(_days(record.exempt_evidence_on for record in records), default=None)
    return Fact(TrainingFact(completed_on, exempt_on), TRAINING_RECORD, completed_on or employee.facts_as_of)


def _is_past(record: TrainingCompletion, today: date) -> bool:
    return record.completed_on is not None and record.completed_on <= today


def _days(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
