"""How many have been determined and told, bureau by bureau: the law says everybody."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from eligibility.models import EligibilityDetermination
from eligibility.models.people import EmployeeQuerySet
from eligibility.reach import bureaus_in_reach, people_in_reach, sees_everywhere
from telework.models import User

NO_BUREAU = "none"


@dataclass(frozen=True)
class Covered:
    """The figures of one bureau, or of all of them; `code` NO_BUREAU: people without a position."""

    code: str
    name: str
    employees: int
    eligible: int
    not_eligible: int
    unknown: int
    told: int
    no_mail: int

    @property
    def determined(self) -> int:
        return self.eligible + self.not_eligible + self.unknown

    @property
    def percent(self) -> int:
        """Of the employees how many are determined and told, rounded down: 100 means everybody."""
        return 100 * self.told // self.employees if self.employees else 100


def current() -> "QuerySet[EligibilityDetermination]":
    """The current determination of the person in the outer query."""
    return EligibilityDetermination.objects.filter(employee=OuterRef("pk"), is_current=True)


def with_outcome(people: EmployeeQuerySet) -> EmployeeQuerySet:
    """People with what is current about them: `eligible`, `determined_on`, `told_at`; None without one."""
    return people.annotate(
        is_determined=Exists(current()),
        eligible=Subquery(current().values("eligible")),
        determined_on=Subquery(current().values("determined_on")),
        told_at=Subquery(current().values("notified_at")),
    )


def coverage(user: User | AnonymousUser, today: date) -> list[Covered]:
    """One row for each bureau in reach, also where nobody is determined. Two queries."""
    is_current = Q(determinations__is_current=True)
    conditions = {
        "eligible": is_current & Q(determinations__eligible=True),
        "not_eligible": is_current & Q(determinations__eligible=False),
        "unknown": is_current & Q(determinations__eligible__isnull=True),
        "told": is_current & Q(determinations__notified_at__isnull=False),
    }
    rows = (
        people_in_reach(user, today)
        .order_by()
        .values_list("position__bureau")
        .annotate(
            employees=Count("pk", distinct=True),
            **{name: Count("determinations", filter=condition) for name, condition in conditions.items()},
            no_mail=Count("pk", distinct=True, filter=Q(email="")),
        )
    )
    figures = {bureau: numbers for bureau, *numbers in rows}
    found = [
        Covered(bureau.code, bureau.name, *figures.get(bureau.pk, [0] * 6))
        for bureau in bureaus_in_reach(user, today)
    ]
    if sees_everywhere(user, today) and None in figures:
        found.append(Covered(NO_BUREAU, "Without a position", *figures[None]))
    return [row for row in found if row.employees]


def total(rows: list[Covered]) -> Covered:
    names = ("employees", "eligible", "not_eligible", "unknown", "told", "no_mail")
    return Covered("", "All", *(sum(getattr(row, name) for row in rows) for name in names))


def people_listed(user: User | AnonymousUser, today: date) -> EmployeeQuerySet:
    """The people behind the figures, with their outcome."""
    people: EmployeeQuerySet = with_outcome(people_in_reach(user, today).select_related("position__bureau"))
    return people
