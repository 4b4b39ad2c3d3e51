"""What happens to an approved agreement: it starts, notice is given or taken back, it ends."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from agreements import letters, permissions
from agreements.collect import person_findings
from agreements.models import Agreement, Notice
from agreements.policy import interim
from agreements.policy.notice import NoticeCount, earliest_last_day, latest_last_day
from agreements.services.ending import close_what_is_open, last_days_over
from agreements.services.interim import resume_others, suspend_others
from agreements.services.loans import ask_for_loans, make_due
from agreements.services.locking import lock_case
from agreements.services.yearly import count_anew
from agreements.standing_in import standing_in_for
from agreements.states import Party, State
from eligibility.local_policy import parameter_of
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.access import Access
from telework.calendar import FederalCalendar
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from telework.policy import Finding, Outcome, bars
from telework.workdays import federal_calendar

HOLD_START = "hold_start"


@command
def start(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """Bring an approved agreement into effect on its start date; a bar in force holds it, and is told.

    A late sweep changes no date; after a hold it starts on the day on which nothing bars it any more.
    Raises NotPermitted for people, WrongState before the day.
    """
    agreement = lock_case(agreement)
    _permit(permissions.may_sweep(actor))
    today = clock.date_of(now)
    if agreement.state != State.APPROVED or agreement.starts_on is None or agreement.starts_on > today:
        raise WrongState("This agreement is not due to start.")
    barred = [f for f in bars(person_findings(agreement, today)) if f.outcome is Outcome.FAILED]
    if barred:
        _hold(agreement, actor, now, barred)
        return agreement
    if not agreement.kind_record.suspends and standing_in_for(agreement) is not None:
        _keep_hold(agreement, actor, now, {"rules": [interim.CAUSE]})
        return agreement
    if _was_held(agreement):
        agreement.starts_on = today
    suspend_others(agreement, actor, now)
    agreement.start()
    _save(agreement, now, "starts_on")
    agreement.terms_versions.filter(accepted_at__isnull=False, superseded_at__isnull=True).update(
        took_effect_at=now, takes_effect_on=agreement.starts_on
    )
    count_anew(agreement, agreement.starts_on)
    _audit(agreement, "start", actor, now, {"starts_on": agreement.starts_on.isoformat()})
    ask_for_loans(agreement, agreement.terms_in_force(), actor, now)
    letters.started(agreement, now)
    return agreement


@command
def give_notice(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    last_day: date | None = None,
    reason_code: str = "",
    reason_text: str = "",
) -> Notice:
    """Cancel with at least ten workdays' notice (2362.1(m), (n)), or as long as the kind's own rules say.

    last_day     last day in effect, Washington's date; None for the earliest possible
    reason_code  one of the kind's reasons, asked of the supervisor and never of the employee
    Each side gives its own; a notice of the other side stands in nobody's way.
    Raises NotPermitted, WrongState (not approved, own notice running) or PolicyRefused (too early, too late,
    no reason).
    """
    return give_notice_of(lock_case(agreement), actor, now, last_day, reason_code, reason_text)


def give_notice_of(
    agreement: Agreement,
    actor: User,
    now: datetime,
    last_day: date | None,
    reason_code: str,
    reason_text: str,
) -> Notice:
    """`give_notice` inside a command that has locked the case already."""
    _permit(permissions.may_act(actor, clock.date_of(now)))
    access, party = permissions.may_give_notice(actor, agreement, clock.date_of(now))
    person = employee_of(actor)
    if party is None or person is None:
        raise NotPermitted(access.reason)
    if not access:
        raise WrongState(access.reason)
    if running_notice(agreement, party) is not None:
        raise WrongState("Your side's notice is already running for this agreement. Nothing was changed.")
    count = notice_count(agreement, clock.date_of(now), party)
    last_day = last_day or count.last_day
    _check_last_day(agreement, last_day, count)
    citation = _check_reason(agreement, party, reason_code, reason_text)
    notice = Notice.objects.create(
        agreement=agreement,
        party=party,
        given_by=person,
        given_at=now,
        given_on=count.after,
        earliest_last_day=count.last_day,
        last_day=last_day,
        reason_code=reason_code if party is Party.SUPERVISOR else "",
        reason_citation=citation,
        reason_text=reason_text.strip() if party is Party.SUPERVISOR else "",
    )
    payload = {"party": party.value, "last_day": last_day.isoformat(), "reason": notice.reason_code}
    _audit(agreement, "give_notice", actor, now, payload)
    letters.notice_given(notice, count, actor, now)
    return notice


@command
def withdraw_notice(*, actor: User, now: datetime, notice: Notice) -> Notice:
    """Take a notice back while it runs; the agreement goes on as before."""
    lock_case(notice.agreement)
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    _permit(permissions.may_act(actor, clock.date_of(now)))
    _permit(permissions.may_withdraw_notice(actor, notice))
    if not notice.is_running or notice.last_day < clock.date_of(now):
        raise WrongState("This notice is no longer running, so it cannot be taken back.")
    notice.withdrawn_at = now
    notice.save(update_fields=["withdrawn_at"])
    _audit(notice.agreement, "withdraw_notice", actor, now, {"notice": notice.pk})
    letters.notice_withdrawn(notice, actor, now)
    return notice


@command
def end_if_due(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """End an agreement whose last day is over: by notice, by its own end date, or because the employee left.

    One that rests on a declared emergency ends with it, on the day on which that is ended (2362.4).
    Whichever came first is the reason. Raises NotPermitted for people, WrongState before the day is over.
    """
    agreement = lock_case(agreement)
    _permit(permissions.may_sweep(actor))
    return end_of(agreement, actor, now)


def end_of(agreement: Agreement, actor: User, now: datetime) -> Agreement:
    """`end_if_due` inside a command that has locked the case already."""
    today = clock.date_of(now)
    notices = running_notices(agreement)
    over = sorted(last_days_over(agreement, notices, today))
    if not over or agreement.state not in (State.APPROVED, State.ACTIVE, State.SUSPENDED):
        raise WrongState("This agreement is not due to end.")
    if agreement.state == State.APPROVED and _was_held(agreement):
        agreement.starts_on = None  # it never took effect
    agreement.end()
    agreement.ended_on, agreement.end_reason = over[0]
    _save(agreement, now, "starts_on", "ended_on", "end_reason")
    for notice in notices:
        notice.completed_at = now
        notice.save(update_fields=["completed_at"])
    close_what_is_open(agreement, now)
    payload = {"ended_on": over[0][0].isoformat(), "reason": over[0][1].value}
    _audit(agreement, "end", actor, now, payload)
    make_due(agreement, actor, now)
    letters.ended(agreement, now)
    resume_others(agreement, actor, now)
    return agreement


def running_notices(agreement: Agreement) -> list[Notice]:
    """The notices that run, at most one of each side; the agreement ends with the first of them."""
    running = agreement.notices.filter(withdrawn_at__isnull=True, completed_at__isnull=True)
    return list(running.order_by("last_day", "pk"))


def running_notice(agreement: Agreement, party: Party | None = None) -> Notice | None:
    """The running notice that ends the agreement, or the one of `party`."""
    return next((n for n in running_notices(agreement) if party in (None, n.party)), None)


def notice_count(
    agreement: Agreement, given_on: date, party: str, calendar: FederalCalendar | None = None
) -> NoticeCount:
    """The days of notice after `given_on`, one by one; workdays are those of the employee's duty station.

    party     whose notice: ten workdays, of a supervisor as many more as the bureau's policy asks (2362(d))
    calendar  the one that was read already, where many are counted
    A kind that counts in another way does so for both sides.
    """
    if (counted := agreement.kind_record.notice.count) is not None:
        return counted(given_on)
    position = agreement.employee.position
    washington = position is not None and position.in_washington_area
    of_bureau = None
    if party == Party.SUPERVISOR:
        of_bureau = parameter_of(agreement.bureau_id, "notice_workdays", given_on)
    calendar = calendar or federal_calendar()
    return earliest_last_day(given_on, calendar, washington=washington, of_bureau=of_bureau)


def _permit(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)


def _hold(agreement: Agreement, actor: User, now: datetime, barred: Sequence[Finding]) -> None:
    """Keep that the start is held, and tell it, once for each set of bars; a sweep asks every minute."""
    assert agreement.starts_on is not None, "only what is due to start can be held"
    payload = {"rules": sorted(f.code for f in barred), "starts_on": agreement.starts_on.isoformat()}
    _keep_hold(agreement, actor, now, payload)
    letters.start_held(agreement, barred, agreement.starts_on, now)


def _keep_hold(agreement: Agreement, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    if not audit.is_recorded(agreement.chain, HOLD_START, payload):
        _audit(agreement, HOLD_START, actor, now, payload)


def _was_held(agreement: Agreement) -> bool:
    return audit.is_recorded(agreement.chain, HOLD_START)


def _check_last_day(agreement: Agreement, last_day: date, count: NoticeCount) -> None:
    rules = agreement.kind_record.notice
    if last_day < count.last_day:
        why = (
            f"The earliest last day is {count.last_day:%A}, {count.last_day.day} {count.last_day:%B %Y}: "
            f"notice is at least {count.length}, and {rules.not_counted} (3 FAM {rules.by_both})."
        )
        raise PolicyRefused(why, fields={"last_day": why})
    if last_day > (latest := latest_last_day(count.after)):
        why = (
            f"The latest last day is {latest:%A}, {latest.day} {latest:%B %Y}, one year after the day of "
            "notice. Choose an earlier one, or give notice later."
        )
        raise PolicyRefused(why, fields={"last_day": why})
    if agreement.ends_on is not None and last_day >= agreement.ends_on:
        why = f"The agreement ends by itself on {agreement.ends_on.day} {agreement.ends_on:%B %Y} already."
        raise PolicyRefused(why, fields={"last_day": why})


def _check_reason(agreement: Agreement, party: Party, code: str, text: str) -> str:
    """The citation of management's reason; the employee is asked for none (2362.1(n))."""
    if party is Party.EMPLOYEE:
        return ""
    rules = agreement.kind_record.notice
    reason = next((r for r in rules.reasons if r.code == code), None)
    fields = {}
    if reason is None:
        fields["reason_code"] = f"Choose the {rules.reason_label} (3 FAM {rules.by_supervisor})."
    if not text.strip():
        fields["reason_text"] = (
            f"Write the justification; the employee gets it (3 FAM {rules.by_supervisor})."
        )
    if reason is None or fields:
        raise PolicyRefused("A supervisor cancels with a written justification.", fields=fields)
    return reason.citation


def _save(agreement: Agreement, now: datetime, *fields: str) -> None:
    agreement.state_since = now
    agreement.save(update_fields=["state", "state_since", *fields])


def _audit(agreement: Agreement, action: str, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    audit.record(
        chain=agreement.chain,
        action=action,
        actor=actor,
        now=now,
        subject=str(agreement.number),
        payload=payload,
    )
