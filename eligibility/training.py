"""The telework courses: who keeps the record of them, whose certificates somebody may see (2362.7)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from eligibility.disputes import FACTS, Offices
from eligibility.disputes import keepers as keepers_of_fact
from eligibility.models import Employee, TrainingCertificate, TrainingCompletion
from eligibility.models.people import EmployeeQuerySet
from eligibility.permissions import NO_EMPLOYEE_RECORD, bureaus_where, employee_of
from eligibility.policy.fam_2018 import ACT_SIGNED_ON
from telework.access import Access
from telework.models import User
from telework.roles import BUREAU_DECIDERS, Role

Course = TrainingCompletion.Course
# The coordinator; the others stand in where there is none but the person themselves.
KEEPERS = BUREAU_DECIDERS | {Role.COORDINATOR}
COURSE_FACT = FACTS["employee_training"]


@dataclass(frozen=True)
class CourseStanding:
    """Where somebody stands with one course."""

    course: Course
    completed_on: date | None
    exempt_evidence_on: date | None
    waiting: TrainingCertificate | None

    @property
    def title(self) -> str:
        return self.course.label

    @property
    def is_done(self) -> bool:
        """The exemption is from the employees' course only."""
        is_exempt = self.exempt_evidence_on is not None and self.exempt_evidence_on < ACT_SIGNED_ON
        return self.completed_on is not None or (is_exempt and self.course == Course.EMPLOYEE)


def standing_of(person: Employee, today: date) -> list[CourseStanding]:
    """Both courses of one person. Two queries."""
    records = [one for one in person.training.all() if one.completed_on is None or one.completed_on <= today]
    waiting = {
        one.course: one for one in person.certificates.filter(checked_at__isnull=True).defer("content")
    }
    return [
        CourseStanding(
            course,
            max((r.completed_on for r in records if r.course == course and r.completed_on), default=None),
            min(
                (r.exempt_evidence_on for r in records if r.course == course and r.exempt_evidence_on),
                default=None,
            ),
            waiting.get(course),
        )
        for course in Course
    ]


def needs_manager_course(person: Employee, today: date) -> bool:
    """Whether somebody whom a teleworker reports to has not completed the course for managers."""
    course = person.training.filter(course=Course.MANAGER, completed_on__lte=today)
    return not course.exists()


def keepers(person: Employee, today: date, offices: Offices | None = None) -> list[Employee]:
    """Who records and checks the courses of `person`: the bureau's coordinator, or who stands in."""
    return keepers_of_fact(person, COURSE_FACT, today, offices)


def may_keep(
    user: User | AnonymousUser, person: Employee, today: date, offices: Offices | None = None
) -> Access:
    """Whoever keeps the record of `person`; nobody their own."""
    reader = employee_of(user)
    if reader is None or reader.is_separated(today):
        return Access.no(NO_EMPLOYEE_RECORD)
    if reader.pk == person.pk:
        return Access.no("Nobody records or checks their own course. Another coordinator does it.")
    owners = keepers(person, today, offices)
    if reader.pk in {one.pk for one in owners}:
        return Access.yes()
    names = " or ".join(one.full_name for one in owners) or "nobody yet: the role is vacant"
    return Access.no(
        f"The coordinator of the person's bureau keeps their courses (3 FAM 2363.3). That is {names}."
    )


def may_upload(user: User | AnonymousUser, today: date) -> Access:
    """Everybody who serves, for themselves."""
    reader = employee_of(user)
    if reader is None or reader.is_separated(today):
        return Access.no(NO_EMPLOYEE_RECORD)
    return Access.yes()


def people_kept_by(user: User | AnonymousUser, today: date) -> EmployeeQuerySet:
    """The serving people of the bureaus for which `user` keeps the courses; never oneself."""
    reader = employee_of(user)
    bureaus = bureaus_where(user, KEEPERS, today)
    if reader is None or not bureaus:
        return Employee.objects.none()
    return (
        Employee.objects.serving(today)
        .with_bureau()
        .filter(position__bureau__in=bureaus)
        .exclude(pk=reader.pk)
    )


def certificates_visible_to(user: User | AnonymousUser, today: date) -> "QuerySet[TrainingCertificate]":
    """One's own, and those of the bureaus for which `user` keeps the courses; without their bytes."""
    reader = employee_of(user)
    if reader is None or reader.is_separated(today):
        return TrainingCertificate.objects.none()
    bureaus = bureaus_where(user, KEEPERS, today)
    return (
        TrainingCertificate.objects.filter(Q(employee=reader) | Q(employee__position__bureau__in=bureaus))
        .select_related("employee__position__bureau", "employee__supervisor", "checked_by")
        .defer("content")
    )


def certificates_to_check(user: User | AnonymousUser, today: date) -> list[TrainingCertificate]:
    """Those that wait for `user`, the oldest first; the offices of each bureau are looked up once.

    Nobody without an office keeps a record, so for them nothing is asked.
    """
    if not bureaus_where(user, KEEPERS, today):
        return []
    known: dict[int | None, Offices] = {}
    waiting = []
    for one in certificates_visible_to(user, today).filter(checked_at__isnull=True):
        bureau = one.employee.bureau.pk if one.employee.bureau is not None else None
        if bureau not in known:
            known[bureau] = Offices.of(bureau, today)
        if may_keep(user, one.employee, today, known[bureau]):
            waiting.append(one)
    return waiting
