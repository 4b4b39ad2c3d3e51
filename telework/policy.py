"""The words in which the regulation is written down: facts, rules, findings, readings. No Django."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")
F = TypeVar("F")


class Outcome(StrEnum):
    """What a rule says about somebody's facts. UNKNOWN asks; it never guesses."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """BAR stops the request while it is not passed; ADVICE is only shown."""

    BAR = "bar"
    ADVICE = "advice"


class Excepted(StrEnum):
    """Who may except a person from a rule that they fail."""

    BY_NOBODY = "nobody"
    BY_MANAGEMENT = "management"
    IN_EMERGENCY = "emergency"


@dataclass(frozen=True)
class Fact(Generic[T]):
    """One thing known about somebody, with who says so and when. `value` None means: not known."""

    value: T | None
    source: str = ""
    as_of: date | None = None

    @property
    def is_known(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class FactUsed:
    """A fact as a finding shows it: field name, label, the value in words, source and date."""

    name: str
    label: str
    value: str
    source: str = ""
    as_of: date | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "label": self.label,
            "value": self.value,
            "source": self.source,
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "FactUsed":
        as_of = data["as_of"]
        return cls(
            name=data["name"],
            label=data["label"],
            value=data["value"],
            source=data["source"],
            as_of=date.fromisoformat(as_of) if as_of else None,
        )


def in_words(value: Any) -> str:
    """A fact's value as a person reads it: yes and no, "7 December 2026", "none", "not known"."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple | list | frozenset | set):
        return "; ".join(in_words(item) for item in value) or "none"
    return str(getattr(value, "label", value)) or "none"


class Use(NamedTuple):
    """A field of the facts that a rule looks at: its name, its label, and how its value is put in words."""

    name: str
    label: str
    words: Callable[[Any], str] = in_words


@dataclass(frozen=True)
class Rule(Generic[F]):
    """One sentence of the regulation as a check on facts.

    citation     as in the regulation, for example "2362.2(c)(1)(a)"; `also` holds further ones
    sentence     what must hold; shown when the rule is passed
    refusal      what the person reads when it is not; `detail` may add what exactly is wrong with these facts
    would_change what would change the answer
    ask          whom to ask, for example "your supervisor"; `known_by` who holds the fact, if someone else
    uses         the fields looked at; a field holds a Fact or a plain value
    violated_by  True: failed. False: passed. None: the facts do not say, so UNKNOWN
    statutory    the bar stands in the law itself: nobody can make an exception
    unknown      what the person reads when the facts do not say; empty: a sentence made from `uses`
    section      code of the form section where the answer is given; empty where the form has none
    excepted     whether management may except somebody, always or only while an emergency is declared
    """

    code: str
    citation: str
    sentence: str
    refusal: str
    would_change: str
    ask: str
    uses: tuple[Use, ...]
    violated_by: Callable[[F], bool | None]
    severity: Severity = Severity.BAR
    statutory: bool = False
    section: str = ""
    also: tuple[str, ...] = ()
    detail: Callable[[F], str] | None = None
    known_by: str = ""
    unknown: str = ""
    excepted: Excepted = Excepted.BY_NOBODY

    @property
    def is_exceptable(self) -> bool:
        """Whether management may except somebody at any time; never from what stands in the law."""
        return self.excepted is Excepted.BY_MANAGEMENT and not self.statutory

    @property
    def is_exceptable_in_emergency(self) -> bool:
        """Whether that is so at least while an emergency is declared (2362.4)."""
        return self.excepted is not Excepted.BY_NOBODY and not self.statutory


@dataclass(frozen=True)
class Finding:
    """What one rule said about one set of facts, in words that can be shown and kept.

    exception    who excepted the person from the rule, until when and why; empty: nobody did
    """

    code: str
    citation: str
    outcome: Outcome
    message: str
    would_change: str
    ask: str
    facts: tuple[FactUsed, ...]
    severity: Severity
    statutory: bool
    section: str = ""
    also: tuple[str, ...] = ()
    exception: str = ""

    @property
    def is_passed(self) -> bool:
        return self.outcome is Outcome.PASSED

    @property
    def is_in_the_way(self) -> bool:
        """A bar that is failed or unknown, and from which nobody excepted the person."""
        return self.severity is Severity.BAR and not self.is_passed and not self.exception

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "citation": self.citation,
            "outcome": self.outcome.value,
            "message": self.message,
            "would_change": self.would_change,
            "ask": self.ask,
            "facts": [fact.to_json() for fact in self.facts],
            "severity": self.severity.value,
            "statutory": self.statutory,
            "section": self.section,
            "also": list(self.also),
            "exception": self.exception,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Finding":
        return cls(
            code=data["code"],
            citation=data["citation"],
            outcome=Outcome(data["outcome"]),
            message=data["message"],
            would_change=data["would_change"],
            ask=data["ask"],
            facts=tuple(FactUsed.from_json(fact) for fact in data["facts"]),
            severity=Severity(data["severity"]),
            statutory=data["statutory"],
            section=data["section"],
            also=tuple(data["also"]),
            exception=data.get("exception", ""),  # findings kept before there were exceptions have none
        )


@dataclass(frozen=True)
class Reading:
    """How we read the regulation where it is silent. Shown on the page that uses it."""

    matter: str
    text: str


def evaluate(rules: Iterable[Rule[F]], facts: F) -> tuple[Finding, ...]:
    """Ask every rule, in order; nothing stops at the first failure.

    Raises AttributeError where a rule names a field that the facts do not have.
    """
    return tuple(_finding(rule, facts) for rule in rules)


def bars(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stand in the way: bars that are failed or unknown, the excepted left out."""
    return tuple(finding for finding in findings if finding.is_in_the_way)


def _finding(rule: Rule[F], facts: F) -> Finding:
    used = tuple(_fact_used(use, facts) for use in rule.uses)
    outcome = _outcome(rule.violated_by(facts))
    passed = outcome is Outcome.PASSED
    return Finding(
        code=rule.code,
        citation=rule.citation,
        outcome=outcome,
        message=_message(rule, outcome, facts),
        would_change="" if passed else rule.would_change,
        ask="" if passed else rule.ask,
        facts=used,
        severity=rule.severity,
        statutory=rule.statutory,
        section=rule.section,
        also=rule.also,
    )


def _outcome(violated: bool | None) -> Outcome:
    if violated is None:
        return Outcome.UNKNOWN
    return Outcome.FAILED if violated else Outcome.PASSED


def _message(rule: Rule[F], outcome: Outcome, facts: F) -> str:
    if outcome is Outcome.PASSED:
        return rule.sentence
    if outcome is Outcome.UNKNOWN:
        return _question(rule, facts)
    return f"{rule.refusal} {rule.detail(facts)}".strip() if rule.detail else rule.refusal


def _question(rule: Rule[F], facts: F) -> str:
    if rule.unknown:
        return rule.unknown
    missing = [use.label for use in rule.uses if _fact(use, facts).value is None]
    what = "; ".join(missing or [use.label for use in rule.uses])
    return f"We do not know this yet: {what}. Ask {rule.known_by or rule.ask} to have it recorded."


def _fact(use: Use, facts: Any) -> Fact[Any]:
    value = getattr(facts, use.name)
    return value if isinstance(value, Fact) else Fact(value)


def _fact_used(use: Use, facts: Any) -> FactUsed:
    fact = _fact(use, facts)
    words = use.words(fact.value) if fact.is_known else _absence(use, facts)
    return FactUsed(
        name=use.name,
        label=use.label,
        value=words,
        source=fact.source,
        as_of=fact.as_of,
    )


def _absence(use: Use, facts: Any) -> str:
    """A fact that nobody has recorded is not known; an answer that the person has not given is not given."""
    return in_words(None) if isinstance(getattr(facts, use.name), Fact) else "not given"
