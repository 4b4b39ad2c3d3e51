"""What the start page shows of the reader's own: every open case with where it stands."""

from dataclasses import dataclass
from datetime import date, datetime

from agreements import second_look
from agreements.models import Agreement, ApprovalStep, Notice, Review, Suspension, TermsVersion
from agreements.offers import Offer, offers_for
from agreements.services.drafting import open_cases
from agreements.standing import Standing, standing_of
from agreements.states import EDITABLE, WAITING_TO_END, State
from eligibility.models import DeclaredEmergency, Employee
from eligibility.services.determination import assess
from telework import clock
from telework.policy import Finding, Outcome, bars

EARLIER_SHOWN = 5
NO_POSITION = (
    "HR has no position recorded for you, so we cannot tell your bureau, and you cannot ask for telework. "
    "Ask your HR specialist to record your position."
)


@dataclass(frozen=True)
class OpenCase:
    """One open case of the reader, with where it stands, and whether they write it now."""

    case: Agreement
    standing: Standing
    is_written: bool

    @property
    def title(self) -> str:
        """The owner reads which kind it is, sealed or not."""
        return f"{self.case.number}, {self.case.kind_record.label}"


@dataclass(frozen=True)
class DeniedCase:
    """A denied request of the reader that the next level can still be asked to look at again."""

    case: Agreement
    standing: Standing


@dataclass(frozen=True)
class MyTelework:
    """The reader's open cases, or whether and why not one can be begun.

    has_another  an arrangement of another kind is theirs as well
    """

    cases: list[OpenCase]
    has_another: bool
    why_not: str
    in_the_way: tuple[Finding, ...]
    earlier: list[Agreement]
    denied: DeniedCase | None


def my_telework(person: Employee, now: datetime) -> MyTelework:
    """Of `person`, in a constant number of queries for cases that wait for nobody."""
    cases = _open_cases(person, now)
    earlier = Agreement.objects.filter(employee=person).exclude(pk__in=[one.case.pk for one in cases])
    why_not = NO_POSITION if person.position is None and not cases else ""
    today = clock.date_of(now)
    offers = offers_for(person, today) if not why_not else []
    in_the_way = _in_the_way(person, offers, today) if offers and not cases else ()
    has_another = any(offer.can_begin for offer in offers)
    shown = list(earlier[:EARLIER_SHOWN])
    return MyTelework(cases, has_another, why_not, in_the_way, shown, _denied(shown, person, now))


def _denied(earlier: list[Agreement], person: Employee, now: datetime) -> DeniedCase | None:
    """The latest denial of `earlier`, with the last day to have it looked at again, while there is one."""
    case = next((case for case in earlier if case.state == State.DENIED), None)
    if case is None:
        return None
    case.employee = person
    until = second_look.open_until(second_look.after_denial_of(case, clock.date_of(now)))
    return DeniedCase(case, standing_of(case, now, look_again_until=until)) if until is not None else None


def _in_the_way(person: Employee, offers: list[Offer], today: date) -> tuple[Finding, ...]:
    """The rules that fail for the arrangement that is likely theirs."""
    likely = next((offer.kind for offer in offers if offer.why_not is None), offers[0].kind)
    found = bars(assess(person, today, likely.eligibility))
    return tuple(finding for finding in found if finding.outcome is Outcome.FAILED)


def _open_cases(person: Employee, now: datetime) -> list[OpenCase]:
    cases = list(open_cases(person))
    steps: dict[int, ApprovalStep] = {}
    waiting = ApprovalStep.objects.filter(
        terms__agreement__in=cases, opened_at__isnull=False, closed_at__isnull=True
    )
    for found in waiting.select_related("terms", "bureau", "post", "assignee").order_by("round", "-ordinal"):
        steps[found.terms.agreement_id] = found
    running = Notice.objects.filter(
        agreement__in=cases, withdrawn_at__isnull=True, completed_at__isnull=True
    ).order_by("-last_day", "-pk")
    notices = {notice.agreement_id: notice for notice in running}
    asked = Review.objects.open().filter(agreement__in=cases).order_by("-due_on", "-pk")
    reviews = {review.agreement_id: review for review in asked}
    running_pauses = Suspension.objects.filter(agreement__in=cases, lifted_at__isnull=True)
    pauses = {pause.agreement_id: pause for pause in running_pauses}
    emergencies, written = _emergencies(cases), _written(cases)
    listed = []
    for case in cases:
        case.employee = person
        step = steps.get(case.pk)
        if step is not None:
            step.terms.agreement = case
        notice, review = notices.get(case.pk), reviews.get(case.pk)
        case.emergency = emergencies.get(case.pk)
        pause = pauses.get(case.pk)
        standing = standing_of(case, now, step=step, notice=notice, review=review, suspension=pause)
        listed.append(OpenCase(case, standing, case.state in EDITABLE or case.pk in written))
    return listed


def _emergencies(cases: list[Agreement]) -> dict[int, DeclaredEmergency | None]:
    """The declared emergency on which the terms in force of each case rest."""
    in_force: dict[int, DeclaredEmergency | None] = {}
    for version in TermsVersion.objects.standing().filter(agreement__in=cases).select_related("emergency"):
        in_force.setdefault(version.agreement_id, version.emergency)
    return in_force


def _written(cases: list[Agreement]) -> set[int]:
    """Cases with changed terms that somebody writes."""
    holding = [case for case in cases if case.state in WAITING_TO_END]
    written = TermsVersion.objects.being_written().filter(agreement__in=holding)
    return set(written.values_list("agreement_id", flat=True))
