"""Who may telework overseas, and at which post, as a table of cases."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deto.facts import PersonFacts, StatusFact
from deto.policy import fam_2018
from telework.policy import Finding, Outcome, evaluate

TODAY = date(2026, 11, 23)
FAILED, PASSED, UNKNOWN = Outcome.FAILED, Outcome.PASSED, Outcome.UNKNOWN
UNACCOMPANIED = StatusFact("Unaccompanied", date(2026, 10, 1), "Cable 12", is_waived=False)
ORDERED = StatusFact("Ordered departure", date(2026, 11, 2), "Cable 13", is_waived=False)
FITTING = PersonFacts(
    today=TODAY,
    appointment_type="career",
    is_supervisory=False,
    service_since=date(2015, 1, 5),
    probation_ends_on=date(2016, 1, 4),
    classified_handling="never",
    post="Embassy Berlin",
)


def found(code: str, **changes: Any) -> Finding:
    findings = evaluate(fam_2018.PERSON_RULES, replace(FITTING, **changes))
    return next(one for one in findings if one.code == f"deto.{code}")


def outcomes(**changes: Any) -> set[Outcome]:
    return {one.outcome for one in evaluate(fam_2018.PERSON_RULES, replace(FITTING, **changes))}


def test_fitting_person_passes_every_rule() -> None:
    assert outcomes() == {PASSED}


def test_nothing_known_bars_nobody_and_asks_about_everything() -> None:
    assert {one.outcome for one in evaluate(fam_2018.PERSON_RULES, PersonFacts(today=TODAY))} == {UNKNOWN}


@pytest.mark.citation("2368.2")
@pytest.mark.parametrize(
    ("appointment", "expected"),
    [
        ("career", PASSED),
        ("career_conditional", PASSED),
        ("excepted", PASSED),
        ("term", PASSED),
        ("limited_noncareer", FAILED),
        ("family_member", FAILED),
        ("personal_services", FAILED),
        ("contractor", FAILED),
        ("", UNKNOWN),
    ],
)
def test_direct_hires_alone_have_the_arrangement(appointment: str, expected: Outcome) -> None:
    assert found("appointment", appointment_type=appointment).outcome is expected


@pytest.mark.citation("2368.3(b)(1)")
@pytest.mark.parametrize(("is_supervisory", "expected"), [(False, PASSED), (True, FAILED), (None, UNKNOWN)])
def test_supervisory_positions_cannot_be_held_from_overseas(
    is_supervisory: bool | None, expected: Outcome
) -> None:
    assert found("not_supervisory", is_supervisory=is_supervisory).outcome is expected


@pytest.mark.citation("2368.3(b)(4)")
@pytest.mark.parametrize(
    ("today", "since", "probation", "expected"),
    [
        (TODAY, date(2025, 11, 23), None, PASSED),  # the day after 365 days of service
        (TODAY, date(2025, 11, 24), date(2027, 11, 23), FAILED),  # 364 days
        (date(2025, 2, 28), date(2024, 2, 28), None, PASSED),  # 366 days, over 29 February
        (date(2025, 2, 27), date(2024, 2, 28), date(2026, 2, 27), FAILED),  # 365 days, no year yet
        (date(2025, 2, 28), date(2024, 2, 29), None, PASSED),  # 365 days from 29 February
        (date(2025, 2, 27), date(2024, 2, 29), date(2026, 2, 28), FAILED),
        (date(2028, 2, 29), date(2027, 3, 1), date(2029, 2, 28), FAILED),
        (date(2028, 3, 1), date(2027, 3, 1), date(2029, 2, 28), PASSED),
        (TODAY, date(2026, 6, 1), date(2026, 11, 22), PASSED),  # probation over since yesterday
        (TODAY, date(2026, 6, 1), TODAY, FAILED),  # its last day is today
        (TODAY, None, date(2026, 11, 22), PASSED),
        (TODAY, None, TODAY, UNKNOWN),  # a year of service may be there
        (TODAY, date(2026, 6, 1), None, UNKNOWN),  # probation may be over
        (TODAY, None, None, UNKNOWN),
    ],
)
def test_year_of_service_or_completed_probation_is_needed(
    today: date, since: date | None, probation: date | None, expected: Outcome
) -> None:
    one = found("service", today=today, service_since=since, probation_ends_on=probation)
    assert one.outcome is expected


@pytest.mark.citation("2368.3(b)(3)")
@pytest.mark.parametrize(
    ("handling", "expected"),
    [
        ("never", PASSED),
        ("occasional", PASSED),
        ("monthly", FAILED),
        ("daily", FAILED),
        ("", UNKNOWN),
    ],
)
def test_position_with_secure_material_every_month_is_ruled_out_by_law(
    handling: str, expected: Outcome
) -> None:
    assert found("classified_monthly", classified_handling=handling).outcome is expected


@pytest.mark.citation("2368.3(b)(5)")
@pytest.mark.parametrize(
    ("post", "statuses", "expected"),
    [
        ("Embassy Berlin", (), PASSED),
        ("Embassy Berlin", (UNACCOMPANIED,), FAILED),
        ("Embassy Berlin", (replace(UNACCOMPANIED, is_waived=True),), PASSED),
        ("Embassy Berlin", (replace(UNACCOMPANIED, is_waived=True), ORDERED), FAILED),
        ("", (), UNKNOWN),
    ],
)
def test_post_is_open_to_families_or_its_status_is_waived(
    post: str, statuses: tuple[StatusFact, ...], expected: Outcome
) -> None:
    assert found("post_status", post=post, statuses=statuses).outcome is expected


@pytest.mark.citation("2368.3(b)(5)")
def test_refusal_names_the_status_that_nobody_waived_and_no_other() -> None:
    message = found("post_status", statuses=(replace(UNACCOMPANIED, is_waived=True), ORDERED)).message
    assert "Ordered departure, since 2 November 2026" in message
    assert "Unaccompanied, since" not in message
