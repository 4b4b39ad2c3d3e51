"""The tests that prove a provision, from proofs.json: production has no tests to read."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from guidance.register import Provision, resolve

FILE = Path(__file__).with_name("proofs.json")


@dataclass(frozen=True)
class Proof:
    """One marked test."""

    test: str

    @property
    def file(self) -> str:
        return self.test.partition("::")[0]

    @property
    def sentence(self) -> str:
        """The test's name as the sentence that it is."""
        words = self.test.rpartition("::")[2].removeprefix("test_").replace("_", " ")
        return f"{words[:1].upper()}{words[1:]}."


def proofs_by_provision(tests: dict[str, list[str]]) -> dict[str, tuple[Proof, ...]]:
    """Marked tests by slug of the provision; a marker that names no row counts for none."""
    found: dict[str, set[str]] = {}
    for citation, names in tests.items():
        for provision in resolve(citation):
            found.setdefault(provision.slug, set()).update(names)
    return {slug: tuple(Proof(name) for name in sorted(names)) for slug, names in found.items()}


def written(tests: dict[str, list[str]]) -> str:
    """The text of proofs.json."""
    return json.dumps(tests, indent=1, ensure_ascii=False) + "\n"


@lru_cache(maxsize=1)
def _kept() -> dict[str, tuple[Proof, ...]]:
    return proofs_by_provision(json.loads(FILE.read_text(encoding="utf-8")))


def proofs_of(provision: Provision) -> tuple[Proof, ...]:
    return _kept().get(provision.slug, ())
