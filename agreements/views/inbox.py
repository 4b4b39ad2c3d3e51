"""What waits for the reader, by urgency; and approving several at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agreements import chains, delegations, inbox, seal
from agreements.forms.inbox import InboxFilter
from agreements.inbox import NO_DAY, Row, Source
from agreements.models import Agreement, ApprovalStep, Review
from agreements.permissions_routing import may_delegate
from agreements.recording import AWAITED
from agreements.states import Act, State
from agreements.views.lookup import reader
from eligibility.models import Employee, FactDispute, TrainingCertificate
from eligibility.permissions import employee_of, employee_only
from eligibility.training import needs_manager_course
from telework import access, clock
from telework.models import User

PER_PAGE = 25
VERY_OVERDUE = timedelta(days=7)
SOON = timedelta(days=2)


@dataclass(frozen=True)
class Entry:
    """One thing that waits, and why for this reader.

    choice  the step, where it can be chosen to be approved together with others
    """

    title: str
    since: datetime
    due_on: date | None
    url: str
    days_late: int
    why: str
    kind: str = ""
    choice: int | None = None


@dataclass(frozen=True)
class Group:
    """What waits, of one urgency."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Reader:
    """Who reads the list on which day, and what is looked up once for all of its entries."""

    user: User
    person: Employee
    today: date
    givers: dict[int, Employee]
    closed: frozenset[int]


@access.rule(employee_only)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    today, user = clock.today(), reader(request)
    person = employee_of(user)
    assert person is not None, "the rule lets employees in only"
    form = InboxFilter(
        request.GET or None, bureaus=list(inbox.bureaus_of(user, today)), kinds=inbox.kinds_of(user, today)
    )
    wanted = form.wanted
    page = Paginator(inbox.everything(user, today, wanted), PER_PAGE).get_page(request.GET.get("page"))
    entries = entries_of(user, list(page.object_list), today)
    is_filtered = wanted != inbox.Wanted()
    held_up = inbox.needing_manager_course(user, today).count()
    context = {
        "form": form,
        "page": page,
        "groups": grouped(entries, today),
        "is_filtered": is_filtered,
        "has_choices": sum(entry.choice is not None for entry in entries) > 1,
        "held_up": held_up if held_up and needs_manager_course(person, today) else 0,
        "may_delegate": may_delegate(user, today),
    }
    return render(request, "agreements/inbox.html", context)


def entries_of(user: User, rows: Sequence[Row], today: date) -> list[Entry]:
    """The entries behind `rows`, in their order, in a constant number of queries."""
    person = employee_of(user)
    assert person is not None, "only people have something waiting for them"
    found = inbox.read(rows)
    steps = [one for (source, _), one in found.items() if source == Source.STEP]
    cases = [one.agreement for (source, _), one in found.items() if source == Source.REVIEW]
    givers = delegations.givers_of(person, steps, today) if steps else {}
    whoever = Reader(user, person, today, givers, seal.closed_to(user, cases, today))
    return [
        _ENTRIES[Source(source)](found[source, key], whoever)
        for source, key, _, _ in rows
        if found.get((source, key))
    ]


def grouped(entries: Iterable[Entry], today: date) -> list[Group]:
    """By urgency, the most urgent first; empty groups are left out."""
    groups: dict[str, list[Entry]] = {"Very overdue": [], "Overdue": [], "Due soon": [], "Not due yet": []}
    for entry in entries:
        groups[_urgency(entry.due_on, today)].append(entry)
    return [Group(title, members) for title, members in groups.items() if members]


def _urgency(due_on: date | None, today: date) -> str:
    if due_on is None or due_on > today + SOON:
        return "Not due yet"
    if due_on >= today:
        return "Due soon"
    return "Very overdue" if today - due_on > VERY_OVERDUE else "Overdue"


def _step(step: ApprovalStep, whoever: Reader) -> Entry:
    agreement = step.terms.agreement
    is_alike = step.act == Act.APPROVE and not step.looks_again
    return Entry(
        title=_title(agreement),
        since=_since(step),
        due_on=step.due_on,
        url=reverse("decide", args=[agreement.number, step.pk]),
        days_late=_days_late(step.due_on, whoever.today),
        why=why_of(step, whoever.person, whoever.givers.get(step.pk)),
        kind=agreement.kind_record.label,
        choice=step.pk if is_alike else None,
    )


def why_of(step: ApprovalStep, person: Employee, giver: Employee | None) -> str:
    """Why this step waits for `person`: in which office, in whose place, or because it was passed on."""
    title = step.asked_of or chains.titles(step.capacities)
    role = chains.inside(title)
    if giver is not None:
        return f"You decide in place of {giver.full_name}, as {role}."
    if step.passed_on_because:
        by = f" ({step.passed_on_by.full_name})" if step.passed_on_by is not None else ""
        return f"It was passed on to you as {role}: {step.passed_on_because}{by}"
    if step.asked_of:
        return "You were asked for advice."
    if step.looks_again:
        return "You are the next level up, and are asked to look again at a denial."
    if step.assignee_id is None:
        does = f"record {AWAITED[Act(step.act)]}" if step.act in AWAITED else "decide"
        return f"You {does} for {step.place} as {role}."
    if step.moved_up:
        return f"You are the next level up: the office of {role} is vacant, or the employee holds it."
    return f"You are the {role} of {step.terms.agreement.employee.full_name}."


def _review(review: Review, whoever: Reader) -> Entry:
    agreement = review.agreement
    is_closed = agreement.pk in whoever.closed
    return Entry(
        title=_title(agreement),
        since=review.opened_at,
        due_on=review.due_on,
        url=reverse("review", args=[agreement.number, review.pk]),
        days_late=_days_late(review.due_on, whoever.today),
        why=_why_reviewed(review),
        kind="" if is_closed else agreement.kind_record.label,
    )


def _why_reviewed(review: Review) -> str:
    """A fact of the personnel record that changed, or what the agreement itself asks for."""
    label = review.cause_label
    if review.is_of_agreement:
        return f"Review of the agreement. {label}."
    return f"Review of the agreement, because a fact changed: {label.lower()}."


def _own_signature(step: ApprovalStep, whoever: Reader) -> Entry:
    agreement = step.terms.agreement
    return Entry(
        title=f"Your agreement {agreement.number}: terms to sign",
        since=_since(step),
        due_on=step.due_on,
        url=reverse("terms_sign", args=[agreement.number, step.pk]),
        days_late=_days_late(step.due_on, whoever.today),
        why="Somebody else wrote these terms. Only you can sign them.",
        kind=agreement.kind_record.label,
    )


def _own_review(review: Review, whoever: Reader) -> Entry:
    agreement = review.agreement
    return Entry(
        title=f"Your agreement {agreement.number}: yearly review",
        since=review.opened_at,
        due_on=review.due_on,
        url=reverse("review_sign", args=[agreement.number, review.pk]),
        days_late=_days_late(review.due_on, whoever.today),
        why="Both sides sign that everything in the agreement still holds, once a year.",
        kind=agreement.kind_record.label,
    )


def _own_request(agreement: Agreement, whoever: Reader) -> Entry:
    if agreement.state == State.DRAFT and agreement.entered_by is not None:
        why = f"{agreement.entered_by.full_name} wrote it for you. Read it, then sign it or withdraw it."
    else:
        why = "It was returned to you. Change the parts that are named, then sign again."
    return Entry(
        title=f"Your request {agreement.number}",
        since=agreement.state_since,
        due_on=None,
        url=reverse("request_tasks", args=[agreement.number]),
        days_late=0,
        why=why,
        kind=agreement.kind_record.label,
    )


def _certificate(certificate: TrainingCertificate, whoever: Reader) -> Entry:
    """Nothing sets a day for it; until it is checked, the course does not count (2362.7)."""
    person = certificate.employee
    place = f" of {person.bureau.code}" if person.bureau is not None else ""
    why = f"{certificate.get_course_display()}. You keep the record of courses{place}."
    url = reverse("certificate", args=[certificate.pk])
    return Entry(f"{person.full_name}: certificate to check", certificate.uploaded_at, None, url, 0, why)


def _dispute(dispute: FactDispute, whoever: Reader) -> Entry:
    return Entry(
        title=f"{dispute.employee.full_name}: a fact said to be wrong",
        since=dispute.raised_at,
        due_on=dispute.due_on,
        url=reverse("dispute", args=[dispute.pk]),
        days_late=_days_late(dispute.due_on, whoever.today),
        why=f"You keep this fact, or stand in for whoever does: {dispute.label.lower()}.",
    )


def _since(step: ApprovalStep) -> datetime:
    assert step.opened_at is not None, "only what was opened waits"
    return step.opened_at


def _title(agreement: Agreement) -> str:
    return f"{agreement.employee.full_name}, {agreement.number}"


def _days_late(due_on: date | None, today: date) -> int:
    return (today - due_on).days if due_on is not None and due_on != NO_DAY else 0


_ENTRIES: dict[Source, Any] = {
    Source.STEP: _step,
    Source.REVIEW: _review,
    Source.OWN_SIGNATURE: _own_signature,
    Source.OWN_REVIEW: _own_review,
    Source.OWN_REQUEST: _own_request,
    Source.CERTIFICATE: _certificate,
    Source.DISPUTE: _dispute,
}
