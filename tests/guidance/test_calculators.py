"""The calculators, as command and as page: dates, boundaries, and input that is refused in one sentence."""

import json
import os
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from guidance.views.calculator import CALCULATORS
from telework.models import Closure
from tests.browsing import page, signed_in
from tests.cast import make_cast

ROOT = Path(__file__).parents[2]


def calc(*words: str) -> dict[str, Any]:
    out = StringIO()
    call_command("calc", *words, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given_on", "area", "last_day", "first_counted"),
    [
        pytest.param("2026-12-07", "washington", "2026-12-21", "2026-12-08", id="no holiday"),
        pytest.param("2026-11-23", "washington", "2026-12-08", "2026-11-24", id="Thanksgiving"),
        pytest.param("2026-11-21", "washington", "2026-12-07", "2026-11-23", id="on a Saturday"),
        pytest.param("2025-12-15", "washington", "2026-01-02", "2025-12-16", id="closures and Christmas"),
        pytest.param("2029-01-12", "washington", "2029-01-29", "2029-01-16", id="Inauguration on a Saturday"),
        pytest.param("2033-01-18", "washington", "2033-02-02", "2033-01-19", id="Inauguration Day"),
        pytest.param("2033-01-18", "other", "2033-02-01", "2033-01-19", id="Inauguration Day elsewhere"),
        pytest.param("2028-02-18", "washington", "2028-03-06", "2028-02-22", id="leap day counts"),
    ],
)
@pytest.mark.citation("2362.1(m)")
@pytest.mark.citation("2362.1(n)")
def test_notice_counts_ten_workdays_after_the_day_of_notice(
    given_on: str, area: str, last_day: str, first_counted: str
) -> None:
    answer = calc("notice", "--on", given_on, "--kind", "domestic", "--area", area)

    assert answer["last_day_in_effect"] == answer["counted_days"][-1] == last_day
    assert (len(answer["counted_days"]), answer["counted_days"][0]) == (10, first_counted)


@pytest.mark.django_db
@pytest.mark.citation("2362.1(m)")
def test_a_closure_that_an_administrator_entered_counts_at_once() -> None:
    Closure.objects.create(day=date(2026, 12, 10), authority="Order", reason="Day of mourning")

    answer = calc("notice", "--on", "2026-12-07", "--kind", "domestic")

    assert answer["last_day_in_effect"] == "2026-12-22"
    assert "2026-12-10" not in answer["counted_days"]


@pytest.mark.parametrize(
    ("given_on", "first", "last_day"),
    [
        pytest.param("2026-11-23", "2026-11-29", "2026-12-26", id="within a pay period"),
        pytest.param("2026-11-28", "2026-11-29", "2026-12-26", id="last day of a pay period"),
        pytest.param("2026-11-29", "2026-12-13", "2027-01-09", id="first day: that period does not count"),
    ],
)
@pytest.mark.django_db
@pytest.mark.citation("2368.6(b)")
@pytest.mark.citation("2368.6(c)")
def test_overseas_notice_is_two_whole_pay_periods(given_on: str, first: str, last_day: str) -> None:
    answer = calc("notice", "--on", given_on, "--kind", "deto")

    assert answer["last_day_in_effect"] == answer["counted_days"][-1] == last_day
    assert (len(answer["counted_days"]), answer["counted_days"][0]) == (28, first)


@pytest.mark.parametrize("day", ["2023-01-01", "2023-01-07", "2023-01-14"])
def test_a_pay_period_runs_from_sunday_to_saturday(day: str) -> None:
    assert calc("pay-period", "--on", day) == {"start": "2023-01-01", "end": "2023-01-14"}


def test_a_day_before_the_anchor_has_its_pay_period_too() -> None:
    assert calc("pay-period", "--on", "2022-12-31") == {"start": "2022-12-18", "end": "2022-12-31"}


@pytest.mark.parametrize(
    ("week1", "week2", "site"),
    [
        ("MON,TUE", "WED", "regular"),
        ("MON", "TUE", "regular"),
        ("MON,TUE", "", "regular"),
        ("", "SAT,SUN", "regular"),
        ("mon", "", "alternate"),
        ("", "", "alternate"),
    ],
)
@pytest.mark.citation("2361.4 official work site")
def test_two_days_at_the_regular_site_in_the_pay_period_keep_it(week1: str, week2: str, site: str) -> None:
    answer = calc("worksite", f"--onsite-week1={week1}", f"--onsite-week2={week2}")

    assert answer["official_worksite"] == site
    assert "regular work site" in answer["reason"]


def test_a_week_without_days_may_be_left_empty_or_out() -> None:
    assert calc("worksite", "--onsite-week1", "--onsite-week2", "WED")["official_worksite"] == "alternate"
    assert calc("worksite")["official_worksite"] == "alternate"


@pytest.mark.parametrize(
    ("end", "options", "days", "route"),
    [
        pytest.param("2026-12-30", [], 364, "country_clearance", id="364 days"),
        pytest.param("2026-12-31", [], 365, "nsdd38", id="365 days"),
        pytest.param("2026-01-01", [], 1, "country_clearance", id="one day"),
        pytest.param("2026-01-31", ["--extension"], 31, "nsdd38", id="extension"),
        pytest.param("2026-01-31", ["--country-duties"], 31, "nsdd38", id="country duties"),
    ],
)
@pytest.mark.citation("2368.4(e)")
@pytest.mark.citation("2368.6(a)")
@pytest.mark.citation("2368.8(b)")
def test_from_365_days_a_stay_takes_nsdd38(end: str, options: list[str], days: int, route: str) -> None:
    answer = calc("clearance", "--start", "2026-01-01", "--end", end, *options)

    assert answer == {"days": days, "route": route}


@pytest.mark.citation("2368.4(e)")
def test_a_year_with_a_leap_day_is_366_days() -> None:
    assert calc("clearance", "--start", "2028-01-01", "--end", "2028-12-30")["route"] == "nsdd38"
    assert calc("clearance", "--start", "2028-01-01", "--end", "2028-12-29")["days"] == 364


@pytest.mark.parametrize(
    ("start", "medevac_end", "last_day"),
    [
        pytest.param("2026-01-01", "2026-12-31", "2026-03-31", id="ninetieth day"),
        pytest.param("2028-01-01", "2028-12-31", "2028-03-30", id="ninetieth day of a leap year"),
        pytest.param("2026-01-01", "2026-03-30", "2026-03-30", id="the evacuation ends first"),
        pytest.param("2026-01-01", "2026-03-31", "2026-03-31", id="both on one day"),
        pytest.param("2026-01-01", "2026-01-01", "2026-01-01", id="one day"),
        pytest.param("9999-12-01", "9999-12-31", "9999-12-31", id="the end of the calendar"),
    ],
)
@pytest.mark.citation("2362.5(2)")
def test_a_medical_evacuation_allows_ninety_days_at_most(start: str, medevac_end: str, last_day: str) -> None:
    assert calc("medevac", "--start", start, "--medevac-end", medevac_end) == {"last_day": last_day}


@pytest.mark.parametrize(
    ("kind", "since", "due_on"),
    [
        pytest.param("domestic", "2026-12-07", "2027-12-07", id="a year"),
        pytest.param("domestic", "2028-02-29", "2029-02-28", id="from a leap day"),
        pytest.param("domestic", "2027-02-28", "2028-02-28", id="into a leap year"),
    ],
)
@pytest.mark.citation("2362.1(e)")
def test_a_domestic_review_is_due_after_a_year(kind: str, since: str, due_on: str) -> None:
    assert calc("review", "--kind", kind, "--from", since) == {"due_on": due_on}


@pytest.mark.parametrize(
    ("since", "due_on"),
    [("2026-12-07", "2027-06-07"), ("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29")],
)
@pytest.mark.citation("2368.5(c)")
def test_an_overseas_review_is_due_after_half_a_year(since: str, due_on: str) -> None:
    assert calc("review", "--kind", "deto", "--from", since) == {"due_on": due_on}


BAD_INPUT = [
    ("",),
    ("nonsense",),
    ("notice", "--kind", "domestic"),
    ("notice", "--on", "2026-13-01", "--kind", "domestic"),
    ("notice", "--on", "20261207", "--kind", "domestic"),
    ("notice", "--on", "12/07/2026", "--kind", "domestic"),
    ("notice", "--on", "2026-12-07", "--kind", "overseas"),
    ("notice", "--on", "2026-12-07", "--kind", "domestic", "--area", "moon"),
    ("notice", "--on", "9999-12-30", "--kind", "domestic"),
    ("notice", "--on", "9999-12-30", "--kind", "deto"),
    ("pay-period", "--on", "0001-01-01"),
    ("pay-period", "--on", "10000-01-01"),
    ("worksite", "--onsite-week1", "MON,FUNDAY"),
    ("worksite", "--onsite-week1", "MON,MON"),
    ("clearance", "--start", "2026-02-01", "--end", "2026-01-31"),
    ("medevac", "--start", "2026-02-01", "--medevac-end", "2026-01-31"),
    ("review", "--kind", "deto", "--from", "9999-08-01"),
    ("review", "--kind", "domestic", "--from", "9999-01-01"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("words", BAD_INPUT, ids=" ".join)
def test_bad_input_ends_with_2_and_one_sentence(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("calc", *filter(None, words))

    said = capsys.readouterr()
    assert (ended.value.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert said.err.endswith(".\n")


def test_the_command_runs_in_a_bare_checkout_and_leaves_nothing_behind(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("ETELEWORK_MODE", "SECRET_KEY", "DATABASE_URL")
    } | {"ETELEWORK_DATA_DIR": str(tmp_path)}
    command = [
        sys.executable,
        "manage.py",
        "calc",
        "notice",
        "--on",
        "2025-12-15",
        "--kind",
        "domestic",
        "--json",
    ]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    assert json.loads(run.stdout)["last_day_in_effect"] == "2026-01-02", "with the closures of every database"
    assert run.stderr == ""
    assert not list(tmp_path.rglob("*.sqlite3"))


@pytest.fixture
def reader(db: None) -> Client:
    return signed_in(make_cast(), "employee")


ASKED = {
    "notice": ({"on": "2026-11-23", "kind": "domestic", "area": "washington"}, "8 December 2026"),
    "pay-period": ({"on": "2026-11-23"}, "28 November 2026"),
    "worksite": ({"week1": ["0"], "week2": [], "ask": "1"}, "Your telework site becomes"),
    "clearance": ({"start": "2026-01-01", "end": "2026-12-31"}, "NSDD-38, for 365 days"),
    "medevac": ({"start": "2026-01-01", "medevac_end": "2026-12-31"}, "31 March 2026"),
    "review": ({"kind": "deto", "since": "2026-08-31"}, "28 February 2027"),
}


@pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda calculator: calculator.name)
def test_the_page_gives_the_same_answer_as_the_command(reader: Client, calculator: Any) -> None:
    values, expected = ASKED[calculator.name]

    assert "The answer" not in page(reader, calculator.url)
    answer = reader.get(calculator.url, values)
    assert expected in " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("address", "values", "message"),
    [
        ("clearance", {"start": "2026-02-01", "end": "2026-01-01"}, "The last day lies before the first."),
        ("review", {"kind": "deto", "since": "9999-12-01"}, "Check the year."),
        ("notice", {"on": "soon", "kind": "domestic", "area": "other"}, "Write a date as month, day, year"),
        ("notice", {"on": "0001-01-01", "kind": "deto", "area": "other"}, "Check the year."),
        ("pay-period", {"on": ""}, "Give the date."),
    ],
)
def test_a_page_says_what_is_wrong_and_keeps_what_was_written(
    reader: Client, address: str, values: dict[str, str], message: str
) -> None:
    answer = reader.get(f"/guidance/calculators/{address}/", values)
    text = answer.content.decode()

    assert answer.status_code == 200
    assert message in text
    assert all(f'value="{value}"' in text for value in values.values() if value)
    assert "The answer</h2>" not in text
