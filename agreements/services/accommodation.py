"""The accommodation office decides: its reference and date are all that is recorded (2361.3(c))."""

from datetime import date, datetime

from agreements.collect import step_findings
from agreements.models import Agreement, ApprovalStep
from agreements.services.deciding import close, go_on, open_step, record_step, sign
from agreements.services.review import check_eligibility, check_last_day
from agreements.states import Act, Decision
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused, WrongState
from telework.identity import Authentication, require_fresh
from telework.models import User
from telework.policy import bars
from telework.roles import Role

DIVISION_STATEMENT = (
    "We decided on this request and keep our decision under the reference shown. The telework agreement "
    "with the content named by its digest follows from it."
)


@command
def decide_accommodation(
    *,
    actor: User,
    now: datetime,
    step: ApprovalStep,
    authentication: Authentication | None,
    reference: str,
    decided_on: date | None,
) -> Agreement:
    """Say yes for the division; the supervisor signs next. Criteria at management's discretion are not asked.

    reference   the number under which the division keeps its decision; nothing else of it is stored
    decided_on  its date, today or before
    Raises NotPermitted, WrongState, PolicyRefused (what the law rules out, the last day is over, no
    reference) or NotReauthenticated; writes nothing then.
    """
    agreement, step = open_step(actor, now, step, Act.APPROVE)
    if Role.DRAD not in step.capacities:
        raise WrongState("This step asks for something else. Open it again. Nothing was changed.")
    proof = require_fresh(authentication, now)
    check_eligibility(agreement, now)
    check_last_day(step.terms, now)
    details = step.terms.accommodation
    details.reference, details.decided_on = reference.strip(), decided_on
    _check_reference(step, now)
    details.save(update_fields=["reference", "decided_on"])
    step.reference = details.reference
    close(step, Decision.APPROVED, actor, now)
    sign(step, DIVISION_STATEMENT, proof, now)
    record_step(agreement, "approve", actor, now, step, {"content_sha256": step.terms.content_sha256})
    go_on(agreement, step, actor, now)
    return agreement


def _check_reference(step: ApprovalStep, now: datetime) -> None:
    """The rules of the division's step, each said beside its field."""
    missing = bars(step_findings(step, clock.date_of(now)))
    if missing:
        fields = {finding.code.partition(".")[2]: finding.message for finding in missing}
        raise PolicyRefused("Nothing was decided.", fields=fields)
