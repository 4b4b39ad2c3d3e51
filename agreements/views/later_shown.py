"""What a case's page shows of the time that steps take, of a denial, and of what can be done after."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from agreements import permissions_injury, permissions_later
from agreements.history import history_of
from agreements.injuries import is_open_to_reports
from agreements.models import Agreement, ApprovalStep, Notice, Suspension
from agreements.permissions_address import may_look_at_address
from agreements.permissions_loan import may_record_return
from agreements.policy.deadlines import DECISION_READING
from agreements.policy.pause import PAUSE_READING
from agreements.policy.retention import RETENTION_READING
from agreements.retention import kept
from agreements.second_look import AfterDenial, open_until
from agreements.services.pausing import was_extended
from agreements.services.suspension import running_suspension
from agreements.standing import Standing, day_in_words, standing_of
from agreements.states import State
from agreements.step_times import times_of
from agreements.trial_of import trial_step
from agreements.views.injury_shown import reports_shown
from agreements.views.loans import shown
from agreements.views.review_shown import ReviewShown, most_urgent, suspensions_shown
from telework import clock
from telework.components import TimelineEvent
from telework.models import User


@dataclass(frozen=True)
class Later:
    """One thing that the reader can do after a decision."""

    label: str
    url: str


def later_shown(
    user: User, case: Agreement, now: datetime, denial: AfterDenial | None, *, is_open: bool
) -> dict[str, Any]:
    """The part of the kind, suspensions, injuries, times of steps, what the denied can do, the history."""
    is_owner = user.pk == case.employee.user_id
    paused = paused_by_management(case)
    return {
        "part": _kind_part(user, case, now, is_open=is_open),
        "events": _events(user, case, clock.date_of(now), is_open=is_open),
        "loans": shown(case.loans.select_related("decided_by", "listed"), clock.date_of(now)),
        "keeps_loans": bool(may_record_return(user, case, clock.date_of(now))),
        "injuries": reports_shown(user, case, clock.date_of(now)),
        "suspensions": suspensions_shown(user, case, clock.date_of(now)),
        "was_extended": paused is not None and was_extended(paused),
        "step_times": times_of(case, now) if is_open else [],
        "time_reading": DECISION_READING.text,
        "pause_reading": PAUSE_READING.text,
        "kept": kept(case),
        "retention_reading": RETENTION_READING.text,
        "after_denial": denial if is_owner else None,
        "trial": trial_step(case) if case.state in (State.APPROVED, State.ACTIVE, State.SUSPENDED) else None,
    }


def _events(user: User, case: Agreement, today: date, *, is_open: bool) -> list[TimelineEvent]:
    """The history: work on the request for its writer, reports of injuries for those who read them."""
    return history_of(
        case,
        with_drafting=user.pk == case.employee.user_id,
        with_injuries=bool(permissions_injury.may_read(user, case, today)),
        is_open=is_open,
    )


def _kind_part(user: User, case: Agreement, now: datetime, *, is_open: bool) -> dict[str, Any] | None:
    """What only this kind shows on the page of a case, from its submission on."""
    part = case.kind_record.case_part
    if part is None or not is_open or case.submitted_at is None:
        return None
    template, shown_by = part
    return {"template": template, **shown_by(user, case, clock.date_of(now))}


def with_what_followed(step: ApprovalStep, status: str) -> str:
    """A step's status, with the trial that it granted and that it was taken back."""
    if step.taken_back_at is not None and not step.decision:
        return "Asked no more, because the decision before it was taken back"
    further = []
    if step.trial_until is not None:
        further.append(f"as a trial through {day_in_words(step.trial_until)}")
    if step.taken_back_at is not None:
        further.append(f"taken back on {day_in_words(clock.date_of(step.taken_back_at))}")
    return f"{status} ({'; '.join(further)})" if further else status


def later_actions(user: User, case: Agreement, now: datetime) -> list[Later]:
    """Decline a trial that has not started; suspend, or see to it; report an injury; read the address."""
    today, found = clock.date_of(now), []
    is_owner = bool(permissions_later.may_decline_trial(user, case, today))
    if case.state == State.APPROVED and is_owner and trial_step(case) is not None:
        found.append(Later("Decline the trial", reverse("trial_decline", args=[case.number])))
    if case.state in (State.ACTIVE, State.SUSPENDED) and permissions_later.may_pause(user, case, today):
        label = _pause_label(case)
        found += [Later(label, reverse("suspension", args=[case.number]))] if label else []
    if permissions_injury.may_report(user, case, today) and is_open_to_reports(case, today):
        found.append(Later("Report an injury", reverse("injury_report", args=[case.number])))
    if may_look_at_address(user, case, today):
        found.append(Later("Read the address of the site", reverse("address_look", args=[case.number])))
    return found


def _pause_label(case: Agreement) -> str:
    if case.state == State.ACTIVE:
        return "Suspend"
    paused = paused_by_management(case)
    if paused is None:
        return ""
    return "End the suspension" if was_extended(paused) else "Extend or end the suspension"


def standing_shown(
    case: Agreement,
    now: datetime,
    *,
    step: ApprovalStep | None,
    notices: list[Notice],
    reviews: list[ReviewShown],
    denial: AfterDenial | None,
) -> Standing:
    """Where the case stands, of everything on its page that waits for somebody."""
    return standing_of(
        case,
        now,
        step=step,
        notice=next(iter(notices), None),
        review=most_urgent(reviews),
        suspension=paused_by_management(case),
        look_again_until=open_until(denial),
    )


def paused_by_management(case: Agreement) -> Suspension | None:
    """Management's suspension that runs, or none."""
    running = running_suspension(case) if case.state == State.SUSPENDED else None
    if running is None or not running.is_by_management:
        return None
    running.agreement = case
    return running
