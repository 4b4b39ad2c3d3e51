"""Which stays a status of post or country touches: to suspend, to resume, to waive (2368.3(b)(5))."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models import Agreement, Suspension
from agreements.policy import post_status
from agreements.states import State
from deto.models import PostStatus, Waiver
from deto.permissions_stay import KIND
from telework import clock
from telework.policy import in_words

if TYPE_CHECKING:
    from agreements.models.agreement import AgreementQuerySet

OPEN = (State.IN_REVIEW, State.APPROVED, State.ACTIVE, State.SUSPENDED)


_THERE = Q(post=OuterRef("post")) | Q(country=OuterRef("post__country"))


def _unwaived(today: date) -> "QuerySet[PostStatus]":
    waived = Waiver.objects.filter(
        agreement=OuterRef(OuterRef("pk")), status=OuterRef("pk"), withdrawn_at__isnull=True
    )
    return PostStatus.objects.in_force(today).filter(_THERE).exclude(Exists(waived))


def to_suspend(now: datetime) -> "AgreementQuerySet":
    """Stays in effect where a status stands that nobody has waived for them."""
    active = Agreement.objects.filter(kind=KIND, state=State.ACTIVE)
    return active.filter(Exists(_unwaived(clock.date_of(now)))).order_by("employee", "pk")


def to_resume(now: datetime) -> "AgreementQuerySet":
    """Stays that rest because of a status, where none stands any more or each is waived."""
    resting = Suspension.objects.filter(
        agreement=OuterRef("pk"), cause=post_status.CAUSE, lifted_at__isnull=True
    )
    suspended = Agreement.objects.filter(Exists(resting), kind=KIND, state=State.SUSPENDED)
    return suspended.exclude(Exists(_unwaived(clock.date_of(now)))).order_by("employee", "pk")


def touched(today: date) -> "AgreementQuerySet":
    """Requests and stays where a status stands or is to come, waived or not: what M may read."""
    there = PostStatus.objects.not_over(today).filter(_THERE)
    return Agreement.objects.filter(Exists(there), kind=KIND, state__in=OPEN)


def held_at(status: PostStatus) -> "AgreementQuerySet":
    """The stays in effect or resting where this status is."""
    place = Q(post=status.post_id) if status.post_id is not None else Q(post__country=status.country)
    return Agreement.objects.filter(place, kind=KIND, state__in=(State.ACTIVE, State.SUSPENDED))


def resting_at(status: PostStatus) -> int:
    """How many stays rest there because of a status."""
    resting = Suspension.objects.filter(cause=post_status.CAUSE, lifted_at__isnull=True)
    return resting.filter(agreement__in=held_at(status)).count()


def reason_of(agreement: Agreement, today: date) -> str:
    """The statuses that stand in the way, in words; empty where none does."""
    assert agreement.post is not None, "a stay has its post"
    waived = Waiver.objects.filter(agreement=agreement, withdrawn_at__isnull=True).values("status")
    found = PostStatus.objects.in_force(today).at(agreement.post).exclude(pk__in=waived)
    return "\n".join(
        f"{one.get_status_display()} since {in_words(one.starts_on)} ({one.source})." for one in found
    )
