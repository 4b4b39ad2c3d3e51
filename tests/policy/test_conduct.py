"""The domestic rules on conduct, as tables of cases (2362.2(c)(2)(b) to (e))."""

from datetime import date
from decimal import Decimal

import pytest

from eligibility.facts import DisciplineFact
from eligibility.policy.fam_2018 import DOMESTIC_RULES
from telework.policy import Outcome
from tests.policy.known_good import eligible_but, finding, not_passed

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN


def outcome(code: str, **facts: bool | None) -> Outcome:
    """The outcome of one rule; whatever is spoiled here must not touch the others."""
    assert set(not_passed(DOMESTIC_RULES, eligible_but(**facts))) <= {code}
    return finding(DOMESTIC_RULES, code, eligible_but(**facts)).outcome


def action(
    kind: str, on: str = "2024-03-01", year: int | None = 2023, days: str | None = None
) -> DisciplineFact:
    return DisciplineFact(kind, date.fromisoformat(on), year, None if days is None else Decimal(days))


@pytest.mark.citation("2362.2(c)(2)(c)")
@pytest.mark.parametrize(("restricted", "expected"), [(False, PASSED), (True, FAILED), (None, UNKNOWN)])
def test_leave_restriction_bars_while_it_lasts(restricted: bool | None, expected: Outcome) -> None:
    assert outcome("conduct.leave_restriction", leave_restriction=restricted) is expected


@pytest.mark.citation("2362.2(c)(2)(e)")
@pytest.mark.parametrize(("burden", "expected"), [(False, PASSED), (True, FAILED), (None, UNKNOWN)])
def test_absence_that_burdens_the_office_bars(burden: bool | None, expected: Outcome) -> None:
    assert outcome("conduct.absence_burden", absence_burden=burden) is expected


@pytest.mark.citation("2362.2(c)(2)(e)")
def test_absence_burden_shows_the_supervisors_statement() -> None:
    facts = eligible_but(absence_burden=True, absence_burden_statement="The desk was empty in May.")

    shown = finding(DOMESTIC_RULES, "conduct.absence_burden", facts).facts[1]

    assert shown.value == "The desk was empty in May."


ABSENCES = [
    pytest.param((), PASSED, id="no discipline"),
    pytest.param((action("absence", days="5.0"),), PASSED, id="exactly five days"),
    pytest.param((action("absence", days="5.1"),), FAILED, id="a little more"),
    pytest.param((action("absence", days="5.01"),), FAILED, id="a hundredth more"),
    pytest.param((action("absence", days="3"), action("absence", days="2")), PASSED, id="five in one year"),
    pytest.param(
        (action("absence", days="3"), action("absence", days="2.5")), FAILED, id="added up in a year"
    ),
    pytest.param(
        (action("absence", days="4"), action("absence", year=2022, days="4")), PASSED, id="years not added up"
    ),
    pytest.param(
        (action("absence", days="4"), action("absence", year=2022, days="6")), FAILED, id="one year is enough"
    ),
    pytest.param((action("absence", on="2010-12-08", year=2010, days="20"),), PASSED, id="before the Act"),
    pytest.param(
        (action("absence", on="2010-12-09", year=2010, days="20"),), FAILED, id="on the day of the Act"
    ),
    pytest.param((action("absence", days=None),), UNKNOWN, id="days not said"),
    pytest.param((action("absence", year=None, days="6"),), UNKNOWN, id="year not said"),
    pytest.param(
        (action("absence", days=None), action("absence", days="6")), FAILED, id="the known is enough"
    ),
    pytest.param(None, UNKNOWN, id="record not known"),
]


@pytest.mark.citation("2362.2(c)(2)(b)")
@pytest.mark.parametrize(("actions", "expected"), ABSENCES)
def test_absence_bars_above_five_days_in_one_calendar_year(
    actions: tuple[DisciplineFact, ...] | None, expected: Outcome
) -> None:
    facts = eligible_but(discipline=actions)

    assert finding(DOMESTIC_RULES, "conduct.absence", facts).outcome is expected


@pytest.mark.citation("2362.2(c)(2)(b)")
def test_discipline_for_something_else_is_no_absence() -> None:
    facts = eligible_but(discipline=(action("other_misconduct", days="30"),))

    assert finding(DOMESTIC_RULES, "conduct.absence", facts).outcome is PASSED


@pytest.mark.citation("2362.2(c)(2)(b)")
def test_the_absence_is_shown_with_days_year_and_action() -> None:
    facts = eligible_but(discipline=(action("absence", days="5.50"), action("pornography")))

    shown = finding(DOMESTIC_RULES, "conduct.absence", facts).facts[0].value

    assert shown == "5.5 days in 2023 (action of 1 March 2024)"


@pytest.mark.citation("2362.2(c)(2)(d)")
@pytest.mark.parametrize(
    ("actions", "pornography", "other"),
    [
        ((), PASSED, PASSED),
        ((action("pornography"),), FAILED, PASSED),
        ((action("other_misconduct"),), PASSED, FAILED),
        ((action("absence", days="9"),), PASSED, PASSED),
        ((action("pornography", on="2010-12-08"),), PASSED, PASSED),
        ((action("pornography", on="2010-12-09"),), FAILED, PASSED),
        ((action("other_misconduct", on="2009-01-01"),), PASSED, FAILED),
        (None, UNKNOWN, UNKNOWN),
    ],
)
def test_misconduct_bars_under_its_own_code(
    actions: tuple[DisciplineFact, ...] | None, pornography: Outcome, other: Outcome
) -> None:
    facts = eligible_but(discipline=actions)

    assert finding(DOMESTIC_RULES, "conduct.pornography", facts).outcome is pornography
    assert finding(DOMESTIC_RULES, "conduct.other_misconduct", facts).outcome is other


@pytest.mark.citation("2362.2(c)(2)(b)")
@pytest.mark.citation("2362.2(c)(2)(d)")
def test_exactly_two_bars_stand_in_the_law_itself() -> None:
    assert {rule.code for rule in DOMESTIC_RULES if rule.statutory} == {
        "conduct.absence",
        "conduct.pornography",
    }
