"""The form that moves the clock."""

from datetime import date, timedelta
from typing import Any

from demo.clock import MOST_DAYS, refusal_of
from telework.forms import AppForm, DateField


class MoveClockForm(AppForm):
    """A day ahead of today; the buttons of the page send the same field."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        earliest, latest = today + timedelta(days=1), today + timedelta(days=MOST_DAYS)
        self.fields["day"] = DateField(label="Another day", earliest=earliest, latest=latest)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        refusal = refusal_of(day, self.today)
        if refusal:
            self.add_error("day", refusal)
        return day
