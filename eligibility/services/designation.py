"""The commands by which management designates somebody ineligible, and ends that (2362.2(a))."""

from datetime import date, datetime

from eligibility import decision_letters as letters
from eligibility.authority import may_designate
from eligibility.models import Designation, Employee, PersonnelChange
from eligibility.policy.designation import REASONS, DesignationReason
from eligibility.services.deciding import (
    check_day,
    check_serving,
    checked_words,
    decider,
    have_reviewed,
    in_words,
    locked_person,
    only_system,
    record,
    redetermine,
    refuse,
    require,
)
from telework import clock
from telework.commands import command
from telework.errors import WrongState
from telework.models import User


@command
def designate_ineligible(
    *,
    actor: User,
    now: datetime,
    employee: Employee,
    reason_code: str,
    reason_text: str,
    until: date | None = None,
    review_on: date | None = None,
) -> Designation:
    """Bar `employee` from telework from today on, for a work-based reason, to a last day or a day of review.

    Raises NotPermitted; PolicyRefused, by field, without a reason from the list, words or either day, for
     days that do not do, and where the person is designated already.
    """
    today = clock.date_of(now)
    person = locked_person(employee)
    require(may_designate(actor, person, today))
    check_serving(person, today)
    reason = _reason(reason_code)
    words = checked_words("reason_text", reason_text, "Put the reason in words; the person reads them.")
    _check_days(until, review_on, today)
    _check_not_designated(person)
    designation = Designation.objects.create(
        employee=person,
        reason_code=reason.code,
        reason_citation=reason.citation,
        reason_text=words,
        designated_by=decider(actor),
        designated_at=now,
        starts_on=today,
        until=until,
        review_on=review_on,
    )
    _record_designation(designation, actor, now)
    redetermine(person, now, "designated ineligible")
    have_reviewed(person, PersonnelChange.Matter.DESIGNATION, "none", "designated ineligible", now)
    letters.designation_made(designation, reason, actor, now)
    return designation


@command
def end_designation(*, actor: User, now: datetime, designation: Designation, reason: str) -> Designation:
    """End a designation now.

    Raises NotPermitted; WrongState where it is over; PolicyRefused without a reason.
    """
    today = clock.date_of(now)
    person = locked_person(designation.employee)
    require(may_designate(actor, person, today))
    words = checked_words("reason", reason, "Say why the designation ends; the person reads it.")
    return _end(designation, person, actor, now, words)


@command
def end_lapsed_designation(*, actor: User, now: datetime, designation: Designation) -> Designation:
    """End a designation whose last day is over. Raises WrongState where it is not."""
    require(only_system(actor))
    person = locked_person(designation.employee)
    held = Designation.objects.get(pk=designation.pk)
    if held.until is None or held.until >= clock.date_of(now):
        raise WrongState("This designation is still in force.")
    return _end(held, person, actor, now, f"Its last day was {in_words(held.until)}.")


def _reason(code: str) -> DesignationReason:
    reason = next((one for one in REASONS if one.code == code), None)
    if reason is None:
        refuse("reason_code", "Choose a reason that lies in the work (3 FAM 2362.1(i)).")
    return reason


def _record_designation(designation: Designation, actor: User, now: datetime) -> None:
    record(
        "designate_ineligible",
        designation.employee,
        f"designation:{designation.pk}",
        actor,
        now,
        reason=designation.reason_code,
        citation=designation.reason_citation,
        words=designation.reason_text,
        until=designation.until,
        review_on=designation.review_on,
    )


def _end(designation: Designation, person: Employee, actor: User, now: datetime, reason: str) -> Designation:
    held = Designation.objects.select_for_update().get(pk=designation.pk)
    if held.ended_at is not None:
        raise WrongState(f"This designation ended on {in_words(clock.date_of(held.ended_at))}.")
    held.ended_at = now
    held.ended_by = None if actor.is_system else decider(actor)
    held.save(update_fields=["ended_at", "ended_by"])
    record("end_designation", person, f"designation:{held.pk}", actor, now, reason=reason)
    redetermine(person, now, "designation ended")
    letters.designation_ended(held, reason, actor, now)
    return held


def _check_days(until: date | None, review_on: date | None, today: date) -> None:
    if until is None and review_on is None:
        refuse("until", "Give a last day, or a day on which you look at it again.")
    if until is not None:
        check_day("until", until, today, "The last day")
    if review_on is not None:
        check_day("review_on", review_on, today, "The day to look at it again")
    if until is not None and review_on is not None and review_on > until:
        refuse("review_on", "Look at the designation again on its last day at the latest.")


def _check_not_designated(person: Employee) -> None:
    held = person.designations.filter(ended_at__isnull=True).first()
    if held is None:
        return
    refuse(
        "",
        f"{person.full_name} is designated ineligible already, since {in_words(held.starts_on)}. End that "
        "designation first.",
    )
