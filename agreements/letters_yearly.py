"""Letters about the yearly review: it is open, somebody has still to sign, it is missed (2362.1(e))."""

from datetime import datetime

from agreements.links import Page
from agreements.mailing import coordinators, send
from agreements.models import Review
from eligibility.models import Employee
from telework import clock


def opened(review: Review, now: datetime) -> None:
    """To both sides, who sign in either order; to the coordinator where no supervisor serves."""
    supervisor = _supervisor(review, now)
    people: list[Employee | None] = [review.agreement.employee, supervisor]
    if supervisor is None:
        people += coordinators(review.agreement, now)
    _send("yearly_opened", review, people, f"review:{review.pk}", supervisor, now)


def reminded(review: Review, now: datetime) -> None:
    """To whoever has still to sign."""
    supervisor = _supervisor(review, now)
    people: list[Employee | None] = [supervisor] if review.is_open else []
    if review.waits_for_employee:
        people.append(review.agreement.employee)
    event = f"review:{review.pk}:{clock.date_of(now).isoformat()}"
    _send("yearly_reminder", review, people, event, supervisor, now)


def missed(review: Review, now: datetime) -> None:
    """To the two sides as far as they have to sign, the next level and the coordinator."""
    supervisor = _supervisor(review, now)
    people: list[Employee | None] = [supervisor, *coordinators(review.agreement, now)]
    if supervisor is not None:
        people.append(supervisor.supervisor)
    if review.waits_for_employee:
        people.append(review.agreement.employee)
    _send("yearly_missed", review, people, f"review:{review.pk}:missed", supervisor, now)


def _supervisor(review: Review, now: datetime) -> Employee | None:
    supervisor = review.agreement.employee.supervisor
    return None if supervisor is None or supervisor.is_separated(clock.date_of(now)) else supervisor


def _send(
    letter: str,
    review: Review,
    people: list[Employee | None],
    event: str,
    supervisor: Employee | None,
    now: datetime,
) -> None:
    context = {"review": review, "supervisor": supervisor}
    send(letter, review.agreement, event, people, now, page=Page.REVIEW, context=context)
