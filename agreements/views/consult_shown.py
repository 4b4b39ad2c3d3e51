"""What stands beside a decision: the mission's statement, further advice, consultations to leave out."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agreements import permissions, permissions_answers
from agreements.collect import step_findings
from agreements.mission_shown import mission_rows
from agreements.models import Agreement, ApprovalStep
from agreements.services.deciding import is_deciding
from agreements.states import Act
from telework.components import SummaryRow
from telework.models import User
from telework.policy import Finding, bars


@dataclass(frozen=True)
class Consulting:
    """What stands beside the decision of one step.

    missing      what the mission has still to state before this step can be approved
    ask_url      where somebody further is asked; mission_url where the mission's statement is written
    not_needed   waiting consultations that the reader can leave out: office and address
    """

    mission: list[SummaryRow]
    missing: tuple[Finding, ...]
    mission_url: str
    ask_url: str
    not_needed: list[tuple[str, str]]


def consulting_of(user: User, step: ApprovalStep, today: date) -> Consulting:
    """For the page on which `user` decides `step`."""
    number = step.terms.agreement.number
    asks_mission = bool(step.terms.agreement.kind_record.step_rules)
    may_state = asks_mission and permissions_answers.may_state_for_mission(user, step.terms, today)
    may_ask = permissions_answers.may_ask_further(user, step, today)
    return Consulting(
        mission=mission_rows(step.terms),
        missing=bars(step_findings(step, today)),
        mission_url=reverse("mission_statement", args=[number]) if may_state else "",
        ask_url=reverse("ask_further", args=[number, step.pk]) if may_ask else "",
        not_needed=waivable_of(user, step.terms.agreement, today),
    )


def waivable_of(user: User, case: Agreement, today: date) -> list[tuple[str, str]]:
    """The waiting consultations of `case` that `user` can leave out: office and address."""
    waiting = ApprovalStep.objects.filter(
        terms__agreement=case, is_waivable=True, opened_at__isnull=False, closed_at__isnull=True
    ).select_related("bureau", "post")
    terms = case.latest_terms()
    terms.agreement = case
    if not waiting or not permissions_answers.may_decide_for_post(user, terms, today):
        return []
    return [(step.office, reverse("mark_not_needed", args=[case.number, step.pk])) for step in waiting]


def consult_todos(user: User, case: Agreement, today: date) -> list[tuple[str, str, str, bool]]:
    """What the reader can do beside a decision: label, address, why not (never), whether it comes first."""
    terms = case.latest_terms()
    terms.agreement = case
    if not is_deciding(case, terms):
        return []
    asked = terms.steps.filter(act=Act.CONSULT, opened_at__isnull=False, closed_at__isnull=True)
    todos = []
    for step in asked.select_related("bureau", "post"):
        step.terms = terms
        if permissions.may_decide(user, step, today):
            label = "Answer" if step.is_wordless else "Give your advice"
            todos.append((label, reverse("answer_step", args=[case.number, step.pk]), "", True))
    at_post = permissions_answers.management_step(terms)
    is_open = at_post is not None and at_post.closed_at is None and bool(case.kind_record.step_rules)
    if is_open and permissions_answers.may_state_for_mission(user, terms, today):
        url = reverse("mission_statement", args=[case.number])
        todos.append(("Write the mission's statement", url, "", False))
    for office, url in waivable_of(user, case, today):
        todos.append((f"Leave out: {office}", url, "", False))
    return todos
