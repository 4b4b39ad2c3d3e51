"""The policy matrix: every provision with its rules, code and tests, and what is still missing."""

from dataclasses import dataclass

from guidance.proofs import Proof
from guidance.register import PROVISIONS, Provision, rules_of
from guidance.rules import AnyRule

HEAD = """# Policy matrix

Written by `manage.py policy_matrix` from the register of provisions, the rules and the tests' markers.
Every provision that is built and enforced, routed or timed has a rule or a command, and a test.

| Provision | What it asks | How | Status | Rules | Commands and functions | Tests |
| --- | --- | --- | --- | --- | --- | ---: |
"""


@dataclass(frozen=True)
class Row:
    """One provision and what stands behind it."""

    provision: Provision
    rules: tuple[AnyRule, ...]
    proofs: tuple[Proof, ...]

    @property
    def status(self) -> str:
        return "built" if self.provision.is_built else "not yet built"

    @property
    def gaps(self) -> tuple[str, ...]:
        """What a provision that counts as built still owes; none for those that need no proof."""
        if not (self.provision.is_built and self.provision.needs_proof):
            return ()
        owed = []
        if not (self.rules or self.provision.code):
            owed.append("a rule or a command")
        if not self.proofs:
            owed.append("a test")
        return tuple(owed)


def rows(proofs: dict[str, tuple[Proof, ...]]) -> tuple[Row, ...]:
    return tuple(Row(p, rules_of(p), proofs.get(p.slug, ())) for p in PROVISIONS)


def markdown(matrix: tuple[Row, ...]) -> str:
    """The matrix as docs/policy-matrix.md."""
    built = sum(row.provision.is_built for row in matrix)
    lines = [HEAD.rstrip("\n")]
    lines += [_line(row) for row in matrix]
    lines += ["", f"{built} of {len(matrix)} provisions are built.", "", "## Not yet built", ""]
    lines += [
        f"- {row.provision.citation}: {row.provision.missing}" for row in matrix if row.provision.missing
    ]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    provision = row.provision
    cells = (
        provision.citation,
        provision.title,
        ", ".join(provision.how),
        row.status,
        ", ".join(f"`{rule.code}`" for rule in row.rules),
        ", ".join(f"`{name.rpartition('.')[2]}`" for name in provision.code),
        str(len(row.proofs)),
    )
    return f"| {' | '.join(cells)} |"
