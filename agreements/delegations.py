"""Delegations in force: which steps somebody decides in somebody else's place.

What is given is what the giver holds in their own right, so nothing that was given can be given on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from agreements import kinds
from agreements.models import ApprovalStep, Delegation
from agreements.models.delegation import DelegationQuerySet
from agreements.offices import is_office_of, steps_of
from agreements.states import Decision
from eligibility.models import Employee, RoleAssignment
from eligibility.permissions import Held
from telework.roles import Role

NOTHING = Q(pk__in=[])


def held_by(person: Employee, today: date) -> DelegationQuerySet:
    """What was given to `person` and holds on `today`; who has left gives nothing any more."""
    serving = Employee.objects.serving(today)
    return (
        Delegation.objects.in_force(today)
        .filter(holder=person, giver__in=serving)
        .select_related("giver")
        .order_by("pk")
    )


def steps_given_to(person: Employee | None, today: date) -> Q:
    """The steps that `person` decides for others: never on a giver's own agreement (separation of duties)."""
    if person is None:
        return NOTHING
    given = list(held_by(person, today))
    if not given:
        return NOTHING
    return _steps_of(given, {one.giver_id for one in given}, today) & ~Q(_decided_already(person))


def giver_of(person: Employee, step: ApprovalStep, today: date) -> Employee | None:
    """In whose place `person` decides `step`; None when nobody gave it to them, or they decided already."""
    if ApprovalStep.objects.filter(_decided_already(person), pk=step.pk).exists():
        return None
    given = list(held_by(person, today))
    givers = {one.giver_id for one in given}
    for one in given:
        if ApprovalStep.objects.filter(_steps_of([one], givers, today), pk=step.pk).exists():
            return one.giver
    return None


def givers_of(person: Employee, steps: Iterable[ApprovalStep], today: date) -> dict[int, Employee]:
    """By step, in whose place `person` decides it, of steps that are theirs; at most two queries."""
    given = list(held_by(person, today))
    if not given:
        return {}
    offices = _offices_of({person.pk, *(one.giver_id for one in given)}, today)
    found: dict[int, Employee] = {}
    for step in steps:
        if _is_of(step, person.pk, offices[person.pk]):
            continue
        giver = next((d.giver for d in given if _is_of(step, d.giver_id, offices[d.giver_id])), None)
        if giver is not None:
            found[step.pk] = giver
    return found


def offices_of(person: Employee, today: date) -> list[Held]:
    """The roles that `person` holds on `today`."""
    return _offices_of([person.pk], today)[person.pk]


def in_place_of(people: Collection[Employee], step: ApprovalStep, today: date) -> list[Employee]:
    """Who decides `step` in place of one of `people`, whose step it is in their own right."""
    holders = Employee.objects.serving(today).filter(
        pk__in=Delegation.objects.in_force(today).filter(giver__in=people).values("holder")
    )
    here = ApprovalStep.objects.filter(pk=step.pk)
    return [
        holder
        for holder in holders.exclude(pk__in=[one.pk for one in people]).order_by("pk")
        if holder.pk != step.terms.agreement.employee_id
        and here.filter(steps_given_to(holder, today)).exists()
    ]


def _decided_already(person: Employee) -> Exists:
    """Steps on terms on which `person` decided another: two signatures are two people's.

    Who denied does not look again in somebody else's place either.
    """
    decided = ApprovalStep.objects.filter(
        terms=OuterRef("terms"),
        decided_by=person,
        decision__in=(Decision.APPROVED, Decision.DENIED),
        taken_back_at__isnull=True,
    )
    return Exists(decided.exclude(pk=OuterRef("pk")))


def _steps_of(given: Iterable[Delegation], givers: Collection[int], today: date) -> Q:
    offices = _offices_of(givers, today)
    found = NOTHING
    for one in given:
        own = Q(assignee=one.giver_id) | Q(steps_of(offices[one.giver_id]), assignee__isnull=True)
        found |= own & _scope(one)
    # Only the employee signs for the employee (2362.1(b)).
    return found & ~Q(terms__agreement__employee__in=list(givers)) & ~Q(role=Role.EMPLOYEE)


def _is_of(step: ApprovalStep, person: int, offices: Iterable[Held]) -> bool:
    if step.assignee_id is not None:
        return step.assignee_id == person
    return any(is_office_of(step, held) for held in offices)


def _scope(delegation: Delegation) -> Q:
    """A sealed kind is given only where it is named: its readers are chosen one by one (2361.3(c))."""
    kind = "terms__agreement__kind__in"
    within = Q(**{kind: delegation.kinds}) if delegation.kinds else ~Q(**{kind: kinds.sealed_codes()})
    if delegation.bureau_id is not None:
        within &= Q(bureau=delegation.bureau_id)
    if delegation.post_id is not None:
        within &= Q(post=delegation.post_id)
    return within


def _offices_of(people: Iterable[int], today: date) -> defaultdict[int, list[Held]]:
    rows = RoleAssignment.objects.in_force(today).filter(employee__in=list(people))
    offices: defaultdict[int, list[Held]] = defaultdict(list)
    for row in rows:
        offices[row.employee_id].append(Held(Role(row.role), row.bureau_id, row.post_id))
    return offices
