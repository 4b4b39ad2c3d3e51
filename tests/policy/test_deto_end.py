"""The end of a stay overseas as tables: the sponsor's orders, two years at once, the chief of mission."""

from datetime import date
from typing import Any

import pytest

from agreements import chains
from agreements.chains import ResolvedStep
from agreements.states import Act, EndReason
from deto.facts import DetoFacts
from deto.policy import end, extension
from telework.policy import Outcome, evaluate
from telework.roles import Role

TODAY = date(2027, 6, 1)
AGREED = date(2027, 11, 30)
SPONSOR = date(2030, 8, 31)


@pytest.mark.parametrize(
    ("ends_on", "withdrawn", "sponsors_end", "reason"),
    [
        (AGREED, AGREED, AGREED, EndReason.CHIEF_OF_MISSION),
        (AGREED, None, AGREED, EndReason.SPONSORS_TOUR),
        (AGREED, None, SPONSOR, EndReason.EXPIRED),
        (AGREED, date(2027, 12, 1), AGREED, EndReason.SPONSORS_TOUR),
        (AGREED, None, None, EndReason.EXPIRED),
        (None, None, None, EndReason.EXPIRED),
    ],
)
@pytest.mark.citation("2368.6(a)")
@pytest.mark.citation("2368.6(d)")
def test_the_last_day_says_why_a_stay_ends(
    ends_on: date | None, withdrawn: date | None, sponsors_end: date | None, reason: EndReason
) -> None:
    assert end.reason_of(ends_on, withdrawn=withdrawn, sponsors_end=sponsors_end) == reason


def test_the_earlier_of_orders_and_chief_of_mission_bounds_a_stay() -> None:
    assert end.latest_day((AGREED, date(2027, 8, 1))) == date(2027, 8, 1)
    assert end.latest_day((None, AGREED)) == AGREED
    assert end.latest_day((None, None)) is None


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        (date(2027, 11, 30), date(2029, 11, 30)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
@pytest.mark.citation("2368.6(a)")
def test_two_years_end_on_the_same_day(agreed: date, expected: date) -> None:
    assert extension.two_years_on(agreed) == expected
    assert extension.latest_last_day(agreed, SPONSOR) == expected
    assert extension.latest_last_day(agreed, date(2027, 12, 1)) == min(expected, date(2027, 12, 1))
    assert extension.latest_last_day(agreed, None) == expected


def facts(**given: Any) -> DetoFacts:
    said = {
        "today": TODAY,
        "service": "civil",
        "starts_on": date(2027, 11, 16),
        "ends_on": date(2029, 11, 30),
        "is_extension": True,
        "extended_from": AGREED,
        "assignment_ends_on": SPONSOR,
    }
    return DetoFacts(**{**said, **given})


@pytest.mark.parametrize(
    ("code", "given", "outcome"),
    [
        ("deto.extension_two_years", {}, Outcome.PASSED),
        ("deto.extension_two_years", {"ends_on": date(2029, 12, 1)}, Outcome.FAILED),
        ("deto.extension_two_years", {"is_extension": False, "extended_from": None}, Outcome.PASSED),
        ("deto.extension_in_time", {"starts_on": AGREED}, Outcome.PASSED),
        ("deto.extension_in_time", {"starts_on": date(2027, 12, 1)}, Outcome.FAILED),
        ("deto.extension_not_withdrawn", {}, Outcome.PASSED),
        ("deto.extension_not_withdrawn", {"withdrawn_through": AGREED}, Outcome.FAILED),
        (
            "deto.extension_not_withdrawn",
            {"withdrawn_through": AGREED, "is_extension": False},
            Outcome.PASSED,
        ),
    ],
)
@pytest.mark.citation("2368.6(a)")
def test_an_extension_is_bounded_by_two_years_by_the_orders_and_by_its_own_time(
    code: str, given: dict[str, Any], outcome: Outcome
) -> None:
    found = {finding.code: finding for finding in evaluate(extension.RULES, facts(**given))}
    assert found[code].outcome is outcome


@pytest.mark.citation("2368.6(a)")
@pytest.mark.parametrize(
    ("agreed", "asked", "outcome"),
    [
        (date(2027, 11, 30), date(2029, 11, 30), Outcome.PASSED),
        (date(2027, 11, 30), date(2029, 12, 1), Outcome.FAILED),
        (date(2028, 2, 29), date(2030, 2, 28), Outcome.PASSED),
        (date(2028, 2, 29), date(2030, 3, 1), Outcome.FAILED),
        (date(2026, 2, 28), date(2028, 2, 28), Outcome.PASSED),
        (date(2026, 2, 28), date(2028, 2, 29), Outcome.FAILED),
    ],
)
def test_an_extension_adds_two_years_to_the_day_and_no_day_more(
    agreed: date, asked: date, outcome: Outcome
) -> None:
    (finding,) = evaluate([extension.TWO_YEARS], facts(extended_from=agreed, ends_on=asked))
    assert finding.outcome is outcome


@pytest.mark.parametrize(
    ("changed", "asks_the_chief"),
    [("dates", True), ("deto_sponsor", True), ("deto_duties", True), ("communication", False)],
)
@pytest.mark.citation("2368.6(a)")
def test_only_dates_sponsor_and_duties_go_to_the_chief_of_mission_again(
    changed: str, asks_the_chief: bool
) -> None:
    steps = [
        ResolvedStep(stage, office.act, (office.role,), None, looks_at=office.looks_at)
        for stage, offices in enumerate(chains.DETO, start=1)
        for office in offices
    ]
    asked = [(step.capacities[0], step.act) for step in chains.concerned(steps, {changed})]
    assert len([act for _, act in asked if act is Act.APPROVE]) == 5
    assert ((Role.MANAGEMENT_OFFICER, Act.CLEAR) in asked) is asks_the_chief
    assert ((Role.HR_SPECIALIST, Act.RECORD) in asked) is asks_the_chief
