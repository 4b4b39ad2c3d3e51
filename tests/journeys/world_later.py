"""Cases about which something comes after a decision, and what fills the addresses of those pages."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from agreements.models import Agreement, ApprovalStep
from agreements.services import lifecycle, looking_again, pausing, reviews, yearly
from telework.models import User
from tests import cast as people
from tests.cast import Cast
from tests.deciding import approve, deny

TRIAL_UNTIL = date(2027, 3, 31)
Arguments = list[dict[str, Any]]


def _paused(cast: Cast) -> Agreement:
    agreement = people.active(cast)
    pausing.suspend_by_management(
        actor=cast.user("supervisor"),
        now=people.NOW,
        agreement=agreement,
        reason_code="programme_needs",
        reason_text="The counter has to be staffed.",
        until_on=date(2026, 12, 4),
    )
    return agreement


def _trial(cast: Cast) -> Agreement:
    agreement = people.approve_step(cast, people.submitted(cast), "supervisor")
    return approve(cast.user("director"), people.waiting_step(agreement), trial_until=TRIAL_UNTIL)


def _trial_reviewed(cast: Cast) -> Agreement:
    system = User.objects.system()
    start = people.NOW.replace(month=12, day=7)
    agreement = lifecycle.start(actor=system, now=start, agreement=_trial(cast))
    details = "The trial ends on Wednesday, 31 March 2027."
    reviews.open_review(actor=system, now=people.NOW, agreement=agreement, cause="trial", details=details)
    return agreement


def _looked_at_again(cast: Cast) -> Agreement:
    agreement = deny(cast.user("supervisor"), people.waiting_step(people.submitted(cast)))
    looking_again.ask_to_look_again(
        actor=cast.user("employee"),
        now=people.NOW,
        agreement=agreement,
        words="The counter is staffed by two.",
    )
    return agreement


def _year_ending(cast: Cast) -> Agreement:
    agreement = people.active(cast)
    agreement.review_on = date(2027, 1, 15)
    agreement.save(update_fields=["review_on"])
    yearly.open_yearly_review(actor=User.objects.system(), now=people.NOW, agreement=agreement)
    return agreement


STATES: dict[str, Callable[[Cast], Agreement]] = {
    "year_ending": _year_ending,
    "paused": _paused,
    "trial": _trial,
    "trial_reviewed": _trial_reviewed,
    "looked_at_again": _looked_at_again,
}


def _numbers(cases: Mapping[str, Agreement], *names: str) -> Arguments:
    return [{"number": cases[name].number} for name in names]


def _steps(cases: Mapping[str, Agreement], *names: str) -> Arguments:
    """Every step of these cases that was decided."""
    steps = ApprovalStep.objects.filter(terms__agreement__in=[cases[name] for name in names])
    decided = steps.exclude(decision="").select_related("terms__agreement")
    return [{"number": step.terms.agreement.number, "step": step.pk} for step in decided]


# What fills the addresses, by the world's cases.
FILLINGS: dict[str, Callable[[Mapping[str, Agreement]], Arguments]] = {
    "take_back": lambda cases: _steps(cases, "second_step", "returned", "denied", "approved"),
    "look_again": lambda cases: _numbers(cases, "denied", "in_review"),
    "trial_decline": lambda cases: _numbers(cases, "trial", "approved"),
    "review_sign": lambda cases: [
        {"number": cases["year_ending"].number, "pk": cases["year_ending"].reviews.get().pk}
    ],
    "suspension": lambda cases: _numbers(cases, "active", "paused", "in_review"),
}
