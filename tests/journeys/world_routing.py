"""Who decides, for the walk over every address: delegations, and steps that can be passed on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from agreements.models import Agreement, ApprovalStep, Delegation
from agreements.services.delegation import delegate
from tests.cast import NOW, TODAY, Cast

Arguments = list[dict[str, Any]]
# Whatever waits among the first steps that were written.
CHOSEN = "?" + "&".join(f"step={number}" for number in range(1, 26))
VARIANTS: dict[str, tuple[str, ...]] = {
    "inbox": ("?asked=review", "?kind=domestic"),
    "approve_several": (CHOSEN,),
    "delegate": ("?q=Stan", "?q=nobody"),
    "reassign": ("?q=Stan",),
    "hand_over": ("?q=Stan",),
}


def add_delegations(cast: Cast) -> None:
    """The director decides for the supervisor this week, and the supervisor for the director from next."""
    week = timedelta(days=7)
    for giver, holder, day in (
        ("supervisor", cast.director, TODAY),
        ("director", cast.supervisor, TODAY + week),
    ):
        delegate(actor=cast.user(giver), now=NOW, holder=holder, starts_on=day, ends_on=day + week)


def _waiting(cases: dict[str, Agreement], *names: str) -> Arguments:
    steps = ApprovalStep.objects.filter(
        terms__agreement__in=[cases[name] for name in names], opened_at__isnull=False, closed_at=None
    ).select_related("terms__agreement")
    return [{"number": step.terms.agreement.number, "step": step.pk} for step in steps]


def _with_steps(cases: dict[str, Agreement]) -> Arguments:
    step = ApprovalStep.objects.select_related("assignee").get(
        terms__agreement=cases["in_review"], opened_at__isnull=False
    )
    assert step.assignee is not None
    return [{"number": step.assignee.number}]


FILLINGS: dict[str, Callable[[dict[str, Agreement]], Arguments]] = {
    "reassign": lambda cases: _waiting(cases, "in_review", "second_step"),
    "hand_over": _with_steps,
    "delegation_withdraw": lambda cases: [
        {"pk": pk} for pk in Delegation.objects.values_list("pk", flat=True)
    ],
}
