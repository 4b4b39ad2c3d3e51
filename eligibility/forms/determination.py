"""Filters of the coverage list, and the question of the what-if page."""

from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from eligibility.forms.roles import LONGEST_SEARCH, GetForm
from eligibility.models import Bureau, Employee
from eligibility.models.people import EmployeeQuerySet
from eligibility.policy import fam_2018
from eligibility.what_if import Change, removable_rules

OUTCOMES = {"eligible": True, "not_eligible": False, "unknown": None}
NOT_DETERMINED = "none"
UNTOLD, NO_MAIL = "untold", "no_mail"
RULE_OFF, ABSENCE_LIMIT, RATING = "rule_off", "absence_limit", "rating"


class PeopleFilter(django_filters.FilterSet):
    """By name or number, bureau, outcome, and whether the person has been told."""

    q = django_filters.CharFilter(method="search", label="Name or employee number", max_length=LONGEST_SEARCH)
    bureau = django_filters.ModelChoiceFilter(
        queryset=Bureau.objects.none(),
        field_name="position__bureau",
        to_field_name="code",
        label="Bureau",
        empty_label="Every bureau",
    )
    outcome = django_filters.ChoiceFilter(
        method="by_outcome",
        label="Outcome",
        empty_label="Every outcome",
        choices=[
            ("eligible", "Eligible"),
            ("not_eligible", "Not eligible"),
            ("unknown", "A fact is not known"),
            (NOT_DETERMINED, "Not determined yet"),
        ],
    )
    told = django_filters.ChoiceFilter(
        method="by_told",
        label="Told",
        empty_label="Told or not",
        choices=[(UNTOLD, "Not told yet"), (NO_MAIL, "No mail address")],
    )

    class Meta:
        model = Employee
        fields: list[str] = []
        form = GetForm

    def __init__(self, *args: Any, bureaus: "QuerySet[Bureau]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["bureau"].queryset = bureaus

    def search(self, people: EmployeeQuerySet, name: str, value: str) -> EmployeeQuerySet:
        for word in value.split():
            people = people.filter(
                Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(number__iexact=word)
            )
        return people

    def by_outcome(self, people: EmployeeQuerySet, name: str, value: str) -> EmployeeQuerySet:
        if value == NOT_DETERMINED:
            return people.filter(Q(("is_determined", False)))
        wanted = OUTCOMES[value]
        of_current = Q(eligible__isnull=True) if wanted is None else Q(eligible=wanted)
        return people.filter(of_current, Q(("is_determined", True)))

    def by_told(self, people: EmployeeQuerySet, name: str, value: str) -> EmployeeQuerySet:
        return people.filter(email="") if value == NO_MAIL else people.filter(Q(("told_at__isnull", True)))


class WhatIfForm(GetForm):
    """One change of a rule or of a fact, and for whom to ask."""

    change = forms.ChoiceField(
        label="What would be different",
        choices=[
            (RULE_OFF, "A rule does not hold"),
            (ABSENCE_LIMIT, "Another limit of absence without permission"),
            (RATING, "One person has another rating"),
        ],
        error_messages={"required": "Choose what would be different."},
    )
    rule = forms.ChoiceField(
        label="Rule that does not hold",
        required=False,
        help_text="Only rules of the Department: what stands in the law, it cannot drop.",
    )
    days = forms.DecimalField(
        label="Limit in days of one calendar year",
        required=False,
        min_value=Decimal("0.5"),
        max_value=Decimal("366"),
        max_digits=4,
        decimal_places=1,
        help_text=f"Today it is {fam_2018.ABSENCE_LIMIT_DAYS}, by law.",
    )
    person = forms.CharField(
        label="Employee number",
        required=False,
        max_length=20,
        help_text="Of the person who is supposed to have another rating.",
    )
    rating = forms.ChoiceField(label="Rating of record", required=False)
    bureau = forms.ModelChoiceField(
        Bureau.objects.none(),
        label="Bureau",
        required=False,
        to_field_name="code",
        empty_label="Every bureau in your reach",
    )

    def __init__(self, *args: Any, bureaus: "QuerySet[Bureau]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._field("rule").choices = [
            ("", "Choose a rule"),
            *((rule.code, f"{rule.citation}: {rule.sentence}") for rule in removable_rules()),
        ]
        self._field("rating").choices = [
            ("", "Choose a rating"),
            *((code, rating.label) for scale in fam_2018.RATINGS.values() for code, rating in scale.items()),
        ]
        field = self.fields["bureau"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bureaus

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        needed = {
            RULE_OFF: [("rule", "Choose the rule.")],
            ABSENCE_LIMIT: [("days", "Write the number of days.")],
            RATING: [("person", "Write the employee number."), ("rating", "Choose the rating.")],
        }
        for name, message in needed.get(given.get("change", ""), []):
            if given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, message)
        return given

    def supposed(self) -> Change:
        """The change that was asked for; the form must be valid."""
        given = self.cleaned_data
        if given["change"] == RULE_OFF:
            return Change(rule_off=given["rule"])
        if given["change"] == ABSENCE_LIMIT:
            return Change(absence_limit=given["days"])
        return Change(rating=given["rating"])
