"""Who holds which role: the list, granting, ending."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import dateformat
from django.views.decorators.http import require_http_methods, require_safe

from eligibility.forms.roles import EndForm, FindPersonForm, GrantForm, RoleFilter
from eligibility.models import Bureau, Employee, RoleAssignment
from eligibility.models.organization import GRANTED_ROLES
from eligibility.permissions import (
    bureaus_where,
    employee_of,
    employee_only,
    grantable_roles,
    has_role,
    holds,
    may_end,
)
from eligibility.selectors import DIRECTOR, holders, people_matching, roles_visible_to
from eligibility.services import roles as commands
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from telework.roles import ROLES, Role, Scope

PER_PAGE = 25
MOST_PEOPLE = 20
GRANTORS = (Role.ADMINISTRATOR, Role.EXECUTIVE_DIRECTOR)
PEOPLE = ("employee__position__bureau", "bureau", "post__bureau")


@dataclass(frozen=True)
class Row:
    """One role of the list."""

    assignment: RoleAssignment
    may_end: bool
    has_left: bool
    is_to_come: bool


@access.rule(holds(*GRANTORS))
@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    user = _reader(request)
    everywhere = has_role(user, Role.ADMINISTRATOR, today)
    roles = [role for role in GRANTED_ROLES if everywhere or ROLES[role].scope is not Scope.DEPARTMENT]
    filtered = RoleFilter(
        request.GET,
        queryset=_in_order(roles_visible_to(user, today)),
        roles=roles,
        bureaus=_bureaus(user, today),
        today=today,
    )
    page = Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": filtered.form,
        "page": page,
        "rows": _rows(user, page.object_list, today),
        "is_filtered": any(request.GET.get(name) for name in filtered.filters),
        "everywhere": everywhere,
    }
    return render(request, "eligibility/roles.html", context)


@access.rule(holds(*GRANTORS))
@require_http_methods(["GET", "HEAD", "POST"])
def role_grant(request: HttpRequest) -> HttpResponse:
    """Find the person, then grant the role; the search stays in the address, so nothing typed is lost."""
    now = clock.now()
    today = clock.date_of(now)
    user = _reader(request)
    find = FindPersonForm(request.GET if "q" in request.GET else None)
    found = _found(find, user, today)
    people = found[:MOST_PEOPLE]
    roles, bureaus = grantable_roles(user, today), _bureaus(user, today)
    wanted = {name: request.GET[name] for name in ("role", "bureau", "post") if request.GET.get(name)}
    form = GrantForm(
        request.POST or None,
        people=people,
        roles=roles,
        bureaus=bureaus,
        today=today,
        initial=_initial(people, bureaus, today) | wanted,
    )
    if form.is_valid():
        chosen = next(person for person in people if person.number == form.cleaned_data["employee"])
        if _grant(request, user, now, chosen, form.cleaned_data, form):
            return HttpResponseRedirect(reverse("roles"))
    context = {
        "find": find,
        "form": form,
        "people": people,
        "has_more": len(found) > MOST_PEOPLE,
        "wanted": wanted,
        "definitions": [ROLES[role] for role in roles],
    }
    return render(request, "eligibility/role_grant.html", context)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    today = clock.date_of(now)
    user = _reader(request)
    held = get_object_or_404(roles_visible_to(user, today).select_related(*PEOPLE), pk=pk)
    may = may_end(user, held, today)
    if not may:
        raise NotPermitted(may.reason)
    if held.ends_on is not None and held.ends_on < today:
        raise WrongState(f"This role ended on {_in_words(held.ends_on)}.")
    has_begun = held.starts_on <= today
    form = EndForm(request.POST or None, today=today, has_begun=has_begun)
    if form.is_valid() and _end(request, user, now, held, form):
        return HttpResponseRedirect(_after_end(user, held, today))
    others = holders(Role(held.role), today=today, bureau=held.bureau_id, post=held.post_id)
    context = {
        "held": held,
        "form": form,
        "has_begun": has_begun,
        "is_own": held.employee.user_id == user.pk,
        "others": [person for person in others if person.pk != held.employee_id],
        "points": _points(held, user, today),
        "back": _after_end(user, held, today),
    }
    return render(request, "eligibility/role_end.html", context)


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "the page's rule lets only people in who are signed in"
    return request.user


def _bureaus(user: User, today: date) -> "QuerySet[Bureau]":
    """The bureaus in which `user` deals with roles."""
    if has_role(user, Role.ADMINISTRATOR, today):
        return Bureau.objects.all()
    return Bureau.objects.filter(pk__in=bureaus_where(user, DIRECTOR, today))


def _in_order(roles: "QuerySet[RoleAssignment]") -> "QuerySet[RoleAssignment]":
    """Bureau by bureau, with its posts after its own roles; the Department's roles first."""
    return roles.select_related(*PEOPLE).order_by(
        F("bureau__code").asc(nulls_first=True),
        F("post__bureau__code").asc(nulls_first=True),
        F("post__name").asc(nulls_first=True),
        "role",
        "employee__family_name",
        "employee__given_name",
        "pk",
    )


def _rows(user: User, assignments: Iterable[RoleAssignment], today: date) -> list[Row]:
    return [
        Row(
            assignment,
            may_end=(assignment.ends_on is None or assignment.ends_on >= today)
            and bool(may_end(user, assignment, today)),
            has_left=assignment.employee.is_separated(today),
            is_to_come=assignment.starts_on > today,
        )
        for assignment in assignments
    ]


def _found(find: FindPersonForm, user: User, today: date) -> list[Employee]:
    """The people who match, one more than are shown; never the reader, who cannot be granted a role here."""
    person = employee_of(user)
    if not find.is_valid() or person is None:
        return []
    return list(people_matching(find.cleaned_data["q"], today).exclude(pk=person.pk)[: MOST_PEOPLE + 1])


def _initial(people: list[Employee], bureaus: "QuerySet[Bureau]", today: date) -> dict[str, Any]:
    initial: dict[str, Any] = {"starts_on": today}
    if len(people) == 1:
        initial["employee"] = people[0].number
    codes = list(bureaus.values_list("code", flat=True)[:2])
    if len(codes) == 1:
        initial["bureau"] = codes[0]
    return initial


def _grant(
    request: HttpRequest, user: User, now: datetime, person: Employee, given: dict[str, Any], form: GrantForm
) -> bool:
    """Grant the role; False when the form has to be shown again. The same grant sent twice is one."""
    place = {"bureau": given.get("bureau"), "post": given.get("post")}
    values = {
        **place,
        "role": Role(given["role"]),
        "starts_on": given["starts_on"],
        "ends_on": given["ends_on"],
    }
    title = ROLES[values["role"]].title
    try:
        assignment = commands.grant_role(actor=user, now=now, employee=person, **values)
    except PolicyRefused as refusal:
        if RoleAssignment.objects.filter(employee=person, **values).exists():
            messages.info(request, f"{person.full_name} holds this role already: {title}.")
            return True
        form.add_refusal(refusal)
        return False
    messages.success(
        request,
        f"{person.full_name}: {title}, {assignment.place}, from {_in_words(assignment.starts_on)}. "
        "A letter tells them.",
    )
    return True


def _end(request: HttpRequest, user: User, now: datetime, held: RoleAssignment, form: EndForm) -> bool:
    """End the role; False when the form has to be shown again. The same end sent twice is one."""
    last_day = form.cleaned_data.get("ends_on", clock.date_of(now))
    named = f"{held.employee.full_name}: {held.title}, {held.place}"
    try:
        if held.ends_on != last_day:
            reason = form.cleaned_data["reason"]
            commands.end_role(actor=user, now=now, assignment=held, ends_on=last_day, reason=reason)
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    if held.starts_on > last_day:
        messages.success(request, f"{named}. The role is taken back before it began.")
    else:
        messages.success(request, f"{named}. The role ends on {_in_words(last_day)}, its last day.")
    return True


def _points(held: RoleAssignment, user: User, today: date) -> list[str]:
    """What follows from ending the role, before it is ended."""
    is_own = held.employee.user_id == user.pk
    if held.starts_on <= today:
        who = "You" if is_own else held.employee.full_name
        first = f"{who} can still act in this role through the last day, and no longer from the next."
    else:
        first = f"The role was to begin on {_in_words(held.starts_on)}. It is taken back, and never begins."
    readers = [] if is_own else [held.employee.full_name]
    if held.own_bureau is not None and held.own_bureau.pk not in bureaus_where(user, DIRECTOR, today):
        readers.append("the bureau's executive director")
    return [
        first,
        "What was decided in this role stays as it is. The record keeps who held it, when, and why it ended.",
        *([f"A letter with your reason goes to {' and '.join(readers)}."] if readers else []),
        "This cannot be undone here. The role can be granted again.",
    ]


def _after_end(user: User, held: RoleAssignment, today: date) -> str:
    deals_with_roles = any(has_role(user, role, today) for role in GRANTORS)
    return reverse("roles") if deals_with_roles else "/"


def _in_words(day: date) -> str:
    return dateformat.format(day, "l, j F Y")
