"""Who may leave out a consultation, ask for a further one, read advice, and speak for the mission."""

from datetime import date

from agreements import permissions, selectors
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.states import Act
from eligibility.permissions import employee_of
from telework.access import Access
from telework.models import User
from telework.roles import Role

NOT_MANAGEMENT = "This is for the management officer of the post, or who decides in that place."


def management_step(terms: TermsVersion) -> ApprovalStep | None:
    """The step of the post's management officer in the latest round, asked already or still to come."""
    found = terms.latest_round().select_related("bureau", "post", "assignee")
    steps = [step for step in found if Role.MANAGEMENT_OFFICER in step.capacities]
    return next((step for step in steps if step.act == Act.APPROVE), None)


def may_decide_for_post(user: User, terms: TermsVersion, today: date) -> Access:
    """Whoever approves for the post, now or later in this round."""
    step = management_step(terms)
    if step is None:
        return Access.no("No management officer of a post decides on this agreement.")
    access = permissions.may_decide(user, step, today)
    if access or employee_of(user) is None:
        return access
    return Access.no(NOT_MANAGEMENT)


def may_mark_not_needed(user: User, step: ApprovalStep, today: date) -> Access:
    """The post's management, about a consultation that may be left out (2362.5(4))."""
    return may_decide_for_post(user, step.terms, today)


def may_state_for_mission(user: User, terms: TermsVersion, today: date) -> Access:
    """The post's management states what the mission decided, before it approves (2362.3)."""
    return may_decide_for_post(user, terms, today)


def capacity_at_post(user: User, step: ApprovalStep, today: date) -> str:
    """In which capacity `user` acts for the post's management."""
    at_post = management_step(step.terms)
    assert at_post is not None, "asked after may_decide_for_post"
    return permissions.capacity_of(user, at_post, today)


def may_ask_further(user: User, step: ApprovalStep, today: date) -> Access:
    """Whoever decides the step; who was asked for advice asks nobody else."""
    access = permissions.may_decide(user, step, today)
    if access and step.is_wordless:
        return Access.no("Here you only say whether you concur; nobody else is asked.")
    if access and step.asked_by_id is not None:
        return Access.no("You were asked for your own advice. Give it; whoever asked you can ask others.")
    return access


def may_read_advice(user: User, agreement: Agreement, today: date) -> Access:
    """Those who decide, and who gave it; the employee reads that advice was given, not its words."""
    person = employee_of(user)
    if person is not None and person.pk != agreement.employee_id:
        part = selectors.part_in(user, today).filter(terms__agreement=agreement)
        if part.exists() or may_decide_for_post(user, agreement.latest_terms(), today):
            return Access.yes()
    return Access.no("The words of advice are read by the people who decide.")
