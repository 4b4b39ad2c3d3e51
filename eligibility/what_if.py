"""What would change for whom if a fact or a rule were another. It is asked, and nothing is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from eligibility.answering import is_eligible
from eligibility.collect_bulk import facts_in_bulk
from eligibility.facts import EligibilityFacts
from eligibility.models import Employee
from eligibility.models.determination import OUTCOMES
from eligibility.models.people import EmployeeQuerySet
from eligibility.policy import conduct, fam_2018
from eligibility.policy.exceptions import evaluate_with_exceptions
from telework.policy import Rule

Rules = tuple[Rule[EligibilityFacts], ...]

# So many are asked on one page; it takes about a second. More than that: choose a bureau.
MOST_PEOPLE = 5_000
CHUNK = 1_000
ABSENCE = "conduct.absence"
# Who fails these is between the person, the supervisor and the offices of the bureau.
PERSONAL = ("conduct.", "performance.", "designation.")


@dataclass(frozen=True)
class Change:
    """One thing that is supposed: a rule that does not hold, another limit, or another rating."""

    rule_off: str = ""
    absence_limit: Decimal | None = None
    rating: str | None = None

    @property
    def is_personal(self) -> bool:
        """Whether the answer would tell something about people that only their bureau reads."""
        return self.absence_limit is not None or self.rule_off.startswith(PERSONAL)

    def rules(self) -> Rules:
        return tuple(self._rule(rule) for rule in fam_2018.DOMESTIC_RULES if rule.code != self.rule_off)

    def facts(self, facts: EligibilityFacts) -> EligibilityFacts:
        if self.rating is None:
            return facts
        return replace(facts, rating=replace(facts.rating, value=self.rating))

    def _rule(self, rule: Rule[EligibilityFacts]) -> Rule[EligibilityFacts]:
        if self.absence_limit is None or rule.code != ABSENCE:
            return rule
        return conduct.absence_rule(limit=self.absence_limit, since=fam_2018.ACT_SIGNED_ON)


@dataclass(frozen=True)
class Affected:
    """One person whose outcome would be another."""

    person: Employee
    before: bool | None
    after: bool | None

    @property
    def was(self) -> str:
        return OUTCOMES[self.before]

    @property
    def would_be(self) -> str:
        return OUTCOMES[self.after]


@dataclass(frozen=True)
class Supposed:
    """Who would be affected, of how many people asked; `is_cut` when there were more than are asked."""

    affected: tuple[Affected, ...]
    asked: int
    is_cut: bool


def removable_rules() -> Rules:
    """The rules that the Department could drop: what stands in the law it could not."""
    return tuple(rule for rule in fam_2018.DOMESTIC_RULES if not rule.statutory)


def suppose(change: Change, people: EmployeeQuerySet, today: date) -> Supposed:
    """Ask the rules twice about each of `people`, as they are and as supposed."""
    rules = change.rules()
    found = list(people.select_related("position__bureau")[: MOST_PEOPLE + 1])
    asked = found[:MOST_PEOPLE]
    affected = []
    for chunk in _chunks(asked):
        for person, facts in zip(chunk, facts_in_bulk(chunk, today), strict=True):
            before = _outcome(fam_2018.DOMESTIC_RULES, facts)
            after = _outcome(rules, change.facts(facts))
            if before is not after:
                affected.append(Affected(person, before, after))
    return Supposed(tuple(affected), len(asked), len(found) > MOST_PEOPLE)


def _outcome(rules: Rules, facts: EligibilityFacts) -> bool | None:
    """No sentence is made where every rule is passed."""
    if all(rule.violated_by(facts) is False for rule in rules):
        return True
    return is_eligible(evaluate_with_exceptions(rules, facts))


def _chunks(people: Iterable[Employee]) -> Iterator[Sequence[Employee]]:
    rest = iter(people)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
