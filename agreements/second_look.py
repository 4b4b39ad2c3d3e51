"""What an employee can do after a denial: have it looked at again, or go another way."""

from dataclasses import dataclass
from datetime import date

from agreements.case_days import in_washington
from agreements.directory import CaseDirectory
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy import second_thoughts
from agreements.policy.grievance import Route, route_of
from agreements.states import Act, Decision, State
from eligibility.models import Employee
from telework import clock
from telework.workdays import federal_calendar

OVER = (State.ENDED, State.WITHDRAWN, State.DENIED)
NO_DENIAL = "There is no denial here that could be looked at again."
ONCE = "The next level has looked at this request again already; it does so once."
TOO_LATE = (
    "A denial is looked at again when that is asked for within "
    f"{second_thoughts.LOOK_AGAIN_WORKDAYS} workdays, and they are over. You can make a new request."
)
NOTHING_LEFT = "The last day asked for has passed, so there is nothing left to decide. Make a new request."
NEW_REQUEST = "You have begun a new request, and that is decided on its own."
CHIEF_DECIDED = (
    "The chief of mission decides who stays at the post (3 FAM 2368.6(d)), and nobody above looks at that "
    "again. Ask the post's management officer what would change the answer."
)
NOBODY_ABOVE = (
    "HR has nobody recorded above whoever denied it. Ask your bureau telework coordinator to have that put "
    "right, then ask again."
)


@dataclass(frozen=True)
class AfterDenial:
    """What comes after one denial.

    above    who would look again; until which day it can be asked for; or why not
    is_final the next level has looked again, and denied
    route    where a grievance goes; None without a position on record
    """

    above: Employee | None
    until: date
    why_not: str
    is_final: bool
    route: Route | None


def after_denial(agreement: Agreement, denied: ApprovalStep, today: date) -> AfterDenial:
    position = agreement.employee.position
    above = who_looks_again(agreement, denied, today)
    why = _in_the_way(agreement, denied, above, today)
    return AfterDenial(
        above=above if not why else None,
        until=until(agreement, denied),
        why_not=why,
        is_final=denied.looks_again,
        route=route_of(position.service, position.bargaining_unit) if position is not None else None,
    )


def after_denial_of(agreement: Agreement, today: date) -> AfterDenial | None:
    """What comes after the denial that stands; None where there is none."""
    denied = denied_step(agreement)
    return after_denial(agreement, denied, today) if denied is not None else None


def open_until(after: AfterDenial | None) -> date | None:
    """The last day on which a denial can be looked at again; None where that is not open."""
    return after.until if after is not None and after.above is not None else None


def denied_step(agreement: Agreement) -> ApprovalStep | None:
    """The denial that stands, of a case that is denied: the last one that was not taken back."""
    if agreement.state != State.DENIED:
        return None
    return (
        ApprovalStep.objects.filter(
            terms__agreement=agreement, decision=Decision.DENIED, taken_back_at__isnull=True
        )
        .select_related("terms__agreement", "decided_by", "bureau", "post")
        .order_by("-terms__number", "-round", "-ordinal")
        .first()
    )


def deniers(terms: TermsVersion) -> set[int | None]:
    """Who denied these terms, and in whose place: none of them looks at them again."""
    denied = terms.steps.filter(decision=Decision.DENIED)
    return {person for pair in denied.values_list("decided_by", "on_behalf_of") for person in pair}


def _in_the_way(agreement: Agreement, denied: ApprovalStep, above: Employee | None, today: date) -> str:
    """Why the denial cannot be looked at again; empty where it can."""
    ends_on = denied.terms.requested_end_on
    others = agreement.employee.agreements.filter(kind=agreement.kind).exclude(state__in=OVER)
    others = others.exclude(pk=agreement.pk)
    reasons = (
        (denied.act == Act.CLEAR, CHIEF_DECIDED),
        (denied.terms.steps.filter(looks_again=True).exists(), ONCE),
        (today > until(agreement, denied), TOO_LATE),
        (ends_on is not None and ends_on < today, NOTHING_LEFT),
        (others.exists(), NEW_REQUEST),
        (above is None, NOBODY_ABOVE),
    )
    return next((why for is_so, why in reasons if is_so), "")


def until(agreement: Agreement, denied: ApprovalStep) -> date:
    """The last day on which it can be asked for, in Washington's date."""
    assert denied.closed_at is not None, "a denial is closed"
    on, washington = clock.date_of(denied.closed_at), in_washington(agreement)
    return second_thoughts.look_again_until(on, federal_calendar(), washington=washington)


def who_looks_again(agreement: Agreement, denied: ApprovalStep, today: date) -> Employee | None:
    """The next level above whoever denied, or above the person in whose place they did."""
    below = denied.on_behalf_of_id or denied.decided_by_id
    assert below is not None, "a denial has its decider"
    above = CaseDirectory(agreement, today).next_level_up(below)
    return Employee.objects.get(pk=above) if above is not None else None
