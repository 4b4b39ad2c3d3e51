"""Who states what is settled before the chief of mission approves (2368.7(a))."""

from datetime import date

from agreements.models import Agreement, ApprovalStep
from agreements.permissions import may_act
from agreements.selectors import part_in
from agreements.states import Act
from deto.permissions_stay import KIND, OTHER_KIND, POST_MANAGEMENT
from eligibility.permissions import employee_of, roles_of
from telework.access import Access
from telework.models import User
from telework.roles import Role

STATERS = POST_MANAGEMENT | {Role.HR_OFFICER}


def clear_step(agreement: Agreement) -> ApprovalStep | None:
    """The step of the chief of mission's answer in the latest round, asked already or still to come."""
    return agreement.latest_terms().latest_round().filter(act=Act.CLEAR).order_by("-ordinal").first()


def may_determine(user: User, agreement: Agreement, today: date) -> Access:
    """The management and the HR officer of the post, or who records the answer in their place."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if agreement.kind != KIND:
        return Access.no(OTHER_KIND)
    if person.pk == agreement.employee_id:
        return Access.no("Nobody states this about their own stay.")
    held = roles_of(user, today)
    if any(one.role in STATERS and one.post == agreement.post_id for one in held):
        return Access.yes()
    if part_in(user, today).filter(terms__agreement=agreement, act=Act.CLEAR).exists():
        return Access.yes()
    return Access.no(
        "This is stated by the management officer or the human resources officer of the post "
        "(3 FAM 2368.7(a)). Ask them."
    )


def is_open_to_determinations(agreement: Agreement) -> Access:
    """Whether the chief of mission's answer is still to come."""
    step = clear_step(agreement)
    if step is not None and step.closed_at is None:
        return Access.yes()
    return Access.no("No answer of the chief of mission is awaited, so what was stated stays.")
