"""M waives a status of a post for one person, and takes the waiver back (2368.3(b)(5); 3 FAM 3776)."""

from datetime import datetime

from agreements.models import Agreement
from agreements.services.changing import permit
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from agreements.services.suspension import running_suspension
from agreements.states import State
from deto import letters_waiver, permissions_status, standing_status
from deto.models import PostStatus, Waiver
from deto.services.statuses import resume_there, suspend_there
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused, WrongState
from telework.models import User

NO_CIRCUMSTANCES = "State the circumstances."
NOT_UNUSUAL = (
    "State the unusual or compelling circumstances: at an unaccompanied post nothing less is enough "
    "(3 FAM 2368.3(b)(5))."
)


@command
def grant_waiver(
    *, actor: User, now: datetime, agreement: Agreement, status: PostStatus, circumstances: str
) -> Waiver:
    """Waive one status for one stay; what rested only because of it is in effect again at once.

    circumstances  at unaccompanied posts the unusual or compelling ones
    Raises NotPermitted, WrongState (no such status there, waived before, the case is over) or PolicyRefused.
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions_status.may_waive(actor, agreement.employee_id, today))
    there = standing_status.touched(today).filter(pk=agreement.pk).exists()
    if not there or agreement.post is None or not _stands(status, agreement, now):
        raise WrongState("This status does not stand in the way of this stay. Nothing was changed.")
    if Waiver.objects.filter(agreement=agreement, status=status, withdrawn_at__isnull=True).exists():
        raise WrongState("This status has been waived already for this stay.")
    if not circumstances.strip():
        why = NOT_UNUSUAL if status.is_unaccompanied else NO_CIRCUMSTANCES
        raise PolicyRefused("Nothing was waived.", fields={"circumstances": why})
    person = employee_of(actor)
    assert person is not None, "only people hold the office"
    waiver = Waiver.objects.create(
        agreement=agreement,
        status=status,
        circumstances=circumstances.strip(),
        granted_by=person,
        granted_at=now,
    )
    record(agreement, "grant_waiver", actor, now, {"status": status.pk})
    letters_waiver.granted(waiver, actor, now)
    suspension = running_suspension(agreement)
    if suspension is not None and suspension.is_of_post and not standing_status.reason_of(agreement, today):
        resume_there(agreement, actor, now)
    return waiver


@command
def withdraw_waiver(*, actor: User, now: datetime, waiver: Waiver, because: str) -> Waiver:
    """Take a waiver back; a stay in effect rests again at once, while the status stands.

    Raises NotPermitted, WrongState (taken back before) or PolicyRefused (no reason).
    """
    agreement = lock_case(waiver.agreement)
    waiver = Waiver.objects.select_for_update().get(pk=waiver.pk)
    permit(permissions_status.may_waive(actor, agreement.employee_id, clock.date_of(now)))
    if waiver.withdrawn_at is not None:
        raise WrongState("This waiver has been taken back already.")
    if not because.strip():
        raise PolicyRefused("Nothing was changed.", fields={"because": "Say why the waiver is taken back."})
    waiver.withdrawn_at, waiver.withdrawn_because = now, because.strip()
    waiver.save()
    record(agreement, "withdraw_waiver", actor, now, {"status": waiver.status_id})
    letters_waiver.withdrawn(waiver, actor, now)
    if agreement.state == State.ACTIVE and standing_status.reason_of(agreement, clock.date_of(now)):
        suspend_there(agreement, actor, now)
    return waiver


def _stands(status: PostStatus, agreement: Agreement, now: datetime) -> bool:
    assert agreement.post is not None, "asked after the post"
    there = PostStatus.objects.not_over(clock.date_of(now)).at(agreement.post)
    return there.filter(pk=status.pk).exists()
