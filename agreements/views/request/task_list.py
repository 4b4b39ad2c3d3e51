"""The task list of a request: every section with its status, and why one cannot start yet."""

from collections.abc import Collection

from django.urls import reverse

from agreements.models import Agreement, ApprovalStep
from agreements.policy.decision import Section
from agreements.saved_again import sections_saved_since
from agreements.views.request.case import address_of
from agreements.views.request.readiness import ELIGIBILITY, Readiness
from telework.components import Task

COMPLETED, INCOMPLETE, LOCKED = "Completed", "Incomplete", "Cannot start yet"
TO_CHANGE, CHANGED, AS_IT_STANDS = "To be changed", "Changed", "As it stands"
ASSESS_FIRST = "Locked until you have done the self-assessment (3 FAM 2363.1)."
SITES_FIRST = "Locked until you have named a telework site: there is one checklist for each."
SIGN_LAST = "Locked until every task above is completed."
NO_SUPERVISOR = (
    "Locked: HR has no serving supervisor recorded for you, so nobody could decide. "
    "Ask your HR specialist to record your supervisor."
)


def tasks_of(
    agreement: Agreement,
    readiness: Readiness,
    returned: ApprovalStep | None,
    changed: Collection[str] | None = None,
) -> list[Task]:
    """All tasks in their order.

    returned  the decision that asked for changes: until they are saved again, its parts are not completed
    changed   of changed terms the parts that are no longer the same; None for a request
    """
    asked = _still_asked(agreement, returned) if returned is not None else frozenset[str]()
    tasks = [
        _section(agreement, readiness, section, asked, changed)
        for section in agreement.kind_record.all_sections
    ]
    return [*tasks, _check(agreement, readiness), _sign(agreement, readiness)]


def _still_asked(agreement: Agreement, returned: ApprovalStep) -> frozenset[str]:
    """The parts that came back and have not been saved since."""
    assert returned.closed_at is not None, "a decision closes its step"
    return frozenset(returned.returned_sections) - sections_saved_since(agreement, returned.closed_at)


def _section(
    agreement: Agreement,
    readiness: Readiness,
    section: Section,
    asked: frozenset[str],
    changed: Collection[str] | None,
) -> Task:
    code = section.code
    is_asked = code in asked
    done = readiness.is_complete(code) and not _lock(readiness, code) and not is_asked
    status = _status(done, _lock(readiness, code))
    if is_asked and not _lock(readiness, code):
        status = TO_CHANGE
    elif done and changed is not None:
        status = CHANGED if code in changed else AS_IT_STANDS
    return Task(
        title=section.label,
        url=address_of(agreement, code),
        status=status,
        hint=_hint(readiness, section, is_asked),
        locked=_lock(readiness, code),
        is_done=done,
    )


def _lock(readiness: Readiness, code: str) -> str:
    if code == "self_assessment":
        return ""
    if not readiness.is_complete("self_assessment"):
        return ASSESS_FIRST
    has_sites = not any(finding.code == "sites.listed" for finding in readiness.left("sites"))
    return SITES_FIRST if code == "safety" and not has_sites else ""


def _hint(readiness: Readiness, section: Section, is_asked: bool) -> str:
    if is_asked:
        return "You were asked to change this part."
    if section.code == ELIGIBILITY and (bars := readiness.eligibility_bars):
        rules = "1 rule stands" if len(bars) == 1 else f"{len(bars)} rules stand"
        return f"{rules} in the way. You cannot sign while that is so; the page says what would change it."
    return section.why


def _check(agreement: Agreement, readiness: Readiness) -> Task:
    locked = "" if readiness.is_complete("self_assessment") else ASSESS_FIRST
    return Task(
        title="Check your answers",
        url=_url(agreement, "request_check"),
        status=_status(readiness.can_be_signed, locked),
        locked=locked,
        is_done=readiness.can_be_signed,
    )


def _sign(agreement: Agreement, readiness: Readiness) -> Task:
    return Task(
        title="Sign and submit",
        url=_url(agreement, "request_sign"),
        status=LOCKED if sign_lock(readiness) else INCOMPLETE,
        locked=sign_lock(readiness),
    )


def sign_lock(readiness: Readiness) -> str:
    """Why the request cannot be signed yet; empty when it can."""
    if readiness.can_be_signed:
        return ""
    if readiness.eligibility_bars:
        return (
            "Locked: a rule of eligibility stands in the way. The page Eligibility says what would change it."
        )
    return SIGN_LAST if not readiness.are_terms_complete else NO_SUPERVISOR


def _status(is_done: bool, locked: str) -> str:
    if locked:
        return LOCKED
    return COMPLETED if is_done else INCOMPLETE


def _url(agreement: Agreement, name: str) -> str:
    return reverse(name, args=[agreement.number])
