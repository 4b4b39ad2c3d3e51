"""The commands that bring people in: the HR extract, and logins for them."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from eligibility.hr_feed.changes import write_changes
from eligibility.hr_feed.comparing import plan_import
from eligibility.hr_feed.entered import Meeting, Verdict, meetings
from eligibility.hr_feed.plan import Plan, Progress
from eligibility.hr_feed.report import ImportReport, Result
from eligibility.hr_feed.writing import carry_out
from eligibility.models import Employee, EnteredFact
from eligibility.services.entered_facts import end_entry
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import User

CHAIN = "workforce"


def _silent(message: str) -> None:
    return None


def _permit(actor: User) -> None:
    if not actor.is_system:
        raise NotPermitted("Only a management command of the server brings people and logins in.")


@command
def import_workforce(
    *,
    actor: User,
    now: datetime,
    folder: Path,
    accept: bool = False,
    dry_run: bool = False,
    progress: Progress = _silent,
) -> ImportReport:
    """Bring the HR extract in `folder` into the tables, or with `dry_run` say what that would do.

    Nothing is written where a file cannot be read, where the extract is older than the facts held, or where
    more than a fifth of a table's rows would change and `accept` is not set. A row that is not in the extract
    stays as it is. What changed about people that may concern an agreement is kept as `PersonnelChange`.
    One audit event holds the counts and the digests of the files. Raises NotPermitted.
    """
    _permit(actor)
    # Two imports at once would both find the same rows missing; a dry run writes too, and undoes it.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    plan = plan_import(folder, clock.date_of(now), progress)
    kept_out = _kept_out(plan, accept, dry_run)
    if kept_out is not None:
        met = _would_meet(plan, clock.date_of(now)) if kept_out is Result.DRY_RUN else []
        return ImportReport(plan, kept_out, met)
    carry_out(plan, progress)
    met = meetings(clock.date_of(now))
    write_changes(plan, now, {(m.entry.employee_id, m.matter) for m in met if m.hides_change})
    _settle(met, actor, now)
    report = ImportReport(plan, Result.WRITTEN, met)
    counts = report.counts()
    digest = hashlib.sha256("".join(file["sha256"] for file in counts.values()).encode()).hexdigest()
    audit.record(
        chain=CHAIN,
        action="import_workforce",
        actor=actor,
        now=now,
        subject=f"extract:{digest[:16]}",
        payload={"digest": digest, "files": counts, "accepted": accept},
    )
    return report


def _would_meet(plan: Plan, today: date) -> list[Meeting]:
    """What carrying out `plan` would find of facts that were entered here; it is carried out and undone."""
    if not EnteredFact.objects.filter(ended_at__isnull=True).exists():
        return []
    with transaction.atomic():
        carry_out(plan, _silent)
        met = meetings(today)
        transaction.set_rollback(True)
    return met


def _settle(met: Sequence[Meeting], actor: User, now: datetime) -> None:
    """End what the extract confirms or is newer than; who is told, is told only of the latter."""
    for one in met:
        if one.verdict is not Verdict.STAYS:
            is_news = one.verdict is Verdict.REPLACED
            end_entry(one.entry, one.entry.employee, actor, now, one.because, is_told=is_news)


def _kept_out(plan: Plan, accept: bool, dry_run: bool) -> Result | None:
    """Why nothing is written; None where the plan may be carried out."""
    if plan.problems:
        return Result.UNREADABLE
    if plan.outdated:
        return Result.OUTDATED
    if not accept and any(file.needs_accept for file in plan.files):
        return Result.NEEDS_ACCEPT
    return Result.DRY_RUN if dry_run else None


@command
def give_login(
    *, actor: User, now: datetime, employee_number: str, username: str, password: str | None
) -> User:
    """Give the person with that employee number a login; without a password it waits until one is set.

    Raises NotPermitted; WrongState for a person who is unknown, separated or has a login, or for a username
    that is taken.
    """
    return _give_logins(actor, now, {employee_number: username}, make_password(password))[0]


@command
def give_logins(*, actor: User, now: datetime, usernames: dict[str, str], password_hash: str) -> list[User]:
    """Give several people logins that share one hashed password, by employee number. All, or none.

    Raises as `give_login` does.
    """
    return _give_logins(actor, now, usernames, password_hash)


def _give_logins(actor: User, now: datetime, usernames: dict[str, str], password_hash: str) -> list[User]:
    _permit(actor)
    people = list(Employee.objects.select_for_update().filter(number__in=usernames).order_by("pk"))
    _check_people(people, usernames, clock.date_of(now))
    users = User.objects.bulk_create(
        [
            User(
                username=usernames[person.number],
                first_name=person.given_name,
                last_name=person.family_name,
                email=person.email,
                password=password_hash,
                date_joined=now,
            )
            for person in people
        ]
    )
    for person, user in zip(people, users, strict=True):
        person.user = user
    Employee.objects.bulk_update(people, ["user"], batch_size=200)
    audit.record(
        chain=CHAIN,
        action="give_logins",
        actor=actor,
        now=now,
        subject=f"logins:{len(users)}",
        payload={"logins": {person.number: usernames[person.number] for person in people}},
    )
    return users


def _check_people(people: Sequence[Employee], usernames: dict[str, str], today: date) -> None:
    unknown = sorted(set(usernames) - {person.number for person in people})
    if unknown:
        raise WrongState(f"There is no person with the employee number {unknown[0]}.")
    for person in people:
        if person.is_separated(today):
            raise WrongState(f"{person.full_name} ({person.number}) left on {person.separated_on}.")
        if person.user_id is not None:
            raise WrongState(f"{person.full_name} ({person.number}) has a login already.")
    names = list(usernames.values())
    taken = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    taken |= {name for name in names if names.count(name) > 1}
    if taken:
        raise WrongState(f"The username {min(taken)} is taken.")
