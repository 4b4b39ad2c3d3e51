"""Search and filters of the coordinator's list."""

from typing import Any

import django_filters
from django.db.models import Q

from agreements.models import Agreement
from agreements.models.agreement import AgreementQuerySet
from agreements.policy.schedule import Pattern
from agreements.states import LABELS, State
from telework.forms import AppForm

# A request that is being written is its employee's own paper, so the list never holds one.
STATES = [(state.value, LABELS[state]) for state in State if state is not State.DRAFT]
LONGEST_SEARCH = 100


class FilterForm(AppForm):
    """The filters as a form that is sent by GET."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.disable_csrf = True


class BureauFilter(django_filters.FilterSet):
    """By name or number, state and pattern; expects `pattern` annotated."""

    q = django_filters.CharFilter(
        method="search",
        label="Name or number",
        max_length=LONGEST_SEARCH,
    )
    state = django_filters.ChoiceFilter(choices=STATES, label="Status", empty_label="Every status")
    pattern = django_filters.ChoiceFilter(
        choices=[(pattern.value, pattern.label) for pattern in Pattern],
        label="Pattern",
        empty_label="Every pattern",
    )

    class Meta:
        model = Agreement
        fields: list[str] = []
        form = FilterForm

    def search(self, queryset: AgreementQuerySet, name: str, value: str) -> AgreementQuerySet:
        """Every word must be in the employee's name, employee number or the agreement's number."""
        for word in value.split():
            queryset = queryset.filter(
                Q(number__icontains=word)
                | Q(employee__given_name__icontains=word)
                | Q(employee__family_name__icontains=word)
                | Q(employee__number=word)
            )
        return queryset
