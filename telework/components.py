"""What pages hand to the components of templates/components: rows as data, no markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Task:
    """One row of a task list. `locked` says why it cannot be opened yet; then `url` is not linked."""

    title: str
    url: str
    status: str
    hint: str = ""
    locked: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class TimelineEvent:
    """One thing that happened; `actor` is a person's name or "eTelework" for what happens by itself."""

    title: str
    at: datetime
    actor: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class SummaryRow:
    """One answer on a page of answers; several values are shown as a list, none as "Not provided"."""

    label: str
    value: str | Sequence[str]
    change_url: str = ""
    source: str = ""

    @property
    def values(self) -> Sequence[str]:
        return [self.value] if isinstance(self.value, str) and self.value else self.value or []
