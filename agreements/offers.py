"""Which kinds of arrangement are somebody's: by where they are assigned, before anything is asked."""

from dataclasses import dataclass
from datetime import date

from agreements import kinds
from agreements.kinds import Kind
from agreements.models import Agreement
from agreements.services.drafting import open_cases
from eligibility.collect import facts_of
from eligibility.models import Employee
from eligibility.policy import applicability
from eligibility.policy.fam_2018 import RULE_SETS
from telework.policy import Finding, Outcome, evaluate

# What decides whose an arrangement is (2361.3); the other rules say whether it can be had.
WHOSE = frozenset(
    rule.code
    for rule in (
        applicability.DIRECT_HIRE,
        applicability.IN_THE_UNITED_STATES,
        applicability.ASSIGNED_ABROAD,
    )
)


@dataclass(frozen=True)
class Offer:
    """One kind for one person.

    why_not  the rule by which it is not theirs; None: it is, or it is not known whose it is
    case     their open case of this kind
    """

    kind: Kind
    why_not: Finding | None
    case: Agreement | None

    @property
    def can_begin(self) -> bool:
        return self.why_not is None and self.case is None


def offers_for(employee: Employee, today: date) -> list[Offer]:
    """Every kind, the likely one first, in a constant number of queries."""
    facts = facts_of(employee, today)
    cases = {case.kind: case for case in open_cases(employee)}
    offers = []
    for kind in map(kinds.get, kinds.codes()):
        asked = [rule for rule in RULE_SETS[kind.eligibility] if rule.code in WHOSE]
        failed = [f for f in evaluate(asked, facts) if f.outcome is Outcome.FAILED]
        offers.append(Offer(kind, next(iter(failed), None), cases.get(kind.code)))
    return offers
