"""What an import changed that matters to live agreements: one row for a fact of a person (2362.1(e))."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from eligibility.hr_feed.columns import FeedFile, Key, Row
from eligibility.hr_feed.kinds import Value
from eligibility.hr_feed.people import DISCIPLINE, EMPLOYEES
from eligibility.hr_feed.plan import Plan
from eligibility.hr_feed.workplaces import POSITIONS
from eligibility.hr_feed.writing import ROWS_AT_A_TIME, batches
from eligibility.models import DisciplineAction, Employee, PersonnelChange, Position
from eligibility.policy.fam_2018 import RATINGS
from telework.policy import in_words

Matter = PersonnelChange.Matter
Facts = Mapping[str, Value]
LONGEST = 250
# Changes of a position that change somebody's work, grade or bureau; the rest are of no consequence here.
MATTERS_IN_POSITION = (
    "title", "bureau", "post", "service", "pay_plan", "grade", "occupational_code",
    "classified_handling", "onsite_activity", "onsite_activity_portable",
)  # fmt: skip


@dataclass(frozen=True)
class Sides:
    """One person and their position, before an import and after it."""

    pk: int
    old: Facts
    new: Facts
    old_position: Facts
    new_position: Facts


def write_changes(plan: Plan, now: datetime, unchanged: Set[tuple[int, str]] = frozenset()) -> int:
    """Keep what `plan`, carried out already, changed about people who were there before; returns how many.

    unchanged  people and matters that stay as they were, because what was entered here counts
    People who are new in the extract have no agreement that a change could concern, so they get no row.
    """
    written = 0
    rows = partial(PersonnelChange, recorded_at=now)
    told = (row for row in _found(plan, rows) if (row.employee_id, row.matter) not in unchanged)
    for found in batches(told):
        PersonnelChange.objects.bulk_create(found, batch_size=ROWS_AT_A_TIME)
        written += len(found)
    return written


def _found(plan: Plan, row: Callable[..., PersonnelChange]) -> Iterator[PersonnelChange]:
    for batch in batches(_people(plan)):
        sides = list(_sides(plan, batch))
        names = _names_of_supervisors(sides)
        for person in sides:
            yield from _changes_of(person, names, row)
    yield from _discipline(plan, row)


# A person's id, with their facts before and after.
Person = tuple[int, Facts, Facts]


def _people(plan: Plan) -> Iterator[Person]:
    """Everybody whose own row changed, then everybody else whose position did."""
    file = plan.file(EMPLOYEES)
    for change in file.changed:
        yield change.pk, EMPLOYEES.as_mapping(change.old), EMPLOYEES.as_mapping(change.new)
    told = {change.key for change in file.changed} | set(file.added)
    places = [POSITIONS.places[name] for name in MATTERS_IN_POSITION]
    altered = [
        change.key[0]
        for change in plan.file(POSITIONS).changed
        if any(change.old[place] != change.new[place] for place in places)
    ]
    for numbers in batches(altered):
        for pk, row in _held(EMPLOYEES, position__number__in=numbers):
            if EMPLOYEES.key_of(row) not in told:
                facts = EMPLOYEES.as_mapping(row)
                yield pk, facts, facts


def _sides(plan: Plan, people: Iterable[Person]) -> Iterator[Sides]:
    """`people` with their positions: as they were where this import changed them."""
    people = list(people)
    numbers = {facts["position"] for _, *both in people for facts in both}
    after: dict[Key, Facts] = {
        POSITIONS.key_of(row): POSITIONS.as_mapping(row) for _, row in _held(POSITIONS, number__in=numbers)
    }
    before = {c.key: POSITIONS.as_mapping(c.old) for c in plan.file(POSITIONS).changed if c.key[0] in numbers}
    for pk, old, new in people:
        at_first = before.get((old["position"],)) or after.get((old["position"],), {})
        yield Sides(pk, old, new, at_first, after.get((new["position"],), {}))


def _held(spec: FeedFile, **chosen: Iterable[Value]) -> Iterator[tuple[int, Row]]:
    """Rows of a table as the extract's file has them, with their ids."""
    lookups = [column.lookup for column in spec.columns]
    for pk, *values in spec.held_rows().filter(**chosen).values_list("pk", *lookups):
        yield pk, tuple(values)


def _names_of_supervisors(sides: Iterable[Sides]) -> dict[str, str]:
    numbers = {
        facts["supervisor"]
        for person in sides
        if person.old["supervisor"] != person.new["supervisor"]
        for facts in (person.old, person.new)
    }
    people = Employee.objects.filter(number__in=numbers - {None})
    return {person.number: person.full_name for person in people}


def _changes_of(
    person: Sides, names: Mapping[str, str], row: Callable[..., PersonnelChange]
) -> Iterator[PersonnelChange]:
    as_of = person.new["as_of"]
    for matter, told in _MATTERS.items():
        old, new = told(person.old, person.old_position), told(person.new, person.new_position)
        if old == new:
            continue
        if matter is Matter.SUPERVISOR:
            old, new = names.get(old, "none"), names.get(new, "none")
        day = person.new["rating_on"] or as_of if matter is Matter.RATING else as_of
        yield row(employee_id=person.pk, matter=matter, old=old[:LONGEST], new=new[:LONGEST], as_of=day)


def _rating(person: Facts, position: Facts) -> str:
    code = str(person["rating_of_record"])
    labels = (scale[code].label for scale in RATINGS.values() if code in scale)
    return next(labels, code) or "none yet"


def _leave_restriction(person: Facts, position: Facts) -> str:
    until = person["leave_restriction_until"]
    words = in_words(person["on_leave_restriction"])
    return f"{words}, until {in_words(until)}" if person["on_leave_restriction"] and until else words


def _position(person: Facts, position: Facts) -> str:
    if not position:
        return "none"
    handling, activity = str(position["classified_handling"]), str(position["onsite_activity"])
    parts = [
        f"{position['title']}, position {position['number']}",
        f"{Position.Service(str(position['service'])).label}",
        f"series {position['occupational_code']}" if position["occupational_code"] else "",
        f"at post {position['post']}" if position["post"] else "",
        f"classified material: {_label(Position.ClassifiedHandling, handling)}",
        f"on site: {_label(Position.OnsiteActivity, activity)}",
        f"possible elsewhere: {in_words(position['onsite_activity_portable'])}"
        if activity == "daily"
        else "",
    ]
    return "; ".join(part for part in parts if part)


def _label(choices: type[Position.ClassifiedHandling] | type[Position.OnsiteActivity], code: str) -> str:
    return str(choices(code).label).lower() if code else in_words(None)


def _grade(person: Facts, position: Facts) -> str:
    parts = (str(position.get("pay_plan") or ""), str(position.get("grade") or ""))
    return "-".join(part for part in parts if part) or in_words(None)


def _discipline(plan: Plan, row: Callable[..., PersonnelChange]) -> Iterator[PersonnelChange]:
    """Official actions that are new, other than before, or on another person's record now."""
    file, newcomers = plan.file(DISCIPLINE), plan.file(EMPLOYEES).added
    held = plan.names[EMPLOYEES.name].held
    found: list[tuple[Facts | None, Facts]] = [(None, DISCIPLINE.as_mapping(r)) for r in file.added.values()]
    found += [(DISCIPLINE.as_mapping(c.old), DISCIPLINE.as_mapping(c.new)) for c in file.changed]
    for old, new in found:
        sides: dict[Value, list[str]] = {}
        if old is not None:
            sides.setdefault(old["employee"], ["", ""])[0] = _action(old)
        sides.setdefault(new["employee"], ["", ""])[1] = _action(new)
        for number, (before, after) in sides.items():
            if before != after and (number,) not in newcomers:
                yield row(
                    employee_id=held[number],
                    matter=Matter.DISCIPLINE,
                    old=before or "none",
                    new=after or "none",
                    as_of=new["action_on"],
                )


def _action(action: Facts) -> str:
    words = str(DisciplineAction.Kind(str(action["kind"])).label)
    if action["days"] is not None:
        words += f", {in_words(action['days'])} days in {action['calendar_year'] or 'a year not known'}"
    assert isinstance(action["action_on"], date), "the column is required and holds dates"
    return f"{words} (action of {in_words(action['action_on'])})"


_MATTERS: Mapping[PersonnelChange.Matter, Callable[[Facts, Facts], str]] = {
    Matter.RATING: _rating,
    Matter.LEAVE_RESTRICTION: _leave_restriction,
    Matter.CLOSE_SUPERVISION: lambda person, position: in_words(person["needs_close_supervision"]),
    Matter.ABSENCE_BURDEN: lambda person, position: in_words(person["absence_burden"]),
    Matter.POSITION: _position,
    Matter.PROMOTION: _grade,
    # By number, because a person may change their name; the name is put in its place.
    Matter.SUPERVISOR: lambda person, position: str(person["supervisor"] or ""),
    Matter.BUREAU: lambda person, position: str(position.get("bureau") or "none"),
    Matter.SEPARATION: lambda person, position: (
        f"last day {in_words(person['separated_on'])}" if person["separated_on"] else "serving"
    ),
}
