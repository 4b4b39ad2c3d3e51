"""The page of pattern and schedule: what it means is shown before anything is saved."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from agreements.models import Agreement
from agreements.policy.schedule import Place, Schedule, ScheduledDay
from agreements.services import drafting
from tests.cast import HOME, NOW, START, TODAY, Cast, draft, schedule, section_answers
from tests.requesting import schedule_post, text_of, url

EVERY_DAY = schedule(*((week, day) for week in (1, 2) for day in range(5)))
ONE_WEEK_ONLY = schedule((1, 1))


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def emma(client: Client, cast: Cast) -> Client:
    client.force_login(cast.user("employee"))
    return client


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    """A request with its self-assessment done and nothing else."""
    actor = cast.user("employee")
    begun = drafting.begin_request(actor=actor, now=NOW)
    answers = section_answers()["self_assessment"]
    drafting.save_section(actor=actor, now=NOW, agreement=begun, section="self_assessment", answers=answers)
    return begun


def test_schedule_is_saved_as_typed(emma: Client, agreement: Agreement) -> None:
    answer = emma.post(
        url("request_schedule", agreement),
        schedule_post(situational_allowed="on", requested_end_on="2027-06-30"),
    )
    assert answer["Location"] == url("request_tasks", agreement)
    terms = agreement.latest_terms()
    assert terms.schedule == schedule((1, 1), (1, 3), (2, 1), (2, 3))
    assert (terms.pattern, terms.work_schedule) == ("core", "fixed")
    assert (terms.requested_start_on, terms.requested_end_on) == (START, date(2027, 6, 30))
    assert terms.situational_allowed


def test_page_shows_what_was_saved(emma: Client, cast: Cast) -> None:
    page = text_of(emma, url("request_schedule", draft(cast)))
    assert '<option value="telework" selected>Telework</option>' in page
    assert 'value="2026-12-07"' in page
    assert "4 in all: 2 in week 1, 2 in week 2." in page


@pytest.mark.citation("2361.4 official work site")
@pytest.mark.parametrize("name", ["request_consequences", "request_schedule"])
def test_consequences_are_shown_with_and_without_javascript_and_nothing_is_saved(
    emma: Client, agreement: Agreement, name: str
) -> None:
    answer = emma.post(url(name, agreement), schedule_post(EVERY_DAY, show="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Your telework site becomes your official work site." in page
    assert "your salary and some benefits may go up or down" in page
    assert "10 in all: 5 in week 1, 5 in week 2." in page
    assert agreement.latest_terms().pattern == ""


def test_panel_opened_by_its_address_leads_to_the_page_it_is_part_of(
    emma: Client, agreement: Agreement
) -> None:
    answer = emma.get(url("request_consequences", agreement))
    assert (answer.status_code, answer["Location"]) == (302, url("request_schedule", agreement))


def test_panel_alone_is_no_whole_page(emma: Client, agreement: Agreement) -> None:
    page = emma.post(url("request_consequences", agreement), schedule_post()).content.decode()
    assert "<html" not in page
    assert "Two are enough to keep it as your official work site." in page


@pytest.mark.citation("2366.2")
@pytest.mark.parametrize(
    ("pattern", "payer"), [("core", "central account pays"), ("situational", "your bureau pays for it")]
)
def test_who_pays_for_the_device_follows_the_pattern(
    emma: Client, agreement: Agreement, pattern: str, payer: str
) -> None:
    posted = schedule_post(
        Schedule.at_office() if pattern == "situational" else ONE_WEEK_ONLY, pattern=pattern
    )
    assert payer in emma.post(url("request_consequences", agreement), posted).content.decode()


@pytest.mark.citation("2361.4 official work site")
@pytest.mark.parametrize("exception", [{"varies_within_locality": "on"}, {"temporary_until": "2027-02-01"}])
def test_exceptions_keep_the_regular_work_site(
    emma: Client, agreement: Agreement, exception: dict[str, str]
) -> None:
    page = emma.post(url("request_consequences", agreement), schedule_post(EVERY_DAY, **exception))
    assert "official work site: your regular work site" in page.content.decode().lower()


def test_without_a_pattern_the_panel_asks_for_one_and_complains_of_nothing(
    emma: Client, agreement: Agreement
) -> None:
    posted = schedule_post(pattern="", requested_start_on="", show="1")
    page = emma.post(url("request_schedule", agreement), posted).content.decode()
    assert "Choose core or situational telework, and we show what it means." in page
    assert "Give the day on which it should start." not in page
    assert "data-error-summary" not in page


@pytest.mark.parametrize(
    ("hours", "message"),
    [
        ("eight", "Write the hours as a number"),
        ("8,5", "Write the hours as a number"),
        ("0", "Enter the hours for Tuesday of week 1"),
        ("", "Enter the hours for Tuesday of week 1"),
        ("-8", "Enter the hours for Tuesday of week 1"),
        ("25", "Tuesday of week 1 has more than 24 hours."),
        ("8.3", "in quarter hours"),
        ("NaN", "Write the hours as a number"),
        ("1_0", "Write the hours as a number"),
        ("٨", "Write the hours as a number"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"show": "1"}])
def test_wrong_hours_get_their_message_beside_the_field_and_nothing_is_lost(
    emma: Client, agreement: Agreement, hours: str, message: str, button: dict[str, str]
) -> None:
    posted = schedule_post(week1_tuesday_hours=hours, **button)
    page = emma.post(url("request_schedule", agreement), posted).content.decode()
    assert message in page
    assert 'id="id_week1_tuesday_hours_error"' in page
    assert f'value="{hours}"' in page or not hours
    assert '<option value="telework" selected>' in page
    assert 'value="2026-12-07"' in page
    assert agreement.latest_terms().pattern == ""


def test_hours_on_a_day_off_are_refused_beside_the_field(emma: Client, agreement: Agreement) -> None:
    page = emma.post(url("request_schedule", agreement), schedule_post(week2_friday_place="off"))
    assert "Friday of week 2 is a day off, so it has no hours." in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"requested_start_on": (TODAY - timedelta(days=1)).isoformat()}, "so it starts today or later"),
        ({"requested_end_on": "2026-12-01"}, "The last day lies before the start."),
        ({"temporary_until": START.isoformat()}, "the expected return is not after the start"),
        ({"requested_start_on": ""}, "Give the day on which it should start."),
        ({"pattern": ""}, "Say whether you ask for core telework"),
        ({"work_schedule": ""}, "Name your kind of work schedule"),
    ],
)
def test_wrong_dates_and_missing_answers_are_refused_and_nothing_is_saved(
    emma: Client, agreement: Agreement, changes: dict[str, str], words: str
) -> None:
    page = emma.post(url("request_schedule", agreement), schedule_post(**changes)).content.decode()
    assert words in page
    assert "data-error-summary" in page
    assert agreement.latest_terms().requested_start_on is None


@pytest.mark.citation("2361.4 core")
@pytest.mark.parametrize(
    ("posted", "words"),
    [
        (schedule_post(ONE_WEEK_ONLY), "There is none in week 2."),
        (schedule_post(pattern="situational"), "Situational telework has no fixed days"),
        (schedule_post(work_schedule="4/10"), "It needs four days of ten hours in each week."),
        (schedule_post(week1_tuesday_hours="4"), "it needs 80."),
    ],
)
def test_rule_over_several_days_is_said_on_the_page_and_the_work_is_kept(
    emma: Client, agreement: Agreement, posted: dict[str, str], words: str
) -> None:
    answer = emma.post(url("request_schedule", agreement), posted)
    assert answer["Location"] == url("request_schedule", agreement)
    page = text_of(emma, url("request_schedule", agreement))
    assert "Saved, but not complete yet" in page
    assert words in page
    assert agreement.latest_terms().schedule is not None


def test_situational_agreement_drops_the_days_beyond_the_fixed_ones(
    emma: Client, agreement: Agreement
) -> None:
    emma.post(
        url("request_schedule", agreement),
        schedule_post(Schedule.at_office(), pattern="situational", situational_allowed="on"),
    )
    assert not agreement.latest_terms().situational_allowed


def test_with_several_sites_a_day_may_name_its_own(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    assert "Telework at any site" not in text_of(emma, url("request_schedule", agreement))
    drafting.save_worksite(
        actor=cast.user("employee"), now=NOW, agreement=agreement, values={**HOME, "name": "Library"}
    )
    assert "Telework: Library" in text_of(emma, url("request_schedule", agreement))
    emma.post(url("request_schedule", agreement), schedule_post(week1_tuesday_place="telework:2"))
    saved = agreement.latest_terms().schedule
    assert saved is not None
    assert saved.days[1] == ScheduledDay(1, 1, Place.TELEWORK, Decimal(8), site=2)
    assert '<option value="telework:2" selected>' in text_of(emma, url("request_schedule", agreement))


def test_saving_from_the_check_page_leads_back_there(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    answer = emma.post(url("request_schedule", agreement) + "?next=check", schedule_post())
    assert answer["Location"] == url("request_check", agreement)


def test_next_leads_nowhere_else(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    answer = emma.post(url("request_schedule", agreement) + "?next=//evil.example", schedule_post())
    assert answer["Location"] == url("request_tasks", agreement)
