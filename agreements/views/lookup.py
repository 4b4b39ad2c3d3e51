"""From an address to its case: what the reader may not see is not there."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from agreements import selectors
from agreements.models import Agreement
from eligibility.forms.roles import FindPersonForm
from eligibility.models import Employee
from eligibility.selectors import people_matching
from telework.models import User

MOST_PEOPLE = 20


def case_or_404(request: HttpRequest, number: str, today: date) -> Agreement:
    """The agreement `number` with its people, if the reader may see it; raises Http404 otherwise."""
    visible = selectors.visible_to(request.user, today)
    people = ("employee__position__bureau", "employee__supervisor", "bureau")
    found: Agreement = get_object_or_404(visible.select_related(*people), number=number)
    return found


def reader(request: HttpRequest) -> User:
    """The person at the screen; the page's rule has made sure that somebody is signed in."""
    assert isinstance(request.user, User), "the page's rule lets only people in who are signed in"
    return request.user


def people_found(
    find: FindPersonForm, user: User, today: date, besides: Iterable[int | None] = ()
) -> tuple[list[Employee], bool]:
    """The people who serve and match the search, never the reader; and whether more match than are shown.

    besides  keys of people who are left out too
    """
    if not find.is_valid():
        return [], False
    people = people_matching(find.cleaned_data["q"], today).exclude(user=user)
    found = list(people.exclude(pk__in=[key for key in besides if key is not None])[: MOST_PEOPLE + 1])
    return found[:MOST_PEOPLE], len(found) > MOST_PEOPLE
