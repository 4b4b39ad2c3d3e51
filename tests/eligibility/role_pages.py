"""The pages of roles and what a reader finds on them."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse

from eligibility.models import RoleAssignment
from tests.cast import TODAY

TOMORROW = TODAY + timedelta(days=1)
GRANT, ROLES, VACANT = "/roles/grant/", "/roles/", "/roles/vacant/"


Visit = Callable[..., HttpResponse]


def text(response: HttpResponse) -> str:
    return response.content.decode()


def end_url(assignment: RoleAssignment) -> str:
    return reverse("role_end", args=[assignment.pk])
