"""Which facts a person can say are wrong, and who keeps each: the one whom the rule names."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telework.policy import Finding, Rule


class Keeper(StrEnum):
    """Who keeps a fact and answers for it."""

    SUPERVISOR = "supervisor"
    HR_SPECIALIST = "hr_specialist"
    COORDINATOR = "coordinator"


_NAMED = {
    "your supervisor": Keeper.SUPERVISOR,
    "your HR specialist": Keeper.HR_SPECIALIST,
    "your bureau telework coordinator": Keeper.COORDINATOR,
}


@dataclass(frozen=True)
class DisputableFact:
    """A fact by its field name, as one or several rules show it."""

    name: str
    keeper: Keeper
    labels: tuple[str, ...]


def disputable_facts(rules: Iterable[Rule[Any]]) -> dict[str, DisputableFact]:
    """Every fact that `rules` look at; who keeps it stands in `known_by`, or else in `ask`."""
    facts: dict[str, DisputableFact] = {}
    for rule in rules:
        for use in rule.uses:
            before = facts.get(use.name)
            labels = (*(before.labels if before else ()), use.label)
            keeper = before.keeper if before else _NAMED[rule.known_by or rule.ask]
            facts[use.name] = DisputableFact(use.name, keeper, labels)
    return facts


def shown_as(fact: DisputableFact, findings: Iterable[Finding]) -> str:
    """The fact as the person reads it today; with its labels where several rules show it."""
    used = {one.label: one.value for found in findings for one in found.facts if one.name == fact.name}
    if len(used) == 1:
        return next(iter(used.values()))
    return "; ".join(f"{label}: {value}" for label, value in used.items())
