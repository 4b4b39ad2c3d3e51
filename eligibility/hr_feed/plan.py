"""What an extract would change, worked out before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from eligibility.hr_feed.columns import FeedFile, Key, Row
from eligibility.hr_feed.kinds import Value
from eligibility.hr_feed.reading import Refusal

# More than this share of a table's rows changed at once is a mistake more often than an extract.
SHARE_NEEDING_ACCEPT = 0.20

Progress = Callable[[str], None]


class Changed(NamedTuple):
    """A row that is held already, with other values."""

    pk: int
    key: Key
    old: Row
    new: Row

    def places(self) -> list[int]:
        """Where old and new differ."""
        return [place for place, (old, new) in enumerate(zip(self.old, self.new, strict=True)) if old != new]


@dataclass
class Names:
    """The rows of one file that other rows may name, by that name.

    held      in the database, with their ids
    accepted  in this extract and taken
    refused   in this extract and not taken, with their lines
    """

    held: dict[Value, int] = field(default_factory=dict)
    accepted: set[Value] = field(default_factory=set)
    refused: dict[Value, int] = field(default_factory=dict)

    def are_known(self, name: Value) -> bool:
        return name is None or name in self.held or name in self.accepted


@dataclass
class FilePlan:
    """What happens to one table.

    held       rows in the table before the import
    refreshed  rows with nothing new but the date of the extract, counted as unchanged too
    """

    spec: FeedFile
    sha256: str
    held: int = 0
    added: dict[Key, Row] = field(default_factory=dict)
    changed: list[Changed] = field(default_factory=list)
    refreshed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    refused: int = 0

    @property
    def needs_accept(self) -> bool:
        return len(self.changed) > SHARE_NEEDING_ACCEPT * self.held


@dataclass
class Plan:
    """What the whole extract would do. With a problem, or `outdated` by what is held, it does nothing."""

    files: list[FilePlan] = field(default_factory=list)
    names: dict[str, Names] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    outdated: str = ""
    notices: list[str] = field(default_factory=list)

    def file(self, spec: FeedFile) -> FilePlan:
        """What happens to the table of `spec`."""
        return next(file for file in self.files if file.spec is spec)
