"""The page on which an injury is reported, the report, and who finds it on the page of the case."""

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
import time_machine

from agreements.injuries import sites_of
from agreements.links import Page, letter_url
from agreements.models import Agreement, InjuryReport
from tests.agreements.test_injury import TUESDAY, WORDS, acknowledge, report
from tests.browsing import counted, page, signed_in, words
from tests.cast import Cast, active
from tests.traces import letters, nothing_written

READERS = ("employee", "supervisor", "coordinator")
OTHERS = ("director", "managing_officer", "auditor")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


def form(agreement: Agreement, **changes: str) -> dict[str, str]:
    sent = {
        "happened_on": "2026-12-08",
        "happened_time": "14:30",
        "worksite": str(sites_of(agreement)[0].pk),
        "on_duty": "yes",
        "account": WORDS,
    }
    return {**sent, **changes}


def case(agreement: Agreement) -> str:
    return f"/agreements/{agreement.number}/"


def at(agreement: Agreement) -> str:
    return f"{case(agreement)}injuries/report/"


def of(made: InjuryReport) -> str:
    return f"{case(made.agreement)}injuries/{made.pk}/"


@pytest.mark.citation("2367(c)")
def test_employee_goes_from_the_case_to_the_report_and_reads_the_receipt(cast: Cast) -> None:
    agreement, emma = active(cast), signed_in(cast, "employee")
    assert f'href="{at(agreement)}"' in page(emma, case(agreement))
    answer = emma.post(at(agreement), form(agreement))
    made = InjuryReport.objects.get()
    assert answer["Location"] == of(made)
    text = page(emma, of(made))
    assert "are told at once. You get a receipt by letter." in text
    assert "Tuesday, 8 December 2026, 2:30 p.m., Washington time" in text
    assert "Thursday, 7 January 2027" in text
    assert "Not acknowledged by the supervisor yet." in text
    assert WORDS in text


@pytest.mark.citation("2367(a)")
def test_page_asks_nothing_of_health_and_names_forms_and_acts(cast: Cast) -> None:
    text = page(signed_in(cast, "employee"), at(active(cast)))
    assert "Write nothing about health: no diagnosis, no treatment" in text
    for named in ("CA-1", "CA-2", "CA-16", "(FECA)", "(PCA)", "(FTCA)"):
        assert named in text
    assert text.count("<textarea") == 1


def test_nothing_typed_is_lost_and_errors_stand_beside_their_fields(cast: Cast) -> None:
    agreement, emma = active(cast), signed_in(cast, "employee")
    wrong = form(agreement, happened_on="2026-12-09", on_duty="")
    with nothing_written():
        text = words(emma.post(at(agreement), wrong))
    assert "Say whether you were on official duty." in text
    with nothing_written():
        text = words(emma.post(at(agreement), {**wrong, "on_duty": "no"}))
    assert "This lies in the future. Give when it happened." in text
    assert WORDS in text
    assert 'value="14:30"' in text


def test_empty_form_says_what_is_missing(cast: Cast) -> None:
    text = words(signed_in(cast, "employee").post(at(active(cast)), {}))
    for message in ("Give the day", "Give the time", "Choose the site", "Say whether", "Say what happened"):
        assert message in text


def test_time_is_read_as_people_write_it(cast: Cast) -> None:
    agreement = active(cast)
    signed_in(cast, "employee").post(at(agreement), form(agreement, happened_time="2:30 pm"))
    assert InjuryReport.objects.get().happened_at == TUESDAY - timedelta(minutes=30)


def test_same_form_sent_twice_is_one_report(cast: Cast) -> None:
    agreement, emma = active(cast), signed_in(cast, "employee")
    first = emma.post(at(agreement), form(agreement))
    assert emma.post(at(agreement), form(agreement))["Location"] == first["Location"]
    assert letters(agreement)["injury_receipt"] == ["emma"]
    other = words(emma.post(at(agreement), form(agreement, account="Two shelves fell.")))
    assert "You have reported what happened at this time already." in other
    assert "Two shelves fell." in other


def test_supervisor_acknowledges_with_one_click_on_the_page_of_the_case(cast: Cast) -> None:
    made, sam = report(cast, active(cast)), signed_in(cast, "supervisor")
    assert f'action="{of(made)}"' in page(sam, case(made.agreement))
    for _ in range(2):
        assert sam.post(of(made))["Location"] == of(made)
    for reader in READERS:
        for address in (case(made.agreement), of(made)):
            text = page(signed_in(cast, reader), address)
            assert "Acknowledged by Sam Supervisor on Tuesday, 8 December 2026, 3:00 p.m." in text
            assert f'action="{of(made)}"' not in text


@pytest.mark.parametrize("reader", READERS)
def test_employee_supervisor_and_coordinator_read_it(cast: Cast, reader: str) -> None:
    made = report(cast, active(cast))
    text = page(signed_in(cast, reader), case(made.agreement))
    assert "Injuries at the site, reported" in text
    assert "Injury at the site reported" in text
    assert WORDS in page(signed_in(cast, reader), of(made))
    assert (f'action="{of(made)}"' in text) == (reader == "supervisor")


@pytest.mark.parametrize("reader", OTHERS)
def test_nobody_else_reads_that_there_is_one(cast: Cast, reader: str) -> None:
    made = acknowledge(cast, report(cast, active(cast)))
    client = signed_in(cast, reader)
    text = page(client, case(made.agreement))
    assert "njury at the site" not in text
    assert "njuries at the site" not in text
    assert "Report of the injury" not in text
    page(client, of(made), 404)
    client.post(of(made))
    assert client.get(at(made.agreement)).status_code == 403


def test_letter_leads_to_the_report_that_waits(cast: Cast) -> None:
    agreement = active(cast)
    waits = report(cast, agreement)
    acknowledge(cast, report(cast, agreement, happened_time=time(14, 31)))
    for name, leads_to in (("supervisor", of(waits)), ("director", case(agreement))):
        url = letter_url(agreement, Page.INJURY, getattr(cast, name))
        assert signed_in(cast, name).get(url[url.index("/go/") :])["Location"] == leads_to


def test_pages_ask_as_much_for_ten_reports_as_for_one(cast: Cast) -> None:
    made, sam = report(cast, active(cast)), signed_in(cast, "supervisor")
    numbers = []
    for minutes in (range(1), range(1, 10)):
        for minute in minutes:
            report(cast, made.agreement, happened_time=time(13, minute))
        sam.get(case(made.agreement))
        with counted() as number:
            sam.get(case(made.agreement))
        numbers += number
    assert numbers[0] == numbers[1]
