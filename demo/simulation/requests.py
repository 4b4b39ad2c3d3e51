"""A request as an employee writes and signs it: two telework days a week, from home."""

from datetime import date, datetime
from typing import Any

from agreements.models import Agreement
from agreements.policy import clauses, safety
from agreements.policy.schedule import Place, Schedule, ScheduledDay
from agreements.services import drafting, submission
from telework.identity import Authentication
from telework.models import User

TELEWORK_DAYS = frozenset({(1, 1), (1, 3), (2, 1), (2, 3)})
HOME = {
    "kind": "home",
    "name": "Home",
    "street": "1 Sample Street",
    "city": "Arlington",
    "region": "VA",
    "postal_code": "22201",
    "country": "US",
    "work_area": "A room with a door",
}


def write_request(user: User, now: datetime, first_day: date, last_day: date | None) -> Agreement:
    """Begun, filled in and signed; raises what the commands refuse."""
    agreement = drafting.begin_request(actor=user, now=now)
    given: dict[str, Any] = {"actor": user, "now": now, "agreement": agreement}
    for section, answers in _answers(first_day, last_day).items():
        drafting.save_section(**given, section=section, answers=answers)
    site = drafting.save_worksite(**given, values=HOME)
    safe = {q.code: {"answer": "yes", "remedy": "", "remedy_on": None} for q in safety.QUESTIONS}
    drafting.certify_site(**given, worksite=site, answers=safe)
    drafting.save_equipment(**given, remote_access="government_laptop", items=[])
    return submission.submit(**given, authentication=Authentication("password", now))


def _schedule() -> Schedule:
    return Schedule.of(
        ScheduledDay(
            day.week,
            day.weekday,
            Place.TELEWORK if (day.week, day.weekday) in TELEWORK_DAYS else day.place,
            day.hours,
        )
        for day in Schedule.at_office().days
    )


def _answers(first_day: date, last_day: date | None) -> dict[str, dict[str, Any]]:
    return {
        "self_assessment": {"self_assessment": {q.code: "yes" for q in clauses.SELF_ASSESSMENT}},
        "schedule": {
            "pattern": "core",
            "situational_allowed": True,
            "requested_start_on": first_day,
            "requested_end_on": last_day,
            "work_schedule": "fixed",
            "schedule_data": _schedule().to_json(),
        },
        "communication": {
            "communication_methods": "Telephone and mail",
            "communication_hours": "8 am to 4:30 pm",
            "telework_phone": "202-555-0100",
        },
        "records": {"takes_records": False},
        "clauses": {
            "works_through_closure": True,
            "works_through_liberal_leave": True,
            "works_through_early_dismissal": True,
            "unscheduled_telework": True,
            "coop": "none",
        },
        "acknowledgements": {"acknowledged": [s.code for s in clauses.EMPLOYEE_ACKNOWLEDGEMENTS]},
    }
