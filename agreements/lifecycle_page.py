"""docs/lifecycle.md, printed from the code: states, transitions, chains and roles."""

from collections.abc import Iterator

from agreements import chains, kinds
from agreements.models import Agreement
from agreements.states import LABELS, State
from telework.fsm import transitions_of
from telework.roles import ROLES

NEW = "(new)"


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(
        [
            "# Life of an agreement",
            "",
            "Printed by `manage.py print_lifecycle`; a test fails when it is out of date. Do not edit.",
            "",
            "## States",
            "",
            "| state | as people read it |",
            "| --- | --- |",
            *(f"| {state.value} | {LABELS[state]} |" for state in State),
            "",
            "## Transitions",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *(f"    {_name(source)} --> {target}: {label}" for source, target, label in _arrows()),
            "```",
            "",
            "## Chains",
            "",
            "| kind | who decides, in order (`+` in parallel) |",
            "| --- | --- |",
            *(f"| {code} | {_chain(kinds.get(code).chain)} |" for code in kinds.codes()),
            "",
            "## Roles",
            "",
            "| role | reaches | sees | does | granted by |",
            "| --- | --- | --- | --- | --- |",
            *_roles(),
            "",
        ]
    )


def _arrows() -> Iterator[tuple[str, str, str]]:
    yield NEW, State.DRAFT.value, "begin_request"
    yield from transitions_of(Agreement, "state")


def _name(state: str) -> str:
    return "[*]" if state == NEW else state


def _chain(chain: chains.Chain) -> str:
    return " > ".join(" + ".join(_office(step) for step in stage) for stage in chain)


def _office(step: chains.ChainStep) -> str:
    """One office with its act, and when it is another or none."""
    notes = ["of the host bureau, if another"] if step.is_host else []
    notes += ["Foreign Service only"] if step.is_foreign else []
    notes += ["if the post names one"] if step.if_named else []
    notes += [f"else {ROLES[step.or_else].title.lower()}"] if step.or_else is not None else []
    named = f"{ROLES[step.role].title.lower()} {step.act.value}"
    return f"{named} ({'; '.join(notes)})" if notes else named


def _roles() -> Iterator[str]:
    for role in ROLES.values():
        by = ROLES[role.granted_by].title.lower() if role.granted_by else "follows from HR data"
        yield f"| {role.title} | {role.scope.value} | {role.sees} | {role.does} | {by} |"
