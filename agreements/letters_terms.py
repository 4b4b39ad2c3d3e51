"""Letters about changed terms: asked for, proposed, adjusted, signed, refused, in effect."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from agreements import selectors
from agreements.differences import Difference, differences
from agreements.links import Page
from agreements.mailing import coordinators, reason, send
from agreements.models import ApprovalStep, TermsVersion
from agreements.policy.notice import NoticeCount
from agreements.states import Decision
from eligibility.models import Employee
from telework import clock
from telework.models import Closure


def changes_received(terms: TermsVersion, opened: Sequence[ApprovalStep], now: datetime) -> None:
    """The receipt for the employee: from when, and who is asked."""
    steps = list(terms.latest_round().select_related("bureau", "post", "assignee"))
    people = [terms.agreement.employee]
    context = {"terms": terms, "asked": steps, "opened": opened}
    send("changes_received", terms.agreement, _event(terms), people, now, context=context)


def changes_withdrawn(terms: TermsVersion, waiting: Iterable[ApprovalStep], now: datetime) -> None:
    """To those who had been asked to act, and to who had said yes or written the terms."""
    agreement = terms.agreement
    asked = [person for step in waiting for person in selectors.deciders(step, clock.date_of(now))]
    yes = terms.steps.filter(decision=Decision.APPROVED).select_related("decided_by")
    people = [*asked, *(step.decided_by for step in yes if step.decided_by_id != terms.proposed_by_id)]
    send("changes_withdrawn", agreement, _event(terms), people, now, context={"terms": terms})


def changes_refused(step: ApprovalStep, now: datetime) -> None:
    """To the employee: the old terms hold, and why."""
    agreement = step.terms.agreement
    context = {"step": step, "reason": reason(step.reason_code)}
    send("changes_refused", agreement, _event(step.terms), [agreement.employee], now, context=context)


def terms_proposed(step: ApprovalStep, now: datetime) -> None:
    """To the employee, who signs or withdraws: what changes, and why."""
    terms = step.terms
    agreement = terms.agreement
    before = agreement.terms_versions.get(number=terms.number - 1)
    context = {
        "step": step,
        "proposer": terms.proposed_by,
        "yes": terms.steps.get(ordinal=1),
        "changes": _changes(before, terms),
        "holds": agreement.changed_terms() is not None,
    }
    people = [agreement.employee]
    send("terms_proposed", agreement, _event(terms), people, now, page=Page.SIGN, context=context)


def terms_signed(step: ApprovalStep, now: datetime) -> None:
    """To who wrote the terms: the employee has signed them."""
    terms = step.terms
    following = terms.steps.filter(closed_at__isnull=True).exists()
    context = {"step": step, "following": following}
    send("terms_signed", terms.agreement, _event(terms), [terms.proposed_by], now, context=context)


def adjustment_given(step: ApprovalStep, count: NoticeCount, now: datetime) -> None:
    """To the employee, who signs by the last day, and to the coordinator."""
    terms = step.terms
    agreement = terms.agreement
    people: list[Employee | None] = [agreement.employee, *coordinators(agreement, now)]
    found = next(r for r in agreement.kind_record.notice.reasons if r.code == terms.reason_code)
    context = {
        "step": step,
        "proposer": terms.proposed_by,
        "changes": _changes(agreement.terms_in_force(), terms),
        "reason": found.text,
        "reason_citation": found.citation,
        "count": count,
        "days_off": [mark for mark in count.days if mark.kind in ("holiday", "closure")],
    }
    send("adjustment_given", agreement, _event(terms), people, now, page=Page.SIGN, context=context)


def adjustment_moved(terms: TermsVersion, before: date, closure: Closure, now: datetime) -> None:
    """To both sides and the coordinator: a closure fell into the notice."""
    agreement = terms.agreement
    people = [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    context = {"terms": terms, "before": before, "closure": closure}
    event = f"{_event(terms)}:{terms.takes_effect_on}"
    send("adjustment_moved", agreement, event, people, now, page=Page.SIGN, context=context)


def took_effect(terms: TermsVersion, now: datetime) -> None:
    """To both sides: from now on the new terms hold."""
    agreement = terms.agreement
    people = [agreement.employee, agreement.employee.supervisor]
    send("terms_in_effect", agreement, _event(terms), people, now, context={"terms": terms})


def _changes(before: TermsVersion, after: TermsVersion) -> tuple[Difference, ...]:
    """What changed, without addresses: letters go over networks that we do not know."""
    return differences(before, after, with_home_address=False)


def _event(terms: TermsVersion) -> str:
    return f"terms:{terms.number}"
