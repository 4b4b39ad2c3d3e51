"""What stands on every page of somebody signed in: where they can go, and whom to ask (2363.3(a))."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from agreements import inbox
from eligibility import contact, reach
from eligibility.authority import has_people
from eligibility.disputes import has_disputes_to_read
from eligibility.permissions import employee_of, has_role
from eligibility.vacancies import has_vacancies
from telework import clock
from telework.models import User
from telework.roles import Role

T = TypeVar("T")
# Pages of an office. Policies: these put them on file; others read them from where a request begins.
OFFICE_PAGES: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    (
        "Equipment on loan",
        "loans",
        (Role.EXECUTIVE_DIRECTOR, Role.EXECUTIVE_DIRECTOR_DESIGNEE, Role.COORDINATOR),
    ),
    ("Remote access: who pays", "fob_billing", (Role.COORDINATOR, Role.MANAGING_OFFICER)),
    ("Letters", "letters", (Role.MANAGING_OFFICER,)),
    ("Emergencies", "emergencies", (Role.MANAGING_OFFICER,)),
    ("Closures", "closures", (Role.ADMINISTRATOR,)),
    ("Operations", "operations", (Role.ADMINISTRATOR, Role.MANAGING_OFFICER, Role.AUDITOR)),
    ("Evacuations", "evacuations", (Role.MANAGEMENT_OFFICER, Role.HR_OFFICER)),
    (
        "Policies",
        "bureau_policies",
        (Role.EXECUTIVE_DIRECTOR, Role.MANAGEMENT_OFFICER, Role.MANAGING_OFFICER),
    ),
)


# Pages that other apps add: a label and a URL name each, for whoever has something to do or to read there.
MorePages = Callable[[User, date], list[tuple[str, str]]]
_more: list[MorePages] = []


def add_pages(pages: MorePages) -> None:
    """Ask `pages` too, from start-up on."""
    _more.append(pages)


@dataclass(frozen=True)
class Entry:
    """One entry of the primary navigation; `count` is shown only when something waits."""

    label: str
    url: str
    current: bool
    count: int = 0


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation` and `coordinator_contact`, each computed once a request and only if the page shows it."""
    return {
        "navigation": SimpleLazyObject(lambda: _once(request, "_navigation", _entries)),
        "coordinator_contact": SimpleLazyObject(lambda: _once(request, "_contact", contact_of)),
    }


def contact_of(request: HttpRequest) -> contact.Contact | None:
    """The telework coordinator of the reader's bureau, or who stands in for one; None without a bureau."""
    person = employee_of(request.user) if hasattr(request, "user") else None
    return contact.contact_at(person.bureau, clock.today()) if person is not None else None


def _entries(request: HttpRequest) -> list[Entry]:
    person = employee_of(request.user) if hasattr(request, "user") else None
    today = clock.today()
    if person is None or person.is_separated(today) or not isinstance(request.user, User):
        return []
    waiting = inbox.count_to_act_on(request.user, today)
    pages = [("My telework", "home", 0), ("My eligibility", "eligibility", 0)]
    pages.append(("My training", "training", 0))
    pages.append(("Waiting for you", "inbox", waiting))
    if has_role(request.user, Role.COORDINATOR, today):
        pages.append(("Bureau agreements", "bureau", 0))
        pages.append(("Reviews", "reviews", 0))
        if has_vacancies(request.user, today):
            pages.append(("Vacant roles", "roles_vacant", 0))
    if any(has_role(request.user, role, today) for role in reach.READERS):
        pages.append(("Coverage", "eligibility_coverage", 0))
    if any(has_role(request.user, role, today) for role in (Role.ADMINISTRATOR, Role.EXECUTIVE_DIRECTOR)):
        pages.append(("Roles", "roles", 0))
    if has_people(request.user, today):
        pages.append(("Your people", "eligibility_people", 0))
    if has_disputes_to_read(request.user, today):
        pages.append(("Facts said to be wrong", "disputes", 0))
    pages += [
        (label, name, 0)
        for label, name, roles in OFFICE_PAGES
        if any(has_role(request.user, role, today) for role in roles)
    ]
    pages += [(label, name, 0) for more in _more for label, name in more(request.user, today)]
    pages.append(("Guidance", "guidance", 0))
    return [_entry(request, *page) for page in pages]


def _entry(request: HttpRequest, label: str, name: str, count: int) -> Entry:
    url = reverse(name)
    return Entry(label, url, request.path == url, count)


def _once(request: HttpRequest, name: str, compute: Callable[[HttpRequest], T]) -> T:
    if not hasattr(request, name):
        setattr(request, name, compute(request))
    kept: T = getattr(request, name)
    return kept
