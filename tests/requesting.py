"""A request filled in through its pages: addresses, and what a browser would post."""

from typing import Any

from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from agreements.policy import clauses, safety
from agreements.policy.schedule import WEEKDAYS, Schedule, ScheduledDay
from tests.cast import HOME, START, TUESDAYS_AND_THURSDAYS


def url(name: str, agreement: Agreement, ordinal: int | None = None) -> str:
    return reverse(name, args=[agreement.number, *([ordinal] if ordinal is not None else [])])


def text_of(client: Client, address: str) -> str:
    """The page at `address`, which must open."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def day_fields(day: ScheduledDay) -> dict[str, str]:
    name = f"week{day.week}_{WEEKDAYS[day.weekday].lower()}"
    return {f"{name}_place": day.place.value, f"{name}_hours": f"{day.hours.normalize():f}"}


def schedule_post(schedule: Schedule = TUESDAYS_AND_THURSDAYS, **changes: str) -> dict[str, str]:
    """A complete schedule page; `changes` replace single fields."""
    fields = {
        "pattern": "core",
        "requested_start_on": START.isoformat(),
        "requested_end_on": "",
        "work_schedule": "fixed",
        "temporary_until": "",
    }
    for day in schedule.days:
        fields |= day_fields(day)
    return fields | changes


def checklist_post(**changes: str) -> dict[str, str]:
    """Every question answered with yes, and certified."""
    return {question.code: "yes" for question in safety.QUESTIONS} | {"certified": "on"} | changes


def equipment_post(*rows: dict[str, str], **fields: str) -> dict[str, str]:
    posted = {"remote_access": "government_laptop", "items-TOTAL_FORMS": str(len(rows))}
    posted |= {"items-INITIAL_FORMS": "0", "items-MIN_NUM_FORMS": "0", "items-MAX_NUM_FORMS": "30"}
    for number, row in enumerate(rows):
        posted |= {f"items-{number}-{name}": value for name, value in row.items()}
    return posted | fields


def posts(agreement: Agreement) -> list[tuple[str, dict[str, Any]]]:
    """Every section of a complete request, in the order of the task list: address and what is posted."""
    clause_answers = {clause.code: clause.choices[0][0] for clause in clauses.CLAUSES}
    return [
        (url("request_self_assessment", agreement), {q.code: "yes" for q in clauses.SELF_ASSESSMENT}),
        (url("request_schedule", agreement), schedule_post()),
        (url("request_site_add", agreement), HOME),
        (
            url("request_communication", agreement),
            {"communication_methods": "Telephone and chat", "communication_hours": "8 am to 4:30 pm"},
        ),
        (url("request_records", agreement), {"takes_records": "no"}),
        (url("request_checklist", agreement, 1), checklist_post()),
        (url("request_equipment", agreement), equipment_post(nothing="on")),
        (url("request_clauses", agreement), clause_answers),
        (
            url("request_acknowledgements", agreement),
            {statement.code: "on" for statement in clauses.EMPLOYEE_ACKNOWLEDGEMENTS},
        ),
    ]
