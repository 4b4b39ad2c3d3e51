"""Conduct: official discipline, leave restriction, and absence that weighs on the office."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from eligibility.facts import DisciplineFact, EligibilityFacts
from telework.policy import Excepted, Rule, Use, in_words

ABSENCE = "absence"
PORNOGRAPHY = "pornography"
OTHER_MISCONDUCT = "other_misconduct"
NEVER_LAPSES = (
    "The law sets no end to this and nobody in the Department can make an exception. It changes only if the "
    "official action is taken off your record or the record turns out to be wrong."
)


def absence_rule(*, limit: Decimal, since: date) -> Rule[EligibilityFacts]:
    """More than `limit` days without permission in one calendar year, by actions from `since` on.

    The actions of one calendar year are added up; years are not.
    """

    def exceeds(facts: EligibilityFacts) -> bool | None:
        if facts.discipline.value is None:
            return None
        counted = [
            action
            for action in facts.discipline.value
            if action.kind == ABSENCE and action.action_on >= since
        ]
        if any(days > limit for days in days_by_year(counted).values()):
            return True
        return None if any(a.days is None or a.calendar_year is None for a in counted) else False

    return Rule(
        code="conduct.absence",
        citation="2362.2(c)(2)(b)",
        also=("5 U.S.C. 6502(a)(2)",),
        sentence=(
            f"You have not been officially disciplined for more than {limit.normalize():f} days of absence "
            "without permission in one calendar year."
        ),
        refusal=(
            f"You were officially disciplined for more than {limit.normalize():f} days of absence without "
            "permission in one calendar year. The law itself rules out telework after that."
        ),
        would_change=NEVER_LAPSES,
        ask="your HR specialist",
        uses=(Use("discipline", "Discipline for absence without permission", absences_in_words),),
        violated_by=exceeds,
        statutory=True,
    )


def pornography_rule(*, since: date) -> Rule[EligibilityFacts]:
    """The other bar that stands in the law, by actions from `since` on."""
    return Rule(
        code="conduct.pornography",
        citation="2362.2(c)(2)(d)",
        also=("5 U.S.C. 6502(a)(2)",),
        sentence="You have not been officially disciplined over pornography at work or on work computers.",
        refusal=(
            "You were officially disciplined over pornography at work or on a Government computer. "
            "The law itself rules out telework after that."
        ),
        would_change=NEVER_LAPSES,
        ask="your HR specialist",
        uses=(Use("discipline", "Discipline over pornography", _actions_in_words(PORNOGRAPHY)),),
        violated_by=lambda facts: _has_action(facts, PORNOGRAPHY, since),
        statutory=True,
    )


OTHER_MISCONDUCT_RULE: Rule[EligibilityFacts] = Rule(
    code="conduct.other_misconduct",
    citation="2362.2(c)(2)(d)",
    sentence=(
        "You have not been officially disciplined for misusing your office for private gain, nonpublic "
        "information, Government property or official time."
    ),
    refusal=(
        "You were officially disciplined for misusing your office for private gain, nonpublic information, "
        "Government property or official time."
    ),
    would_change=(
        "This is the Department's rule, not the law's: management may record an exception, with its reason. "
        "It also changes if the official action is taken off your record."
    ),
    ask="your HR specialist",
    uses=(Use("discipline", "Discipline for misuse", lambda a: _actions_in_words(OTHER_MISCONDUCT)(a)),),
    violated_by=lambda facts: _has_action(facts, OTHER_MISCONDUCT, date.min),
    excepted=Excepted.BY_MANAGEMENT,
)

LEAVE_RESTRICTION: Rule[EligibilityFacts] = Rule(
    code="conduct.leave_restriction",
    citation="2362.2(c)(2)(c)",
    sentence="You are not on leave restriction.",
    refusal="You are on leave restriction. You cannot ask for telework while it lasts.",
    would_change="This changes on the day the leave restriction ends.",
    ask="your supervisor",
    known_by="your HR specialist",
    uses=(Use("leave_restriction", "On leave restriction"),),
    violated_by=lambda facts: facts.leave_restriction.value,
    excepted=Excepted.BY_MANAGEMENT,
)

ABSENCE_BURDEN: Rule[EligibilityFacts] = Rule(
    code="conduct.absence_burden",
    citation="2362.2(c)(2)(e)",
    sentence="Your absence from the office has not put an undue burden on its work.",
    refusal="Your supervisor has stated that your absence from the office puts an undue burden on its work.",
    would_change="This changes when your supervisor withdraws the statement.",
    ask="your supervisor",
    known_by="your supervisor",
    uses=(
        Use("absence_burden", "Absence puts an undue burden on the office"),
        Use("absence_burden_statement", "Your supervisor's statement"),
    ),
    violated_by=lambda facts: facts.absence_burden.value,
    excepted=Excepted.BY_MANAGEMENT,
)


def days_by_year(actions: list[DisciplineFact]) -> dict[int, Decimal]:
    """Days of absence per calendar year, of those actions that state both."""
    totals: defaultdict[int, Decimal] = defaultdict(Decimal)
    for action in actions:
        if action.days is not None and action.calendar_year is not None:
            totals[action.calendar_year] += action.days
    return dict(totals)


def absences_in_words(actions: tuple[DisciplineFact, ...]) -> str:
    return in_words(
        tuple(
            f"{in_words(action.days)} days in {action.calendar_year or 'a year not known'} "
            f"(action of {in_words(action.action_on)})"
            for action in actions
            if action.kind == ABSENCE
        )
    )


def _actions_in_words(kind: str) -> Callable[[tuple[DisciplineFact, ...]], str]:
    return lambda actions: in_words(
        tuple(f"action of {in_words(action.action_on)}" for action in actions if action.kind == kind)
    )


def _has_action(facts: EligibilityFacts, kind: str, since: date) -> bool | None:
    if facts.discipline.value is None:
        return None
    return any(action.kind == kind and action.action_on >= since for action in facts.discipline.value)
