"""How a letter about a case goes out: one a person and event, with what every letter says."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from agreements import selectors
from agreements.dated_letters import Told, calendar_with
from agreements.links import Page, letter_url
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy import fam_2018
from agreements.seal import readers
from eligibility import daily_letters
from eligibility.contact import contact_of
from eligibility.models import Employee
from telework import clock, outbox
from telework.models import Document, User

# They say who decided, and why: of a sealed kind only those inside the seal get them.
SEALED_LETTERS = frozenset(
    {
        "request_denied",
        "request_returned",
        "decision_made",
        "decision_needed",
        "signature_needed",
        "sent_back",
        "adviser_left",
        "evacuation_shortened",
    }
)


def reason(code: str) -> str:
    """A work-based reason in words; empty where none was asked for."""
    return next((reason.text for reason in fam_2018.REASONS if reason.code == code), "")


def coordinators(agreement: Agreement, now: datetime) -> list[Employee]:
    """The telework coordinators of the case's bureau (2363.3)."""
    return selectors.coordinators(bureau=agreement.bureau_id, today=clock.date_of(now))


def without(actor: User, people: Iterable[Employee | None]) -> list[Employee | None]:
    """`people` less the one who acted: nobody is mailed their own act."""
    return [person for person in people if person is None or person.user_id != actor.pk]


def _terms_of(agreement: Agreement, context: Mapping[str, Any]) -> TermsVersion:
    """The terms that a letter is about: those it names, those of its step, else those that hold."""
    named: TermsVersion | None = context.get("terms")
    step: ApprovalStep | None = context.get("step")
    return named or (step.terms if step is not None else agreement.terms_in_force())


def send(
    letter: str,
    agreement: Agreement,
    event: str,
    people: Iterable[Employee | None],
    now: datetime,
    *,
    page: Page = Page.CASE,
    context: Mapping[str, Any] | None = None,
    documents: Iterable[Document] = (),
) -> None:
    """Queue `letter` to each of `people` who has an address, once for `event`.

    context  what this letter says beyond reader, case, terms, coordinators and link
    Outside the seal of a sealed kind a reader gets no documents and no letter that says who decided and why.
    """
    inside = readers(agreement, clock.date_of(now)) if agreement.kind_record.is_sealed else None
    said = {**_said_to_all(agreement, context or {}, now), **(context or {})}
    told, attached = Told(agreement, said), list(documents)
    each = {p.pk: p for p in people if p is not None and p.email}
    daily = daily_letters.takers(letter, agreement.employee, each.values())
    for person in each.values():
        if not (reads_kind := inside is None or person.pk in inside) and letter in SEALED_LETTERS:
            continue
        own = {"reader": person, "reads_kind": reads_kind, "link": letter_url(agreement, page, person)}
        outbox.queue(
            key=f"agreement:{agreement.pk}:{event}:{letter}:{person.pk}",
            to=person.email,
            template=letter,
            context={**own, **said},
            now=now,
            documents=attached if reads_kind else (),
            calendar=calendar_with(letter, told, person, now),
            digest_of=person.user_id if person.user_id in daily else None,
        )


def _said_to_all(agreement: Agreement, context: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What every letter about a case says, whoever reads it."""
    keepers = coordinators(agreement, now)
    return {
        "agreement": agreement,
        "terms": _terms_of(agreement, context),
        "employee": agreement.employee,
        "coordinators": keepers,
        "coordinator_contact": contact_of(agreement.bureau, keepers),
    }
