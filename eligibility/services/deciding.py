"""What the commands about somebody's eligibility share: the checks of words and days, and what follows."""

from datetime import date, datetime
from typing import NoReturn

from django.utils import dateformat

from eligibility.models import Employee, PersonnelChange
from eligibility.permissions import employee_of
from eligibility.policy import fam_2018
from eligibility.services.determination import determine
from telework import audit, clock
from telework.access import Access
from telework.errors import NotPermitted, PolicyRefused
from telework.models import User
from telework.policy import Finding

LONGEST_WORDS = 2000
LONGEST_CHANGE = 250


def require(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)


def only_system(actor: User) -> Access:
    """What lapses by itself is ended by the system; a person ends it before, with a reason."""
    if actor.is_system:
        return Access.yes()
    return Access.no("This ends by itself. To end it before, end it with a reason.")


def refuse(field: str, reason: str, *findings: Finding) -> NoReturn:
    raise PolicyRefused(reason, fields={field: reason} if field else None, findings=findings)


def in_words(day: date) -> str:
    return dateformat.format(day, "l, j F Y")


def checked_words(field: str, words: str, missing: str) -> str:
    """The words without blanks around them; refused where there are none, or too many to read."""
    kept = words.strip()
    if not kept:
        refuse(field, missing)
    if len(kept) > LONGEST_WORDS:
        refuse(field, f"Write at most {LONGEST_WORDS:,} characters. You wrote {len(kept):,}.")
    return kept


def check_day(field: str, day: date, today: date, what: str) -> None:
    """A day from today on, no further away than a year: longer is decided anew."""
    latest = fam_2018.latest_decision_day(today)
    if day < today:
        refuse(field, f"{what} has passed already. It can be {in_words(today)} or later.")
    if day > latest:
        refuse(
            field,
            f"{what} can be at most a year away, so {in_words(latest)} or earlier. After that it is decided "
            "anew, as agreements are looked at every year (3 FAM 2362.1(e)).",
        )


def locked_person(person: Employee) -> Employee:
    """The person, read again with bureau and supervisor, under lock."""
    Employee.objects.select_for_update().get(pk=person.pk)
    return Employee.objects.with_bureau().get(pk=person.pk)


def check_serving(person: Employee, today: date) -> None:
    if person.is_separated(today):
        raise PolicyRefused(f"{person.full_name} has left the Department, so there is nothing to decide.")


def decider(actor: User) -> Employee:
    """The employee behind whoever was let in by `require`."""
    employee = employee_of(actor)
    assert employee is not None, "whoever decides has an employee record"
    return employee


def redetermine(person: Employee, now: datetime, occasion: str) -> None:
    """What was decided changes the determination at once; the system makes it."""
    fresh = Employee.objects.with_bureau().get(pk=person.pk)
    determine(actor=User.objects.system(), now=now, employee=fresh, occasion=occasion)


def have_reviewed(
    person: Employee, matter: str, old: str, new: str, now: datetime, as_of: date | None = None
) -> None:
    """Have a live agreement of the person looked at and decided on, either way (2362.1(e)).

    as_of  the first day that the change concerns; None: today
    """
    PersonnelChange.objects.create(
        employee=person,
        matter=matter,
        old=old[:LONGEST_CHANGE],
        new=new[:LONGEST_CHANGE],
        as_of=as_of or clock.date_of(now),
        recorded_at=now,
    )


def record(
    action: str, person: Employee, subject: str, actor: User, now: datetime, **payload: object
) -> None:
    audit.record(
        chain=f"employee:{person.pk}",
        action=action,
        actor=actor,
        now=now,
        subject=subject,
        payload={name: str(value) if isinstance(value, date) else value for name, value in payload.items()},
    )
