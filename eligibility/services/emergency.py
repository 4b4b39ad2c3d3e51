"""The commands that enter and end an emergency that the Secretary has declared (2362.4)."""

from datetime import date, datetime

from eligibility.authority import may_declare
from eligibility.models import DeclaredEmergency, EligibilityException
from eligibility.services.deciding import (
    check_day,
    checked_words,
    decider,
    in_words,
    only_system,
    refuse,
    require,
)
from eligibility.services.exceptions import end_lapsed_exception
from telework import audit, clock
from telework.commands import command
from telework.errors import WrongState
from telework.models import User

CHAIN = "emergencies"
LONGEST_NAME = 120
LONGEST_AUTHORITY = 200
LONGEST_BACK_DAYS = 366


@command
def declare_emergency(
    *,
    actor: User,
    now: datetime,
    name: str,
    authority: str,
    starts_on: date,
    until: date | None = None,
) -> DeclaredEmergency:
    """Enter the Secretary's determination: its name, where it is written, and its days.

    Raises NotPermitted; PolicyRefused, by field, for what is missing, too long, taken, or over already.
    """
    today = clock.date_of(now)
    require(may_declare(actor, today))
    named = _short("name", name, LONGEST_NAME, "Give the emergency a name; exceptions carry it.")
    written = _short("authority", authority, LONGEST_AUTHORITY, "Say where the determination is written.")
    if abs((starts_on - today).days) > LONGEST_BACK_DAYS:
        refuse("starts_on", "The first day must lie within a year of today. Check the year.")
    if until is not None:
        check_day("until", until, today, "The last day")
        if until < starts_on:
            refuse("until", "The last day cannot come before the first day.")
    if DeclaredEmergency.objects.filter(name__iexact=named).exists():
        refuse(
            "name", "An emergency of this name is entered already. Add the month or the place to the name."
        )
    emergency = DeclaredEmergency.objects.create(
        name=named,
        authority=written,
        starts_on=starts_on,
        until=until,
        entered_by=decider(actor),
        entered_at=now,
    )
    _record("declare_emergency", emergency, actor, now)
    return emergency


@command
def end_emergency(
    *, actor: User, now: datetime, emergency: DeclaredEmergency, reason: str
) -> DeclaredEmergency:
    """End an emergency now, and with it every exception that is tied to it.

    Raises NotPermitted; WrongState where it is over already; PolicyRefused without a reason.
    """
    require(may_declare(actor, clock.date_of(now)))
    words = checked_words("reason", reason, "Say on what ground the emergency ends.")
    return _end(emergency, actor, now, words)


@command
def end_lapsed_emergency(*, actor: User, now: datetime, emergency: DeclaredEmergency) -> DeclaredEmergency:
    """End an emergency whose last day is over. Raises WrongState where it is not."""
    require(only_system(actor))
    held = DeclaredEmergency.objects.get(pk=emergency.pk)
    if held.until is None or held.until >= clock.date_of(now):
        raise WrongState("This emergency is still in force.")
    return _end(held, actor, now, f"Its last day was {in_words(held.until)}.")


def _end(emergency: DeclaredEmergency, actor: User, now: datetime, reason: str) -> DeclaredEmergency:
    held = DeclaredEmergency.objects.select_for_update().get(pk=emergency.pk)
    if held.ended_at is not None:
        raise WrongState(f"This emergency ended on {in_words(clock.date_of(held.ended_at))}.")
    held.ended_at = now
    held.save(update_fields=["ended_at"])
    _record("end_emergency", held, actor, now, reason=reason)
    for exception in tied_to(held):
        end_lapsed_exception(actor=User.objects.system(), now=now, exception=exception)
    return held


def tied_to(emergency: DeclaredEmergency) -> list[EligibilityException]:
    """The exceptions that end with the emergency, by person."""
    rows = EligibilityException.objects.filter(emergency=emergency, ended_at__isnull=True)
    return list(rows.select_related("employee").order_by("employee_id", "pk"))


def _short(field: str, words: str, longest: int, missing: str) -> str:
    kept = " ".join(checked_words(field, words, missing).split())
    if len(kept) > longest:
        refuse(field, f"Write at most {longest} characters. You wrote {len(kept)}.")
    return kept


def _record(action: str, emergency: DeclaredEmergency, actor: User, now: datetime, **more: str) -> None:
    audit.record(
        chain=CHAIN,
        action=action,
        actor=actor,
        now=now,
        subject=f"emergency:{emergency.pk}",
        payload={
            "name": emergency.name,
            "authority": emergency.authority,
            "starts_on": emergency.starts_on.isoformat(),
            "until": emergency.until.isoformat() if emergency.until is not None else None,
            **more,
        },
    )
