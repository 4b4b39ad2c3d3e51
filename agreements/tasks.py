"""The sweep: what is due by today's date, each through the command that a person would use."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from celery import shared_task
from django.db.models import Model

from agreements import absence, overdue, watching
from agreements.loans import to_tell
from agreements.models import Agreement, TermsVersion
from agreements.services import (
    handover,
    lifecycle,
    loans,
    pausing,
    reminders,
    renewal,
    reviews,
    suspension,
    trials,
    yearly,
)
from telework import clock
from telework.errors import WrongState
from telework.models import User

log = logging.getLogger("etelework.sweep")


@dataclass
class Swept:
    """What one sweep did; `reviewed` counts the facts, trials and years for which reviews were opened."""

    ended: int = 0
    withdrawn: int = 0
    suspended: int = 0
    resumed: int = 0
    reviewed: int = 0
    started: int = 0
    changed: int = 0
    passed_on: int = 0
    vacant: int = 0
    announced: int = 0
    reminded: int = 0
    chased: int = 0
    failed: int = 0


@shared_task(name="agreements.tasks.sweep")
def sweep() -> dict[str, int]:
    """Do what is due; twice, late or beside itself changes nothing more."""
    return asdict(sweep_due(clock.now()))


def sweep_due(now: datetime) -> Swept:
    """Choose by set, act one by one: a failing row is logged and counted, the rest go on.

    What is over ends first; what the law rules out is suspended before anything is asked or started.
    """
    swept, today, system = Swept(), clock.date_of(now), User.objects.system()
    each = partial(_each, swept, system, now)
    # Accepted terms can carry the last day on: those that were due before it take effect before it ends.
    in_time = TermsVersion.objects.due_to_take_effect(today).before_the_end()
    swept.changed = each(renewal.take_effect, "terms", in_time)
    swept.ended = each(lifecycle.end_if_due, "agreement", Agreement.objects.due_to_end(today))
    resting = watching.resting_on_past_emergency(today)
    swept.ended += each(lifecycle.end_if_due, "agreement", resting)
    leavers = watching.requests_of_leavers(today)
    swept.withdrawn = each(suspension.withdraw_for_leaver, "agreement", leavers)
    swept.suspended = each(suspension.suspend_if_barred, "agreement", watching.due_to_suspend())
    swept.resumed = each(suspension.resume_if_cleared, "agreement", watching.due_to_resume())
    swept.resumed += each(pausing.resume_when_due, "agreement", overdue.pauses_over(today))
    reviews.put_aside_changes(actor=system, now=now)
    swept.reviewed = each(reviews.handle_change, "change", watching.changes_to_handle())
    swept.reviewed += each(trials.open_trial_review, "agreement", overdue.trials_to_review(today))
    years_over = overdue.yearly_reviews_to_open(today)
    swept.reviewed += each(yearly.open_yearly_review, "agreement", years_over)
    swept.started = each(lifecycle.start, "agreement", Agreement.objects.due_to_start(today))
    due = TermsVersion.objects.due_to_take_effect(today)
    swept.changed += each(renewal.take_effect, "terms", due)
    swept.passed_on = each(handover.pass_on, "step", absence.to_pass_on(today))
    swept.vacant = each(handover.report_vacancy, "step", absence.to_report(today))
    swept.announced = each(handover.announce_holder, "step", absence.to_announce(today))
    swept.reminded = each(reviews.remind_of_review, "review", watching.late_reviews(today))
    to_remind_of = overdue.yearly_reviews_to_remind_of(today)
    swept.reminded += each(yearly.remind_of_yearly_review, "review", to_remind_of)
    missed = overdue.missed_yearly_reviews(today)
    swept.reminded += each(yearly.tell_missed_review, "review", missed)
    pauses = overdue.pauses_to_decide(today)
    swept.reminded += each(pausing.remind_of_pause, "suspension", pauses)
    swept.reminded += each(loans.tell_overdue_loan, "loan", to_tell(today))
    swept.chased = each(reminders.remind_of_step, "step", overdue.steps_to_remind_of(today))
    return swept


def _each(
    swept: Swept,
    system: User,
    now: datetime,
    command: Callable[..., Any],
    subject: str,
    due: Iterable[Model],
) -> int:
    """Run `command` for each row of `due`, given as its argument `subject`; returns how many it changed."""
    done = 0
    for row in due:
        try:
            after = command(actor=system, now=now, **{subject: row})
        except WrongState:
            continue  # somebody, or another sweep, was first
        except Exception:
            log.exception("sweep failed", extra={subject: str(row)})
            swept.failed += 1
        else:
            # A start that is held leaves the agreement as it was.
            is_same = isinstance(after, Agreement) and isinstance(row, Agreement) and after.state == row.state
            done += not is_same
    return done
