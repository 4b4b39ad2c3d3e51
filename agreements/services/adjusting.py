"""Management adjusts the terms with notice; the employee signs by then, or it ends (2362.1(m))."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from agreements import letters_terms
from agreements import permissions_terms as permissions
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy.notice import NoticeCount, latest_last_day
from agreements.services import review
from agreements.services.changing import drop, permit, require
from agreements.services.deciding import close, record, sign
from agreements.services.lifecycle import notice_count
from agreements.services.locking import lock_case
from agreements.services.writing import ask_employee, own_step, write_terms
from agreements.states import Act, Decision, Party, Purpose
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused
from telework.identity import Authentication, require_fresh
from telework.models import Closure, User


def adjustment_statement(agreement: Agreement) -> str:
    """What the supervisor signs."""
    return (
        "As supervisor I adjust the terms of this telework agreement to the content named by its digest, "
        f"from the day given on, with at least {agreement.kind_record.notice.length}' notice and the written "
        "justification beside it."
    )


@command
def adjust(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    changes: Mapping[str, Any],
    takes_effect_on: date | None,
    reason_code: str,
    text: str,
    authentication: Authentication | None,
) -> TermsVersion:
    """Change the terms of an agreement in effect, and ask the employee to sign them.

    changes          answers that differ, of the sections schedule (but no dates) and clauses
    takes_effect_on  first day of the new terms, Washington's date; None for the earliest possible
    reason_code, text  the work-based reason and the justification that the employee reads
    Raises NotPermitted, WrongState, PolicyRefused (too early, no reason, a rule of the terms, nothing
    changed, no course for managers) or NotReauthenticated.
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions.may_adjust(actor, agreement, today))
    require(permissions.is_open_to_adjustment(agreement))
    proof = require_fresh(authentication, now)
    person = employee_of(actor)
    assert person is not None, "a supervisor is an employee"
    count = notice_count(agreement, today, Party.SUPERVISOR)
    first_day = takes_effect_on or count.first_day_without
    _check(agreement, first_day, count, reason_code, text)
    drafted = agreement.changed_terms()
    if drafted is not None:
        drop(agreement, drafted, now)
    terms = _write(agreement, person, now, {**changes, "requested_start_on": first_day}, reason_code, text)
    _say_yes(terms, actor, proof, now)
    asked = ask_employee(terms, now, by=terms.last_day_before)
    payload = {"terms": terms.number, "takes_effect_on": first_day.isoformat(), "reason": reason_code}
    record(agreement, "adjust", actor, now, payload)
    letters_terms.adjustment_given(asked, count, now)
    return terms


def _say_yes(terms: TermsVersion, actor: User, proof: Authentication, now: datetime) -> None:
    """The supervisor's own yes to what they wrote, signed; asks for the course for managers."""
    yes = own_step(terms)
    yes.opened_at = now
    review.check_manager_course(actor, now, yes)
    close(yes, Decision.APPROVED, actor, now)
    sign(yes, adjustment_statement(terms.agreement), proof, now)


def _write(
    agreement: Agreement, person: Employee, now: datetime, changes: Mapping[str, Any], code: str, text: str
) -> TermsVersion:
    return write_terms(
        agreement.terms_in_force(),
        now,
        purpose=Purpose.ADJUSTMENT,
        by=person,
        changes={**changes, "requested_end_on": agreement.ends_on},
        justification=text,
        reason_code=code,
    )


def _check(agreement: Agreement, first_day: date, count: NoticeCount, code: str, text: str) -> None:
    fields, rules = {}, agreement.kind_record.notice
    if first_day < count.first_day_without:
        fields["takes_effect_on"] = (
            f"The earliest first day is {count.first_day_without:%m/%d/%Y}: notice is at least "
            f"{count.length}, and {rules.not_counted} (3 FAM {rules.by_supervisor})."
        )
    elif first_day > latest_last_day(count.after):
        fields["takes_effect_on"] = "Choose a day within one year."
    elif agreement.ends_on is not None and first_day > agreement.ends_on:
        fields["takes_effect_on"] = f"The agreement ends on {agreement.ends_on:%m/%d/%Y}, before that."
    if code not in {reason.code for reason in rules.reasons}:
        fields["reason_code"] = f"Choose the {rules.reason_label} (3 FAM {rules.by_supervisor})."
    if not text.strip():
        fields["text"] = f"Write the justification; the employee gets it (3 FAM {rules.by_supervisor})."
    if fields:
        raise PolicyRefused("The terms were not adjusted.", fields=fields)


def move_for_closure(closure: Closure, actor: User, now: datetime) -> list[TermsVersion]:
    """Count again every adjustment that waits for the employee's signature and that the day falls into.

    Part of the command that enters the closure, which has asked who may.
    """
    running = TermsVersion.objects.unsigned_adjustments().filter(
        takes_effect_on__gt=max(closure.day, clock.date_of(now)), agreement__ended_on__isnull=True
    )
    list(Employee.objects.select_for_update().filter(agreements__terms_versions__in=running).order_by("pk"))
    moved = []
    for terms in running.select_related("agreement__employee__position", "agreement__bureau").order_by("pk"):
        agreement = Agreement.objects.select_for_update().get(pk=terms.agreement_id)
        assert terms.signed_at is not None, "an adjustment is signed when it is given"
        assert terms.takes_effect_on is not None, "an adjustment is signed when it is given"
        given_on, before = clock.date_of(terms.signed_at), terms.takes_effect_on
        count = notice_count(agreement, given_on, Party.SUPERVISOR)
        if not given_on < closure.day or count.first_day_without <= before:
            continue
        terms.takes_effect_on = count.first_day_without
        terms.save(update_fields=["takes_effect_on"])
        waiting = ApprovalStep.objects.filter(terms=terms, act=Act.SIGN, closed_at__isnull=True)
        waiting.update(due_on=terms.last_day_before)
        payload = {
            "terms": terms.number,
            "before": before.isoformat(),
            "takes_effect_on": terms.takes_effect_on.isoformat(),
            "closed_on": closure.day.isoformat(),
        }
        record(agreement, "move_adjustment", actor, now, payload)
        letters_terms.adjustment_moved(terms, before, closure, now)
        moved.append(terms)
    return moved
