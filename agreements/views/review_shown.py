"""Reviews and suspensions of a case as its page shows them; which fact it is, the two sides read."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agreements import permissions
from agreements.models import Agreement, Review, Suspension
from agreements.permissions_later import may_read_pause
from telework.models import User


@dataclass(frozen=True)
class ReviewShown:
    """A review to read; `details` and `statement` where the reader may read them.

    todo, url  what the reader has to do about it, and where; empty: nothing
    """

    review: Review
    label: str
    details: str
    statement: str
    is_late: bool
    todo: str
    url: str


@dataclass(frozen=True)
class SuspensionShown:
    """A suspension to read; `reason` where the reader may read it."""

    suspension: Suspension
    reason: str


def reviews_shown(user: User, case: Agreement, today: date) -> list[ReviewShown]:
    """Every review of the case, those that are open first. One query."""
    reads = bool(permissions.may_read_cause(user, case))
    reviews = case.reviews.select_related("decided_by").order_by("due_on", "pk")
    shown = [_shown(review, case, user, today, reads=reads) for review in reviews]
    return sorted(shown, key=lambda each: not each.review.is_open)


def suspensions_shown(user: User, case: Agreement, today: date) -> list[SuspensionShown]:
    """Every suspension of the case, the latest first. One query."""
    reads = bool(permissions.may_read_cause(user, case))
    reads_management = reads or bool(may_read_pause(user, case, today))

    def is_read(each: Suspension) -> bool:
        return each.is_of_post or (reads_management if each.is_by_management else reads)

    return [SuspensionShown(each, each.reason if is_read(each) else "") for each in case.suspensions.all()]


def most_urgent(shown: list[ReviewShown]) -> Review | None:
    return next((each.review for each in shown if each.review.is_open), None)


def _shown(review: Review, case: Agreement, user: User, today: date, *, reads: bool) -> ReviewShown:
    review.agreement = case
    todo, page = _todo(review, user, today)
    return ReviewShown(
        review=review,
        label=review.cause_label,
        details=review.details if reads else "",
        statement=review.statement if reads else "",
        is_late=review.is_open and review.due_on < today,
        todo=todo,
        url=reverse(page, args=[case.number, review.pk]) if page else "",
    )


def _todo(review: Review, user: User, today: date) -> tuple[str, str]:
    """What the reader has to do about it, and the name of its page."""
    if review.is_open and permissions.may_decide_review(user, review, today):
        return f"Decide the review: {review.cause_label.lower()}", "review"
    if review.waits_for_employee and permissions.may_sign_review(user, review, today):
        return "Sign the yearly review", "review_sign"
    return "", ""
