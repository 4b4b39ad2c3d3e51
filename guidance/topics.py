"""The guidance in our own words: three doors, each with its topics, as data in topics/*.toml."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from guidance.register import BY_CITATION, Provision

FOLDER = Path(__file__).parent / "topics"


class Door(StrEnum):
    """For whom a topic is written."""

    COORDINATORS = "coordinators"
    SUPERVISORS = "supervisors"
    EMPLOYEES = "employees"


DOOR_TITLES = {
    Door.COORDINATORS: "Telework managing officer and coordinators",
    Door.SUPERVISORS: "Supervisors of teleworkers",
    Door.EMPLOYEES: "Employees who telework",
}
DOOR_SENTENCES = {
    Door.COORDINATORS: "How the program is built and run, and what people will ask you.",
    Door.SUPERVISORS: "How to decide about requests, and how to lead people whom you do not see.",
    Door.EMPLOYEES: "What you need, what is agreed, and what happens when something changes.",
}


@dataclass(frozen=True)
class Topic:
    """A page of guidance.

    citations   provisions it explains, as the register cites them
    calculator  name of the address of a calculator that helps; empty: none
    """

    slug: str
    door: Door
    title: str
    paragraphs: tuple[str, ...]
    citations: tuple[str, ...]
    calculator: str = ""

    @property
    def provisions(self) -> tuple[Provision, ...]:
        return tuple(BY_CITATION[citation] for citation in self.citations)

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)


def read() -> tuple[Topic, ...]:
    """Every topic, door by door."""
    return tuple(topic for door in Door for topic in _of(door))


def _of(door: Door) -> list[Topic]:
    data = tomllib.loads((FOLDER / f"{door}.toml").read_text(encoding="utf-8"))
    return [
        Topic(
            slug=row["slug"],
            door=door,
            title=row["title"],
            paragraphs=tuple(part.strip() for part in row["text"].strip().split("\n\n")),
            citations=tuple(row["provisions"]),
            calculator=row.get("calculator", ""),
        )
        for row in data["topic"]
    ]


TOPICS = read()
BY_SLUG = {topic.slug: topic for topic in TOPICS}
EXPLAINED_BY: dict[str, tuple[Topic, ...]] = {}
for _topic in TOPICS:
    for _provision in _topic.provisions:
        EXPLAINED_BY[_provision.slug] = (*EXPLAINED_BY.get(_provision.slug, ()), _topic)
