"""The employee signs terms that somebody else wrote: a proposal, or management's adjustment (2362.1(d))."""

from datetime import datetime

from agreements import letters, letters_terms
from agreements import permissions_terms as permissions
from agreements.models import Agreement, ApprovalStep
from agreements.services import sealing
from agreements.services.changing import permit
from agreements.services.deciding import close, complete, is_deciding, record_step
from agreements.services.locking import lock_step
from agreements.services.routing import open_next_stage
from agreements.states import Decision, Purpose
from telework import clock
from telework.commands import command
from telework.errors import WrongState
from telework.identity import Authentication, require_fresh
from telework.models import User

ACCEPT_STATEMENT = (
    "I accept the changed terms of my telework agreement with the content named by its digest. I have read "
    "what changes, and what I stated and accepted before still holds."
)
GONE = "There is nothing to sign here any more. Nothing was changed."


@command
def accept_terms(
    *, actor: User, now: datetime, step: ApprovalStep, authentication: Authentication | None
) -> Agreement:
    """Sign; then the offices that are left decide, or the terms are accepted at once.

    Raises NotPermitted, WrongState (signed, taken back, or the last day is over) or NotReauthenticated.
    """
    agreement, step = lock_step(step)
    permit(permissions.may_sign_own(actor, step, clock.date_of(now)))
    terms = step.terms
    if not step.is_waiting or terms.is_over or not is_deciding(agreement, terms):
        raise WrongState(GONE)
    if terms.purpose == Purpose.ADJUSTMENT and clock.date_of(now) > terms.last_day_before:
        cited = agreement.kind_record.notice.by_supervisor
        raise WrongState(f"The last day to sign these terms is over, so the agreement ends (3 FAM {cited}).")
    proof = require_fresh(authentication, now)
    close(step, Decision.SIGNED, actor, now)
    sealing.sign_as_employee(terms, ACCEPT_STATEMENT, proof, now)
    record_step(agreement, "sign_terms", actor, now, step, {"content_sha256": terms.content_sha256})
    following = open_next_stage(terms, step.round, now)
    for opened in following:
        letters.decision_needed(opened, now)
    letters_terms.terms_signed(step, now)
    if not following and terms.chain_is_complete():
        complete(agreement, terms, actor, now)
    return agreement
