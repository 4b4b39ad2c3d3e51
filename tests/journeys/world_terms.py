"""Changed terms in the walk for accessibility: written, adjusted by the supervisor, proposed instead."""

from collections.abc import Callable
from typing import Any

from agreements.models import Agreement, ApprovalStep
from tests import cast as people
from tests.cast import NOW, Cast
from tests.changing import MONDAYS_TOO, adjust, begin, propose, write

Arguments = list[dict[str, Any]]


def _changing(cast: Cast) -> Agreement:
    agreement = people.active(cast)
    begin(cast, agreement, NOW)
    write(cast, agreement, "schedule", NOW, schedule_data=MONDAYS_TOO.to_json())
    return agreement


def _adjusted(cast: Cast) -> Agreement:
    agreement = people.active(cast)
    adjust(cast, agreement, NOW)
    return agreement


def _proposed(cast: Cast) -> Agreement:
    agreement = people.submitted(cast)
    propose(cast.user("supervisor"), people.waiting_step(agreement), NOW)
    return agreement


STATES: dict[str, Callable[[Cast], Agreement]] = {
    "changing": _changing,
    "adjusted": _adjusted,
    "proposed": _proposed,
}


def _numbers(cases: dict[str, Agreement], *names: str) -> Arguments:
    return [{"number": cases[name].number} for name in names]


def _waiting(cases: dict[str, Agreement], *names: str) -> Arguments:
    steps = ApprovalStep.objects.filter(
        terms__agreement__in=[cases[name] for name in names], opened_at__isnull=False, closed_at=None
    ).select_related("terms__agreement")
    return [{"number": step.terms.agreement.number, "step": step.pk} for step in steps]


# What fills the addresses, by the world's cases.
FILLINGS: dict[str, Callable[[dict[str, Agreement]], Arguments]] = {
    "terms_change": lambda cases: _numbers(cases, "active"),
    "terms_renew": lambda cases: _numbers(cases, "active"),
    "terms_withdraw": lambda cases: _numbers(cases, "active", "adjusted"),
    "terms_adjust": lambda cases: _numbers(cases, "active", "in_review"),
    "terms_propose": lambda cases: _waiting(cases, "in_review"),
    "terms_sign": lambda cases: _waiting(cases, "adjusted", "proposed"),
}
