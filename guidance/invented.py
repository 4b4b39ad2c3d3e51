"""An invented case with invented people, for letters that are looked at before anybody gets them.

Nothing here was read from the database: letters as sent are personal, and some are sealed. What the rules say
(counts, reasons, findings, routes) is the rules' own, so that it changes with them.
"""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from agreements import kinds
from agreements.policy.notice import earliest_last_day
from eligibility.contact import Contact
from eligibility.letter_kinds import Reader
from telework.calendar import FederalCalendar, WorkdayCount


class Invented(SimpleNamespace):
    """A stand-in with just what letters read; `said` is how it reads where it stands alone."""

    def __str__(self) -> str:
        return str(self.said)


def day(month: int, of_month: int) -> date:
    return date(2027, month, of_month)


def moment(month: int, of_month: int) -> datetime:
    return datetime(2027, month, of_month, 15, 0, tzinfo=UTC)


def _person(pk: int, given: str, family: str, supervisor: int) -> Invented:
    return Invented(
        pk=pk,
        given_name=given,
        family_name=family,
        full_name=f"{given} {family}",
        number=f"{pk:06d}",
        email=f"{given.lower()}@example.gov",
        supervisor_id=supervisor,
        separated_on=day(3, 31),
        position=Invented(
            title="Programme analyst",
            office_symbol="EX/TEL",
            duty_station_name="Washington, DC",
            duty_station_code="110010001",
        ),
    )


EMPLOYEE = _person(1, "Erin", "Example", 2)
SUPERVISOR = _person(2, "Sam", "Sample", 5)
COORDINATOR = _person(3, "Cory", "Sample", 4)
DECIDER = _person(4, "Dana", "Sample", 5)
NEXT_LEVEL = _person(5, "Nora", "Sample", 6)
PART_TAKER = _person(6, "Paul", "Sample", 7)
OFFICE = _person(7, "Olga", "Sample", 8)
PEOPLE = {
    Reader.EMPLOYEE: EMPLOYEE,
    Reader.SUPERVISOR: SUPERVISOR,
    Reader.COORDINATOR: COORDINATOR,
    Reader.DECIDER: DECIDER,
    Reader.NEXT_LEVEL: NEXT_LEVEL,
    Reader.PART_TAKER: PART_TAKER,
    Reader.OFFICE: OFFICE,
}
CONTACT = Contact(COORDINATOR.full_name, COORDINATOR.email)
BUREAU = Invented(code="EX", name="Bureau of Examples")
POST = Invented(name="Exampleville")
CLOSURE = Invented(day=day(1, 20), authority="Executive order", reason="Day of mourning")

AGREEMENT = Invented(
    number="TW-000000",
    bureau=BUREAU,
    post=POST,
    kind_record=kinds.get("domestic"),
    state="active",
    state_label="In effect",
    state_since=moment(1, 8),
    starts_on=day(1, 4),
    ends_on=day(6, 30),
    ended_on=day(3, 31),
    end_reason="by_employee",
)
TERMS = Invented(
    number=1,
    purpose="request",
    pattern="core",
    get_pattern_display="Core telework",
    requested_start_on=day(1, 4),
    requested_end_on=day(6, 30),
    signed_at=datetime(2026, 12, 14, 15, 0, tzinfo=UTC),
    takes_effect_on=day(1, 29),
    last_day_before=day(1, 28),
    justification="The service desk is staffed on Tuesdays.",
    emergency=None,
    schedule=Invented(telework_days=[Invented(name="Monday"), Invented(name="Thursday")]),
)
# Given on a Tuesday, so that a holiday falls into it; then a closure falls into it, too.
COUNT = earliest_last_day(day(1, 12), FederalCalendar({}), washington=True)
MOVED_COUNT = earliest_last_day(day(1, 12), FederalCalendar({CLOSURE.day: CLOSURE.reason}), washington=True)


def changed_terms(count: WorkdayCount) -> Invented:
    """The second version of the terms, from the first day after `count` on."""
    changed = {"number": 2, "purpose": "amendment", "signed_at": moment(1, 12)}
    days = {"takes_effect_on": count.first_day_without, "last_day_before": count.last_day}
    return Invented(**{**vars(TERMS), **changed, **days})


CHANGED_TERMS = changed_terms(COUNT)


def step(**facts: Any) -> Invented:
    """A step that somebody has decided; a letter about one that waits reads no decision."""
    return Invented(
        **{
            "act": "approve",
            "title": "Supervisor",
            "office": "Supervisor, EX",
            "capacity": "Supervisor",
            "capacities": ["supervisor"],
            "assignee": SUPERVISOR,
            "assignee_id": SUPERVISOR.pk,
            "opened_at": datetime(2026, 12, 15, 15, 0, tzinfo=UTC),
            "due_on": date(2026, 12, 22),
            "decided_by": SUPERVISOR,
            "decision": "approved",
            "closed_at": datetime(2026, 12, 18, 15, 0, tzinfo=UTC),
            "moved_up": False,
            "is_wordless": False,
            "asked_by": None,
            "asked_of": "",
            "question": "",
            "reason_citation": "2362.1(a)",
            "reason_text": "The service desk needs two people on every day.",
            "reference": "EX-1",
            "passed_on_because": "Paul Sample is away until February.",
            "passed_on_by": COORDINATOR,
            **facts,
        }
    )
