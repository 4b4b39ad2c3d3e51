"""Changed terms under way on the page of a case: what changes, who is asked, what the reader can do."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agreements import permissions_terms as permissions
from agreements.differences import Comparison, comparisons
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.standing import day_in_words
from agreements.states import Purpose, State
from telework.models import User
from telework.roles import Role

TITLES = {
    Purpose.AMENDMENT: "Changed terms are asked for",
    Purpose.RENEWAL: "The agreement is to be renewed",
    Purpose.ADJUSTMENT: "The supervisor has adjusted the terms",
    Purpose.COUNTER_PROPOSAL: "Other terms are proposed",
}
# What a row of "What you can do" needs: words, address, why not, whether it is the first thing to do.
Todo = tuple[str, str, str, bool]


@dataclass(frozen=True)
class ChangedShown:
    """Changed terms to read, and where they stand."""

    title: str
    stands: str
    justification: str
    citation: str
    comparisons: list[Comparison]


def changed_shown(
    changed: TermsVersion | None, is_writer: bool, is_open: bool, with_home_address: bool
) -> ChangedShown | None:
    """Changed terms for the page; None where there are none, or only their writer's own paper.

    is_open  the reader is inside the seal: reads the words of who asks
    """
    if changed is None or not (changed.is_signed or is_writer):
        return None
    return ChangedShown(
        TITLES.get(Purpose(changed.purpose), TITLES[Purpose.AMENDMENT]),
        _stands(changed),
        changed.justification if is_open else "",
        _citation(changed),
        comparisons(changed, with_home_address=with_home_address),
    )


def _citation(changed: TermsVersion) -> str:
    rules = changed.agreement.kind_record.notice
    return rules.by_supervisor if changed.purpose == Purpose.ADJUSTMENT else rules.by_employee


def _stands(changed: TermsVersion) -> str:
    if not changed.is_signed:
        return "They are being written. Nobody decides on them before they are signed and sent."
    assert changed.takes_effect_on is not None, "changed terms have their day from the signature on"
    day = day_in_words(changed.takes_effect_on)
    if changed.accepted_at is not None:
        return f"Everyone has accepted them. They take effect on {day}; until then the terms below hold."
    if changed.purpose == Purpose.ADJUSTMENT:
        last = day_in_words(changed.last_day_before)
        return (
            f"The terms below hold through {last}. If the employee signs the new ones by then, they hold "
            f"from {day} on. If not, the agreement ends that day."
        )
    return f"They are to hold from {day} on, once everyone has said yes. Until then the terms below hold."


def changed_todos(
    user: User, case: Agreement, step: ApprovalStep | None, changed: TermsVersion | None, today: date
) -> list[Todo]:
    """What the reader can do about the terms, now."""
    number, todos = case.number, list[Todo]()
    if step is not None and step.role == Role.EMPLOYEE and permissions.may_sign_own(user, step, today):
        todos.append(("Answer the new terms", reverse("terms_sign", args=[number, step.pk]), "", True))
    if changed is not None and permissions.may_withdraw_terms(user, case, changed, today):
        todos.append(("Take the changed terms back", reverse("terms_withdraw", args=[number]), "", False))
    if (
        changed is None
        and permissions.may_change_terms(user, case, today)
        and permissions.is_open_to_changes(case)
    ):
        todos.append(("Ask for changed terms", reverse("terms_change", args=[number]), "", False))
        if case.state != State.APPROVED and permissions.is_open_to_renewal(case):
            todos.append(("Renew", reverse("terms_renew", args=[number]), "", False))
    can_adjust = case.state in (State.ACTIVE, State.SUSPENDED) and (changed is None or not changed.is_signed)
    if can_adjust and permissions.may_adjust(user, case, today):
        todos.append(("Adjust the terms", reverse("terms_adjust", args=[number]), "", False))
    return todos
