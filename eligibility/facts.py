"""What the rules of eligibility look at: facts about one person, each with its source. No Django."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telework.policy import Fact

NOT_SAID: Fact[str] = Fact("")


@dataclass(frozen=True)
class DisciplineFact:
    """One official disciplinary action.

    kind           "absence", "pornography" or "other_misconduct"
    action_on      date of the official action
    calendar_year  year of the absence; None where the record does not say
    days           days of absence without permission in that year, hours as parts; None: not said
    """

    kind: str
    action_on: date
    calendar_year: int | None = None
    days: Decimal | None = None


@dataclass(frozen=True)
class TrainingFact:
    """One course: when it was completed (no later than today), or a day of an earlier arrangement, proved."""

    completed_on: date | None = None
    exempt_evidence_on: date | None = None


@dataclass(frozen=True)
class DesignationFact:
    """Management's designation as ineligible, in force (2362.2(a)): by whom, why, and for how long."""

    by: str
    on: date
    reason: str
    words: str
    until: date | None = None
    review_on: date | None = None


@dataclass(frozen=True)
class ExceptionFact:
    """One exception in force: from which rule, by whom, why; `emergency` names the one it is tied to."""

    rule: str
    by: str
    reason: str
    until: date
    emergency: str = ""


NO_EXCEPTIONS: Fact[tuple[ExceptionFact, ...]] = Fact(())


@dataclass(frozen=True)
class EligibilityFacts:
    """Everything the domestic rules ask about an employee. A blank code means: not known.

    service              "civil" or "foreign"
    appointment_type     code of the HR extract, for example "career" or "contractor"
    assigned_abroad      whether the position is at a post
    rating               code of the most recent rating of record; "" known that there is none yet
    classified_handling  "never", "occasional", "monthly" or "daily"
    onsite_activity      "never", "occasional" or "daily"
    onsite_portable      whether that activity can be handled remotely or at an alternate site
    designation          management's designations in force
    exceptions           management's exceptions in force; no rule asks, they answer for a rule that fails
    """

    service: Fact[str]
    appointment_type: Fact[str]
    assigned_abroad: Fact[bool]
    rating: Fact[str]
    close_supervision: Fact[bool]
    leave_restriction: Fact[bool]
    absence_burden: Fact[bool]
    discipline: Fact[tuple[DisciplineFact, ...]]
    classified_handling: Fact[str]
    onsite_activity: Fact[str]
    onsite_portable: Fact[bool]
    employee_training: Fact[TrainingFact]
    designation: Fact[tuple[DesignationFact, ...]]
    absence_burden_statement: Fact[str] = NOT_SAID
    exceptions: Fact[tuple[ExceptionFact, ...]] = NO_EXCEPTIONS


@dataclass(frozen=True)
class ManagerFacts:
    """What is asked of a manager before deciding on a telework agreement."""

    manager_training: Fact[TrainingFact]
