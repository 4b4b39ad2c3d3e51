"""Words of the forms that come from the rules: why, what to do, whom to ask, and where it stands."""

from typing import Any

from agreements.policy.clauses import Statement
from telework.policy import Rule
from telework.templatetags import components


def cite(reference: str) -> str:
    """A citation that stays on one line."""
    return components.cited(reference).replace(" ", "\N{NO-BREAK SPACE}")


def refusal_words(rule: Rule[Any]) -> str:
    """What the field says when `rule` refuses what was typed there."""
    where = ", ".join(cite(reference) for reference in (rule.citation, *rule.also))
    return f"{rule.refusal} {rule.would_change} Questions: ask {rule.ask} ({where})."


def citations(statement: Statement) -> str:
    return ", ".join(cite(reference) for reference in (statement.citation, *statement.also))
