"""The end of a stay overseas: extended, moved by amended orders, or named by the chief of mission."""

from django import forms

from telework.forms import AppForm, DateField

LONGEST_TEXT = 2000
LONGEST_REFERENCE = 120


class ExtendForm(AppForm):
    """The new last day, and why (2368.6(a))."""

    last_day = DateField(label="New last day", error_messages={"required": "Give the new last day."})
    justification = forms.CharField(
        label="Why do you ask for more time?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who decides reads this. No medical details.",
        error_messages={"required": "Say why you ask for more time (3 FAM 2368.6(c))."},
    )


class OrdersForm(AppForm):
    """The new end of the sponsor's assignment, and the orders that say so."""

    assignment_ends_on = DateField(
        label="Last day of the assignment, by the amended orders",
        error_messages={"required": "Give the last day of the assignment."},
    )
    reference = forms.CharField(
        label="Reference of the amended orders",
        max_length=LONGEST_REFERENCE,
        error_messages={"required": "Give the reference of the amended orders."},
    )


class WithdrawalForm(AppForm):
    """The day and the reference of what the chief of mission said (2368.6(d))."""

    last_day = DateField(
        label="Last day of the stay, as the chief of mission says",
        error_messages={"required": "Give the last day that the chief of mission named."},
    )
    reference = forms.CharField(
        label="Reference",
        max_length=LONGEST_REFERENCE,
        help_text="Under which it is kept, for example of a cable. No reasons here.",
        error_messages={"required": "Give the reference of what the chief of mission said."},
    )
