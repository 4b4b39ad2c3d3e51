"""A step that was decided is asked again: as a new row, so that the old one stays on the record."""

from datetime import datetime

from agreements.models import ApprovalStep
from agreements.services.routing import open_step

# What a new row keeps of the old one: what is asked and of whom, and nothing of the decision.
KEPT = (
    "terms",
    "round",
    "stage",
    "act",
    "role",
    "capacities",
    "bureau",
    "post",
    "assignee",
    "moved_up",
    "passed_on_because",
    "passed_on_by",
    "is_waivable",
    "is_wordless",
    "asked_by",
    "asked_of",
    "question",
    "looks_again",
)


def copy_of(step: ApprovalStep, **changes: object) -> ApprovalStep:
    """A step like `step`, neither opened nor saved, behind all others of its round."""
    kept = {name: getattr(step, name) for name in KEPT} | changes
    last = ApprovalStep.objects.filter(terms=kept["terms"], round=kept["round"]).order_by("-ordinal").first()
    return ApprovalStep(**kept, ordinal=last.ordinal + 1 if last is not None else 1)


def ask_anew(step: ApprovalStep, now: datetime) -> ApprovalStep:
    """Let the office of `step` decide again, with its time counted from now."""
    again = copy_of(step)
    again.save()
    open_step(again, now)
    return again


def take_out(step: ApprovalStep, now: datetime) -> None:
    """Nobody after `step` is asked any more; whoever was stays on the record, and comes after it anew."""
    after = ApprovalStep.objects.filter(terms=step.terms, round=step.round, stage__gt=step.stage)
    for asked in after.filter(opened_at__isnull=False, closed_at__isnull=True).order_by("stage", "ordinal"):
        asked.closed_at = asked.taken_back_at = now
        asked.save(update_fields=["closed_at", "taken_back_at"])
        copy_of(asked).save()


def reopen_beside(step: ApprovalStep) -> None:
    """Who was asked in parallel when `step` closed the round is asked as before."""
    beside = ApprovalStep.objects.filter(terms=step.terms, round=step.round, stage=step.stage)
    beside.filter(decision="", closed_at=step.closed_at, taken_back_at__isnull=True).update(closed_at=None)
