"""Consultations: advice given, marked as not needed, and asked for by who decides."""

from datetime import datetime

from agreements import letters_answers, permissions_answers
from agreements.models import Agreement, ApprovalStep
from agreements.services.deciding import close, go_on, is_deciding, open_step, record_step
from agreements.services.locking import lock_step
from agreements.services.routing import open_step as open_at
from agreements.states import Act, Decision
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from telework.roles import Role

WORDLESS = "Here you only say whether you concur. Nothing else is asked for or kept."
NO_WORDS = "Give your advice in words; the people who decide read it."
NO_REASON = "Say why this consultation is not needed; it stays on the record."
NO_QUESTION = "Say what you want to know."
NO_OFFICE = "Say in which office or capacity this person advises."


@command
def advise(
    *, actor: User, now: datetime, step: ApprovalStep, words: str = "", concurs: bool | None = None
) -> Agreement:
    """Answer a consultation; advice never stops the agreement.

    words    the advice; none where the step is wordless
    concurs  yes or no, where the step is wordless: nothing else is kept then
    Raises NotPermitted, WrongState, or PolicyRefused (no words, no answer, or words where none are kept).
    """
    agreement, step = open_step(actor, now, step, Act.CONSULT)
    if step.is_wordless:
        if concurs is None or words.strip():
            raise PolicyRefused(WORDLESS)
        step.concurs = concurs
    elif not words.strip():
        raise PolicyRefused(NO_WORDS, fields={"words": NO_WORDS})
    step.reason_text = words.strip()
    close(step, Decision.ADVISED, actor, now)
    record_step(agreement, "advise", actor, now, step, {"asked": step.asked_by_id is not None})
    letters_answers.advised(step, now)
    go_on(agreement, step, actor, now)
    return agreement


@command
def mark_not_needed(*, actor: User, now: datetime, step: ApprovalStep, reason: str) -> Agreement:
    """The post's management goes on without a consultation that is held "where appropriate" (2362.5(4)).

    Raises NotPermitted, WrongState (answered already, or not one that can be left out) or PolicyRefused.
    """
    agreement, step = lock_step(step)
    access = permissions_answers.may_mark_not_needed(actor, step, clock.date_of(now))
    if not access:
        raise NotPermitted(access.reason)
    _check_waiting(agreement, step)
    if not step.is_waivable:
        raise WrongState("This consultation is always held. Nothing was changed.")
    if not reason.strip():
        raise PolicyRefused(NO_REASON, fields={"reason": NO_REASON})
    step.reason_text = reason.strip()
    close(step, Decision.NOT_NEEDED, actor, now)
    step.capacity = permissions_answers.capacity_at_post(actor, step, clock.date_of(now))
    step.save(update_fields=["capacity"])
    record_step(agreement, "mark_not_needed", actor, now, step, {})
    go_on(agreement, step, actor, now)
    return agreement


@command
def ask_further(
    *, actor: User, now: datetime, step: ApprovalStep, adviser: Employee, office: str, question: str
) -> ApprovalStep:
    """Ask somebody for advice beside a step of one's own, which goes on waiting (2368.4(b)).

    adviser   who answers; named, because no role stands behind most offices that are asked
    office    as what they answer, for example "L/EMP"
    question  what the asker wants to know; only the adviser and the people who decide read it
    Raises NotPermitted, WrongState (asked already, nothing waits) or PolicyRefused.
    """
    agreement, step = lock_step(step)
    today = clock.date_of(now)
    access = permissions_answers.may_ask_further(actor, step, today)
    if not access:
        raise NotPermitted(access.reason)
    _check_waiting(agreement, step)
    _check_adviser(agreement, actor, adviser, now)
    missing = {"office": NO_OFFICE} if not office.strip() else {}
    missing |= {"question": NO_QUESTION} if not question.strip() else {}
    if missing:
        raise PolicyRefused("Nobody was asked.", fields=missing)
    if step.terms.steps.filter(round=step.round, assignee=adviser, closed_at=None, act=Act.CONSULT).exists():
        raise WrongState(f"{adviser.full_name} has been asked already, and has not answered yet.")
    asked = _beside(step, actor, adviser, office.strip(), question.strip())
    open_at(asked, now)
    record_step(agreement, "ask_further", actor, now, asked, {"office": asked.asked_of})
    letters_answers.advice_needed(asked, [adviser], now)
    return asked


def _beside(step: ApprovalStep, actor: User, adviser: Employee, office: str, question: str) -> ApprovalStep:
    """A consultation in the same stage as `step`, after everything else of its round."""
    last = step.terms.steps.filter(round=step.round).order_by("-ordinal").values_list("ordinal", flat=True)
    return ApprovalStep.objects.create(
        terms=step.terms,
        round=step.round,
        ordinal=last[0] + 1,
        stage=step.stage,
        act=Act.CONSULT,
        role=Role.EMPLOYEE,
        capacities=[Role.EMPLOYEE],
        bureau=step.bureau,
        post=step.post,
        assignee=adviser,
        asked_by=employee_of(actor),
        asked_of=office,
        question=question,
    )


def _check_waiting(agreement: Agreement, step: ApprovalStep) -> None:
    if step.decided_by is not None:
        raise WrongState(f"{step.decided_by.full_name} has already answered. Nothing was changed.")
    if not step.is_waiting or not is_deciding(agreement, step.terms):
        raise WrongState("There is nothing to decide here any more. Nothing was changed.")


def _check_adviser(agreement: Agreement, actor: User, adviser: Employee, now: datetime) -> None:
    why = ""
    if adviser.pk == agreement.employee_id:
        why = "Nobody advises on their own agreement. Name somebody else."
    elif adviser.user_id == actor.pk:
        why = "This is you. Name somebody else."
    elif adviser.is_separated(clock.date_of(now)):
        why = f"{adviser.full_name} has left the Department. Name somebody else."
    if why:
        raise PolicyRefused(why, fields={"adviser": why})
