"""The commands that except a person from one of the Department's own rules, for a time (2362.2, 2362.4)."""

from datetime import date, datetime
from typing import Any

from eligibility import decision_letters as letters
from eligibility.authority import may_except
from eligibility.models import DeclaredEmergency, EligibilityException, Employee, PersonnelChange
from eligibility.policy import fam_2018
from eligibility.services.deciding import (
    check_day,
    check_serving,
    checked_words,
    decider,
    have_reviewed,
    in_words,
    locked_person,
    only_system,
    record,
    redetermine,
    refuse,
    require,
)
from eligibility.services.determination import assess
from telework import clock
from telework.commands import command
from telework.errors import WrongState
from telework.models import User
from telework.policy import Finding, Outcome, Rule


@command
def grant_exception(
    *,
    actor: User,
    now: datetime,
    employee: Employee,
    rule_code: str,
    reason: str,
    until: date,
    review_on: date,
    emergency: DeclaredEmergency | None = None,
) -> EligibilityException:
    """Except `employee` from a rule that they fail today, through `until`, to be looked at on `review_on`.

    `emergency` is the declared emergency that makes an exception from 2362.4 possible.
    Raises NotPermitted; PolicyRefused, by field, for a rule that the law sets or that nobody can except from,
    for one that is met, and for words and days that do not do.
    """
    today = clock.date_of(now)
    person = locked_person(employee)
    require(may_except(actor, person, today))
    check_serving(person, today)
    rule = _rule(rule_code)
    finding = _failing(person, rule, today)
    tie = _checked_emergency(rule, emergency, until, today, finding)
    _check_days(until, review_on, today)
    exception = EligibilityException.objects.create(
        employee=person,
        rule_code=rule.code,
        reason=checked_words("reason", reason, "Say why this person is excepted; they read it."),
        emergency=tie,
        granted_by=decider(actor),
        granted_at=now,
        starts_on=today,
        until=until,
        review_on=review_on,
    )
    _record_grant(exception, rule, actor, now)
    redetermine(person, now, "exception granted")
    letters.exception_granted(exception, rule, actor, now)
    return exception


@command
def end_exception(
    *, actor: User, now: datetime, exception: EligibilityException, reason: str
) -> EligibilityException:
    """End an exception now: the rule counts again at once.

    Raises NotPermitted; WrongState where it is over already; PolicyRefused without a reason.
    """
    today = clock.date_of(now)
    person = locked_person(exception.employee)
    require(may_except(actor, person, today))
    words = checked_words("reason", reason, "Say why the exception ends; the person reads it.")
    return _end(exception, person, actor, now, words)


@command
def end_lapsed_exception(
    *, actor: User, now: datetime, exception: EligibilityException
) -> EligibilityException:
    """End an exception whose last day, or whose emergency, is over. Raises WrongState where neither is."""
    today = clock.date_of(now)
    require(only_system(actor))
    person = locked_person(exception.employee)
    held = EligibilityException.objects.select_related("emergency").get(pk=exception.pk)
    if held.until < today:
        why = f"Its last day was {in_words(held.until)}."
    elif held.emergency is not None and not held.emergency.is_in_force(today):
        why = (
            f"The emergency “{held.emergency.name}” is over, and the exception was tied to it (3 FAM 2362.4)."
        )
    else:
        raise WrongState("This exception is still in force.")
    return _end(held, person, actor, now, why)


def _check_days(until: date, review_on: date, today: date) -> None:
    check_day("until", until, today, "The last day")
    check_day("review_on", review_on, today, "The day to look at it again")
    if review_on > until:
        refuse("review_on", "Look at the exception again on its last day at the latest.")


def _record_grant(exception: EligibilityException, rule: Rule[Any], actor: User, now: datetime) -> None:
    record(
        "grant_exception",
        exception.employee,
        f"exception:{exception.pk}",
        actor,
        now,
        rule=rule.code,
        citation=rule.citation,
        reason=exception.reason,
        until=exception.until,
        review_on=exception.review_on,
        emergency=exception.emergency.name if exception.emergency is not None else None,
    )


def _end(
    exception: EligibilityException, person: Employee, actor: User, now: datetime, reason: str
) -> EligibilityException:
    held = EligibilityException.objects.select_for_update().get(pk=exception.pk)
    if held.ended_at is not None:
        raise WrongState(f"This exception ended on {in_words(clock.date_of(held.ended_at))}.")
    held.ended_at = now
    held.ended_by = None if actor.is_system else decider(actor)
    held.save(update_fields=["ended_at", "ended_by"])
    record("end_exception", person, f"exception:{held.pk}", actor, now, rule=held.rule_code, reason=reason)
    redetermine(person, now, "exception ended")
    rule = _rule(held.rule_code)
    have_reviewed(person, PersonnelChange.Matter.EXCEPTION, f"excepted from {rule.citation}", "ended", now)
    letters.exception_ended(held, rule, reason, actor, now)
    return held


def _rule(code: str) -> Rule[Any]:
    rule = fam_2018.RULES_BY_CODE.get(code)
    if rule is None:
        refuse("", "There is no such rule. Choose one of those that the person does not meet.")
    return rule


def _failing(person: Employee, rule: Rule[Any], today: date) -> Finding:
    """The finding that an exception answers for; refused where none is possible or none is needed."""
    finding = next(found for found in assess(person, today) if found.code == rule.code)
    if rule.statutory:
        law = ", ".join((rule.citation, *rule.also))
        refuse("", f"The law itself sets this rule, so nobody can make an exception ({law}).", finding)
    if not rule.is_exceptable_in_emergency:
        refuse(
            "",
            f"No exception can be made from this rule (3 FAM {rule.citation}). {rule.would_change}",
            finding,
        )
    if finding.exception:
        refuse("", f"{person.full_name} is excepted from this rule already. {finding.exception}", finding)
    if finding.outcome is Outcome.PASSED:
        refuse("", f"{person.full_name} meets this rule today, so there is nothing to except from.", finding)
    if finding.outcome is Outcome.UNKNOWN:
        refuse("", f"It is not known whether this rule is met. {finding.message}", finding)
    return finding


def _checked_emergency(
    rule: Rule[Any], emergency: DeclaredEmergency | None, until: date, today: date, finding: Finding
) -> DeclaredEmergency | None:
    """The emergency that the exception is tied to; none where the rule needs none."""
    if rule.is_exceptable:
        return None
    held = DeclaredEmergency.objects.filter(pk=emergency.pk).first() if emergency is not None else None
    if held is None or not held.is_in_force(today):
        refuse(
            "emergency" if DeclaredEmergency.objects.in_force(today).exists() else "",
            "3 FAM 2362.4 denies telework here. An exception is possible only while an emergency is in force "
            "that the Secretary has declared. Ask the telework managing officer whether there is one.",
            finding,
        )
    if held.until is not None and until > held.until:
        refuse(
            "until",
            f"The emergency “{held.name}” lasts until {in_words(held.until)}, and the exception no longer "
            "than it.",
        )
    return held
