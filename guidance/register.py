"""The register of provisions: what 3 FAM 2360 asks, in our own words, and where the software does it.

One row a provision, in provisions/*.toml, a file for each part of the chapter.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from guidance.citing import is_under, paragraphs_of, section_of
from guidance.rules import ALL_RULES, STATEMENTS, AnyRule, Cited

FOLDER = Path(__file__).parent / "provisions"


class How(StrEnum):
    """How the software meets a provision."""

    ENFORCE = "enforce"
    ROUTE = "route"
    TIME = "time"
    RECORD = "record"
    TELL = "tell"
    REFER = "refer"


HOW_IN_WORDS = {
    How.ENFORCE: "refuses what the provision rules out, and says why",
    How.ROUTE: "brings the matter to whoever decides, and waits for the answer",
    How.TIME: "works out the date, and acts on it",
    How.RECORD: "keeps the fact, who stated it and when",
    How.TELL: "says it when it matters, and has it accepted where the agreement promises it",
    How.REFER: "says where else to go",
}
# These three need a rule or a command behind them, and a test.
HOW_PROVEN = frozenset({How.ENFORCE, How.ROUTE, How.TIME})


@dataclass(frozen=True)
class Provision:
    """One row of the register.

    citation    as in the regulation; it may name several paragraphs
    asks, does  what the regulation asks and what the software does, in our own words
    rules       codes of rules that belong here although their citation alone does not say so
    code        commands and functions behind it, by dotted name
    pages       where a person meets it, by name of the address; `guidance_topic:<slug>` for a topic
    readings    matters of the readings that apply (agreements', eligibility's and overseas policy sets)
    cases       which live cases stand under it (guidance.cases); empty: no count makes sense
    missing     what is still to be built; empty: all of it is there
    """

    citation: str
    title: str
    asks: str
    how: tuple[How, ...]
    does: str
    rules: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    cases: str = ""
    missing: str = ""

    @property
    def slug(self) -> str:
        return "-".join("".join(c if c.isalnum() else " " for c in self.citation).split()).lower()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return paragraphs_of(self.citation)

    @property
    def section(self) -> str:
        return section_of(self.citation)

    @property
    def is_built(self) -> bool:
        """Nothing is missing, and something is there."""
        return not self.missing and bool(self.code or self.pages or rules_of(self))

    @property
    def needs_proof(self) -> bool:
        return bool(HOW_PROVEN.intersection(self.how))


def read() -> tuple[Provision, ...]:
    """Every row of the files, in the order of the regulation. TypeError for a field that rows do not have."""
    rows = [row for file in sorted(FOLDER.glob("*.toml")) for row in _rows(file)]
    return tuple(sorted(rows, key=_order))


def _rows(file: Path) -> list[Provision]:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        Provision(**{name: _frozen(name, value) for name, value in row.items()}) for row in data["provision"]
    ]


def _frozen(name: str, value: Any) -> Any:
    if name == "how":
        return tuple(How(word) for word in value)
    return tuple(value) if isinstance(value, list) else value


def _order(provision: Provision) -> tuple[int, int]:
    """By section; within one, as the file has them."""
    chapter, _, section = provision.section.partition(".")
    return int(chapter), int(section or 0)


PROVISIONS = read()
BY_SLUG = {provision.slug: provision for provision in PROVISIONS}
BY_CITATION = {provision.citation: provision for provision in PROVISIONS}
CHAPTERS = {
    "2361": "General",
    "2362": "Department policy and eligibility",
    "2363": "Roles",
    "2364": "Time, pay, leave and closures",
    "2365": "Continuity of operations",
    "2366": "Costs and equipment",
    "2367": "Injuries, and papers on file",
    "2368": "Domestic employees teleworking overseas",
}


@lru_cache(maxsize=1024)
def resolve(reference: str) -> tuple[Provision, ...]:
    """The provisions that a citation names: those with the longest paragraph at or above it.

    "2362.2(c)(1)(a)" is a row of its own; "2362.1(m)(2)" would belong to 2362.1(m). Empty where no row is.
    """
    longest = max(
        (p for provision in PROVISIONS for p in provision.paragraphs if is_under(reference, p)),
        key=len,
        default=None,
    )
    return tuple(provision for provision in PROVISIONS if longest in provision.paragraphs)


def anchor_of(reference: str) -> str | None:
    """Where the list of provisions begins what stands below `reference`; None if nothing does."""
    below = next((p for row in PROVISIONS for p in row.paragraphs if is_under(p, reference)), None)
    if below is None:
        return None
    return f"chapter-{reference}" if reference in CHAPTERS else anchor(section_of(below))


def anchor(section: str) -> str:
    return f"section-{section.replace('.', '-')}"


@lru_cache(maxsize=256)
def rules_of(provision: Provision) -> tuple[AnyRule, ...]:
    """The rules that enforce a provision: by their citations, and those the row names."""
    return tuple(
        rule
        for rule in ALL_RULES
        if rule.code in provision.rules
        or any(provision in resolve(citation) for citation in (rule.citation, *rule.also))
    )


def statements_of(provision: Provision) -> tuple[Cited, ...]:
    """What the agreement asks or has accepted under a provision."""
    return tuple(s for s in STATEMENTS if provision in resolve(s.citation))
