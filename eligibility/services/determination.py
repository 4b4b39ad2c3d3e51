"""Determinations: every rule asked about one person, and the answer kept (2362.2(a))."""

from datetime import date, datetime

from eligibility import kept
from eligibility.answering import Answer, answer_of, rules_in_use
from eligibility.collect import facts_of, manager_facts_of
from eligibility.models import EligibilityDetermination, Employee
from eligibility.permissions import may_determine
from eligibility.policy import fam_2018
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted
from telework.models import User
from telework.policy import Finding, evaluate

CORRECTION = "correction"


def assess(employee: Employee, today: date, rule_set: str = "domestic") -> tuple[Finding, ...]:
    """Each rule of the set about `employee` with the exceptions in force, stored nowhere.

    rule_set  a key of `fam_2018.RULE_SETS`: which arrangement is asked about
    """
    return fam_2018.findings_of(rule_set, facts_of(employee, today))


def assess_manager(employee: Employee, today: date) -> tuple[Finding, ...]:
    """What is asked of a manager before deciding (2362.7)."""
    return evaluate(fam_2018.MANAGER_RULES, manager_facts_of(employee, today))


@command
def determine(*, actor: User, now: datetime, employee: Employee, occasion: str) -> EligibilityDetermination:
    """Store what the rules say about `employee` today; it replaces the determination before it.

    A fact that is new about days determined already makes it a correction, whatever the occasion.

    Raises NotPermitted for anybody but that person and the system.
    """
    today = clock.date_of(now)
    Employee.objects.select_for_update().get(pk=employee.pk)
    access = may_determine(actor, employee, today)
    if not access:
        raise NotPermitted(access.reason)
    answer = answer_of(facts_of(employee, today))
    since = _replace_current(employee, answer, today)
    determination = EligibilityDetermination.objects.create(
        employee=employee,
        determined_at=now,
        determined_on=today,
        eligible=answer.eligible,
        policy_set=fam_2018.NAME,
        rules=rules_in_use(now),
        findings=answer.findings,
        facts=answer.facts,
        occasion=CORRECTION if since is not None else occasion,
        concerns_since=since,
        digest=answer.digest,
    )
    _record(determination, occasion, actor, now)
    return determination


def corrected_since(
    employee: Employee, before: kept.Json, determined_on: date, facts: kept.Json, today: date
) -> date | None:
    """The first day that new facts concern, where that day was determined already; None where it was not.

    before, determined_on  the facts of the determination before, and its day
    """
    # A leave restriction that ran out on its day was not recorded late.
    ended = employee.leave_restriction_until is not None and employee.leave_restriction_until < today
    lapsed = frozenset({"leave_restriction"} if ended else ())
    day = kept.concerns_since(before, facts, lapsed)
    return day if day is not None and day < determined_on else None


def _replace_current(employee: Employee, answer: Answer, today: date) -> date | None:
    """Put the current determination behind; the first day that this one corrects, if it corrects any."""
    current = EligibilityDetermination.objects.filter(employee=employee, is_current=True)
    before = current.first()
    current.update(is_current=False)
    if before is None:
        return None
    return corrected_since(employee, before.facts, before.determined_on, answer.facts, today)


def _record(determination: EligibilityDetermination, occasion: str, actor: User, now: datetime) -> None:
    outcomes = {finding["code"]: finding["outcome"] for finding in determination.findings}
    audit.record(
        chain=f"employee:{determination.employee_id}",
        action="determine",
        actor=actor,
        now=now,
        subject=f"determination:{determination.pk}",
        payload={
            "eligible": determination.eligible,
            "policy_set": determination.policy_set,
            "occasion": occasion,
            "outcomes": outcomes,
        },
    )
