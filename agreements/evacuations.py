"""Evacuations as rows: whose days are recorded, and how many of them are used (2362.5(2))."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from agreements.models import Agreement, MedicalEvacuation, TermsVersion
from agreements.states import State
from eligibility.models import Employee
from eligibility.permissions import roles_of
from telework.access import Access
from telework.models import User
from telework.roles import Role

RECORDERS = (Role.MANAGEMENT_OFFICER, Role.HR_OFFICER)
COUNTED = (State.APPROVED, State.ACTIVE, State.SUSPENDED, State.ENDED)
ONLY_THE_POST = "This is recorded by the management officer or the human resources officer of the post."


def posts_of(user: User, today: date) -> frozenset[int]:
    """Keys of the posts whose evacuations `user` records."""
    held = roles_of(user, today)
    return frozenset(one.post for one in held if one.role in RECORDERS and one.post is not None)


def may_record(user: User, employee: Employee, today: date) -> Access:
    """An officer of the employee's post; nobody about themselves."""
    post = employee.position.post_id if employee.position is not None else None
    if post is None or post not in posts_of(user, today):
        return Access.no(ONLY_THE_POST)
    if employee.user_id == user.pk:
        return Access.no("Nobody records this about themselves. Ask the other officer of your post.")
    return Access.yes()


def recorded_by(user: User, today: date) -> "QuerySet[MedicalEvacuation]":
    """The evacuations of the posts whose officer `user` is, without their own."""
    rows = MedicalEvacuation.objects.filter(post__in=posts_of(user, today)).exclude(employee__user=user)
    return rows.select_related("employee", "post")


def people_at(user: User, today: date) -> "QuerySet[Employee]":
    """The people of these posts who serve, without the reader."""
    people = Employee.objects.serving(today).filter(position__post__in=posts_of(user, today))
    return people.exclude(user=user).order_by("family_name", "given_name", "pk")


def days_used(evacuation: MedicalEvacuation, *, without: Agreement) -> int:
    """The days of all arrangements of one evacuation but `without`, first and last day counted."""
    terms = TermsVersion.objects.filter(medevac__evacuation=evacuation, agreement__state__in=COUNTED)
    cases = Agreement.objects.filter(pk__in=terms.values("agreement")).exclude(pk=without.pk)
    return sum(_days(cases))


def _days(cases: "QuerySet[Agreement]") -> Iterator[int]:
    for case in cases:
        last = case.ended_on or case.ends_on
        if case.starts_on is not None and last is not None:
            yield max(0, (last - case.starts_on).days + 1)


def arrangements_of(evacuation: MedicalEvacuation) -> "QuerySet[Agreement]":
    """The agreements of one evacuation that hold or will, and can still be cut short."""
    live = TermsVersion.objects.filter(medevac__evacuation=evacuation)
    states = (State.APPROVED, State.ACTIVE, State.SUSPENDED)
    return Agreement.objects.filter(pk__in=live.values("agreement"), state__in=states).order_by("pk")
