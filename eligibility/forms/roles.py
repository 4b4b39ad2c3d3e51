"""Role holders: filters of the list, the search for a person, granting, ending."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from eligibility.models import Bureau, Employee, Post, RoleAssignment
from eligibility.models.organization import RoleAssignmentQuerySet
from eligibility.services.roles import LONGEST_REASON
from telework.forms import AppForm, DateField, RadioTiles
from telework.roles import ROLES, Role, Scope

LONGEST_SEARCH = 100
ENDED = "ended"
SCOPES = {
    Scope.BUREAU: "For one bureau",
    Scope.POST: "At one post",
    Scope.DEPARTMENT: "For the whole Department",
}


def role_choices(roles: Iterable[Role]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Roles as the options of a list, grouped by how far they reach."""
    groups: defaultdict[Scope, list[tuple[str, str]]] = defaultdict(list)
    for role in roles:
        groups[ROLES[role].scope].append((role.value, ROLES[role].title))
    return [(label, groups[scope]) for scope, label in SCOPES.items() if groups[scope]]


class GetForm(AppForm):
    """A form that is sent by GET."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.disable_csrf = True


class RoleFilter(django_filters.FilterSet):
    """By name or number, role, bureau, and whether the role has ended."""

    q = django_filters.CharFilter(
        method="search",
        label="Name or employee number",
        max_length=LONGEST_SEARCH,
    )
    role = django_filters.ChoiceFilter(label="Role", empty_label="Every role")
    bureau = django_filters.ModelChoiceFilter(
        queryset=Bureau.objects.none(),
        method="in_bureau",
        to_field_name="code",
        label="Bureau",
        empty_label="Every bureau",
    )
    when = django_filters.ChoiceFilter(
        method="leave_alone", choices=[(ENDED, "Ended")], label="When", empty_label="Held now or later"
    )

    class Meta:
        model = RoleAssignment
        fields: list[str] = []
        form = GetForm

    def __init__(
        self, *args: Any, roles: Iterable[Role], bureaus: "QuerySet[Bureau]", today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.filters["role"].extra["choices"] = role_choices(roles)
        self.filters["bureau"].queryset = bureaus

    def filter_queryset(self, queryset: RoleAssignmentQuerySet) -> RoleAssignmentQuerySet:
        found: RoleAssignmentQuerySet = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("when") == ENDED:
            return found.ended(self.today)
        return found.not_ended(self.today)

    def leave_alone(self, queryset: RoleAssignmentQuerySet, name: str, value: str) -> RoleAssignmentQuerySet:
        """No choice means something here too, so `filter_queryset` decides."""
        return queryset

    def search(self, queryset: RoleAssignmentQuerySet, name: str, value: str) -> RoleAssignmentQuerySet:
        for word in value.split():
            queryset = queryset.filter(
                Q(employee__given_name__icontains=word)
                | Q(employee__family_name__icontains=word)
                | Q(employee__number__iexact=word)
            )
        return queryset

    def in_bureau(self, queryset: RoleAssignmentQuerySet, name: str, value: Bureau) -> RoleAssignmentQuerySet:
        """The bureau's own roles and those at its posts."""
        return queryset.filter(Q(bureau=value) | Q(post__bureau=value))


class FindPersonForm(GetForm):
    """Whom the role is for."""

    q = forms.CharField(
        label="Name or employee number",
        max_length=LONGEST_SEARCH,
        help_text="For example “Garcia”, “Ana Garcia” or “E100123”.",
        error_messages={"required": "Write a name or an employee number."},
    )


class GrantForm(AppForm):
    """A role for one of the people found, its place and its days."""

    employee = forms.ChoiceField(
        label="Person", error_messages={"required": "Choose the person who gets the role."}
    )
    role = forms.ChoiceField(label="Role", error_messages={"required": "Choose the role."})
    bureau = forms.ModelChoiceField(
        Bureau.objects.none(), label="Bureau", required=False, to_field_name="code", empty_label="No bureau"
    )
    post = forms.ModelChoiceField(
        Post.objects.none(), label="Post", required=False, to_field_name="code", empty_label="No post"
    )
    starts_on = DateField(label="First day", error_messages={"required": "Give the first day of the role."})
    ends_on = DateField(
        label="Last day", required=False, help_text="Leave it empty if the role is held until further notice."
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Employee],
        roles: Iterable[Role],
        bureaus: "QuerySet[Bureau]",
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = role_choices(roles)
        scopes = {label for label, _ in choices}
        descriptions = {person.number: describe(person) for person in people}
        self.fields["employee"].widget = RadioTiles(descriptions=descriptions)
        self.fields["employee"].choices = [(person.number, person.full_name) for person in people]  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", "Choose a role"), *choices]  # type: ignore[attr-defined]
        self.fields["bureau"].queryset = bureaus  # type: ignore[attr-defined]
        self.fields["post"].queryset = Post.objects.all()  # type: ignore[attr-defined]
        self.fields["bureau"].help_text = "Only for a role that is held for one bureau."
        self.fields["post"].help_text = "Only for a role that is held at one post."
        for name, scope in (("bureau", Scope.BUREAU), ("post", Scope.POST)):
            if SCOPES[scope] not in scopes:
                del self.fields[name]
        if scopes == {SCOPES[Scope.BUREAU]}:
            self.fields["bureau"].required = True
            self.fields["bureau"].help_text = ""
            self.fields["bureau"].empty_label = "Choose a bureau"  # type: ignore[attr-defined]
            self.fields["bureau"].error_messages["required"] = "Choose the bureau."
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget.attrs["min"] = today.isoformat()


class EndForm(AppForm):
    """The last day of a role, and why it ends."""

    ends_on = DateField(
        label="Last day",
        help_text="The role is still held on this day. Month, day, year, for example 12/07/2026.",
        error_messages={"required": "Give the last day of the role."},
    )
    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why the role ends. Whoever gets the letter reads it, and it stays in the record.",
        error_messages={"required": "Say why the role ends; the person reads it."},
    )

    def __init__(self, *args: Any, today: date, has_begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"ends_on": today}, **kwargs)
        self.fields["ends_on"].widget.attrs["min"] = today.isoformat()
        if not has_begun:
            del self.fields["ends_on"]


def describe(person: Employee) -> str:
    """What tells people of the same name apart."""
    if person.position is None:
        return f"{person.number}, in no position"
    return f"{person.number}, {person.position.title}, {person.position.bureau.code}"
