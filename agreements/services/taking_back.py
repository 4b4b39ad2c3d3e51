"""A decider takes a decision back while nothing has followed from it; both stay on the record."""

from datetime import date, datetime

from agreements import letters_later, permissions_later
from agreements.case_days import in_washington
from agreements.models import Agreement, ApprovalStep
from agreements.policy import second_thoughts
from agreements.services.deciding import record_step, save_state
from agreements.services.drafting import open_case
from agreements.services.locking import lock_step
from agreements.services.reopening import ask_anew, reopen_beside, take_out
from agreements.states import Decision, State
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import AuditEvent, User
from telework.workdays import federal_calendar

# What a decision of a request leaves the case in.
LEAVES_IN = {
    Decision.APPROVED: frozenset({State.IN_REVIEW, State.APPROVED}),
    Decision.RETURNED: frozenset({State.RETURNED}),
    Decision.DENIED: frozenset({State.DENIED}),
}


@command
def take_back(*, actor: User, now: datetime, step: ApprovalStep) -> ApprovalStep:
    """Undo one's own approval, return or denial; the step waits anew, as a new row beside the old one.

    Letters about it that have not gone out never do.
    Raises NotPermitted, or WrongState once the next workday is over or something has followed.
    """
    agreement, step = lock_step(step)
    access = permissions_later.may_take_back(actor, step, clock.date_of(now))
    if not access:
        raise NotPermitted(access.reason)
    if why := why_not(agreement, step, clock.date_of(now)):
        raise WrongState(why)
    told, kept_back = letters_later.call_back(agreement, step, now)
    decision = Decision(step.decision)
    step.taken_back_at = now
    step.save(update_fields=["taken_back_at"])
    if decision is Decision.APPROVED:
        _undo_approval(agreement, step, now)
    if decision is Decision.RETURNED:  # the copy that the employee had not begun to change
        agreement.terms_versions.filter(number__gt=step.terms.number, signed_at__isnull=True).delete()
    reopen_beside(step)
    if agreement.state in (State.APPROVED, State.RETURNED, State.DENIED):
        agreement.reopen()
        save_state(agreement, now, "approved_at", "starts_on", "ends_on")
    again = ask_anew(step, now)
    payload = {"decision": decision.value, "again": again.pk, "letters_not_sent": kept_back}
    record_step(agreement, "take_back", actor, now, step, payload)
    letters_later.taken_back(step, again, told, actor, now)
    return again


def why_not(agreement: Agreement, step: ApprovalStep, today: date) -> str:
    """Why the decision of `step` cannot be taken back any more; empty where it can."""
    allowed = LEAVES_IN.get(Decision(step.decision)) if step.decision else None
    if allowed is None or step.taken_back_at is not None or step.closed_at is None:
        return "There is no decision here that can be taken back. Nothing was changed."
    if today > until(agreement, step):
        return "A decision can be taken back through the next workday, and that is over. Nothing was changed."
    if _is_change(agreement, step) and (step.decision != Decision.APPROVED or step.terms.accepted_at):
        return "The terms before hold, and a change can be asked for again. So your decision stands."
    if terms_are_own(step):
        return "You wrote these terms yourself. Take them back as a whole on the page of the agreement."
    if agreement.state not in allowed and not _is_change(agreement, step):
        return "Something has followed from this decision, so it stands. Nothing was changed."
    return _followed(agreement, step)


def terms_are_own(step: ApprovalStep) -> bool:
    """Whether the decider said yes to terms of their own: a counter-proposal, or an adjustment."""
    return step.terms.proposed_by_id is not None and step.terms.proposed_by_id == step.decided_by_id


def take_back_until(agreement: Agreement, step: ApprovalStep, today: date) -> date | None:
    """The last day on which whoever decided can take it back; None where that is not possible any more."""
    return until(agreement, step) if not why_not(agreement, step, today) else None


def until(agreement: Agreement, step: ApprovalStep) -> date:
    """The last day on which the decision of `step` can be taken back, in Washington's date."""
    assert step.closed_at is not None, "only what was decided can be taken back"
    decided_on, washington = clock.date_of(step.closed_at), in_washington(agreement)
    return second_thoughts.take_back_until(decided_on, federal_calendar(), washington=washington)


def _followed(agreement: Agreement, step: ApprovalStep) -> str:
    """What has followed from a decision and keeps it; empty where nothing has."""
    later = (
        ApprovalStep.objects.filter(terms__agreement=agreement, closed_at__gte=step.closed_at)
        .exclude(pk=step.pk)
        .exclude(decision="")
        .exclude(decision=Decision.NOT_NEEDED, closed_at=step.closed_at)  # a question dropped with it
        .filter(taken_back_at__isnull=True)
        .select_related("terms", "decided_by")
    )
    after = next((other for other in later if _order(other) > _order(step)), None)
    if after is not None and after.decided_by is not None:
        return "Somebody has decided after you, so your decision stands. Nothing was changed."
    asked = ApprovalStep.objects.filter(terms=step.terms, round=step.round, asked_by__isnull=False)
    if asked.filter(opened_at__gte=step.closed_at, stage__gt=step.stage).exists():
        return "A further consultation was asked for after you decided, so it stands. Nothing was changed."
    if agreement.notices.filter(given_at__gte=step.closed_at).exists():
        return "Notice was given after you decided, so your decision stands. Nothing was changed."
    if step.decision == Decision.RETURNED and _has_begun(agreement):
        return "The employee has begun to change the request, so the return stands. Nothing was changed."
    if step.decision == Decision.DENIED and open_case(agreement.employee, agreement.kind) is not None:
        return "The employee has begun a new request, so the denial stands. Nothing was changed."
    return ""


def _order(step: ApprovalStep) -> tuple[int, int, int, int]:
    return step.terms.number, step.round, step.stage, step.ordinal


def _has_begun(agreement: Agreement) -> bool:
    """Whether the employee has done anything on the case since it was last returned."""
    events = AuditEvent.objects.filter(chain=agreement.chain)
    last = events.filter(action="return").order_by("-sequence").values_list("sequence", flat=True).first()
    since = events.filter(sequence__gt=last or 0).values_list("actor_id", flat=True)
    return agreement.employee.user_id in set(since)


def _is_change(agreement: Agreement, step: ApprovalStep) -> bool:
    """Whether the step is about changed terms of an agreement that was approved before."""
    before = agreement.terms_versions.filter(number__lt=step.terms.number, accepted_at__isnull=False)
    return before.exists()


def _undo_approval(agreement: Agreement, step: ApprovalStep, now: datetime) -> None:
    """The offices that were asked after it are asked no more; what was complete is not."""
    take_out(step, now)
    if step.terms.accepted_at is not None:
        step.terms.accepted_at = step.terms.takes_effect_on = None
        step.terms.save(update_fields=["accepted_at", "takes_effect_on"])
        agreement.approved_at = agreement.starts_on = agreement.ends_on = None
