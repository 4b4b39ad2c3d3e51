"""The shared cast: the people around one agreement in Washington, and complete answers for a request.

Emma asks, Sam supervises, Edith directs the bureau, Cora coordinates; Stan is a stranger, Tara runs the
programme, Otto coordinates another bureau.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from agreements.models import Agreement, ApprovalStep
from agreements.policy import clauses, safety
from agreements.policy.schedule import Place, Schedule, ScheduledDay
from agreements.services import drafting, lifecycle, review, submission
from eligibility.models import Bureau, Employee, Position, RoleAssignment, TrainingCompletion
from telework.identity import Authentication
from telework.models import User
from telework.roles import Role
from tests.stories import told_once

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # Monday, ten in the morning in Washington
TODAY = date(2026, 11, 23)
START = date(2026, 12, 7)
PASSWORD = "correct horse"


def proof(now: datetime = NOW) -> Authentication:
    return Authentication("password", now - timedelta(minutes=1))


def bureau(code: str, name: str) -> Bureau:
    return Bureau.objects.create(
        code=code, name=name, kind="functional", telework_mailbox=f"{code.lower()}@example.gov"
    )


def person(given: str, family: str, place: Bureau, **facts: Any) -> Employee:
    """An employee with a login and a domestic position, barred by nothing but a course not taken."""
    number = f"{Employee.objects.count() + 1:06d}"
    position_facts = {
        name: facts.pop(name)
        for name in list(facts)
        if name in {f.name for f in Position._meta.concrete_fields} and name not in ("number", "id")
    }
    position = Position.objects.create(
        **{
            "number": f"P{number}",
            "title": "Programme analyst",
            "bureau": place,
            "office_symbol": f"{place.code}/EX",
            "service": "civil",
            "pay_plan": "GS",
            "grade": "13",
            "duty_station_code": "110010001",
            "duty_station_name": "Washington, DC",
            "locality_pay_area": "Washington-Baltimore-Arlington",
            "in_washington_area": True,
            "classified_handling": "never",
            "onsite_activity": "occasional",
            **position_facts,
        }
    )
    user = User.objects.create_user(username=given.lower(), password=PASSWORD)
    user.first_name, user.last_name = given, family
    user.save()
    return Employee.objects.create(
        **{
            "number": number,
            "user": user,
            "given_name": given,
            "family_name": family,
            "email": f"{given.lower()}@example.gov",
            "position": position,
            "appointment_type": "career",
            "rating_of_record": "fully_successful",
            "rating_on": date(2025, 12, 31),
            "needs_close_supervision": False,
            "on_leave_restriction": False,
            "hired_on": date(2015, 1, 5),
            "facts_as_of": date(2026, 11, 2),
            **facts,
        }
    )


def grant(holder: Employee, role: Role, place: Bureau | None = None) -> RoleAssignment:
    return RoleAssignment.objects.create(
        employee=holder, role=role, bureau=place, starts_on=date(2020, 1, 1), granted_by="test"
    )


def train(holder: Employee, course: str = "employee") -> TrainingCompletion:
    return TrainingCompletion.objects.create(
        employee=holder, course=course, completed_on=date(2026, 1, 12), evidence="certificate"
    )


@dataclass
class Cast:
    """Everyone, by role in the story."""

    bureau: Bureau
    other_bureau: Bureau
    employee: Employee
    supervisor: Employee
    director: Employee
    coordinator: Employee
    stranger: Employee
    other_coordinator: Employee
    managing_officer: Employee
    auditor: Employee

    def user(self, name: str) -> User:
        user: User | None = getattr(self, name).user
        assert user is not None
        return user


@told_once
def make_cast() -> Cast:
    User.objects.system()
    place, elsewhere = bureau("OES", "Oceans"), bureau("EB", "Economic Affairs")
    director = person("Edith", "Execdir", place)
    supervisor = person("Sam", "Supervisor", place, supervisor=director, is_supervisory=True)
    cast = Cast(
        bureau=place,
        other_bureau=elsewhere,
        director=director,
        supervisor=supervisor,
        employee=person("Emma", "Employee", place, supervisor=supervisor),
        coordinator=person("Cora", "Coordinator", place, supervisor=director),
        stranger=person("Stan", "Stranger", elsewhere),
        other_coordinator=person("Otto", "Othercoord", elsewhere),
        managing_officer=person("Tara", "Tmo", elsewhere),
        auditor=person("Aldo", "Auditor", elsewhere),
    )
    train(cast.employee)
    train(cast.supervisor, "manager")
    grant(director, Role.EXECUTIVE_DIRECTOR, place)
    grant(cast.coordinator, Role.COORDINATOR, place)
    grant(cast.other_coordinator, Role.COORDINATOR, elsewhere)
    grant(cast.managing_officer, Role.MANAGING_OFFICER)
    grant(cast.auditor, Role.AUDITOR)
    return cast


def schedule(*telework: tuple[int, int]) -> Schedule:
    """Eight hours Monday to Friday; `telework` lists (week, weekday) worked at the site."""
    return Schedule.of(
        ScheduledDay(
            day.week,
            day.weekday,
            Place.TELEWORK if (day.week, day.weekday) in telework else day.place,
            day.hours,
        )
        for day in Schedule.at_office().days
    )


TUESDAYS_AND_THURSDAYS = schedule((1, 1), (1, 3), (2, 1), (2, 3))

HOME = {
    "kind": "home",
    "name": "Home",
    "street": "100 Example Street",
    "city": "Arlington",
    "region": "VA",
    "postal_code": "22201",
    "country": "US",
    "work_area": "Study on the second floor",
}


def safe_answers() -> dict[str, dict[str, Any]]:
    return {q.code: {"answer": "yes", "remedy": "", "remedy_on": None} for q in safety.QUESTIONS}


def section_answers(start: date = START) -> dict[str, dict[str, Any]]:
    """Complete answers for every section that is saved as fields."""
    return {
        "self_assessment": {"self_assessment": {q.code: "yes" for q in clauses.SELF_ASSESSMENT}},
        "schedule": {
            "pattern": "core",
            "situational_allowed": True,
            "requested_start_on": start,
            "work_schedule": "fixed",
            "schedule_data": TUESDAYS_AND_THURSDAYS.to_json(),
        },
        "communication": {
            "communication_methods": "Telephone, mail and chat",
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


@told_once
def draft(
    cast: Cast, now: datetime = NOW, *, site: dict[str, Any] | None = None, start: date = START
) -> Agreement:
    """A complete request, not yet signed."""
    actor = cast.user("employee")
    agreement = drafting.begin_request(actor=actor, now=now)
    for section, answers in section_answers(start).items():
        drafting.save_section(actor=actor, now=now, agreement=agreement, section=section, answers=answers)
    worksite = drafting.save_worksite(actor=actor, now=now, agreement=agreement, values=site or HOME)
    drafting.certify_site(
        actor=actor, now=now, agreement=agreement, worksite=worksite, answers=safe_answers()
    )
    drafting.save_equipment(
        actor=actor, now=now, agreement=agreement, remote_access="government_laptop", items=[]
    )
    return agreement


@told_once
def submitted(cast: Cast, now: datetime = NOW, **changes: Any) -> Agreement:
    agreement = draft(cast, now, **changes)
    return submission.submit(
        actor=cast.user("employee"), now=now, agreement=agreement, authentication=proof(now)
    )


def waiting_step(agreement: Agreement) -> ApprovalStep:
    """The step that waits for a decision."""
    return ApprovalStep.objects.get(
        terms__agreement=agreement, opened_at__isnull=False, closed_at__isnull=True
    )


def approve_step(cast: Cast, agreement: Agreement, by: str, now: datetime = NOW) -> Agreement:
    return review.approve(
        actor=cast.user(by),
        now=now,
        step=waiting_step(agreement),
        authentication=proof(now),
        effect_on_office="None: the work is portable.",
        equal_treatment=True,
        funding_confirmed=True,
    )


@told_once
def approved(cast: Cast, now: datetime = NOW, **changes: Any) -> Agreement:
    agreement = submitted(cast, now, **changes)
    approve_step(cast, agreement, "supervisor", now)
    approve_step(cast, agreement, "director", now)
    return Agreement.objects.get(pk=agreement.pk)


@told_once
def active(cast: Cast, now: datetime = NOW) -> Agreement:
    """An agreement in effect since its start date."""
    agreement = approved(cast, now)
    day_after = datetime(START.year, START.month, START.day, 17, 0, tzinfo=UTC)
    return lifecycle.start(actor=User.objects.system(), now=day_after, agreement=agreement)
