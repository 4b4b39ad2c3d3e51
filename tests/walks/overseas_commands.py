"""Telework overseas in the walk of commands: E stays in Quito, where H is HR and O management officer.

X writes a request. H is also the HR specialist of the bureau, and M, the administrator, the Under Secretary.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from agreements.models import Agreement
from agreements.services.suspension import suspend
from deto.models import PostStatus, Stay, Task, Waiver
from deto.services import (
    certifying,
    clearance,
    determinations,
    distributing,
    extension,
    orders,
    packet,
    papers,
    statuses,
    stays,
    tasks,
    waivers,
    withdrawal,
)
from eligibility.models import Employee, Post, RoleAssignment
from telework.models import User
from telework.roles import Role
from tests import overseas
from tests.abroad import step_of
from tests.cast import NOW, TODAY, Cast, person, safe_answers, train
from tests.certificates import pdf_bytes
from tests.overseas import OverseasCast

ASKED = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
STARTED = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
EARLY = {"deto_sponsor": {"arrives_on": date(2026, 11, 10)}}
QUITO, LA_PAZ = "QUITO", "LAPAZ"


def add_overseas(cast: Cast, people: Mapping[str, Employee], staying: Employee) -> None:
    """In Quito one stays, one request is ready, one is with the chief of mission; in La Paz one rests."""
    quito, la_paz = _post(cast, QUITO, "EC"), _post(cast, LA_PAZ, "BO")
    for holder, role in ((people["O"], Role.MANAGEMENT_OFFICER), (people["H"], Role.HR_OFFICER)):
        for post in (quito, la_paz):
            hold(holder, role, post=post)
    hold(people["M"], Role.UNDER_SECRETARY_MANAGEMENT)
    for one in (staying, people["O"]):
        Employee.objects.filter(pk=one.pk).update(government_service_since=date(2015, 1, 5))
    at_quito = cast_at(cast, people, quito, staying)
    stay = started(at_quito)
    overseas.draft(cast_at(cast, people, la_paz, people["X"]))
    overseas.recommended(cast_at(cast, people, la_paz, somebody(cast, "Ready")))
    overseas.requested(cast_at(cast, people, quito, somebody(cast, "Asked")))
    resting = started(cast_at(cast, people, la_paz, somebody(cast, "Resting")))
    suspend(
        actor=User.objects.system(),
        now=NOW,
        agreement=resting,
        cause="deto.post_status",
        citation="2368.3(b)(5)",
        reason="Ordered departure.",
    )
    status_at(quito, people["O"], "authorized_departure")
    waived = status_at(quito, people["O"], "ordered_departure")
    Waiver.objects.create(
        agreement=stay, status=waived, circumstances="Talks.", granted_by=people["O"], granted_at=NOW
    )
    Stay.objects.create(
        agreement=stay, arrived_on=date(2026, 11, 10), recorded_by=people["O"], recorded_at=NOW
    )
    Task.objects.create(
        agreement=stay, code=Task.Code.SF50_IN, owner=Role.HR_SPECIALIST, due_on=TODAY, opened_at=NOW
    )


def _post(cast: Cast, code: str, country: str) -> Post:
    return Post.objects.create(
        code=code, name=code.title(), country=country, bureau=cast.bureau, time_zone="America/Lima"
    )


def hold(holder: Employee, role: Role, post: Post | None = None) -> None:
    RoleAssignment.objects.create(
        employee=holder, role=role, post=post, starts_on=date(2020, 1, 1), granted_by="test"
    )


def somebody(cast: Cast, name: str) -> Employee:
    since = date(2015, 1, 5)
    found = person(name, "Overseas", cast.bureau, supervisor=cast.supervisor, government_service_since=since)
    train(found)
    return found


def cast_at(cast: Cast, people: Mapping[str, Employee], post: Post, owner: Employee) -> OverseasCast:
    known = {field: getattr(cast, field) for field in Cast.__dataclass_fields__}
    made = OverseasCast(
        **known,
        host_bureau=cast.bureau,
        post=post,
        host_director=cast.director,
        manager=people["O"],
        hr_specialist=people["H"],
        career_director=people["M"],
        under_secretary=people["M"],
        security_officer=people["H"],
    )
    return replace(made, employee=owner)


def started(cast: OverseasCast) -> Agreement:
    case = overseas.approved(cast, ASKED, start=STARTED.date(), answers=EARLY)
    return overseas.start(case, STARTED)


def status_at(post: Post, by: Employee, status: str) -> PostStatus:
    """Written past the command, so that the sweep finds something to suspend."""
    return PostStatus.objects.create(
        post=post, status=status, starts_on=TODAY, source="26 STATE 1", entered_by=by, entered_at=NOW
    )


def _case(state: str, code: str) -> Agreement:
    return Agreement.objects.get(kind="deto", state=state, post__code=code)


def _stay() -> Agreement:
    return _case("active", QUITO)


def _asked(name: str) -> Agreement:
    return Agreement.objects.get(kind="deto", employee__given_name=name)


def _given(attempt: Any) -> dict[str, Any]:
    return {"actor": attempt.actor, "now": NOW}


STATED = {
    "immunities": "Family member.",
    "immunities_on": TODAY,
    "work_authorization": "None is needed.",
    "work_authorization_on": TODAY,
}
OVERSEAS_CALLS: Mapping[str, Callable[[Any], object]] = {
    "put_paper": lambda a: papers.put_paper(
        **_given(a),
        agreement=_case("draft", LA_PAZ),
        code="orders",
        file_name="orders.pdf",
        chunks=[pdf_bytes()],
    ),
    "make_packet": lambda a: packet.make_packet(
        **_given(a), step=step_of(_asked("Ready"), Role.HR_SPECIALIST)
    ),
    "record_submission": lambda a: clearance.record_submission(
        **_given(a),
        step=step_of(_asked("Ready"), Role.HR_SPECIALIST),
        reference="26 STATE 2",
        submitted_on=TODAY,
    ),
    "record_answer": lambda a: clearance.record_answer(
        **_given(a),
        step=overseas.waiting(_asked("Asked")),
        is_approved=False,
        reference="Quito 1",
        answered_on=TODAY,
        words="Housing is full.",
    ),
    "state_determinations": lambda a: determinations.state_determinations(
        **_given(a), agreement=_asked("Asked"), answers=STATED
    ),
    "enter_status": lambda a: statuses.enter_status(
        **_given(a),
        status="unaccompanied",
        starts_on=TODAY,
        source="26 STATE 3",
        post=Post.objects.get(code=QUITO),
    ),
    "lift_status": lambda a: statuses.lift_status(
        **_given(a),
        status=PostStatus.objects.get(status="authorized_departure"),
        lifted_on=TODAY,
        source="26 STATE 4",
    ),
    "suspend_for_status": lambda a: statuses.suspend_for_status(**_given(a), agreement=_stay()),
    "resume_after_status": lambda a: statuses.resume_after_status(
        **_given(a), agreement=_case("suspended", LA_PAZ)
    ),
    "grant_waiver": lambda a: waivers.grant_waiver(
        **_given(a),
        agreement=_stay(),
        status=PostStatus.objects.get(status="authorized_departure"),
        circumstances="Talks.",
    ),
    "withdraw_waiver": lambda a: waivers.withdraw_waiver(
        **_given(a), waiver=Waiver.objects.get(), because="The talks are over."
    ),
    "record_arrival": lambda a: stays.record_arrival(**_given(a), agreement=_stay(), day=date(2026, 11, 12)),
    "record_departure": lambda a: stays.record_departure(**_given(a), agreement=_stay(), day=TODAY),
    "begin_extension": lambda a: extension.begin_extension(
        **_given(a), agreement=_stay(), last_day=date(2028, 3, 31), justification="The tour goes on."
    ),
    "amend_orders": lambda a: orders.amend_orders(
        **_given(a), agreement=_stay(), assignment_ends_on=date(2027, 6, 30), reference="TM-2027-1"
    ),
    "record_withdrawal": lambda a: withdrawal.record_withdrawal(
        **_given(a), agreement=_stay(), last_day=date(2026, 12, 31), reference="Quito 2"
    ),
    "plan_tasks": lambda a: tasks.plan_tasks(**_given(a), agreement=_stay()),
    "remind_of_task": lambda a: tasks.remind_of_task(**_given(a), task=Task.objects.get()),
    "complete_task": lambda a: tasks.complete_task(
        **_given(a), task=Task.objects.get(), done_on=TODAY, reference="SF-50 77"
    ),
    "certify_overseas": lambda a: certifying.certify_overseas(
        **_given(a),
        agreement=_stay(),
        worksite=_stay().terms_in_force().worksites.get(),
        answers=safe_answers(),
    ),
    "send_copies": lambda a: distributing.send_copies(**_given(a), terms=_stay().terms_in_force()),
}
