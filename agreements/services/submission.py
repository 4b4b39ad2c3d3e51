"""Submitting: the rules are asked, the terms become bytes, the employee signs, the chain is written down."""

from datetime import datetime
from typing import Any

from agreements import letters, permissions
from agreements.collect import person_findings, terms_findings
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.services import sealing
from agreements.services.changing import send_changes
from agreements.services.locking import lock_case
from agreements.services.routing import write_chain
from agreements.states import State
from eligibility.services.determination import determine
from eligibility.services.training import ask_for_manager_course
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.identity import Authentication, require_fresh
from telework.models import User
from telework.policy import bars

EMPLOYEE_STATEMENT = (
    "I ask for this telework agreement. I have read its terms and everything that I accepted in it, what I "
    "stated is true, and I sign the content named by its digest."
)


@command
def submit(
    *, actor: User, now: datetime, agreement: Agreement, authentication: Authentication | None
) -> Agreement:
    """Sign and submit the request.

    Raises NotPermitted, WrongState (submitted before), PolicyRefused (a rule of eligibility or of the terms,
    or no supervisor on record) or NotReauthenticated; writes nothing then.
    """
    agreement = lock_case(agreement)
    if agreement.state == State.IN_REVIEW:
        raise WrongState("This request has already been submitted. It was sent once.")
    access = permissions.may_act(actor, clock.date_of(now)) and permissions.may_edit(actor, agreement)
    if not access:
        raise NotPermitted(access.reason)
    terms = agreement.latest_terms()
    proof = require_fresh(authentication, now)
    check_policy(agreement, terms, now)
    determination = determine(actor=actor, now=now, employee=agreement.employee, occasion="request")
    if agreement.changed_terms() is not None:
        return send_changes(agreement, terms, actor, proof, now)
    sealing.seal(agreement, terms, now)
    sealing.sign_as_employee(terms, EMPLOYEE_STATEMENT, proof, now)
    agreement.submit()
    agreement.state_since = agreement.submitted_at = now
    agreement.save(update_fields=["state", "state_since", "submitted_at"])
    opened = write_chain(agreement, terms, now)
    payload: dict[str, Any] = {"terms": terms.number, "content_sha256": terms.content_sha256}
    payload["determination"] = determination.pk
    audit.record(
        chain=agreement.chain,
        action="submit",
        actor=actor,
        now=now,
        subject=str(agreement.number),
        payload=payload,
    )
    _tell(agreement, opened, now)
    return agreement


def check_policy(agreement: Agreement, terms: TermsVersion, now: datetime) -> None:
    """Every rule of eligibility and of the terms, and somebody to decide; raises PolicyRefused."""
    employee = agreement.employee
    barred = bars(person_findings(agreement, clock.date_of(now)))
    if barred:
        raise PolicyRefused("A rule of eligibility stands in the way of this request.", findings=barred)
    missing = bars(terms_findings(terms, clock.date_of(now)))
    if missing:
        raise PolicyRefused("The request is not complete yet.", findings=missing)
    supervisor = employee.supervisor
    if supervisor is None or supervisor.is_separated(clock.date_of(now)):
        raise PolicyRefused(
            "HR has no serving supervisor recorded for you, so nobody could decide. "
            "Ask your HR specialist to record your supervisor, then submit again. Nothing is lost."
        )


def _tell(agreement: Agreement, opened: list[ApprovalStep], now: datetime) -> None:
    """Who hears of it: its employee, those who decide first, a supervisor without the managers' course."""
    letters.request_received(agreement, now)
    for step in opened:
        letters.decision_needed(step, now)
    supervisor = agreement.employee.supervisor
    assert supervisor is not None, "the policy check asks for a supervisor"
    occasion = f"request:{agreement.pk}"
    ask_for_manager_course(supervisor=supervisor, person=agreement.employee, occasion=occasion, now=now)
