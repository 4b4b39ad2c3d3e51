"""The policy matrix is what register, rules and markers say, and what counts as built is proven."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from guidance import markers, matrix, proofs
from guidance.register import PROVISIONS, How, Provision, resolve
from guidance.rules import ALL_RULES

ROOT = Path(__file__).parents[2]
TESTS = markers.collect(ROOT)
ROWS = matrix.rows(proofs.proofs_by_provision(TESTS))


def test_the_matrix_of_the_repository_is_up_to_date() -> None:
    call_command("policy_matrix", "--check")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.provision.slug)
def test_what_is_built_and_enforced_routed_or_timed_has_a_rule_or_command_and_a_test(row: matrix.Row) -> None:
    assert row.gaps == ()


def test_every_marker_of_the_regulation_names_a_provision() -> None:
    assert [citation for citation in TESTS if not resolve(citation)] == []


def test_every_rule_has_a_marked_test() -> None:
    unproven = [rule.code for rule in ALL_RULES if not any(c.startswith(rule.citation) for c in TESTS)]

    assert unproven == []


@pytest.mark.parametrize(("missing", "expected"), [("", ("a rule or a command", "a test")), ("More.", ())])
def test_a_row_without_proof_would_be_found(missing: str, expected: tuple[str, ...]) -> None:
    provision = Provision(
        "2369", "Invented", "Asks.", (How.ENFORCE,), "Does.", pages=("home",), missing=missing
    )

    assert matrix.Row(provision, (), ()).gaps == expected


def test_markers_are_read_from_functions_cases_and_whole_modules(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_it.py").write_text(
        "import pytest\n"
        "pytestmark = [pytest.mark.django_db, pytest.mark.citation('2361.1')]\n"
        "@pytest.mark.citation('2362(a)')\n"
        "@pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.citation('2362(b)'))])\n"
        "def test_one(x): ...\n"
        "def helper(): ...\n"
    )

    test = "tests/test_it.py::test_one"
    assert markers.collect(tmp_path) == {"2361.1": [test], "2362(a)": [test], "2362(b)": [test]}


def test_the_command_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "written", lambda tests: "")
    with pytest.raises(CommandError, match=r"proofs\.json is not up to date"):
        call_command("policy_matrix", "--check")


def test_a_test_reads_as_a_sentence() -> None:
    proof = proofs.Proof("tests/a/test_b.py::test_notice_is_ten_workdays")

    assert (proof.sentence, proof.file) == ("Notice is ten workdays.", "tests/a/test_b.py")


def test_the_document_counts_what_is_built() -> None:
    built = sum(row.is_built for row in PROVISIONS)

    assert f"{built} of 109 provisions are built." in matrix.markdown(ROWS)
