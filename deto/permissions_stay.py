"""Who may move the end of a stay overseas, and while it can be moved (2368.6(a), (d))."""

from datetime import date

from agreements.models import Agreement
from agreements.permissions import may_act
from agreements.permissions_terms import is_open_to_changes, may_change_terms
from agreements.states import WAITING_TO_END
from eligibility.permissions import employee_of, roles_of
from telework.access import Access
from telework.models import User
from telework.roles import Role

KIND = "deto"
OTHER_KIND = "Only an arrangement to telework overseas has this (3 FAM 2368)."
POST_MANAGEMENT = frozenset({Role.MANAGEMENT_OFFICER, Role.DESIGNATED_OFFICIAL})
IN_THE_BUREAU = frozenset({Role.COORDINATOR, Role.HR_SPECIALIST})


def may_amend_orders(user: User, agreement: Agreement, today: date) -> Access:
    """The employee, and the coordinator and the HR specialists of the employing bureau."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if agreement.kind != KIND:
        return Access.no(OTHER_KIND)
    if person.pk == agreement.employee_id:
        return Access.yes()
    held = roles_of(user, today)
    if any(one.role in IN_THE_BUREAU and one.bureau == agreement.bureau_id for one in held):
        return Access.yes()
    return Access.no(
        "Amended orders are recorded by the employee, the bureau telework coordinator or the HR specialist "
        "of the bureau (3 FAM 2368.6(a)). Tell one of them."
    )


def may_withdraw_approval(user: User, agreement: Agreement, today: date) -> Access:
    """The management of the post, for the chief of mission; never about one's own stay."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if agreement.kind != KIND:
        return Access.no(OTHER_KIND)
    if person.pk == agreement.employee_id:
        return Access.no("Nobody records this about their own stay. You can give notice instead.")
    held = roles_of(user, today)
    if any(one.role in POST_MANAGEMENT and one.post == agreement.post_id for one in held):
        return Access.yes()
    return Access.no(
        "What the chief of mission says is recorded by the management of the post (3 FAM 2368.6(d)). Ask the "
        "management officer."
    )


def may_extend(user: User, agreement: Agreement, today: date) -> Access:
    """The employee alone asks for more time."""
    if agreement.kind != KIND:
        return Access.no(OTHER_KIND)
    return may_change_terms(user, agreement, today)


def is_held(agreement: Agreement) -> Access:
    """Whether a stay is approved and not over, also while changed terms have reopened it before its start."""
    is_reopened = agreement.approved_at is not None and agreement.is_open
    if agreement.state in WAITING_TO_END or (is_reopened and agreement.changed_terms() is not None):
        return Access.yes()
    return Access.no("Only an approved stay has an end that can move. Nothing was changed (3 FAM 2368.6).")


def is_open_to_extension(agreement: Agreement) -> Access:
    """Whether more time can be asked for now."""
    if agreement.ends_on is None:
        return Access.no("This agreement has no last day yet, so there is nothing to extend.")
    return is_open_to_changes(agreement)
