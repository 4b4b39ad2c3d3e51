"""Who decides, for the two walks: a delegation on each side, and steps of people who have left."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from agreements.models import Agreement, ApprovalStep, Delegation
from agreements.services import delegation, handover
from eligibility.models import Employee
from tests.cast import NOW, TODAY, Cast, person, submitted, train, waiting_step

if TYPE_CHECKING:
    from tests.walks.attempts import Attempt

PAGES = frozenset({"reassign", "hand_over", "delegation_withdraw"})
LAST_DAY = TODAY + timedelta(days=7)
ABSENT, UNHELD = "Absent-decider", "Nobody-above"


def give(office: Cast) -> Delegation:
    """Of the supervisor to the executive director, for a kind of which there is no case."""
    return Delegation.objects.create(
        giver=office.supervisor,
        holder=office.director,
        kinds=["medevac"],
        starts_on=TODAY,
        ends_on=LAST_DAY,
        given_at=NOW,
    )


def address(name: str, case: Agreement | None) -> str:
    """The address of the first step of `case`, of who has it, of what they gave; of nothing without one."""
    step = (
        ApprovalStep.objects.filter(terms__agreement=case, assignee__isnull=False)
        .select_related("assignee")
        .order_by("ordinal")
        .first()
    )
    if step is None or step.assignee is None or case is None:
        nothing: dict[str, list[Any]] = {"hand_over": ["nobody"], "delegation_withdraw": [999999]}
        return reverse(name, args=nothing.get(name, ["TW-2000-999999", 999999]))
    if name == "hand_over":
        return reverse(name, args=[step.assignee.number])
    if name == "delegation_withdraw":
        return reverse(name, args=[step.assignee.delegations_given.get().pk])
    return reverse(name, args=[case.number, step.pk])


def add_routing(cast: Cast) -> None:
    """For the walk of commands: a delegation, a step of somebody who has left, and one with nobody above."""
    give(cast)
    leaver = person("Lew", "Leaver", cast.bureau, supervisor=cast.director, separated_on=TODAY - timedelta(1))
    _wait(cast, ABSENT, leaver)
    alone = person("Ada", "Alone", cast.bureau, separated_on=TODAY - timedelta(1))
    Employee.objects.filter(pk=_wait(cast, UNHELD, alone).pk).update(supervisor=None)


def _wait(cast: Cast, name: str, decider: Employee) -> Employee:
    owner = person(name, "Owner", cast.bureau, supervisor=cast.supervisor)
    train(owner)
    asked = waiting_step(submitted(replace(cast, employee=owner)))
    ApprovalStep.objects.filter(pk=asked.pk).update(assignee=decider)
    return owner


def _step_of(name: str) -> ApprovalStep:
    return ApprovalStep.objects.get(terms__agreement__employee__given_name=name, opened_at__isnull=False)


def _to(name: str) -> Employee:
    return Employee.objects.get(given_name=name)


ROUTING_CALLS: Mapping[str, Callable[["Attempt"], object]] = {
    "delegate": lambda a: delegation.delegate(
        actor=a.actor, now=NOW, holder=_to("Noel"), starts_on=TODAY, ends_on=LAST_DAY
    ),
    "withdraw_delegation": lambda a: delegation.withdraw_delegation(
        actor=a.actor, now=NOW, delegation=Delegation.objects.get()
    ),
    "pass_on": lambda a: handover.pass_on(actor=a.actor, now=NOW, step=_step_of(ABSENT)),
    "report_vacancy": lambda a: handover.report_vacancy(actor=a.actor, now=NOW, step=_step_of(UNHELD)),
    "announce_holder": lambda a: handover.announce_holder(
        actor=a.actor, now=NOW, step=_step_of("Owner-review_1")
    ),
    "reassign": lambda a: handover.reassign(
        actor=a.actor, now=NOW, step=a.step, to=_to("Noel"), reason="On leave until January."
    ),
}
