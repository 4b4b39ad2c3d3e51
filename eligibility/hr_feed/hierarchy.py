"""Cycles in who supervises whom."""

from collections.abc import Mapping

from eligibility.hr_feed.kinds import Value


def cycles(supervisors: Mapping[Value, Value]) -> list[list[Value]]:
    """The cycles in a mapping from each person to their supervisor, each as the people in it, in order."""
    found: list[list[Value]] = []
    settled: set[Value] = set()
    for start in supervisors:
        path: dict[Value, int] = {}
        person: Value = start
        while person is not None and person not in settled and person not in path:
            path[person] = len(path)
            person = supervisors.get(person)
        if person in path:
            found.append(list(path)[path[person] :])
        settled.update(path)
    return found


def in_words(cycle: list[Value]) -> str:
    """A cycle as a sentence; a long one is shortened."""
    people = [str(person) for person in cycle]
    shown = people if len(people) <= 12 else [*people[:6], f"({len(people) - 11} more)", *people[-5:]]
    return "A cycle of supervisors: " + " > ".join([*shown, people[0]]) + "."
