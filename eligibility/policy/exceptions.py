"""Management's exceptions, laid over what the rules say: "generally" leaves room for them (2362.2(c))."""

from collections.abc import Iterable
from dataclasses import replace

from eligibility.facts import EligibilityFacts, ExceptionFact
from telework.policy import Finding, Outcome, Rule, evaluate, in_words


def evaluate_with_exceptions(
    rules: Iterable[Rule[EligibilityFacts]], facts: EligibilityFacts
) -> tuple[Finding, ...]:
    """Ask every rule; a rule that fails names the exception in force from it, where one is possible at all.

    What is not known is still asked, and a bar of the law stays one whatever is recorded.
    """
    asked = tuple(rules)
    exceptions = {exception.rule: exception for exception in facts.exceptions.value or ()}
    findings = evaluate(asked, facts)
    return tuple(
        _excepted(rule, finding, exceptions.get(rule.code))
        for rule, finding in zip(asked, findings, strict=True)
    )


def _excepted(rule: Rule[EligibilityFacts], finding: Finding, exception: ExceptionFact | None) -> Finding:
    if exception is None or finding.outcome is not Outcome.FAILED:
        return finding
    possible = rule.is_exceptable or (rule.is_exceptable_in_emergency and exception.emergency)
    return replace(finding, exception=exception_in_words(exception)) if possible else finding


def exception_in_words(exception: ExceptionFact) -> str:
    tie = f", while the emergency “{exception.emergency}” is declared" if exception.emergency else ""
    return (
        f"{exception.by} has excepted you from this rule until {in_words(exception.until)}{tie}. "
        f"Their reason: “{exception.reason}”"
    )
