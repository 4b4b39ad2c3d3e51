"""The report of an import: what was added, changed, unchanged, refused, and why."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from eligibility.hr_feed.entered import Meeting, lines
from eligibility.hr_feed.kinds import Value
from eligibility.hr_feed.plan import SHARE_NEEDING_ACCEPT, FilePlan, Plan


class Result(StrEnum):
    """How an import ended."""

    WRITTEN = "written"
    DRY_RUN = "dry run"
    UNREADABLE = "unreadable"
    NEEDS_ACCEPT = "needs accept"
    OUTDATED = "outdated"


class ImportReport:
    """One import, as it ended."""

    def __init__(self, plan: Plan, result: Result, met: Sequence[Meeting] = ()) -> None:
        self.plan = plan
        self.result = result
        self.met = met

    @property
    def is_fine(self) -> bool:
        """Whether the extract was taken, or would be; single rows may still have been refused."""
        return self.result in (Result.WRITTEN, Result.DRY_RUN)

    @property
    def refused(self) -> int:
        return sum(file.refused for file in self.plan.files)

    def counts(self) -> dict[str, dict[str, Any]]:
        """Per file: its digest, and how many rows were added, changed, unchanged and refused."""
        return {
            file.spec.name: {
                "sha256": file.sha256,
                "added": len(file.added),
                "changed": len(file.changed),
                "unchanged": file.unchanged,
                "refused": file.refused,
            }
            for file in self.plan.files
        }

    def lines(self) -> Iterator[str]:
        """The report as text, line by line."""
        yield from (f"Notice: {notice}" for notice in self.plan.notices)
        yield from (f"Not readable: {problem}" for problem in self.plan.problems)
        if self.plan.outdated:
            yield f"Outdated: {self.plan.outdated}"
        elif not self.plan.problems:
            yield from self._table()
            for file in self.plan.files:
                yield from _changes(file)
                yield from _refusals(file)
            yield from lines(self.met)
        yield self._conclusion()

    def _table(self) -> Iterator[str]:
        yield f"{'file':<20}{'added':>9}{'changed':>9}{'unchanged':>11}{'refused':>9}"
        for file in self.plan.files:
            yield (
                f"{file.spec.name:<20}{len(file.added):>9}{len(file.changed):>9}"
                f"{file.unchanged:>11}{file.refused:>9}"
            )

    def _conclusion(self) -> str:
        if self.result is Result.UNREADABLE:
            return "Nothing was written."
        if self.result is Result.OUTDATED:
            return "Nothing was written, and --accept does not change that. Ask HR for the latest extract."
        refused = f" {self.refused} rows were refused; their reasons are above." if self.refused else ""
        if self.result is Result.NEEDS_ACCEPT:
            files = ", ".join(
                f"{file.spec.name} ({len(file.changed)} of {file.held} rows)"
                for file in self.plan.files
                if file.needs_accept
            )
            return (
                f"Nothing was written: more than {SHARE_NEEDING_ACCEPT:.0%} of the rows held would change in "
                f"{files}. Look at the changes; if they are right, run the import again with --accept."
                f"{refused}"
            )
        if self.result is Result.DRY_RUN:
            return f"Dry run: nothing was written.{refused}"
        return f"The extract was imported.{refused}"


def _changes(file: FilePlan) -> Iterator[str]:
    for change in file.changed:
        name = " ".join(str(part) for part in change.key if part is not None)
        for place in change.places():
            column = file.spec.columns[place]
            if column.is_news:
                old, new = _shown(change.old[place]), _shown(change.new[place])
                yield f"Changed: {file.spec.name}, {name}, {column.name}: {old} -> {new}"


def _refusals(file: FilePlan) -> Iterator[str]:
    for refusal in file.refusals:
        where = f"line {refusal.line}" + (f", {refusal.column}" if refusal.column else "")
        yield f"Refused: {refusal.file}, {where}: {refusal.reason}"


def _shown(value: Value) -> str:
    """A value as the extract writes it; line breaks are shown as spaces."""
    if value is None or value == "":
        return "(blank)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
