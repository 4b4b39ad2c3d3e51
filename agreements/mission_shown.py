"""The mission's statement in words: for the pages and for the document (2362.3)."""

from collections.abc import Iterable
from typing import NamedTuple

from agreements.models import MissionStatement, TermsVersion
from agreements.standing import day_in_words
from telework.components import SummaryRow


class Line(NamedTuple):
    """One point of the statement with its citation; empty while it is not stated."""

    label: str
    text: str
    citation: str


def lines_of(statement: MissionStatement) -> Iterable[Line]:
    """Every point in the order of the form."""
    yield Line("Security", statement.security, "2362.3")
    yield Line(
        "Inviolability of residence, possessions and correspondence", statement.inviolability, "2362.3"
    )
    yield Line("Local labor law", statement.labor_law, "2362.3")
    yield Line("Host country", _notification(statement), "2362.3(2)")
    yield Line("NSDD-38", _nsdd38(statement), "2362.3(5)")


def statement_of(terms: TermsVersion) -> MissionStatement | None:
    return MissionStatement.objects.filter(terms=terms).select_related("stated_by").first()


def mission_rows(terms: TermsVersion) -> list[SummaryRow]:
    """For a page; nothing where nothing was stated."""
    statement = statement_of(terms)
    return (
        [SummaryRow(line.label, line.text) for line in lines_of(statement)] if statement is not None else []
    )


def _notification(statement: MissionStatement) -> str:
    if not statement.notification:
        return ""
    when = f", decided on {day_in_words(statement.notification_on)}" if statement.notification_on else ""
    who = f" by {statement.notification_by}" if statement.notification_by else ""
    return f"{statement.get_notification_display()}{when}{who}."


def _nsdd38(statement: MissionStatement) -> str:
    if statement.nsdd38_needed is None:
        return ""
    if statement.nsdd38_needed:
        return f"Needed. Reference: {statement.nsdd38_reference or 'not given yet'}."
    return f"Not needed. {statement.nsdd38_statement}".strip()
