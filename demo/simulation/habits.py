"""What the people of a simulated department do on a day about what waits for them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from agreements import selectors
from agreements.models import Agreement, ApprovalStep, Review
from agreements.services import lifecycle, review, reviews, yearly
from agreements.services.drafting import open_cases
from agreements.states import State
from demo.simulation.chance import days, draw
from demo.simulation.requests import write_request
from eligibility.models import Employee
from eligibility.services.determination import assess
from telework import clock
from telework.errors import CommandRefused, PolicyRefused
from telework.identity import Authentication
from telework.models import User
from telework.policy import bars

REASON = {"reason_code": "programme_needs", "statement": "The desk must be staffed."}
ASKS, ENDS, GIVES_NOTICE, DENIES, NEVER_ANSWERS, CANCELS, NEVER_SIGNS = 0.8, 0.3, 0.1, 0.08, 0.1, 0.12, 0.15


def live_a_day(now: datetime, begun_on: date, *, is_settling: bool) -> None:
    """Everybody does what is due by their habits; while it settles nobody begins anything of their own."""
    today = clock.date_of(now)
    if not is_settling:
        day = (today - begun_on).days
        for person in Employee.objects.serving(today).filter(position__isnull=False).select_related("user"):
            _begin(person, now, day)
    for step in ApprovalStep.objects.filter(opened_at__isnull=False, closed_at__isnull=True).order_by("pk"):
        _decide(step, now)
    for asked in Review.objects.unfinished().order_by("pk"):
        _answer(asked, now)


def _begin(person: Employee, now: datetime, day: int) -> None:
    """On a day of their own somebody asks for an agreement, or gives notice."""
    who, user = person.number, person.user
    if user is None:
        return
    if draw(who, "asks") < ASKS and day % 120 == days(0, 119, who, "asks on"):
        _ask(person, user, now, who)
    if draw(who, "gives notice") < GIVES_NOTICE and day == days(100, 300, who, "notice"):
        for case in Agreement.objects.filter(employee=person, state=State.ACTIVE):
            _try(lifecycle.give_notice, actor=user, now=now, agreement=case)


def _ask(person: Employee, user: User, now: datetime, who: str) -> None:
    today = clock.date_of(now)
    if open_cases(person).exists() or bars(assess(person, today)):
        return
    first_day = today + timedelta(days=21)
    last_day = first_day + timedelta(days=days(60, 150, who, "ends on")) if draw(who, "ends") < ENDS else None
    with suppress(CommandRefused):
        write_request(user, now, first_day, last_day)


def _decide(step: ApprovalStep, now: datetime) -> None:
    """Whoever holds a step decides after a few days, mostly with yes."""
    who, today = step.terms.agreement.employee.number, clock.date_of(now)
    assert step.opened_at is not None
    age = (today - clock.date_of(step.opened_at)).days
    deciders = selectors.deciders(step, today)
    if age < days(1, 8, who, step.role, step.terms.number, "decides") or not deciders:
        return
    given: dict[str, Any] = {"actor": deciders[0].user, "now": now, "step": step}
    is_yes = draw(who, step.role, "denies") >= DENIES
    if not is_yes or not _approved(given):
        _try(review.deny, **given, reason_code=REASON["reason_code"], text=REASON["statement"])


def _approved(given: dict[str, Any]) -> bool:
    """Whether the request could be approved; what policy refuses is denied."""
    proof = Authentication("password", given["now"])
    try:
        review.approve(
            **given,
            authentication=proof,
            effect_on_office="None: the work is portable.",
            equal_treatment=True,
            funding_confirmed=True,
        )
    except PolicyRefused:
        return False
    except CommandRefused:
        return True  # nothing to decide any more
    return True


def _answer(asked: Review, now: datetime) -> None:
    """Both sides of a review, each in their own time; some never."""
    today, employee = clock.date_of(now), asked.agreement.employee
    about = (employee.number, asked.cause)
    age = (today - clock.date_of(asked.opened_at)).days
    signs = draw(*about, "never signs") >= NEVER_SIGNS and age >= days(2, 70, *about, "signs")
    if asked.waits_for_employee and signs:
        _try(yearly.sign_review, actor=employee.user, now=now, review=asked)
    supervisor = employee.supervisor
    if not asked.is_open or supervisor is None or draw(*about, "never answers") < NEVER_ANSWERS:
        return
    if age < days(1, 25, *about, "answers"):
        return
    given: dict[str, Any] = {"actor": supervisor.user, "now": now, "review": asked}
    if draw(*about, "cancels") < CANCELS or not _goes_on(given):
        _try(reviews.decide_review, **given, outcome="notice", **REASON)


def _goes_on(given: dict[str, Any]) -> bool:
    """Whether the agreement could simply go on; where a rule is not met, notice is given."""
    try:
        reviews.decide_review(**given, outcome="continues", statement="The work is done.", complies=True)
    except PolicyRefused:
        return False
    except CommandRefused:
        return True  # nothing to answer any more
    return True


def _try(command: Callable[..., Any], **given: Any) -> None:
    with suppress(CommandRefused):
        command(**given)
