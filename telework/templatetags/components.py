"""Tags of the page components; each renders one template of templates/components and escapes everything.

{% alert kind text heading="" %}                          kind: info, success, warning, error
{% citation "2362.1(m)" %}  {{ "2362.1(m)"|cited }}       "3 FAM 2362.1(m)", a link where a page explains it
{% confirm_panel title points citation="" %}              before something hard to undo; the form follows it
{% consequences items title="What this means" %}          telework Consequence(title, text, citation, changes)
{% day_strip count washington_note="" %}                  a calendar.WorkdayCount, day by day
{% definition_summary rows title="" %}                    components.SummaryRow: "check your answers"
{% empty_state title text url="" label="" %}              a list with nothing in it
{% findings items title="" fact_link="" %}                policy.Finding; beside each fact a link by URL name
{% pagination page %}                                     a Django page; keeps the rest of the query
{% receipt_panel title reference="" text="" %}            after something was done
{% schedule_grid weeks %}                                 the form: (title, rows of (day, place, hours))
{% schedule_table schedule caption="…" %}                 a schedule.Schedule to read
{% step_indicator labels current %}                       current counts from 1
{% summary_box status owner since next_step title="…" %}  where a case stands
{% task_list tasks %}                                     components.Task
{% timeline events %}                                     components.TimelineEvent, newest first
"""

import re
from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString

from telework import citations
from telework.calendar import DayMark, WorkdayCount
from telework.components import SummaryRow, Task, TimelineEvent
from telework.policy import Finding, Outcome, Severity

register = template.Library()

ALERTS = ("info", "success", "warning", "error")
_FAM = re.compile(r"^2\d{3}\b")
_DAYS_NOT_COUNTED = {
    "weekend": "Weekend",
    "holiday": "Holiday",
    "closure": "Offices closed",
    "before": "Not counted",
}
_OUTCOMES = {
    Outcome.PASSED: ("✓", "Met"),
    Outcome.FAILED: ("✕", "Not met"),
    Outcome.UNKNOWN: ("?", "Not known yet"),
}


def _component(name: str) -> Any:
    return register.inclusion_tag(f"components/{name}.html", name=name)


@register.filter
def cited(reference: str) -> str:
    """A paragraph of the regulation as it is cited; other sources (5 U.S.C. …) stay as they are."""
    return f"3 FAM\N{NO-BREAK SPACE}{reference}" if _FAM.match(reference) else reference


@register.simple_tag(takes_context=True)
def citation(context: template.Context, reference: str) -> SafeString:
    """A link to the page that explains the paragraph, on pages of somebody signed in; else text."""
    # Documents and letters are rendered without a request; a component keeps the page's.
    reader = getattr(getattr(context, "request", None), "user", None)
    address = citations.address_of(reference) if reader is not None and reader.is_authenticated else None
    if address is None:
        return format_html('<span class="app-citation">{}</span>', cited(reference))
    return format_html('<a class="app-citation usa-link" href="{}">{}</a>', address, cited(reference))


@_component("alert")
def alert(kind: str, text: str, heading: str = "") -> dict[str, Any]:
    if kind not in ALERTS:
        raise template.TemplateSyntaxError(f"an alert is one of {', '.join(ALERTS)}, not {kind}")
    return {"kind": kind, "text": text, "heading": heading}


@_component("confirm_panel")
def confirm_panel(title: str, points: Iterable[str], citation: str = "") -> dict[str, Any]:
    return {"title": title, "points": points, "citation": citation}


@_component("consequences")
def consequences(items: Iterable[Any], title: str = "What this means") -> dict[str, Any]:
    return {"items": items, "title": title}


@_component("day_strip")
def day_strip(count: WorkdayCount, washington_note: str = "") -> dict[str, Any]:
    days = [
        {"mark": mark, "words": _day_in_words(mark), "is_last": mark.day == count.last_day}
        for mark in count.days
    ]
    return {"count": count, "days": days, "washington_note": washington_note}


def _day_in_words(mark: DayMark) -> str:
    not_counted = _DAYS_NOT_COUNTED.get(mark.kind)
    if not_counted is None:
        return mark.label
    return not_counted if mark.kind == "weekend" else f"{not_counted}: {mark.label}"


@_component("definition_summary")
def definition_summary(rows: Iterable[SummaryRow], title: str = "") -> dict[str, Any]:
    return {"rows": rows, "title": title}


@_component("empty_state")
def empty_state(title: str, text: str, url: str = "", label: str = "") -> dict[str, Any]:
    return {"title": title, "text": text, "url": url, "label": label}


@_component("findings")
def findings(
    items: Iterable[Finding],
    title: str = "",
    fact_link: str = "",
    disputable: Container[str] | None = None,
) -> dict[str, Any]:
    """`fact_link` names an address that takes a fact's name: where somebody says that it is wrong.

    disputable  the facts of which that can be said; None: all
    """
    shown = [
        {
            "finding": finding,
            "icon": _OUTCOMES[finding.outcome][0],
            "word": f"{_OUTCOMES[finding.outcome][1]}{', but excepted' if finding.exception else ''}",
            "is_advice": finding.severity is Severity.ADVICE,
            "citations": (finding.citation, *finding.also),
            "linked": [f.name for f in finding.facts if disputable is None or f.name in disputable],
        }
        for finding in items
    ]
    return {"shown": shown, "title": title, "fact_link": fact_link}


@register.inclusion_tag("components/pagination.html", name="pagination", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "request": context["request"],
        "page": page,
        "numbers": list(numbers),
        "gap": page.paginator.ELLIPSIS,
    }


@_component("receipt_panel")
def receipt_panel(title: str, reference: str = "", text: str = "") -> dict[str, Any]:
    return {"title": title, "reference": reference, "text": text}


@_component("schedule_grid")
def schedule_grid(weeks: Iterable[Any]) -> dict[str, Any]:
    return {"weeks": weeks}


@_component("schedule_table")
def schedule_table(schedule: Any, caption: str = "Schedule of one pay period") -> dict[str, Any]:
    weeks = [
        {"number": number, "days": schedule.week(number), "hours": schedule.hours_in_week(number)}
        for number in (1, 2)
    ]
    rows = [
        {"day": f"{first:%A}", "cells": [week["days"][first.weekday()] for week in weeks]}
        for first in (date(2024, 1, monday_on) for monday_on in range(1, 8))
    ]
    return {"schedule": schedule, "weeks": weeks, "rows": rows, "caption": caption}


@_component("step_indicator")
def step_indicator(labels: Sequence[str], current: int) -> dict[str, Any]:
    steps = [
        {"label": label, "state": "complete" if number < current else "current" if number == current else ""}
        for number, label in enumerate(labels, start=1)
    ]
    return {"steps": steps, "current": current, "heading": labels[current - 1]}


@_component("summary_box")
def summary_box(
    status: str,
    owner: str,
    since: date | datetime | None,
    next_step: str,
    title: str = "Where it stands",
) -> dict[str, Any]:
    return {"status": status, "owner": owner, "since": since, "next_step": next_step, "title": title}


@_component("task_list")
def task_list(tasks: Iterable[Task]) -> dict[str, Any]:
    return {"tasks": tasks}


@_component("timeline")
def timeline(events: Iterable[TimelineEvent]) -> dict[str, Any]:
    return {"events": sorted(events, key=lambda event: event.at, reverse=True)}
