"""An extract against the database: which rows are new, changed, unchanged, or cannot be taken."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from django.db.models import CharField, F, Max
from django.db.models import Value as Constant

from eligibility.hr_feed import hierarchy
from eligibility.hr_feed.columns import Column, FeedFile, Key, Row
from eligibility.hr_feed.files import FILES
from eligibility.hr_feed.kinds import Value, shown
from eligibility.hr_feed.plan import Changed, FilePlan, Names, Plan, Progress
from eligibility.hr_feed.reading import BadFile, OpenedFile, Refusal, open_file, read_rows

ROWS_AT_A_TIME = 5_000


def plan_import(folder: Path, today: date, progress: Progress) -> Plan:
    """Compare the extract in `folder` with the database on `today`. Reads only."""
    plan = Plan()
    opened: list[OpenedFile] = []
    for spec in FILES:
        try:
            opened.append(open_file(spec, folder))
        except BadFile as bad:
            plan.problems.append(str(bad))
    plan.notices = [notice for file in opened for notice in file.notices]
    if plan.problems:
        return plan
    for file in opened:
        progress(f"Reading {file.spec.name}")
        try:
            comparison = _FileComparison(file, plan.names, today)
            plan.files.append(comparison.run())
        except BadFile as bad:
            plan.problems.append(str(bad))
            return plan
        plan.outdated = plan.outdated or comparison.outdated
    return plan


class _FileComparison:
    """One file against its table and against the files before it."""

    def __init__(self, opened: OpenedFile, names: dict[str, Names], today: date) -> None:
        self.opened = opened
        self.today = today
        self.outdated = ""
        self.spec: FeedFile = opened.spec
        self.plan = FilePlan(opened.spec, opened.sha256)
        self.rows: dict[Key, Row] = {}
        self.lines: dict[Key, int] = {}
        # The file's own names are there from the start: supervisors stand in the same file.
        self.names = names
        self.own = names.setdefault(self.spec.name, Names())

    def run(self) -> FilePlan:
        self._read()
        if self.spec.age is not None:
            self._check_age(self.spec.columns[self.spec.age], self.spec.age)
        if self.spec.one_holder:
            self._refuse_shared(self.spec.columns[self.spec.places[self.spec.one_holder]])
        self._resolve_other_files()
        if self.spec.own_reference is not None:
            self._resolve_hierarchy(self.spec.columns[self.spec.own_reference])
        self._compare()
        self.plan.refusals.sort(key=lambda refusal: refusal.line)
        return self.plan

    def _read(self) -> None:
        seen: dict[Key, int] = {}
        for read in read_rows(self.opened):
            if read.key is not None and read.key in seen:
                self._refuse_duplicate(read.key, seen[read.key], read.line)
                continue
            if read.key is not None:
                seen[read.key] = read.line
            if read.row is None or read.key is None:
                self._refuse(read.key, read.line, *read.refusals)
            else:
                self.rows[read.key] = read.row
                self.lines[read.key] = read.line
        if self.spec.has_names:
            self.own.accepted = {key[0] for key in self.rows}
            held = self.spec.held_rows().values_list(self.spec.name_lookup, "pk")
            self.own.held = dict(held.iterator(chunk_size=ROWS_AT_A_TIME))

    def _refuse(self, key: Key | None, line: int, *refusals: Refusal) -> None:
        self.plan.refusals.extend(refusals)
        self.plan.refused += 1
        if key is not None:
            self.rows.pop(key, None)
        if key is not None and self.spec.has_names:
            self.own.accepted.discard(key[0])
            self.own.refused[key[0]] = line

    def _refuse_duplicate(self, key: Key, first: int, second: int) -> None:
        """Take neither row: nobody can tell which of the two is right."""
        column = self.spec.key[0]
        name = shown(", ".join(str(part) for part in key if part is not None))
        for line, other in ((first, second), (second, first)):
            if line == second or key in self.rows:
                reason = f"{name} is in the file twice; the other row begins at line {other}."
                self._refuse(key, line, Refusal(self.spec.name, line, column, reason))

    def _check_age(self, column: Column, place: int) -> None:
        """Facts never go back to an older date: what was corrected since would be undone.

        The extract is refused whole where every row is older than the newest one held, else the rows that
        are. A date to come is refused, because every extract until that day would count as older.
        """
        to_come = [(key, day) for key, row in self.rows.items() if _date(day := row[place]) > self.today]
        for key, day in to_come:
            line, reason = self.lines[key], f"{day} is still to come; today is {self.today}."
            self._refuse(key, line, Refusal(self.spec.name, line, column.name, reason))
        newest = self.spec.held_rows().aggregate(newest=Max(column.lookup))["newest"]
        older = [key for key, row in self.rows.items() if newest is not None and _date(row[place]) < newest]
        if older and len(older) == len(self.rows):
            self.outdated = (
                f"{self.spec.name}, line {self.lines[older[0]]}, {column.name}: the extract is of "
                f"{self.rows[older[0]][place]}, and facts of {newest} are held already."
            )
            return
        for key in older:
            line, reason = self.lines[key], f"The row is of {self.rows[key][place]}, older than {newest}."
            self._refuse(key, line, Refusal(self.spec.name, line, column.name, reason))

    def _refuse_shared(self, column: Column) -> None:
        """Refuse rows that give the same value, and those whose value somebody outside the file holds.

        Of two rows neither is taken: nobody can tell whose it is. Letters would go to the wrong person.
        """
        place = self.spec.places[column.name]
        holders: defaultdict[str, list[Key]] = defaultdict(list)
        for key, row in self.rows.items():
            if row[place]:
                holders[str(row[place]).lower()].append(key)
        held = self.spec.held_rows().values_list(self.spec.name_lookup, column.lookup)
        elsewhere = {
            value.lower(): name
            for name, value in held.iterator(chunk_size=ROWS_AT_A_TIME)
            if value.lower() in holders and (name,) not in self.rows
        }
        for value, keys in holders.items():
            others = [str(key[0]) for key in keys] + ([elsewhere[value]] if value in elsewhere else [])
            for key in keys if len(others) > 1 else ():
                also = ", ".join(name for name in others if name != key[0])
                reason = f"{shown(value)} is also held by {also}; it can belong to one person only."
                self._refuse(
                    key, self.lines[key], Refusal(self.spec.name, self.lines[key], column.name, reason)
                )

    def _resolve_other_files(self) -> None:
        references = [
            (place, column)
            for place, column in enumerate(self.spec.columns)
            if column.refers_to and column.refers_to != self.spec.name
        ]
        for key, row in list(self.rows.items()):
            line = self.lines[key]
            refusals = [
                Refusal(self.spec.name, line, column.name, self._why_unknown(column, row[place]))
                for place, column in references
                if not self.names[column.refers_to].are_known(row[place])
            ]
            if refusals:
                self._refuse(key, line, *refusals)

    def _why_unknown(self, column: Column, name: Value) -> str:
        line = self.names[column.refers_to].refused.get(name)
        if line is not None:
            return f"{shown(str(name))} was refused: see line {line} of {column.refers_to}."
        return f"{shown(str(name))} is not known: it is neither in {column.refers_to} nor in the database."

    def _resolve_hierarchy(self, column: Column) -> None:
        """Refuse rows below an unknown row, and cycles; a refused row leaves the held one as it is.

        Each turn takes out at least one row, and the held rows alone have no cycle: it comes to an end.
        """
        pairs = self.spec.held_rows().values_list(self.spec.name_lookup, column.lookup)
        held = dict(pairs.iterator(chunk_size=ROWS_AT_A_TIME))
        place = self.spec.places[column.name]
        while True:
            self._refuse_below_unknown(column, place)
            links = held | {key[0]: row[place] for key, row in self.rows.items()}
            refusals = [
                ((name,), hierarchy.in_words(cycle))
                for cycle in hierarchy.cycles(links)
                for name in cycle
                if (name,) in self.rows
            ]
            if not refusals:
                return
            for key, reason in refusals:
                line = self.lines[key]
                self._refuse(key, line, Refusal(self.spec.name, line, column.name, reason))

    def _refuse_below_unknown(self, column: Column, place: int) -> None:
        below: defaultdict[Value, list[Key]] = defaultdict(list)
        for key, row in self.rows.items():
            below[row[place]].append(key)
        waiting = [key for name, keys in below.items() if not self.own.are_known(name) for key in keys]
        while waiting:
            key = waiting.pop()
            if key not in self.rows:
                continue
            line, reason = self.lines[key], self._why_unknown(column, self.rows[key][place])
            self._refuse(key, line, Refusal(self.spec.name, line, column.name, reason))
            if not self.own.are_known(key[0]):
                waiting.extend(below[key[0]])

    def _compare(self) -> None:
        """Take each held row out of the rows; what stays is new. Held rows are streamed, not kept."""
        lookups = [column.lookup for column in self.spec.columns]
        news = [place for place, column in enumerate(self.spec.columns) if column.is_news]
        closed_by = F(self.spec.closed_by) if self.spec.closed_by else Constant("", output_field=CharField())
        held = self.spec.held_rows().annotate(_closed_by=closed_by).values_list("pk", "_closed_by", *lookups)
        for pk, closer, *values in held.iterator(chunk_size=ROWS_AT_A_TIME):
            self.plan.held += 1
            old = tuple(values)
            key = self.spec.key_of(old)
            new = self.rows.get(key)
            if new is None:
                continue
            if closer and old != new:
                self._refuse_closed(key, closer)
                continue
            del self.rows[key]
            changed = Changed(pk, key, old, new)
            if any(old[place] != new[place] for place in news):
                self.plan.changed.append(changed)
                continue
            self.plan.unchanged += 1
            if old != new:
                self.plan.refreshed.append(changed)
        self.plan.added = self.rows

    def _refuse_closed(self, key: Key, closer: str) -> None:
        line, column = self.lines[key], self.spec.key[0]
        reason = f"{closer} has ended this in the application; the extract cannot change it any more."
        self._refuse(key, line, Refusal(self.spec.name, line, column, reason))


def _date(value: Value) -> date:
    assert isinstance(value, date), "the column is required and holds dates"
    return value
