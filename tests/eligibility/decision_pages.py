"""What the tests of the pages of decisions share."""

from django.urls import reverse

from eligibility.models import (
    Employee,
)


def of(person: Employee, name: str = "eligibility_person", *more: str) -> str:
    return reverse(name, args=[person.number, *more])
