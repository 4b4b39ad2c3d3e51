"""Everything that waits for somebody, in one list: decisions, advice, signatures, reviews, their own things.

The database puts the parts together, sorts and counts them; only the rows of one page are read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from agreements import kinds, selectors
from agreements.models import Agreement, ApprovalStep, Review, TermsVersion
from agreements.states import WAITING_TO_END, Act, Decision, State
from eligibility.disputes import disputes_to_answer
from eligibility.models import Bureau, Employee, FactDispute, TrainingCertificate
from eligibility.permissions import employee_of
from eligibility.training import certificates_to_check, needs_manager_course
from telework.models import User
from telework.roles import Role

# What nothing sets a day for comes last.
NO_DAY = date.max


class Source(StrEnum):
    """Where an entry comes from."""

    STEP = "step"
    OWN_SIGNATURE = "own_signature"
    OWN_REQUEST = "own_request"
    REVIEW = "review"
    OWN_REVIEW = "own_review"
    CERTIFICATE = "certificate"
    DISPUTE = "dispute"


class Asked(StrEnum):
    """What is asked of the reader, as the filter offers it."""

    DECIDE = "decide"
    ADVISE = "advise"
    SIGN = "sign"
    RECORD = "record"
    REVIEW = "review"
    CERTIFICATE = "certificate"
    DISPUTE = "dispute"
    OWN = "own"


ASKED_LABELS: Mapping[Asked, str] = {
    Asked.DECIDE: "Decisions",
    Asked.ADVISE: "Advice",
    Asked.SIGN: "Signatures",
    Asked.RECORD: "Answers and acts to record",
    Asked.REVIEW: "Reviews",
    Asked.CERTIFICATE: "Certificates to check",
    Asked.DISPUTE: "Facts said to be wrong",
    Asked.OWN: "My own requests",
}
_ACTS: Mapping[Asked, tuple[Act, ...]] = {
    Asked.DECIDE: (Act.APPROVE,),
    Asked.ADVISE: (Act.CONSULT,),
    Asked.SIGN: (Act.SIGN,),
    Asked.RECORD: (Act.CLEAR, Act.RECORD),
}
# What concerns a person and no arrangement.
_OF_NO_KIND = frozenset({Source.CERTIFICATE, Source.DISPUTE})
_SOURCES: Mapping[Asked, frozenset[Source]] = {
    Asked.DECIDE: frozenset({Source.STEP}),
    Asked.ADVISE: frozenset({Source.STEP}),
    Asked.SIGN: frozenset({Source.STEP, Source.OWN_SIGNATURE, Source.OWN_REVIEW}),
    Asked.RECORD: frozenset({Source.STEP}),
    Asked.REVIEW: frozenset({Source.REVIEW}),
    Asked.CERTIFICATE: frozenset({Source.CERTIFICATE}),
    Asked.DISPUTE: frozenset({Source.DISPUTE}),
    Asked.OWN: frozenset({Source.OWN_REQUEST, Source.OWN_SIGNATURE}),
}


@dataclass(frozen=True)
class Wanted:
    """What the reader wants to see; empty means everything."""

    asked: str = ""
    bureau: str = ""
    kind: str = ""

    def has(self, source: Source) -> bool:
        if self.kind and source in _OF_NO_KIND:
            return False
        return not self.asked or source in _SOURCES[Asked(self.asked)]


Row = tuple[str, int, date, Any]


def everything(user: User, today: date, wanted: Wanted = Wanted(), *, own: bool = True) -> "QuerySet[Any]":
    """Rows of (source, key, day it is due, since when), the most urgent first.

    own  with what the reader has to do on their own requests
    """
    parts = [
        _rows(found, source, due, since)
        for source, found, due, since in _parts(user, today, wanted)
        if wanted.has(source) and (own or source not in (Source.OWN_REQUEST, Source.OWN_SIGNATURE))
    ]
    first, *others = parts or [_rows(ApprovalStep.objects.none(), Source.STEP, "due_on", "opened_at")]
    return first.union(*others, all=True).order_by("due", "since", "origin", "key")


def count_to_act_on(user: User, today: date) -> int:
    """How much of it the reader can act on now: not what waits for their own course for managers (2362.7)."""
    number = everything(user, today).count()
    person = employee_of(user)
    if not number or person is None:
        return number
    held_up = needing_manager_course(user, today).count()
    return number - held_up if held_up and needs_manager_course(person, today) else number


def needing_manager_course(user: User, today: date) -> "QuerySet[ApprovalStep]":
    """What waits for the reader as a supervisor, and is approved only after the course for managers."""
    return selectors.waiting_for(user, today).filter(role=Role.SUPERVISOR, act=Act.APPROVE)


def read(rows: Iterable[Row]) -> dict[tuple[str, int], Any]:
    """The objects behind the rows of one page, at most one query for each source."""
    keys: dict[str, list[int]] = {}
    for source, key, _, _ in rows:
        keys.setdefault(source, []).append(key)
    found: dict[tuple[str, int], Any] = {}
    for source, wanted in keys.items():
        for one in _OBJECTS[Source(source)].filter(pk__in=wanted):
            found[source, one.pk] = one
    return found


def bureaus_of(user: User, today: date) -> "QuerySet[Bureau]":
    """The bureaus of what waits for decisions and reviews."""
    steps = selectors.waiting_for(user, today).order_by().values("bureau")
    reviews = selectors.reviews_for(user, today).order_by().values("agreement__bureau")
    return Bureau.objects.filter(Q(pk__in=steps) | Q(pk__in=reviews))


def kinds_of(user: User, today: date) -> list[tuple[str, str]]:
    """The kinds of what waits, as code and label; a sealed one only where the reader decides on it."""
    waiting = selectors.waiting_for(user, today).order_by()
    codes = set(waiting.values_list("terms__agreement__kind", flat=True).distinct())
    codes |= {code for code in kinds.codes() if not kinds.get(code).is_sealed}
    return [(code, kinds.get(code).label) for code in kinds.codes() if code in codes]


def _parts(user: User, today: date, wanted: Wanted) -> Iterable[tuple[Source, "QuerySet[Any]", str, str]]:
    person = employee_of(user)
    assert person is not None, "only people have something waiting for them"
    steps = selectors.waiting_for(user, today)
    if wanted.asked in _ACTS:
        steps = steps.filter(act__in=_ACTS[Asked(wanted.asked)])
    yield Source.STEP, _within(steps, wanted, "bureau", "terms__agreement__kind"), "due_on", "opened_at"
    reviews = _within(selectors.reviews_for(user, today), wanted, "agreement__bureau", "agreement__kind")
    if wanted.kind in kinds.sealed_codes():
        reviews = reviews.filter(agreement__in=selectors.part_in(user, today).values("terms__agreement"))
    yield Source.REVIEW, reviews, "due_on", "opened_at"
    signatures = _within(_own_signatures(person), wanted, "bureau", "terms__agreement__kind")
    yield Source.OWN_SIGNATURE, signatures, "due_on", "opened_at"
    own_reviews = _within(_own_reviews(person), wanted, "agreement__bureau", "agreement__kind")
    yield Source.OWN_REVIEW, own_reviews, "due_on", "opened_at"
    yield Source.OWN_REQUEST, _within(_own_requests(person), wanted, "bureau", "kind"), "", "state_since"
    certificates = certificates_to_check(user, today)
    if certificates:
        rows = TrainingCertificate.objects.filter(pk__in=[one.pk for one in certificates])
        yield Source.CERTIFICATE, _within(rows, wanted, "employee__position__bureau", ""), "", "uploaded_at"
    disputes = disputes_to_answer(user, today)
    if disputes:
        said = FactDispute.objects.filter(pk__in=[one.pk for one in disputes])
        yield Source.DISPUTE, _within(said, wanted, "employee__position__bureau", ""), "due_on", "raised_at"


def _within(rows: "QuerySet[Any]", wanted: Wanted, bureau: str, kind: str) -> "QuerySet[Any]":
    if wanted.bureau:
        rows = rows.filter(**{f"{bureau}__code": wanted.bureau})
    if wanted.kind and kind:
        rows = rows.filter(**{kind: wanted.kind})
    return rows


def _own_signatures(person: Employee) -> "QuerySet[ApprovalStep]":
    """Terms that somebody else wrote and the employee is asked to sign."""
    return ApprovalStep.objects.filter(
        role=Role.EMPLOYEE,
        asked_of="",
        terms__agreement__employee=person,
        opened_at__isnull=False,
        closed_at__isnull=True,
    )


def _own_reviews(person: Employee) -> "QuerySet[Review]":
    """Yearly reviews that the employee has still to sign."""
    return Review.objects.unsigned().filter(agreement__employee=person)


def _own_requests(person: Employee) -> "QuerySet[Agreement]":
    """What was returned to the employee, and what a coordinator wrote for them to sign (2362.1(b))."""
    unsigned = TermsVersion.objects.filter(
        agreement=OuterRef("pk"), signed_at__isnull=True, withdrawn_at__isnull=True, refused_at__isnull=True
    )
    returned = ApprovalStep.objects.filter(
        terms__agreement=OuterRef("pk"), decision=Decision.RETURNED, taken_back_at__isnull=True
    )
    changes = Q(Exists(unsigned), Exists(returned), state__in=sorted(WAITING_TO_END))
    entered = Q(state=State.DRAFT, entered_by__isnull=False)
    return Agreement.objects.filter(Q(state=State.RETURNED) | entered | changes, employee=person)


def _rows(found: "QuerySet[Any]", source: Source, due: str, since: str) -> "QuerySet[Any]":
    no_day = Value(NO_DAY, output_field=DateField())
    return (
        found.order_by()
        .annotate(
            origin=Value(source.value, output_field=CharField()),
            key=F("pk"),
            due=Coalesce(F(due), no_day) if due else no_day,
            since=F(since),
        )
        .values_list("origin", "key", "due", "since")
    )


_OBJECTS: Mapping[Source, "QuerySet[Any]"] = {
    Source.STEP: ApprovalStep.objects.select_related(
        "terms__agreement__employee", "bureau", "post", "assignee", "passed_on_by"
    ).defer("terms__content"),
    Source.OWN_SIGNATURE: ApprovalStep.objects.select_related("terms__agreement").defer("terms__content"),
    Source.OWN_REQUEST: Agreement.objects.select_related("entered_by"),
    Source.REVIEW: Review.objects.select_related("agreement__employee"),
    Source.OWN_REVIEW: Review.objects.select_related("agreement__employee"),
    Source.CERTIFICATE: TrainingCertificate.objects.select_related("employee__position__bureau").defer(
        "content"
    ),
    Source.DISPUTE: FactDispute.objects.select_related("employee"),
}
