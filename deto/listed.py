"""Lists of stays overseas: those of one post, and those of the Foreign Service (2368.17)."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from agreements import selectors
from agreements.models import Agreement, ApprovalStep
from agreements.states import State
from eligibility.models import Position, Post
from telework.models import User

if TYPE_CHECKING:
    from agreements.models.agreement import AgreementQuerySet

KIND = "deto"
THERE = (State.APPROVED, State.ACTIVE, State.SUSPENDED)
EVER_THERE = (*THERE, State.ENDED)


def at_post(post: Post) -> "AgreementQuerySet":
    """Who teleworks overseas at the post, or will, with dates; the earliest start first."""
    return _with_people(Agreement.objects.filter(kind=KIND, post=post, state__in=THERE))


def coming_to(post: Post) -> "AgreementQuerySet":
    """Requests for the post that are decided on."""
    return _with_people(Agreement.objects.filter(kind=KIND, post=post, state=State.IN_REVIEW))


def waiting_at(post: Post, user: User, today: date) -> "QuerySet[ApprovalStep]":
    """The steps that wait for `user` in cases of the post."""
    return selectors.waiting_for(user, today).filter(terms__agreement__post=post)


def of_the_foreign_service() -> "AgreementQuerySet":
    """Every stay of a member of the Foreign Service that began or will, also those that ended."""
    foreign = Q(employee__position__service=Position.Service.FOREIGN)
    found = Agreement.objects.filter(foreign, kind=KIND, state__in=EVER_THERE, starts_on__isnull=False)
    return _with_people(found).order_by("post__name", "starts_on", "pk")


def days_so_far(agreement: Agreement, today: date) -> int:
    """Days overseas through today or the last day, first and last counted; none before the start.

    Only days of the agreement count, not those on which somebody was at post before it or after it.
    """
    last = min(agreement.ended_on or agreement.ends_on or today, today)
    assert agreement.starts_on is not None, "the list holds only what has its start"
    return max(0, (last - agreement.starts_on).days + 1)


def _with_people(found: "AgreementQuerySet") -> "AgreementQuerySet":
    return found.select_related("employee__position", "bureau", "post", "deto_stay").order_by(
        "starts_on", "pk"
    )
