"""Changed terms of an agreement: begun, sent, taken back; the old ones hold meanwhile (2362.1(n))."""

from collections.abc import Collection
from datetime import date, datetime

from agreements import letters, letters_terms
from agreements import permissions_terms as permissions
from agreements.differences import changed_sections
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy.tour import START_AHEAD
from agreements.services import sealing
from agreements.services.deciding import record, save_state
from agreements.services.locking import lock_case
from agreements.services.routing import write_chain
from agreements.services.versions import copy_for_changes, kept_acknowledgements
from agreements.states import Purpose, State
from telework import clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.identity import Authentication
from telework.models import User

CHANGE_STATEMENT = (
    "I ask that the terms of my telework agreement be changed to the content named by its digest. What I "
    "stated is true. The terms before hold until these take effect."
)
NOTHING_CHANGED = "Nothing differs from the terms that hold. Change at least one part, or drop these changes."
RENEW_INSTEAD = "To go on with the same terms, renew the agreement."
LONGEST = 2000


@command
def begin_changes(
    *, actor: User, now: datetime, agreement: Agreement, justification: str, takes_effect_on: date
) -> TermsVersion:
    """Copy the terms in force, so that the employee changes only what has to change.

    justification    why, in the employee's words (2362.1(n))
    takes_effect_on  the first day of the changed terms asked for, Washington's date
    Raises NotPermitted, WrongState (not approved, or a change is under way) or PolicyRefused by field.
    """
    return begin_changes_of(lock_case(agreement), actor, now, justification, takes_effect_on)


def begin_changes_of(
    agreement: Agreement,
    actor: User,
    now: datetime,
    justification: str,
    takes_effect_on: date,
    *,
    last_day: date | None = None,
) -> TermsVersion:
    """`begin_changes` inside a command that has locked the case; `last_day`: another one than agreed."""
    today = clock.date_of(now)
    permit(permissions.may_change_terms(actor, agreement, today))
    require(permissions.is_open_to_changes(agreement))
    fields = {}
    if not justification.strip():
        fields["justification"] = "Say why the terms should change (3 FAM 2362.1(n))."
    if not today <= takes_effect_on <= today + START_AHEAD:
        fields["takes_effect_on"] = "Choose today or a day within one year: nothing is backdated."
    if fields:
        raise PolicyRefused("The change was not begun.", fields=fields)
    standing = agreement.terms_in_force()
    terms = copy_for_changes(
        standing,
        now,
        purpose=Purpose.AMENDMENT,
        justification=justification.strip()[:LONGEST],
        reason_code="",
        proposed_by=None,
        requested_start_on=takes_effect_on,
        requested_end_on=last_day or agreement.ends_on,
        acknowledged=kept_acknowledgements(standing),
    )
    payload = {"terms": terms.number, "takes_effect_on": takes_effect_on.isoformat()}
    record(agreement, "begin_changes", actor, now, payload)
    return terms


@command
def withdraw_changes(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """Take changed terms back before they are accepted; the agreement goes on with its old terms.

    Raises NotPermitted, WrongState when there are none.
    """
    agreement = lock_case(agreement)
    terms = agreement.changed_terms()
    if terms is None:
        raise WrongState("There are no changed terms to take back. The agreement stays as it is.")
    permit(permissions.may_withdraw_terms(actor, agreement, terms, clock.date_of(now)))
    drop(agreement, terms, now)
    payload = {"terms": terms.number, "purpose": terms.purpose}
    record(agreement, "withdraw_changes", actor, now, payload)
    return agreement


def drop(agreement: Agreement, terms: TermsVersion, now: datetime) -> None:
    """Close what is open about `terms`, tell who had been asked, and let the old terms hold."""
    undecided = terms.steps.filter(closed_at__isnull=True)
    waiting = [step for step in undecided if step.is_waiting]
    undecided.update(closed_at=now)
    terms.withdrawn_at = now
    terms.save(update_fields=["withdrawn_at"])
    stand_again(agreement, now)
    letters_terms.changes_withdrawn(terms, waiting, now)


def stand_again(agreement: Agreement, now: datetime) -> None:
    """An agreement that had been reopened for terms that came to nothing is approved as before."""
    if agreement.state == State.RETURNED:
        agreement.reopen()
    if agreement.state == State.IN_REVIEW:
        agreement.approve()
        save_state(agreement, now)


def refuse(agreement: Agreement, step: ApprovalStep, now: datetime) -> None:
    """A decider said no to changed terms: the old ones hold."""
    terms = step.terms
    terms.refused_at = now
    terms.save(update_fields=["refused_at"])
    stand_again(agreement, now)
    letters_terms.changes_refused(step, now)


def send_changes(
    agreement: Agreement, terms: TermsVersion, actor: User, proof: Authentication, now: datetime
) -> Agreement:
    """The employee signs the changed terms; who looks at what changed is asked (2362.1(n)).

    Raises PolicyRefused where nothing changed.
    """
    changed = changed_sections(agreement.terms_in_force(), terms)
    if not changed:
        instead = agreement.kind_record.no_renewal or RENEW_INSTEAD
        raise PolicyRefused(f"{NOTHING_CHANGED} {instead}")
    return send(agreement, terms, actor, proof, now, changed=changed)


def send(
    agreement: Agreement,
    terms: TermsVersion,
    actor: User,
    proof: Authentication,
    now: datetime,
    *,
    changed: Collection[str],
) -> Agreement:
    """Seal, sign and route later terms; `changed` are the sections that are no longer the same."""
    terms.takes_effect_on = terms.requested_start_on
    terms.save(update_fields=["takes_effect_on"])
    sealing.seal(agreement, terms, now)
    sealing.sign_as_employee(terms, CHANGE_STATEMENT, proof, now)
    if agreement.state in (State.APPROVED, State.RETURNED):
        agreement.reopen()
        save_state(agreement, now)
    opened = write_chain(agreement, terms, now, changed=changed)
    payload = {
        "terms": terms.number,
        "purpose": terms.purpose,
        "content_sha256": terms.content_sha256,
        "changed": sorted(changed),
    }
    record(agreement, "submit_changes", actor, now, payload)
    letters_terms.changes_received(terms, opened, now)
    for step in opened:
        letters.decision_needed(step, now)
    return agreement


def permit(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)


def require(access: Access) -> None:
    if not access:
        raise WrongState(access.reason)
