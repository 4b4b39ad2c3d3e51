"""Which letters carry dates to keep, as a file for the calendar: one table, from template to dates.

A reader gets the dates that are theirs, in the words of the own calendar and under the same names, so that
a date that moves is moved in their calendar and not put beside the old one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from agreements.case_periods import CasePeriods, periods_of
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.own_calendar import OwnDate, event_of, first_day, last_day, new_terms, review_due, step_due
from agreements.states import WAITING_TO_END, State
from eligibility.models import Employee
from telework.ics import PUBLISH, DayEvent, calendar_of, events_in, sequence_at
from telework.models import OutboxMessage
from telework.roles import Role


@dataclass
class Told:
    """One letter: the case that it is about, and what it says; read once, however many get it."""

    agreement: Agreement
    said: Mapping[str, Any]

    @cached_property
    def periods(self) -> CasePeriods:
        (found,) = periods_of(self.agreement.employee, [self.agreement])
        return found

    @cached_property
    def first_and_last(self) -> list[OwnDate]:
        """The first and the last day of the agreement as things stand; none where it is not approved."""
        case = self.agreement
        if case.state not in (*WAITING_TO_END, State.ENDED):
            return []
        days = []
        if case.starts_on is not None and (case.ended_on is None or case.starts_on <= case.ended_on):
            days.append(first_day(case, case.starts_on))
        if case.ended_on is not None:
            days.append(last_day(case, case.ended_on, is_by_notice=False))
        elif self.periods.last_day is not None:
            days.append(last_day(case, self.periods.last_day, is_by_notice=self.periods.is_by_notice))
        return days

    @cached_property
    def own_step(self) -> ApprovalStep | None:
        """The employee's signature that is waited for."""
        step: ApprovalStep | None = self.said.get("step")
        if step is not None:
            return step
        terms: TermsVersion = self.said["terms"]
        return terms.steps.filter(role=Role.EMPLOYEE, closed_at__isnull=True).first()


# The dates of one letter that are the reader's to keep.
Dating = Callable[[Told, Employee], list[OwnDate]]


def first_and_last(told: Told, reader: Employee) -> list[OwnDate]:
    return told.first_and_last


def last(told: Told, reader: Employee) -> list[OwnDate]:
    return [one for one in told.first_and_last if one.key == last_day(told.agreement, one.day).key]


def terms_and_last(told: Told, reader: Employee) -> list[OwnDate]:
    """From when changed terms hold, and the last day, which they may have moved."""
    return [new_terms(told.said["terms"]), *last(told, reader)]


def step(told: Told, reader: Employee) -> list[OwnDate]:
    """By when a step asks for an answer; the letter goes to those who can give it."""
    return step_due(told.said["step"])


def assigned_step(told: Told, reader: Employee) -> list[OwnDate]:
    """The same, of a letter that others get too."""
    return step(told, reader) if told.said["step"].assignee_id == reader.pk else []


def asked_anew(told: Told, reader: Employee) -> list[OwnDate]:
    """By when the step that waits again asks for an answer, of those who can give it."""
    if "holders" in told.said:
        return step_due(told.said["again"]) if reader.pk in told.said["holders"] else []
    return step_due(told.said["asked"]) if reader.pk != told.agreement.employee_id else []


def own_step(told: Told, reader: Employee) -> list[OwnDate]:
    """By when the employee signs."""
    is_theirs = reader.pk == told.agreement.employee_id and told.own_step is not None
    return step_due(told.own_step) if is_theirs and told.own_step is not None else []


def review(told: Told, reader: Employee) -> list[OwnDate]:
    """By when the supervisor answers a review; a yearly one is signed by both sides."""
    asked, supervisor = told.said["review"], told.said["supervisor"]
    answering = {supervisor.pk} if supervisor is not None else set()
    if asked.is_yearly:
        answering.add(told.agreement.employee_id)
    return review_due(asked) if reader.pk in answering else []


DATED: dict[str, Dating] = {
    "agreement_approved": first_and_last,
    "agreement_taken_in": last,
    "terms_accepted": terms_and_last,
    "notice_given": last,
    "notice_moved": last,
    "trial_decided": last,
    "evacuation_shortened": last,
    "decision_needed": step,
    "advice_needed": step,
    "signature_needed": step,
    "submission_needed": step,
    "answer_needed": step,
    "look_again_asked": assigned_step,
    "decision_taken_back": asked_anew,
    "sent_back": asked_anew,
    "terms_proposed": own_step,
    "adjustment_given": own_step,
    "adjustment_moved": own_step,
    "review_opened": review,
    "yearly_opened": review,
}
# After these, a first or last day that was told before may stand on another day, or no more.
CORRECTING = {
    "decision_taken_back",
    "agreement_started",
    "notice_withdrawn",
    "trial_decided",
    "agreement_ended",
}


def add_letter(template: str, dating: Dating) -> None:
    """Let another app's letter carry dates, from start-up on."""
    DATED[template] = dating


def calendar_with(letter: str, told: Told, reader: Employee, now: datetime) -> str:
    """The file that goes with `letter` to `reader`; empty where it has no date of theirs."""
    found = DATED[letter](told, reader) if letter in DATED else []
    dates = {event.uid: event for event in map(event_of, found)}
    if letter in CORRECTING:
        dates = _corrections(told, reader) | dates
    if not dates:
        return ""
    number = sequence_at(now)
    events = [replace(event, sequence=number) for event in dates.values()]
    return calendar_of(events, now=now, method=PUBLISH).decode()


def _corrections(told: Told, reader: Employee) -> dict[str, DayEvent]:
    """What the reader was told of first and last day that is not so: on its new day, or called off."""
    if not (told_before := _told_before(told.agreement, reader)):
        return {}
    now = {event.uid: event for event in map(event_of, told.first_and_last)}
    found = {}
    for uid, before in told_before.items():
        if uid not in now:
            found[uid] = replace(before, is_cancelled=True)
        elif now[uid].day != before.day:
            found[uid] = now[uid]
    return found


def _told_before(agreement: Agreement, reader: Employee) -> dict[str, DayEvent]:
    """First and last day as the letters to the reader have told them, the last word of each."""
    letters = OutboxMessage.objects.filter(
        key__startswith=f"agreement:{agreement.pk}:", key__endswith=f":{reader.pk}"
    )
    sent = letters.exclude(calendar="").exclude(state=OutboxMessage.State.WITHDRAWN).order_by("pk")
    told: dict[str, DayEvent] = {}
    for written in sent.values_list("calendar", flat=True):
        told |= events_in(written)
    ends = tuple(f"{end}-{agreement.number}@" for end in ("first", "last"))
    return {uid: one for uid, one in told.items() if uid.startswith(ends) and not one.is_cancelled}
