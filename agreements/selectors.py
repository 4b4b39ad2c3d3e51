"""What may be seen, and the lists people work from. One scope query stands behind all of them."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements import delegations, kinds
from agreements.models import Agreement, ApprovalStep, Review
from agreements.models.agreement import AgreementQuerySet
from agreements.models.review import ReviewQuerySet
from agreements.offices import steps_of
from agreements.states import State
from eligibility.models import Employee, RoleAssignment
from eligibility.permissions import bureaus_where, cached_for, employee_of, has_role, roles_of
from eligibility.selectors import holders
from telework.models import User
from telework.roles import BUREAU_DECIDERS, ROLES, Role, Scope

# A request that was never submitted is the employee's own paper.
UNSUBMITTED = Q(submitted_at__isnull=True)
# What an office of one kind reads beyond the chain; an app adds its own at start-up.
Reading = Callable[[User | AnonymousUser, date], Q]
_READINGS: list[Reading] = []
# A request that is decided on, and a live agreement whose changed terms are.
DECIDED_ON = (State.IN_REVIEW, State.ACTIVE, State.SUSPENDED)
DEPARTMENT_READERS = (Role.MANAGING_OFFICER, Role.AUDITOR)
BUREAU_READERS = BUREAU_DECIDERS | {Role.COORDINATOR}
POST_READERS = frozenset({Role.MANAGEMENT_OFFICER})


def add_reading(reading: Reading) -> None:
    """Let an office read the submitted cases that `reading` names; an empty Q names every case."""
    _READINGS.append(reading)


def visible_to(user: User | AnonymousUser, today: date) -> AgreementQuerySet:
    """Every agreement that `user` may see on `today`; the only way in for pages and lists."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return Agreement.objects.none()
    own = Q(employee=person)
    if any(has_role(user, role, today) for role in DEPARTMENT_READERS):
        return Agreement.objects.filter(own | ~UNSUBMITTED)
    took_part = part_in(user, today).filter(terms__agreement=OuterRef("pk"))
    others = Q(employee__supervisor=person) | Q(Exists(took_part))
    if bureaus := bureaus_where(user, BUREAU_READERS, today):
        others |= Q(bureau__in=bureaus)
    if posts := posts_where(user, POST_READERS, today):
        others |= Q(post__in=posts)
    for reading in _READINGS:
        others |= reading(user, today)
    return Agreement.objects.filter(own | (others & ~UNSUBMITTED))


def part_in(user: User | AnonymousUser, today: date) -> "QuerySet[ApprovalStep]":
    """The steps that `user` decided, or that are theirs to decide and were opened.

    The chain of an evacuation has part from the submission on: the post's management says whom to consult.
    """
    person = employee_of(user)
    asked = theirs(user, today)
    is_known = Q(opened_at__isnull=False) | Q(terms__agreement__kind__in=kinds.open_to_chain_codes())
    return ApprovalStep.objects.filter(Q(decided_by=person) | Q(asked & is_known))


def bureau_list(user: User | AnonymousUser, today: date) -> AgreementQuerySet:
    """Every agreement of exactly the bureaus whose coordinator `user` is (2363.3(b))."""
    bureaus = bureaus_where(user, frozenset({Role.COORDINATOR}), today)
    return Agreement.objects.filter(~UNSUBMITTED, bureau__in=bureaus)


def waiting_for(user: User | AnonymousUser, today: date) -> "QuerySet[ApprovalStep]":
    """The steps that wait for a decision of `user`, the oldest first; never on their own agreement."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return ApprovalStep.objects.none()
    return (
        ApprovalStep.objects.filter(
            theirs(user, today),
            opened_at__isnull=False,
            closed_at__isnull=True,
            terms__agreement__state__in=DECIDED_ON,
        )
        .exclude(terms__agreement__employee=person)
        .select_related("terms__agreement__employee__position", "bureau", "post", "assignee")
        .order_by("due_on", "opened_at", "pk")
    )


def reviews_for(user: User | AnonymousUser, today: date) -> "QuerySet[Review]":
    """The open reviews that `user` decides as the supervisor of today, the most urgent first (2362.1(e))."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return Review.objects.none()
    return (
        Review.objects.open()
        .filter(agreement__employee__supervisor=person)
        .select_related("agreement__employee__position")
    )


def bureau_reviews(user: User | AnonymousUser, today: date) -> ReviewQuerySet:
    """What is not answered or not signed in exactly the bureaus whose coordinator `user` is, by day."""
    bureaus = bureaus_where(user, frozenset({Role.COORDINATOR}), today)
    return (
        Review.objects.unfinished()
        .filter(agreement__bureau__in=bureaus)
        .select_related("agreement__employee__supervisor", "agreement__bureau")
    )


def coordinators(*, bureau: int, today: date) -> list[Employee]:
    """The bureau's telework coordinators: the first point of contact (2363.3(a))."""
    return holders(Role.COORDINATOR, bureau=bureau, today=today)


def office_holders(role: Role, *, bureau: int, post: int | None, today: date) -> list[Employee]:
    """Who holds an office for a case of that bureau and post; for the bureau's decision its designee too."""
    roles = BUREAU_DECIDERS if role in BUREAU_DECIDERS else {role}
    place = {Scope.BUREAU: Q(bureau=bureau), Scope.POST: Q(post=post, post__isnull=False)}
    rows = (
        RoleAssignment.objects.in_force(today)
        .by_serving(today)
        .filter(place.get(ROLES[role].scope, Q()), role__in=roles)
        .select_related("employee")
        .order_by("role", "starts_on", "pk")
    )
    return [row.employee for row in rows]


def held_by(user: User | AnonymousUser, today: date) -> Q:
    """The steps of the offices that `user` holds; nobody holds an office without a role for its place."""
    return steps_of(roles_of(user, today))


def theirs(user: User | AnonymousUser, today: date) -> Q:
    """The steps that `user` decides: assigned, of their offices, or given to them for a time.

    Read once for a page, as the roles are: several of its parts ask.
    """
    person = employee_of(user)
    if person is None:
        return Q(pk__in=[])
    cache: dict[date, Q] = cached_for(user, "_steps_theirs")
    if today not in cache:
        own = Q(assignee=person) | Q(held_by(user, today), assignee__isnull=True)
        cache[today] = own | delegations.steps_given_to(person, today)
    return cache[today]


def posts_where(user: User | AnonymousUser, roles: frozenset[Role], today: date) -> frozenset[int]:
    """The posts for which `user` holds one of `roles`."""
    return frozenset(h.post for h in roles_of(user, today) if h.role in roles and h.post is not None)


def deciders(step: ApprovalStep, today: date) -> list[Employee]:
    """The people who can act on a step now; the agreement's employee only where the employee signs."""
    if step.is_employees_own:
        return [step.terms.agreement.employee]
    if step.assignee is not None:
        people = [step.assignee]
    else:
        people = office_holders(Role(step.role), bureau=step.bureau_id, post=step.post_id, today=today)
    people += delegations.in_place_of(people, step, today)
    employee = step.terms.agreement.employee_id
    return [person for person in people if person.pk != employee and not person.is_separated(today)]
