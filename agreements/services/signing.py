"""The supervisor signs what another office decided; they may send it back once, not refuse (2361.3(c))."""

from datetime import datetime

from agreements import letters_signing
from agreements.models import Agreement, ApprovalStep
from agreements.services.deciding import close, close_round, go_on, open_step, record_step, sign
from agreements.services.review import check_eligibility, check_last_day, check_manager_course
from agreements.services.routing import write_chain
from agreements.states import Act, Decision
from telework.commands import command
from telework.errors import PolicyRefused
from telework.identity import Authentication, require_fresh
from telework.models import User

SIGN_STATEMENT = (
    "I sign the telework agreement with the content named by its digest, in the capacity shown. Another "
    "office decided on it. I treat teleworkers and others alike."
)
SENT_BACK_ALREADY = (
    "This request has been sent back once, and the office has decided anew. Sign it now; you are not asked "
    "whether it should be (3 FAM 2361.3(c)). Ask that office if the work cannot be done on these terms."
)
NO_ACCEPTANCE = "Accept that teleworkers are treated the same (3 FAM 2362.1(l))."
NO_WORDS = "Say what about the work does not fit, so that the office can decide anew."


@command
def sign_step(
    *,
    actor: User,
    now: datetime,
    step: ApprovalStep,
    authentication: Authentication | None,
    equal_treatment: bool,
) -> Agreement:
    """Sign the terms that another office decided on; the last signature approves the agreement.

    equal_treatment  the supervisor accepts that teleworkers are treated the same (2362.1(l))
    Raises NotPermitted, WrongState, PolicyRefused (what the law rules out, the last day is over, the
    managers' course of 2362.7, no acceptance) or NotReauthenticated; writes nothing then.
    """
    agreement, step = open_step(actor, now, step, Act.SIGN)
    proof = require_fresh(authentication, now)
    check_eligibility(agreement, now)
    check_last_day(step.terms, now)
    check_manager_course(actor, now, step)
    if not equal_treatment:
        raise PolicyRefused(NO_ACCEPTANCE, fields={"equal_treatment": NO_ACCEPTANCE})
    close(step, Decision.SIGNED, actor, now)
    sign(step, SIGN_STATEMENT, proof, now)
    record_step(agreement, "sign_step", actor, now, step, {"content_sha256": step.terms.content_sha256})
    go_on(agreement, step, actor, now)
    return agreement


@command
def send_back(*, actor: User, now: datetime, step: ApprovalStep, text: str) -> Agreement:
    """Ask the office that decided to look at the terms again, once, with words about the work.

    Its step opens anew in a new round; the terms stay as they were signed.
    Raises NotPermitted, WrongState, PolicyRefused (sent back before, no words).
    """
    agreement, step = open_step(actor, now, step, Act.SIGN)
    if was_sent_back(step):
        raise PolicyRefused(SENT_BACK_ALREADY)
    if not text.strip():
        raise PolicyRefused(NO_WORDS, fields={"text": NO_WORDS})
    step.reason_text = text.strip()
    close(step, Decision.SENT_BACK, actor, now)
    close_round(step, now)
    opened = write_chain(agreement, step.terms, now)
    record_step(agreement, "send_back", actor, now, step, {})
    letters_signing.sent_back(step, opened, now)
    return agreement


def was_sent_back(step: ApprovalStep) -> bool:
    """True once the supervisor has used the one time for these terms."""
    return step.terms.steps.filter(decision=Decision.SENT_BACK).exists()
