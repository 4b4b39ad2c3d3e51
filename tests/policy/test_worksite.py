"""The official work site and what a schedule brings with it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.policy.schedule import Pattern
from agreements.policy.worksite import FobAccount, consequences, fob_account, official_worksite
from tests.policy.known_good import schedule

BACK_ON = date(2027, 3, 1)


@pytest.mark.citation("2361.4 official work site")
@pytest.mark.parametrize(
    ("week_1", "week_2", "situation", "site", "office_days"),
    [
        ("otttt--", "otttt--", {}, "regular", 2),
        ("ootto--", "ttttt--", {}, "regular", 3),
        ("oottt--", "ttttt--", {}, "regular", 2),
        ("ttttt--", "tttto-o", {}, "regular", 2),
        ("otttt--", "ttttt--", {}, "alternate", 1),
        ("ttttt--", "ttttt--", {}, "alternate", 0),
        ("otttt--", "ttttt--", {"varies_within_locality": True}, "regular", 1),
        ("ttttt--", "ttttt--", {"varies_within_locality": True}, "regular", 0),
        ("ttttt--", "ttttt--", {"temporary_until": BACK_ON}, "regular", 0),
        ("o------", "-------", {"pattern": Pattern.SITUATIONAL}, "regular", 1),
        ("ooooo--", "ooooo--", {"pattern": Pattern.SITUATIONAL}, "regular", 10),
    ],
)
def test_two_office_days_in_the_pay_period_keep_the_regular_site(
    week_1: str, week_2: str, situation: dict[str, Any], site: str, office_days: int
) -> None:
    result = official_worksite(schedule(week_1, week_2), **{"pattern": Pattern.CORE} | situation)

    assert (result.site, result.office_days, result.citation) == (site, office_days, "2361.4")


@pytest.mark.citation("2361.4 official work site")
@pytest.mark.parametrize(
    ("week_1", "situation", "words"),
    [
        ("oottt--", {}, "on 2 days of each pay period"),
        ("otttt--", {}, "on 1 day of each pay period, fewer than two"),
        ("ttttt--", {}, "on no day of each pay period, fewer than two"),
        ("ttttt--", {"varies_within_locality": True}, "inside the locality pay area"),
        ("ttttt--", {"temporary_until": BACK_ON}, "expected back on 1 March 2027"),
        ("ooooo--", {"pattern": Pattern.SITUATIONAL}, "no fixed days"),
        ("ooooo--", {"pattern": "situational"}, "no fixed days"),
    ],
)
def test_the_reason_is_given_in_words(week_1: str, situation: dict[str, Any], words: str) -> None:
    result = official_worksite(schedule(week_1, "ttttt--"), **{"pattern": Pattern.CORE} | situation)

    assert words in result.reason


@pytest.mark.citation("2361.4 official work site")
@given(week_1=st.text("ot-", min_size=7, max_size=7), week_2=st.text("ot-", min_size=7, max_size=7))
def test_only_the_office_days_of_the_whole_pay_period_matter(week_1: str, week_2: str) -> None:
    result = official_worksite(schedule(week_1, week_2), pattern=Pattern.CORE)
    swapped = official_worksite(schedule(week_2, week_1), pattern=Pattern.CORE)

    assert result == swapped
    assert result.is_regular is ((week_1 + week_2).count("o") >= 2)


@pytest.mark.citation("2364.1")
def test_pay_travel_and_standing_change_only_with_the_official_work_site() -> None:
    stays = consequences(schedule("oottt--", "ttttt--"), pattern=Pattern.CORE)
    moves = consequences(schedule("otttt--", "ttttt--"), pattern=Pattern.CORE)
    effects = ("official_worksite", "pay", "travel", "rif")

    assert {c.code: c.changes for c in stays if c.code in effects} == dict.fromkeys(effects, False)
    assert {c.code: c.changes for c in moves if c.code in effects} == dict.fromkeys(effects, True)
    assert {c.citation for c in moves if c.code in ("pay", "travel", "rif")} == {"2364.1"}


@pytest.mark.citation("2364.1")
def test_a_temporary_situation_leaves_pay_as_it_is() -> None:
    found = consequences(
        schedule("ttttt--", "ttttt--"), pattern=Pattern.CORE, temporary_until=date(2027, 3, 1)
    )

    assert [c.changes for c in found if c.code == "pay"] == [False]


@pytest.mark.citation("2361.4 official work site")
@pytest.mark.parametrize(
    ("pattern", "week_1", "words"),
    [
        (Pattern.CORE, "ottto--", "6 in all: 3 in week 1, 3 in week 2."),
        (Pattern.SITUATIONAL, "ooooo--", "advice and no limit"),
    ],
)
def test_telework_days_of_a_pay_period_are_told(pattern: Pattern, week_1: str, words: str) -> None:
    week_2 = "ottto--" if pattern is Pattern.CORE else "ooooo--"
    told = {c.code: c.text for c in consequences(schedule(week_1, week_2), pattern=pattern)}

    assert words in told["telework_days"]


@pytest.mark.citation("2366.2")
@pytest.mark.parametrize(
    ("pattern", "account", "words"),
    [
        (Pattern.CORE, FobAccount.CENTRAL, "central account"),
        (Pattern.SITUATIONAL, FobAccount.BUREAU, "your bureau pays"),
        ("core", FobAccount.CENTRAL, "central account"),
        ("situational", FobAccount.BUREAU, "your bureau pays"),
    ],
)
def test_the_pattern_decides_who_pays_for_the_device(
    pattern: Pattern, account: FobAccount, words: str
) -> None:
    told = {c.code: c.text for c in consequences(schedule("ottto--", "ottto--"), pattern=pattern)}

    assert fob_account(pattern) is account
    assert words in told["fob_billing"]
