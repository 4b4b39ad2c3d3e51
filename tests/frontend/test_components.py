"""What the components say, read as text: nothing by colour alone, everything escaped."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory

from telework.calendar import FederalCalendar
from telework.components import SummaryRow, Task, TimelineEvent
from telework.policy import Outcome, Severity
from tests.frontend.gallery import finding, schedule


def render(tag: str, request: Any = None, **context: Any) -> str:
    return engines["django"].from_string("{% load components %}{% " + tag + " %}").render(context, request)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").split())


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("2362.1(m)", "3 FAM\N{NO-BREAK SPACE}2362.1(m)"),
        ("5 U.S.C. 6502", "5 U.S.C. 6502"),
        ("23 pages", "23 pages"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_citation_names_the_manual_only_for_its_own_paragraphs(reference: str, shown: str) -> None:
    assert render("citation reference", reference=reference) == f'<span class="app-citation">{shown}</span>'


@pytest.mark.parametrize(
    ("outcome", "word"),
    [(Outcome.PASSED, "Met"), (Outcome.FAILED, "Not met"), (Outcome.UNKNOWN, "Not known yet")],
)
def test_finding_says_its_outcome_fact_and_source_in_words(outcome: Outcome, word: str) -> None:
    text = text_of(render("findings items", items=[finding(outcome)]))
    assert word in text
    assert "Rating of record: none HR extract, as of 2 November 2026" in text
    assert ("Whom to ask: your HR specialist" in text) is (outcome is not Outcome.PASSED)


def test_advice_says_that_it_is_no_bar() -> None:
    assert "Advice, not a bar" in render("findings items", items=[finding(Outcome.FAILED, Severity.ADVICE)])


@pytest.mark.citation("2362.1(n)")
def test_day_strip_reads_as_a_list_of_days() -> None:
    calendar = FederalCalendar({date(2026, 12, 24): "Closed by order"})
    html = render("day_strip count", count=calendar.count_workdays(date(2026, 12, 18), 10, washington=False))
    text = text_of(html)
    assert html.count("<li") == 20
    assert "Fri 18 Dec Day of notice Sat 19 Dec Weekend" in text
    assert "Thu 24 Dec Offices closed: Closed by order Fri 25 Dec Holiday: Christmas Day" in text
    assert "Wed 6 Jan Workday 10 of 10, last day" in text
    assert "The first day without is Thursday, 7 January 2027" in text


def test_schedule_table_has_headers_in_both_directions_and_all_fourteen_days() -> None:
    html = render('schedule_table schedule caption="Two weeks"', schedule=schedule())
    assert "<caption>Two weeks</caption>" in html
    assert html.count('scope="row"') == 8
    assert html.count('scope="col"') == 3
    assert html.count("Telework, 8 hours") == 2
    assert html.count("Day off") == 4
    assert "Telework days in the pay period: <strong>2</strong>" in html


def test_locked_task_has_a_reason_and_no_link() -> None:
    html = render(
        "task_list tasks", tasks=[Task("Sign", "/sign/", "Cannot start yet", locked="Finish first.")]
    )
    assert "/sign/" not in html
    assert "Finish first." in html


def test_timeline_begins_with_the_newest() -> None:
    first = TimelineEvent("Begun", datetime(2026, 12, 1, 12, tzinfo=UTC), "Ana")
    second = TimelineEvent("Sent", datetime(2026, 12, 2, 12, tzinfo=UTC), "Ana")
    text = text_of(render("timeline events", events=[first, second]))
    assert text.index("Sent") < text.index("Begun")


@pytest.mark.parametrize(
    ("value", "shown"), [("", "Not provided"), ([], "Not provided"), ("Core", "Core"), (["A", "B"], "A B")]
)
def test_summary_shows_what_is_missing(value: Any, shown: str) -> None:
    text = text_of(render("definition_summary rows", rows=[SummaryRow("Label", value)]))
    assert text == f"Label {shown}"


def test_change_link_says_what_it_changes() -> None:
    text = text_of(render("definition_summary rows", rows=[SummaryRow("Sites", "Home", "/sites/")]))
    assert text.endswith("Change Sites")


def test_pagination_keeps_the_search_and_names_the_current_page() -> None:
    request = RequestFactory().get("/", {"q": "a&b", "page": "3"})
    html = render("pagination page", request, page=Paginator(range(100), 10).get_page(3))
    assert "?q=a%26b&amp;page=4" in html
    assert html.count('aria-current="page"') == 1


def test_one_page_needs_no_pagination() -> None:
    request = RequestFactory().get("/")
    assert not render("pagination page", request, page=Paginator([1], 10).get_page(1)).strip()


def test_alert_of_unknown_kind_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="danger"):
        render('alert "danger" "x"')


HOSTILE = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "tag",
    [
        'alert "info" bad heading=bad',
        "confirm_panel bad points citation=bad",
        "consequences consequences title=bad",
        "definition_summary rows title=bad",
        "empty_state bad bad url=bad label=bad",
        "receipt_panel bad reference=bad text=bad",
        "step_indicator points 1",
        "summary_box bad bad since bad title=bad",
        "task_list tasks",
        "timeline events",
    ],
)
def test_component_escapes_what_it_is_given(tag: str) -> None:
    html = render(
        tag,
        bad=HOSTILE,
        points=[HOSTILE],
        consequences=[{"title": HOSTILE, "text": HOSTILE, "citation": HOSTILE, "changes": True}],
        rows=[SummaryRow(HOSTILE, [HOSTILE, HOSTILE], HOSTILE, HOSTILE)],
        since=date(2026, 12, 1),
        tasks=[Task(HOSTILE, HOSTILE, HOSTILE, HOSTILE), Task(HOSTILE, "", HOSTILE, locked=HOSTILE)],
        events=[TimelineEvent(HOSTILE, datetime(2026, 12, 1, tzinfo=UTC), HOSTILE, HOSTILE, HOSTILE)],
    )
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
