"""One answer for one person's facts, ready to be kept; the same for one person and for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from eligibility import kept
from eligibility.facts import EligibilityFacts
from eligibility.models import RuleSet
from eligibility.policy import fam_2018
from telework.policy import Finding, Outcome, bars


@dataclass(frozen=True)
class Answer:
    """What the rules say about one person, ready to be kept."""

    eligible: bool | None
    facts: kept.Json
    findings: list[kept.Json]
    digest: str


def is_eligible(findings: Iterable[Finding]) -> bool | None:
    """False when a bar fails that nobody excepted, None when nothing fails but something is not known."""
    outcomes = {finding.outcome for finding in bars(findings)}
    if Outcome.FAILED in outcomes:
        return False
    return None if Outcome.UNKNOWN in outcomes else True


def answer_of(facts: EligibilityFacts) -> Answer:
    """Ask every rule. Where all are passed, which is most often so, no sentence is made."""
    if all(rule.violated_by(facts) is False for rule in fam_2018.DOMESTIC_RULES):
        eligible: bool | None = True
        findings = [kept.passed_to_json(rule.code) for rule in fam_2018.DOMESTIC_RULES]
    else:
        found = fam_2018.domestic_findings(facts)
        eligible, findings = is_eligible(found), [kept.finding_to_json(finding) for finding in found]
    known = kept.facts_to_json(facts)
    return Answer(eligible, known, findings, kept.digest_of(fam_2018.NAME, known, findings))


def rules_in_use(now: datetime) -> RuleSet:
    """The rules' words as they are today, kept once."""
    words = kept.words_of(fam_2018.DOMESTIC_RULES)
    rules, _ = RuleSet.objects.get_or_create(
        digest=kept.digest_of_words(fam_2018.NAME, words),
        defaults={"policy_set": fam_2018.NAME, "words": words, "first_used_at": now},
    )
    return rules
