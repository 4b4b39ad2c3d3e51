"""The table of closures: an administrator keeps it, and running notices follow it (2362.1(m), (n))."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import dateformat

from agreements import letters
from agreements.models import Agreement, Notice
from agreements.policy.notice import NoticeCount
from agreements.services.adjusting import move_for_closure
from agreements.services.lifecycle import notice_count
from eligibility.models import Employee
from eligibility.permissions import employee_of, has_role
from telework import audit, clock
from telework.calendar import SATURDAY, FederalCalendar
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import Closure, User
from telework.roles import Role
from telework.workdays import federal_calendar

CHAIN = "closures"
LONGEST_WORDS = 200
# Orders are given days ahead; a day farther away is a slip of the pen.
FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Moved:
    """A notice whose last day became later, the day it had, and the new count."""

    notice: Notice
    before: date
    count: NoticeCount


@command
def add_closure(
    *, actor: User, now: datetime, day: date, authority: str, reason: str
) -> tuple[Closure, list[Moved]]:
    """Enter a day on which the offices are closed by order; notices running over it get later last days.

    Raises NotPermitted, WrongState where the day is entered already, and PolicyRefused, by field, for a day
    that counts as no workday anyway or lies more than a year away, and for missing words.
    """
    today = clock.date_of(now)
    _require_administrator(actor, today)
    _check(day, authority, reason, today)
    closure, is_new = Closure.objects.get_or_create(
        day=day, defaults={"authority": authority.strip(), "reason": reason.strip()}
    )
    if not is_new:
        raise WrongState(f"{_in_words(day)} is in the table already. Nothing was changed.")
    payload = {"day": day.isoformat(), "authority": closure.authority, "reason": closure.reason}
    audit.record(
        chain=CHAIN, action="add_closure", actor=actor, now=now, subject=str(closure)[:120], payload=payload
    )
    moved = _move_notices(closure, actor, now)
    move_for_closure(closure, actor, now)
    return closure, moved


@command
def remove_closure(*, actor: User, now: datetime, closure: Closure, why: str) -> None:
    """Take out a day that was entered by mistake. No last day that somebody was told becomes earlier.

    Raises NotPermitted, WrongState where it is gone already, PolicyRefused without words.
    """
    _require_administrator(actor, clock.date_of(now))
    why = why.strip()
    if not 0 < len(why) <= LONGEST_WORDS:
        message = f"Say why the day is taken out, in at most {LONGEST_WORDS} characters."
        raise PolicyRefused(message, fields={"why": message})
    kept = Closure.objects.select_for_update().filter(pk=closure.pk).first()
    if kept is None:
        raise WrongState("This day has been taken out already.")
    payload = {
        "day": kept.day.isoformat(),
        "authority": kept.authority,
        "reason": kept.reason,
        "why": why.strip(),
    }
    subject = str(kept)[:120]
    kept.delete()
    audit.record(chain=CHAIN, action="remove_closure", actor=actor, now=now, subject=subject, payload=payload)


def _move_notices(closure: Closure, actor: User, now: datetime) -> list[Moved]:
    """Count again every running notice that the day falls into; log and tell each that ends later."""
    running = Notice.objects.filter(
        withdrawn_at__isnull=True,
        completed_at__isnull=True,
        given_on__lt=closure.day,
        earliest_last_day__gte=closure.day,
        last_day__gte=clock.date_of(now),
    )
    # Locked as every command locks: employees, then agreements, then notices; each kind at once, in order.
    cases = list(running.values_list("agreement_id", flat=True))
    list(Employee.objects.select_for_update().filter(agreements__in=cases).order_by("pk"))
    list(Agreement.objects.select_for_update().filter(pk__in=cases).order_by("pk"))
    people = ("agreement__employee__position", "agreement__employee__supervisor")
    notices = running.select_related("agreement__bureau", *people).prefetch_related(
        "agreement__terms_versions"
    )
    calendar = federal_calendar()
    moved = [
        found for notice in notices.order_by("pk") if (found := _recounted(notice, calendar)) is not None
    ]
    for found in moved:
        _tell(found, closure, actor, now)
    return moved


def _recounted(notice: Notice, calendar: FederalCalendar) -> Moved | None:
    """Save the new earliest day; None where the last day that was chosen is late enough as it is."""
    count = notice_count(notice.agreement, notice.given_on, notice.party, calendar)
    before = notice.last_day
    notice.earliest_last_day = max(notice.earliest_last_day, count.last_day)
    notice.last_day = max(notice.last_day, notice.earliest_last_day)
    notice.save(update_fields=["earliest_last_day", "last_day"])
    return Moved(notice, before, count) if notice.last_day != before else None


def _tell(moved: Moved, closure: Closure, actor: User, now: datetime) -> None:
    agreement = moved.notice.agreement
    audit.record(
        chain=agreement.chain,
        action="move_notice",
        actor=actor,
        now=now,
        subject=str(agreement.number),
        payload={
            "notice": moved.notice.pk,
            "before": moved.before.isoformat(),
            "last_day": moved.notice.last_day.isoformat(),
            "closed_on": closure.day.isoformat(),
        },
    )
    letters.notice_moved(moved.notice, moved.before, closure, moved.count, now)


def _require_administrator(actor: User, today: date) -> None:
    person = employee_of(actor)
    if person is None or person.is_separated(today) or not has_role(actor, Role.ADMINISTRATOR, today):
        raise NotPermitted("The table of closures is kept by the system administrator.")


def _check(day: date, authority: str, reason: str, today: date) -> None:
    fields = {}
    if abs(day - today) > FARTHEST:
        fields["day"] = "That day is more than a year away. Check the year."
    elif day.weekday() >= SATURDAY:
        fields["day"] = f"{_in_words(day)} is no workday anyway, so it needs no entry."
    elif holiday := FederalCalendar({}).holiday(day, washington=False):
        fields["day"] = f"{_in_words(day)} is a federal holiday already ({holiday})."
    for name, text, missing in (
        ("authority", authority, "Name the order that closes the offices."),
        ("reason", reason, "Say what people read as the reason."),
    ):
        if not text.strip():
            fields[name] = missing
        elif len(text.strip()) > LONGEST_WORDS:
            fields[name] = f"Use at most {LONGEST_WORDS} characters."
    if fields:
        raise PolicyRefused("The day was not entered.", fields=fields)


def _in_words(day: date) -> str:
    return dateformat.format(day, "l, j F Y")
