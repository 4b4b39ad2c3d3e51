"""What an arrangement that stands in for others does to them: suspended at its start, resumed at its end."""

from datetime import datetime

from agreements.models import Agreement, Suspension
from agreements.policy.interim import CAUSE, CITATION, OVER, REASON
from agreements.services.suspension import (
    resume_case,
    statutory_bars,
    stay_suspended_by_law,
    suspend_case,
)
from agreements.standing_in import standing_in_for
from agreements.states import State
from telework.models import User


def suspend_others(agreement: Agreement, actor: User, now: datetime) -> None:
    """Suspend what is in effect of the employee, where `agreement` is of a kind that stands in for it.

    Inside the command that starts it, which has locked the employee: one transaction.
    """
    if not agreement.kind_record.suspends:
        return
    others = Agreement.objects.select_for_update().filter(employee=agreement.employee_id, state=State.ACTIVE)
    for other in others.exclude(pk=agreement.pk).order_by("pk"):
        suspend_case(other, actor, now, CAUSE, CITATION, REASON)


def resume_others(agreement: Agreement, actor: User, now: datetime) -> None:
    """Bring them back into effect once it has ended, unless another stands in, or the law rules it out."""
    if not agreement.kind_record.suspends:
        return
    waiting = Suspension.objects.filter(
        agreement__employee=agreement.employee_id,
        agreement__state=State.SUSPENDED,
        cause=CAUSE,
        lifted_at__isnull=True,
    )
    for suspension in waiting.select_related("agreement__employee").order_by("agreement"):
        other = Agreement.objects.select_for_update().get(pk=suspension.agreement_id)
        if standing_in_for(other) is not None:
            continue
        if barred := statutory_bars(other.employee, now):
            suspension.agreement = other
            stay_suspended_by_law(other, suspension, actor, now, barred)
        else:
            resume_case(other, actor, now, OVER)
