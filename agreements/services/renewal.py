"""Renewing an agreement as it is, and accepted terms taking effect on their day."""

from datetime import date, datetime

from agreements import letters_terms
from agreements import permissions_terms as permissions
from agreements.differences import DATES
from agreements.models import Agreement, TermsVersion
from agreements.permissions import may_sweep
from agreements.services.changing import permit, require, send
from agreements.services.deciding import last_day_of, record
from agreements.services.loans import ask_for_loans
from agreements.services.locking import lock_case
from agreements.services.submission import check_policy
from agreements.services.versions import copy_for_changes, kept_acknowledgements
from agreements.services.yearly import answer_by_terms, count_anew
from agreements.states import Purpose, State
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused, WrongState
from telework.identity import Authentication, require_fresh
from telework.models import User

LIVE = (State.ACTIVE, State.SUSPENDED)


@command
def renew(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    last_day: date | None,
    authentication: Authentication | None,
) -> Agreement:
    """Sign the terms in force anew, with nothing changed but the last day; the supervisor is asked.

    last_day  last day asked for, Washington's date; None: no end date
    Raises NotPermitted, WrongState (not in effect, a change is under way, or the kind is not renewed),
    PolicyRefused (eligibility, a last day that is not later) or NotReauthenticated.
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions.may_change_terms(actor, agreement, today))
    require(permissions.is_open_to_renewal(agreement))
    if agreement.state not in LIVE:
        raise WrongState("Only an agreement in effect can be renewed.")
    proof = require_fresh(authentication, now)
    _check_last_day(agreement, last_day, today)
    standing = agreement.terms_in_force()
    terms = copy_for_changes(
        standing,
        now,
        purpose=Purpose.RENEWAL,
        justification="",
        reason_code="",
        proposed_by=None,
        requested_start_on=today,
        requested_end_on=last_day,
        acknowledged=kept_acknowledgements(standing),
    )
    check_policy(agreement, terms, now)
    changed = frozenset({DATES}) if last_day != agreement.ends_on else frozenset[str]()
    return send(agreement, terms, actor, proof, now, changed=changed)


def _check_last_day(agreement: Agreement, last_day: date | None, today: date) -> None:
    if last_day is None:
        return
    latest = max(agreement.ends_on or today, today)
    if last_day <= latest:
        why = f"Choose a day after {latest:%m/%d/%Y}, or leave it empty for no end date."
        raise PolicyRefused(why, fields={"last_day": why})


@command
def take_effect(*, actor: User, now: datetime, terms: TermsVersion) -> Agreement:
    """Bring accepted terms into effect on their day; the old ones are superseded in the same instant.

    A late sweep changes no date. Raises NotPermitted for people, WrongState before the day or after.
    """
    agreement = lock_case(terms.agreement)
    permit(may_sweep(actor))
    due = TermsVersion.objects.due_to_take_effect(clock.date_of(now)).filter(pk=terms.pk).first()
    if due is None:
        raise WrongState("These terms are not due to take effect.")
    terms = due
    earlier = agreement.terms_versions.filter(number__lt=terms.number, superseded_at__isnull=True)
    earlier.update(superseded_at=now)
    terms.took_effect_at = now
    terms.save(update_fields=["took_effect_at"])
    agreement.ends_on = last_day_of(terms)
    agreement.save(update_fields=["ends_on"])
    assert terms.takes_effect_on is not None, "what is due has its day"
    payload = {"terms": terms.number, "takes_effect_on": terms.takes_effect_on.isoformat()}
    record(agreement, "take_effect", actor, now, payload)
    answer_by_terms(agreement, terms, actor, now)
    count_anew(agreement, terms.takes_effect_on)
    ask_for_loans(agreement, terms, actor, now)
    letters_terms.took_effect(terms, now)
    return agreement
