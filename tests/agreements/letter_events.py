"""What makes letters go out, and how to find them."""

from datetime import UTC, datetime, timedelta

from agreements.models import Agreement, Notice
from agreements.services import lifecycle, review
from eligibility.models import RoleAssignment
from telework.models import OutboxMessage, User
from tests import cast as people
from tests.cast import NOW, START, Cast

LATER = datetime(START.year, START.month, START.day, 17, 0, tzinfo=UTC)
REASON = "The service desk needs you here.\n\nWe can speak about it in spring."


def give_notice(cast: Cast, by: str) -> Notice:
    agreement = people.active(cast)
    reason = {"reason_code": "programme_needs", "reason_text": REASON} if by == "supervisor" else {}
    return lifecycle.give_notice(actor=cast.user(by), now=LATER, agreement=agreement, **reason)


def returned(cast: Cast) -> Agreement:
    step = people.waiting_step(people.submitted(cast))
    return review.return_for_changes(
        actor=cast.user("supervisor"), now=NOW, step=step, sections=["schedule", "sites"], text=REASON
    )


def denied(cast: Cast, by: str) -> Agreement:
    agreement = people.submitted(cast)
    if by == "director":
        people.approve_step(cast, agreement, "supervisor")
    step = people.waiting_step(agreement)
    return review.deny(actor=cast.user(by), now=NOW, step=step, reason_code="programme_needs", text=REASON)


def vacant(cast: Cast) -> Agreement:
    RoleAssignment.objects.filter(role="executive_director").delete()
    cast.supervisor.supervisor = None
    cast.supervisor.save()
    agreement = people.submitted(cast)
    return people.approve_step(cast, agreement, "supervisor")


def ended(cast: Cast, by: str) -> Agreement:
    notice = give_notice(cast, by)
    after = datetime.combine(notice.last_day + timedelta(days=1), LATER.timetz())
    return lifecycle.end_if_due(actor=User.objects.system(), now=after, agreement=notice.agreement)


def sent(letter: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(template=letter))


def only(letter: str, to: str = "") -> OutboxMessage:
    return OutboxMessage.objects.get(template=letter, to__startswith=to)
