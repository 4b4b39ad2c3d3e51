"""Policy set fam_2018, eligibility: the numbers and rules of 3 FAM 2360 as changed on 17 August 2018."""

from datetime import date, timedelta
from decimal import Decimal

from eligibility.facts import EligibilityFacts, ManagerFacts
from eligibility.policy import applicability, conduct, designation, performance, position, training
from eligibility.policy.exceptions import evaluate_with_exceptions
from eligibility.policy.performance import Rating, RatingTable
from telework.policy import Finding, Reading, Rule

NAME = "fam_2018"

ABSENCE_LIMIT_DAYS = Decimal("5.0")
ACT_SIGNED_ON = date(2010, 12, 9)
DECISION_LASTS = timedelta(days=365)
DISPUTE_WORKDAYS = 10
CORRECTION_SHOWS_WITHIN = timedelta(days=60)

RATINGS: RatingTable = {
    "civil": {
        "outstanding": Rating("Outstanding", is_below=False),
        "exceeds": Rating("Exceeds fully successful", is_below=False),
        "fully_successful": Rating("Fully successful", is_below=False),
        "minimally_successful": Rating("Minimally successful", is_below=True),
        "unacceptable": Rating("Unacceptable", is_below=True),
    },
    "foreign": {
        "satisfactory": Rating("Satisfactory or better", is_below=False),
        "unsatisfactory": Rating("Unsatisfactory", is_below=True),
    },
}

DOMESTIC_RULES: tuple[Rule[EligibilityFacts], ...] = (
    applicability.DIRECT_HIRE,
    applicability.IN_THE_UNITED_STATES,
    position.DAILY_CLASSIFIED,
    position.DAILY_ON_SITE,
    performance.rating_rule(RATINGS),
    performance.CLOSE_SUPERVISION,
    conduct.absence_rule(limit=ABSENCE_LIMIT_DAYS, since=ACT_SIGNED_ON),
    conduct.LEAVE_RESTRICTION,
    conduct.pornography_rule(since=ACT_SIGNED_ON),
    conduct.OTHER_MISCONDUCT_RULE,
    conduct.ABSENCE_BURDEN,
    designation.DESIGNATED,
    training.employee_training_rule(exempt_before=ACT_SIGNED_ON),
)

RULES_BY_CODE = {rule.code: rule for rule in DOMESTIC_RULES}

# Where an arrangement abroad is asked for: 2362.2 as for everyone, and an assignment abroad (2361.3(a)(2)).
ABROAD_RULES: tuple[Rule[EligibilityFacts], ...] = tuple(
    applicability.ASSIGNED_ABROAD if rule is applicability.IN_THE_UNITED_STATES else rule
    for rule in DOMESTIC_RULES
)
# An accommodation: what the law itself asks, never the criteria at management's discretion (2361.3(c)).
ACCOMMODATION_RULES: tuple[Rule[EligibilityFacts], ...] = tuple(
    rule
    for rule in DOMESTIC_RULES
    if rule.statutory or rule.code in ("applicability.direct_hire", "training.employee")
)
RULE_SETS: dict[str, tuple[Rule[EligibilityFacts], ...]] = {
    "domestic": DOMESTIC_RULES,
    "abroad": ABROAD_RULES,
    "accommodation": ACCOMMODATION_RULES,
}


def domestic_findings(facts: EligibilityFacts) -> tuple[Finding, ...]:
    """What the domestic rules say about these facts, management's exceptions among them."""
    return findings_of("domestic", facts)


def findings_of(rule_set: str, facts: EligibilityFacts) -> tuple[Finding, ...]:
    """What the rules of one kind of arrangement say; `rule_set` is a key of RULE_SETS."""
    return evaluate_with_exceptions(RULE_SETS[rule_set], facts)


def latest_decision_day(today: date) -> date:
    """The furthest last day, or day of review, of an exception or a designation that is decided today."""
    return today + DECISION_LASTS


MANAGER_RULES: tuple[Rule[ManagerFacts], ...] = (training.MANAGER_TRAINING,)

READINGS: tuple[Reading, ...] = (
    Reading(
        "Absence without permission",
        "More than 5.0 days within one calendar year, hours counted as parts of a day. "
        "Actions of the same year are added up, years are not. "
        "Only official actions since 9 December 2010 count.",
    ),
    Reading(
        "No rating of record",
        "Somebody who has no rating of record yet, for example a new hire, is not below fully successful.",
    ),
    Reading(
        "Rating scales",
        "Civil Service: minimally successful and unacceptable are below fully successful. "
        "Foreign Service: unsatisfactory is below.",
    ),
    Reading(
        "Other misconduct",
        "The Department's own bar has no starting date: every official action on record counts.",
    ),
    Reading(
        "Classified information on site",
        "Every work day means every work day. Handling classified information less often is no obstacle.",
    ),
    Reading(
        "Exceptions by management",
        "Possible from the criteria of 2362.2(c) that are the Department's own, because they hold "
        "“generally”. Never from what the law itself rules out, nor from who the arrangement is for and the "
        "course. Where 2362.4 denies, only while the Secretary has declared an emergency.",
    ),
    Reading(
        "Agreements in an emergency",
        "An agreement rests on a declared emergency where, on the day of signature, only an exception tied "
        "to it keeps a rule of 2362.4 from barring; of several, the one that ends first counts. It ends on "
        "the day on which the emergency is ended, or on its last day, without notice, even if the facts have "
        "changed by then. A new agreement can be asked for.",
    ),
    Reading(
        "Designation by management",
        "Bars from its first day through its last. Management ends it; it is not excepted from. The "
        "supervisor or the bureau's executive director (or designee) decides it, and either may end it.",
    ),
    Reading(
        "Who excepts, and for how long",
        "The bureau's executive director or the designee, not the supervisor alone and nobody for "
        "themselves. An exception or a designation reaches at most a year ahead, like an agreement between "
        "two reviews.",
    ),
    Reading(
        "Facts said to be wrong",
        "Whoever keeps the fact answers within 10 workdays, the day it was said not counted. Until it is "
        "corrected, the fact counts.",
    ),
    Reading(
        "Facts that are corrected",
        "Rating, leave restriction, course, what a supervisor states and what the duties ask for are entered "
        "here by whoever keeps them, and count before the HR extract at once: since the day on which they "
        "are so. An extract that still says the old fact changes nothing and is shown as a conflict; one "
        "that says the same, or something newer, takes over. Everything else is corrected at its source and "
        "stays open until it shows here, at most 60 days.",
    ),
    Reading(
        "What a supervisor states",
        "That the work needs close supervision, or that absence burdens the office, holds from a day within "
        "the last year through a last day at most a year ahead. No extract ends it: it lapses, or the "
        "supervisor takes it back.",
    ),
    Reading(
        "Course for managers",
        "The exemption for arrangements from before 9 December 2010 is from the employees' course only.",
    ),
)
