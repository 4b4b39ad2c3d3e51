"""The request to the chief of mission, and the answer: NSDD-38 or country clearance (2368.4(e))."""

from datetime import date, datetime

from agreements import letters
from agreements.collect import person_findings
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy.decision import CHIEF_OF_MISSION
from agreements.services import changing
from agreements.services.deciding import close, go_on, open_step, record_step, save_state
from agreements.services.review import check_last_day
from agreements.states import Act, Decision
from deto import letters_clearance
from deto.collect import is_extension
from deto.models import ClearanceRequest, Determinations
from deto.policy.clearance import Clearance, clearance
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused, WrongState
from telework.models import User
from telework.policy import bars

NOT_ELIGIBLE = (
    "A rule stands in the way now, so nothing is recorded (3 FAM 2368.3). Tell the employee and the bureau "
    "telework coordinator: the request waits until it is met, or the employee withdraws it."
)
NOT_SETTLED = (
    "Privileges and immunities, and whether local law and work authorization allow the work, are settled "
    "before the chief of mission approves (3 FAM 2368.7(a)). State both first."
)


@command
def record_submission(
    *, actor: User, now: datetime, step: ApprovalStep, reference: str, submitted_on: date | None
) -> Agreement:
    """An official with HR authority in the employing bureau has submitted the request.

    reference     of the NSDD-38 request, or of the request for country clearance
    submitted_on  Washington's date, today or before
    Raises NotPermitted, WrongState or PolicyRefused (eligibility of the day, no reference, a day to come).
    """
    agreement, step = open_step(actor, now, step, Act.RECORD)
    _check_person(agreement, now)
    check_last_day(step.terms, now)
    today, person = clock.date_of(now), employee_of(actor)
    assert person is not None, "only people hold a step"
    assert step.opened_at is not None, "a step that waits was opened"
    found = _faults("submitted_on", reference, submitted_on, clock.date_of(step.opened_at), today)
    if found or submitted_on is None:
        raise PolicyRefused("The submission was not recorded.", fields=found)
    way = clearance_of(step.terms)
    request = ClearanceRequest.objects.create(
        terms=step.terms,
        round=step.round,
        route=way.route,
        days=way.days,
        reason=way.reason,
        citation=way.citation,
        reference=reference.strip(),
        submitted_on=submitted_on,
        submitted_by=person,
        submitted_at=now,
    )
    step.reference = reference.strip()
    close(step, Decision.RECORDED, actor, now)
    record_step(agreement, "submit_clearance", actor, now, step, {"route": way.route, "days": way.days})
    letters_clearance.submitted(request, now)
    go_on(agreement, step, actor, now)
    return agreement


@command
def record_answer(
    *,
    actor: User,
    now: datetime,
    step: ApprovalStep,
    is_approved: bool,
    reference: str,
    answered_on: date | None,
    words: str = "",
) -> Agreement:
    """The chief of mission has answered; the post's management records it.

    answered_on  the day of the answer, from the submission through today
    words        what the employee reads where the answer is no
    Raises NotPermitted, WrongState or PolicyRefused (determinations not settled, no reference, wrong day).
    """
    agreement, step = open_step(actor, now, step, Act.CLEAR)
    request = ClearanceRequest.objects.get(terms=step.terms, round=step.round)
    found = _faults("answered_on", reference, answered_on, request.submitted_on, clock.date_of(now))
    if not is_approved and not words.strip():
        found["words"] = "Say what the employee is to read about the answer."
    if found:
        raise PolicyRefused("The answer was not recorded.", fields=found)
    if is_approved:
        _check_person(agreement, now)
        check_last_day(step.terms, now)
        _check_settled(agreement)
    answer = ClearanceRequest.Answer
    request.answer = answer.APPROVED if is_approved else answer.REFUSED
    request.answer_reference, request.answered_on = reference.strip(), answered_on
    request.recorded_by, request.recorded_at = employee_of(actor), now
    request.save()
    step.reference = reference.strip()
    if is_approved:
        close(step, Decision.CLEARED, actor, now)
        record_step(agreement, "clear", actor, now, step, {"route": request.route})
        go_on(agreement, step, actor, now)
    else:
        _refuse(agreement, step, actor, now, words)
    return agreement


def clearance_of(terms: TermsVersion) -> Clearance:
    """The way of these terms; of changed terms the whole stay counts, from its first day."""
    start, end = terms.agreement.starts_on or terms.requested_start_on, terms.requested_end_on
    if start is None or end is None:
        raise WrongState("The first and the last day are not stated yet.")
    return clearance(
        start,
        end,
        is_extension=is_extension(terms),
        has_country_duties=bool(terms.deto.has_country_duties),
    )


def _refuse(agreement: Agreement, step: ApprovalStep, actor: User, now: datetime, words: str) -> None:
    """Nobody stays at a post against the chief of mission: the request is denied, changed terms refused."""
    step.reason_code, step.reason_citation = CHIEF_OF_MISSION.code, CHIEF_OF_MISSION.citation
    step.reason_text = words.strip()
    close(step, Decision.DENIED, actor, now)
    record_step(agreement, "deny", actor, now, step, {"reason": CHIEF_OF_MISSION.code})
    if agreement.changed_terms() is not None:
        changing.refuse(agreement, step, now)
        return
    agreement.deny()
    save_state(agreement, now)
    letters.denied(step, actor, now)


def _check_person(agreement: Agreement, now: datetime) -> None:
    """The rules about person and place are asked at these steps too."""
    barred = bars(person_findings(agreement, clock.date_of(now)))
    if barred:
        raise PolicyRefused(NOT_ELIGIBLE, findings=barred)


def _check_settled(agreement: Agreement) -> None:
    settled = Determinations.objects.filter(agreement=agreement).first()
    if settled is None or not settled.are_settled:
        raise PolicyRefused(NOT_SETTLED)


def _faults(field: str, reference: str, day: date | None, first: date, today: date) -> dict[str, str]:
    found = {}
    if not reference.strip():
        found["reference"] = "Give the reference under which it is kept."
    if day is None or not first <= day <= today:
        found[field] = f"Give a day from {first:%m/%d/%Y} through today."
    return found
