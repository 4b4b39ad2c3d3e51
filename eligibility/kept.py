"""Determinations as they are kept: facts and findings to JSON, and back to the same answer years later.

What is passed is kept as code and outcome: its sentence stands once in the rule set (`words_of`), and its
facts stand beside. What is failed or unknown is kept in full, in the words that the person was told.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from types import ModuleType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from eligibility.facts import EligibilityFacts
from eligibility.policy import fam_2018
from telework.policy import Fact, Finding, Outcome, Rule, Severity

Json = dict[str, Any]

POLICY_SETS: Mapping[str, ModuleType] = {fam_2018.NAME: fam_2018}
DAY_OF = {"discipline": "action_on", "designation": "on"}


def policy_set(name: str) -> ModuleType:
    """The rules and numbers of that name. Raises LookupError for a name that no release ever had."""
    if name not in POLICY_SETS:
        raise LookupError(f"There is no policy set {name}.")
    return POLICY_SETS[name]


def facts_to_json(facts: EligibilityFacts) -> Json:
    """Every fact with source and date: enough to ask the same rules again."""
    return {
        name: {
            "value": _plain(fact.value),
            "source": fact.source,
            "as_of": fact.as_of.isoformat() if fact.as_of else None,
        }
        for name, fact in vars(facts).items()
    }


def facts_from_json(data: Mapping[str, Any]) -> EligibilityFacts:
    """The facts as they were; one that was not asked for at the time has its default, or is not known."""
    known: dict[str, Fact[Any]] = {}
    for name, value_type in _FACT_TYPES.items():
        if name in data:
            kept = data[name]
            as_of = date.fromisoformat(kept["as_of"]) if kept["as_of"] else None
            known[name] = Fact(_typed(kept["value"], value_type), kept["source"], as_of)
        elif name not in _HAVE_DEFAULTS:
            known[name] = Fact(None)
    return EligibilityFacts(**known)


def finding_to_json(finding: Finding) -> Json:
    return passed_to_json(finding.code) if finding.is_passed else finding.to_json()


def passed_to_json(code: str) -> Json:
    return {"code": code, "outcome": Outcome.PASSED.value}


def findings_from_json(
    kept: Iterable[Mapping[str, Any]], words: Mapping[str, Any], again: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The findings as they were: `words` is of the rule set, `again` what the rules say of the same facts."""
    now_said = {finding.code: finding for finding in again}
    return tuple(
        Finding.from_json(entry) if "message" in entry else _passed(entry["code"], words, now_said)
        for entry in kept
    )


def in_the_way(kept: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The codes of the kept findings that bar the person, those excepted left out."""
    return frozenset(
        entry["code"]
        for entry in kept
        if entry["outcome"] != Outcome.PASSED
        and entry["severity"] == Severity.BAR
        and not entry.get("exception")
    )


def digest_of(policy_set: str, facts: Json, findings: Iterable[Json]) -> str:
    """One digest for one answer. Dates of facts are left out: each extract confirms them anew."""
    said = [(entry["code"], entry["outcome"], entry.get("exception", "")) for entry in findings]
    known = {name: (fact["value"], fact["source"]) for name, fact in facts.items()}
    return _sha256([policy_set, known, said])


def words_of(rules: Iterable[Rule[EligibilityFacts]]) -> Json:
    """The rules in words, by code, as a rule set keeps them."""
    return {
        rule.code: {
            "citation": rule.citation,
            "also": list(rule.also),
            "sentence": rule.sentence,
            "severity": rule.severity.value,
            "statutory": rule.statutory,
        }
        for rule in rules
    }


def digest_of_words(name: str, words: Json) -> str:
    return _sha256([name, words])


@dataclass(frozen=True)
class Replayed:
    """What the rules say today about the facts of then; `differences` is empty when it is the same."""

    findings: tuple[Finding, ...]
    differences: tuple[str, ...]


def replayed(name: str, facts: Mapping[str, Any], kept: Iterable[Mapping[str, Any]]) -> Replayed:
    """Ask the rules of policy set `name` again about kept facts, and compare with the kept findings.

    A rule that came later is not asked. Raises LookupError for a policy set that is gone.
    """
    kept = list(kept)
    codes = {entry["code"] for entry in kept}
    asked = policy_set(name).domestic_findings(facts_from_json(facts))
    again = {finding.code: finding for finding in asked if finding.code in codes}
    differences = [line for entry in kept for line in _difference(entry, again.get(entry["code"]))]
    return Replayed(tuple(again.values()), tuple(differences))


def concerns_since(before: Mapping[str, Any], after: Json, lapsed: frozenset[str]) -> date | None:
    """The first day that a change of facts concerns; None where none changed.

    `lapsed` names facts that changed because a day came, not because somebody recorded something.
    """
    days = [
        _first_day(name, before[name], fact)
        for name, fact in after.items()
        if name in before and name not in lapsed and before[name]["value"] != fact["value"]
    ]
    return min((day for day in days if day is not None), default=None)


def _first_day(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> date | None:
    """Of acts, the earliest that came or went; of everything else, the date of the fact."""
    if name in DAY_OF:
        then, now = before["value"] or [], after["value"] or []
        differ = [act for act in then if act not in now] + [act for act in now if act not in then]
        return min((date.fromisoformat(act[DAY_OF[name]]) for act in differ), default=None)
    return date.fromisoformat(after["as_of"]) if after["as_of"] and name != "exceptions" else None


def _difference(entry: Mapping[str, Any], again: Finding | None) -> list[str]:
    code = entry["code"]
    if again is None:
        return [f"{code}: the rule is gone"]
    if again.outcome != entry["outcome"]:
        return [f"{code}: {entry['outcome']} then, {again.outcome.value} now"]
    if bool(again.exception) != bool(entry.get("exception")):
        return [f"{code}: excepted {'then' if entry.get('exception') else 'now'} only"]
    return []


def _passed(code: str, words: Mapping[str, Any], again: Mapping[str, Finding]) -> Finding:
    rule = words[code]
    said = again.get(code)
    finding = Finding(
        code=code,
        citation=rule["citation"],
        outcome=Outcome.PASSED,
        message=rule["sentence"],
        would_change="",
        ask="",
        facts=(),
        severity=Severity(rule["severity"]),
        statutory=rule["statutory"],
        also=tuple(rule["also"]),
    )
    return replace(finding, facts=said.facts) if said is not None else finding


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {name: _plain(item) for name, item in vars(value).items()}
    return str(value)


def _typed(value: Any, wanted: Any) -> Any:
    """`value` of JSON as the type that the field of the facts has."""
    if value is None:
        return None
    if get_origin(wanted) in (Union, UnionType):
        (wanted,) = (one for one in get_args(wanted) if one is not NoneType)
    if get_origin(wanted) is tuple:
        return tuple(_typed(item, get_args(wanted)[0]) for item in value)
    if isinstance(wanted, type) and is_dataclass(wanted):
        types = get_type_hints(wanted)
        return wanted(**{name: _typed(item, types[name]) for name, item in value.items() if name in types})
    if wanted is date:
        return date.fromisoformat(value)
    return Decimal(value) if wanted is Decimal else value


def _sha256(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


_FACT_TYPES = {name: get_args(hint)[0] for name, hint in get_type_hints(EligibilityFacts).items()}
_HAVE_DEFAULTS = {field.name for field in fields(EligibilityFacts) if isinstance(field.default, Fact)}
