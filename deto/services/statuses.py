"""Statuses of posts and countries: entered, lifted, and what they do to every stay there (2368.3(b)(5))."""

from datetime import date, datetime, timedelta

from agreements.models import Agreement
from agreements.permissions import may_watch
from agreements.policy import post_status
from agreements.services.changing import permit
from agreements.services.locking import lock_case
from agreements.services.suspension import (
    resume_case,
    running_suspension,
    statutory_bars,
    stay_suspended_by_law,
    suspend_case,
)
from deto import permissions_status, standing_status
from deto.models import PostStatus
from eligibility.models import Employee, Post
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.commands import command
from telework.errors import PolicyRefused, WrongState
from telework.models import User

AHEAD = timedelta(days=365)


@command
def enter_status(
    *,
    actor: User,
    now: datetime,
    status: str,
    starts_on: date | None,
    source: str,
    post: Post | None = None,
    country: str = "",
) -> PostStatus:
    """Enter a status of one post or of a whole country; every stay there rests from the same moment.

    starts_on  may be past; a day to come suspends on that day
    source     where it stands, for example the number of the cable
    Raises NotPermitted or PolicyRefused by field (unknown status, no source, no place, too far ahead, twice).
    """
    today = clock.date_of(now)
    permit(permissions_status.may_keep_status(actor, post, today))
    fields = _faults(status, starts_on, source, post, country, today)
    if fields or starts_on is None:
        raise PolicyRefused("The status was not entered.", fields=fields)
    person = employee_of(actor)
    assert person is not None, "only people hold the offices that enter a status"
    entered = PostStatus.objects.create(
        post=post,
        country="" if post is not None else country,
        status=status,
        starts_on=starts_on,
        source=source.strip(),
        entered_by=person,
        entered_at=now,
    )
    _audit(entered, "enter_status", actor, now)
    _bring_into_line(entered, actor, now)
    return entered


@command
def lift_status(
    *, actor: User, now: datetime, status: PostStatus, lifted_on: date | None, source: str
) -> PostStatus:
    """Lift a status; the stays that rested because of it are in effect again, unless something else stands.

    lifted_on  the first day without it, from its first day through a year ahead
    A day that is still to come can be changed. Raises NotPermitted, WrongState (it is over) or PolicyRefused.
    """
    # Not its key: who waives it holds an employee, for whom this waits, and points at the status.
    status = PostStatus.objects.select_for_update(no_key=True).get(pk=status.pk)
    today = clock.date_of(now)
    permit(permissions_status.may_keep_status(actor, status.post, today))
    if status.lifted_on is not None and status.lifted_on <= today:
        raise WrongState("This status has been lifted already. Nothing was changed.")
    fields = {}
    if lifted_on is None or not status.starts_on <= lifted_on <= today + AHEAD:
        fields["lifted_on"] = "Give the first day without the status, within a year."
    if not source.strip():
        fields["source"] = "Say where it stands, for example the number of the cable."
    if fields:
        raise PolicyRefused("The status was not lifted.", fields=fields)
    status.lifted_on, status.lifted_source = lifted_on, source.strip()
    status.lifted_by, status.lifted_at = employee_of(actor), now
    status.save()
    _audit(status, "lift_status", actor, now)
    _bring_into_line(status, actor, now)
    return status


@command
def suspend_for_status(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """The sweep suspends where a status stands. NotPermitted for people, WrongState where none does."""
    permit(may_watch(actor))
    return suspend_there(lock_case(agreement), actor, now)


@command
def resume_after_status(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """The sweep resumes once no status stands. NotPermitted for people, WrongState while one does."""
    permit(may_watch(actor))
    return resume_there(lock_case(agreement), actor, now)


def suspend_there(agreement: Agreement, actor: User, now: datetime) -> Agreement:
    """Inside a command that has locked the case."""
    reason = standing_status.reason_of(agreement, clock.date_of(now))
    if not reason:
        raise WrongState("No status of the post stands in the way of this stay.")
    return suspend_case(agreement, actor, now, post_status.CAUSE, post_status.CITATION, reason)


def resume_there(agreement: Agreement, actor: User, now: datetime) -> Agreement:
    """Inside a command that has locked the case; the law may keep it suspended without a gap."""
    suspension = running_suspension(agreement)
    stands = standing_status.reason_of(agreement, clock.date_of(now))
    if suspension is None or not suspension.is_of_post or stands:
        raise WrongState("This stay stays as it is.")
    if barred := statutory_bars(agreement.employee, now):
        return stay_suspended_by_law(agreement, suspension, actor, now, barred)
    return resume_case(agreement, actor, now, post_status.LIFTED)


def _bring_into_line(status: PostStatus, actor: User, now: datetime) -> None:
    """Suspend or resume every stay where the status is, in the order in which rows are locked."""
    there = standing_status.held_at(status).values("employee")
    list(Employee.objects.select_for_update().filter(pk__in=there).order_by("pk"))
    held = standing_status.held_at(status).values("pk")
    for agreement in list(standing_status.to_suspend(now).filter(pk__in=held)):
        suspend_there(lock_case(agreement), actor, now)
    for agreement in list(standing_status.to_resume(now).filter(pk__in=held)):
        resume_there(lock_case(agreement), actor, now)


def _faults(
    status: str, starts_on: date | None, source: str, post: Post | None, country: str, today: date
) -> dict[str, str]:
    fields = {}
    if status not in PostStatus.Status.values:
        fields["status"] = "Choose the status."
    if starts_on is None or starts_on > today + AHEAD:
        fields["starts_on"] = "Give the first day of the status, at most a year ahead."
    if not source.strip():
        fields["source"] = "Say where it stands, for example the number of the cable."
    if (post is None) == (not country):
        fields["country"] = "Choose a post, or a whole country."
    same = PostStatus.objects.filter(status=status, lifted_on__isnull=True)
    if same.filter(post=post, country="" if post is not None else country).exists():
        fields["status"] = "This status is entered already and not lifted."
    return fields


def _audit(status: PostStatus, action: str, actor: User, now: datetime) -> None:
    place = status.post.code if status.post is not None else status.country
    payload = {
        "status": status.status,
        "starts_on": status.starts_on.isoformat(),
        "lifted_on": status.lifted_on.isoformat() if status.lifted_on is not None else None,
        "source": status.lifted_source or status.source,
    }
    chain = f"post_status:{status.pk}"
    audit.record(chain=chain, action=action, actor=actor, now=now, subject=place, payload=payload)
