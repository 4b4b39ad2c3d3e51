"""Copies of an accepted agreement: to Human Resources and to pay, by mail, with the PDF (2368.4(f)).

Employee, supervisor and coordinator (point of contact) get theirs with the approval; nobody gets one twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from agreements import selectors
from agreements.mailing import coordinators, send
from agreements.models import Agreement, AgreementDocument, TermsVersion
from agreements.permissions import may_watch
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from agreements.states import WAITING_TO_END
from deto.models import Distribution
from deto.planning import KIND
from eligibility.contact import contact_of
from eligibility.models import Employee
from telework import clock, outbox
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import Document, OutboxMessage, User
from telework.roles import Role

COPY, MISSING = "deto_copy", "deto_copy_missing"


@dataclass(frozen=True)
class Place:
    """Where a copy goes: its code in the letter's key, its name, and the setting with its address."""

    code: str
    name: str
    setting: str

    @property
    def address(self) -> str:
        address: str = getattr(settings, self.setting)
        return address

    def key(self, terms: TermsVersion) -> str:
        """One copy of each approval: one that was taken back and given again goes out again."""
        assert terms.accepted_at is not None, "copies are of accepted terms"
        approved = f"{terms.accepted_at:%Y%m%d%H%M%S%f}"
        return f"agreement:{terms.agreement_id}:terms:{terms.number}:{approved}:copy:{self.code}"


PLACES = (
    Place("hr", "the telework mailbox of Human Resources, Employee Relations", "TELEWORK_MAILBOX"),
    Place("pay", "pay intake of the Comptroller's Compensation Division", "PAY_INTAKE_MAILBOX"),
)


@command
def send_copies(*, actor: User, now: datetime, terms: TermsVersion) -> TermsVersion:
    """Queue the copies of accepted terms; say which cannot go because no address is set.

    Raises NotPermitted for people, WrongState where nothing is left to send or to say.
    """
    agreement = lock_case(terms.agreement)
    if not may_watch(actor):
        raise NotPermitted("Copies go out by themselves once everybody has approved; nobody sends them.")
    terms = TermsVersion.objects.get(pk=terms.pk)
    terms.agreement = agreement
    document = _document(terms)
    if terms.accepted_at is None or document is None or Distribution.objects.filter(terms=terms).exists():
        raise WrongState("There is no copy to send.")
    sent = [place.code for place in PLACES if place.address and _send(place, terms, document, now)]
    missing = [place for place in PLACES if not place.address]
    told = bool(missing) and _tell(terms, missing, now)
    if not missing:
        Distribution.objects.create(terms=terms, queued_at=now)
    elif not sent and not told:
        raise WrongState("The addresses that are missing have been asked for already.")
    payload = {"terms": terms.number, "to": sent, "no_address": [place.code for place in missing]}
    record(agreement, "send_copies", actor, now, payload)
    return terms


def terms_to_distribute(now: datetime) -> Iterator[TermsVersion]:
    """Accepted terms of live arrangements whose copies have not all gone out."""
    found = TermsVersion.objects.filter(
        agreement__kind=KIND,
        agreement__state__in=sorted(WAITING_TO_END),
        accepted_at__isnull=False,
        superseded_at__isnull=True,
        deto_distribution__isnull=True,
    ).select_related("agreement")
    missing = [place for place in PLACES if not place.address]
    for terms in found.defer("content"):
        keys = {place.key(terms) for place in PLACES if place.address}
        keys |= {_missing_key(place, terms) for place in missing}
        if not missing or keys - _written(terms):
            yield terms


def _written(terms: TermsVersion) -> set[str]:
    """The keys of the copies, and what was said to be missing, less the reader of each letter."""
    about = f"agreement:{terms.agreement_id}:terms:{terms.number}:"
    rows = OutboxMessage.objects.filter(key__startswith=about, template__in=(COPY, MISSING))
    found = rows.values_list("key", "template")
    return {key if template == COPY else key.rsplit(":", 2)[0] for key, template in found}


def _missing_key(place: Place, terms: TermsVersion) -> str:
    return f"{place.key(terms)}:none"


def _document(terms: TermsVersion) -> Document | None:
    """The agreement as PDF; the last one, where an approval was given again."""
    kept = AgreementDocument.objects.filter(terms=terms, kind=AgreementDocument.Kind.AGREEMENT)
    last = kept.select_related("document").order_by("-pk").first()
    return last.document if last is not None else None


def _send(place: Place, terms: TermsVersion, document: Document, now: datetime) -> bool:
    agreement = terms.agreement
    keepers = coordinators(agreement, now)
    context = {
        "place": place.name,
        "agreement": agreement,
        "terms": terms,
        "employee": agreement.employee,
        "begins": terms.takes_effect_on,
        "coordinators": keepers,
        "coordinator_contact": contact_of(agreement.bureau, keepers),
    }
    return bool(
        outbox.queue(
            key=place.key(terms),
            to=place.address,
            template="deto_copy",
            context=context,
            now=now,
            documents=[document],
        )
    )


def _tell(terms: TermsVersion, missing: list[Place], now: datetime) -> bool:
    """Once for each address: to who runs the programme and to who can set it."""
    agreement, before = terms.agreement, _written(terms)
    fresh = [place for place in missing if _missing_key(place, terms) not in before]
    people = people_to_tell(agreement, now)
    for place in fresh:
        event = _missing_key(place, terms).removeprefix(f"agreement:{agreement.pk}:")
        context = {"terms": terms, "places": [place.name], "settings_named": [place.setting]}
        send("deto_copy_missing", agreement, event, people, now, context=context)
    return bool(fresh and people)


def people_to_tell(agreement: Agreement, now: datetime) -> list[Employee]:
    """The telework managing officer and the system administrators."""
    today, bureau = clock.date_of(now), agreement.bureau_id
    return [
        person
        for role in (Role.MANAGING_OFFICER, Role.ADMINISTRATOR)
        for person in selectors.office_holders(role, bureau=bureau, post=None, today=today)
    ]
