"""Determinations as they are kept: short, replayed to the same answer, printed by the commands."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from eligibility import kept
from eligibility.collect_bulk import facts_in_bulk
from eligibility.history import determination_on, findings_of, replay
from eligibility.models import (
    DisciplineAction,
    EligibilityDetermination,
    Employee,
    RuleSet,
)
from eligibility.policy import fam_2018
from tests.cast import TODAY, Cast, make_cast
from tests.eligibility.determination_cast import LATER, current, disciplined, run, varied


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_reworded_rules_make_new_rows_only_in_a_run_for_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    words = kept.words_of(fam_2018.DOMESTIC_RULES)
    words["performance.rating"]["sentence"] = "Other words."
    monkeypatch.setattr(kept, "words_of", lambda rules: words)
    assert run(LATER, only_changed=True).written == 0
    assert run(LATER, only_changed=False).written == Employee.objects.serving(TODAY).count()
    assert RuleSet.objects.count() == 2


@pytest.mark.citation("2362.2(a)")
def test_years_later_the_same_words_are_read_and_the_same_answer_is_given(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    varied(cast)
    run()
    told = {who.pk: findings_of(current(who)) for who in Employee.objects.all()}
    Employee.objects.update(rating_of_record="outstanding", needs_close_supervision=False)
    DisciplineAction.objects.all().delete()
    for who in Employee.objects.all():
        stood = determination_on(who, TODAY)
        assert stood is not None
        assert replay(stood).differences == ()
        assert findings_of(stood) == told[who.pk]


def test_a_rule_that_answers_otherwise_today_is_found_by_the_replay(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    disciplined(cast.employee)
    run()
    from_now_on = fam_2018.conduct.absence_rule(limit=Decimal("6.0"), since=fam_2018.ACT_SIGNED_ON)
    rules = tuple(from_now_on if r.code == "conduct.absence" else r for r in fam_2018.DOMESTIC_RULES)
    monkeypatch.setattr(fam_2018, "DOMESTIC_RULES", rules)
    monkeypatch.setitem(fam_2018.RULE_SETS, "domestic", rules)
    assert replay(current(cast.employee)).differences == ("conduct.absence: failed then, passed now",)


def test_passed_findings_are_kept_short_and_the_others_whole(cast: Cast) -> None:
    disciplined(cast.employee)
    run()
    findings = {entry["code"]: entry for entry in current(cast.employee).findings}
    assert findings["performance.rating"] == {"code": "performance.rating", "outcome": "passed"}
    assert {"message", "citation", "would_change", "ask", "facts"} <= set(findings["conduct.absence"])


def test_kept_facts_come_back_as_they_were(cast: Cast) -> None:
    for facts in facts_in_bulk(varied(cast), TODAY):
        assert kept.facts_from_json(kept.facts_to_json(facts)) == facts


def said(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_determines_everybody_or_one_person(cast: Cast) -> None:
    assert "Emma Employee: eligible" in said("determine", "--employee", cast.employee.number)
    assert "determinations written" in said("determine", "--all")
    assert " 0 determinations written" in said("determine", "--changed")
    with pytest.raises(CommandError, match="Nobody who serves has the employee number 777"):
        said("determine", "--employee", "777")


def test_replay_prints_what_stood_on_a_day_and_finds_the_same_answer(cast: Cast) -> None:
    disciplined(cast.employee)
    run()
    DisciplineAction.objects.all().delete()
    run(LATER)
    printed = said("replay", cast.employee.number, "--on", "2026-11-25")
    assert "not eligible" in printed
    assert "5.5 days in 2025" in printed
    assert "The same facts give the same answer." in printed
    assert ": eligible" in said("replay", cast.employee.number, "--on", str(LATER.date()))
    with pytest.raises(CommandError, match="Nothing was determined"):
        said("replay", cast.employee.number, "--on", "2020-01-01")


def test_replay_fails_where_the_kept_row_was_altered(cast: Cast) -> None:
    run()
    EligibilityDetermination.objects.filter(employee=cast.employee).update(eligible=False)
    with pytest.raises(SystemExit):
        said("replay", cast.employee.number, "--on", str(TODAY))
