"""What the post records about a stay."""

from telework.forms import AppForm, DateField


class DayForm(AppForm):
    """One day, as it happened."""

    day = DateField(label="On which day?", error_messages={"required": "Give the day."})
