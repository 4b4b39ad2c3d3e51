"""The people around an arrangement overseas: Emma of OES asks to follow her spouse to Berlin, a post of EUR.

Sam supervises, Edith directs OES, Hector directs EUR, Mona manages the post, Hana is the HR specialist of OES
who submits, Carl directs career development, Ursula is M; Cora coordinates, Tara runs the programme.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

from agreements.models import Agreement, ApprovalStep
from agreements.services import drafting, lifecycle, review, submission
from deto.models import Determinations
from deto.services import clearance, papers
from eligibility.models import Bureau, Employee, Post, RoleAssignment
from telework import clock
from telework.models import User
from telework.roles import Role
from tests import changing
from tests.abroad import step_of
from tests.cast import NOW, START, Cast, grant, make_cast, person, proof, schedule, section_answers
from tests.certificates import pdf_bytes
from tests.stories import told_once

LAST_DAY = date(2027, 11, 30)
ASSIGNMENT_ENDS = date(2028, 8, 31)
ARRIVES = date(2026, 12, 5)
STARTED = datetime(START.year, START.month, START.day, 17, 0, tzinfo=UTC)
APARTMENT = {
    "kind": "home",
    "name": "Apartment",
    "street": "Beispielweg 1",
    "city": "Berlin",
    "region": "",
    "postal_code": "14195",
    "country": "DE",
    "work_area": "Study",
}
ANSWERS: dict[str, dict[str, Any]] = {
    "deto_sponsor": {
        "is_sponsored": True,
        "relation": "spouse",
        "sponsor_agency": "Department of State",
        "orders_reference": "TM-2026-1234",
        "assignment_ends_on": ASSIGNMENT_ENDS,
        "arrives_on": ARRIVES,
        "is_excluded_arrangement": False,
    },
    "deto_duties": {
        "has_country_duties": False,
        "country_duties": "",
        "classified": "none",
        "security_reference": "",
        "security_funding": "",
    },
    "deto_work": {
        "work_requirements": "Reports on fisheries, as in the performance plan.",
        "midyear_on": date(2027, 6, 1),
        "appraisal_on": date(2027, 10, 15),
    },
    "deto_station": {
        "station": "home",
        "station_equipment": "",
        "station_funding": "",
        "station_phone": "",
        "station_fax": "",
        "station_copier": "",
        "host_agreement": "",
        "closure_site": "The residence; else annual leave or compensatory time earned.",
    },
    "deto_costs": {"has_icass_costs": True, "icass_costs": "$9,400 a year", "icass_source": "OES, D&CP"},
    "deto_health": {
        "in_medical_program": True,
        "is_medically_cleared": True,
        "medically_cleared_on": date(2026, 10, 1),
        "medical_reference": "MED-77",
        "agency_funds_evacuation": True,
        "insurance_reference": "",
    },
}


EVERY_DAY = {"schedule_data": schedule(*product((1, 2), range(5))).to_json()}


@dataclass
class OverseasCast(Cast):
    """The cast with the post, the host bureau and the offices of the chain."""

    host_bureau: Bureau
    post: Post
    host_director: Employee
    manager: Employee
    hr_specialist: Employee
    career_director: Employee
    under_secretary: Employee
    security_officer: Employee


@told_once
def make_overseas_cast(*, same_bureau: bool = False, **facts: Any) -> OverseasCast:
    """Everybody; `same_bureau`: the post is the employing bureau's own; `facts` are about the employee."""
    cast = make_cast()
    host = cast.bureau if same_bureau else Bureau.objects.create(code="EUR", name="Europe", kind="regional")
    post = Post.objects.create(
        code="BERLIN", name="Embassy Berlin", country="DE", bureau=host, time_zone="Europe/Berlin"
    )
    at_post = {"post": post, "service": "foreign", "rating_of_record": "satisfactory"}
    Employee.objects.filter(pk=cast.employee.pk).update(government_service_since=date(2015, 1, 5))
    for name, value in facts.items():
        setattr(cast.employee.position, name, value)
    assert cast.employee.position is not None
    cast.employee.position.save()
    if facts.get("service") == "foreign":
        Employee.objects.filter(pk=cast.employee.pk).update(rating_of_record="satisfactory")
    host_director = cast.director if same_bureau else person("Hector", "Hostdir", host)
    manager = person("Mona", "Manager", host, supervisor=host_director, **at_post)
    home = {name: getattr(cast, name) for name in Cast.__dataclass_fields__}
    home["employee"] = Employee.objects.get(pk=cast.employee.pk)
    made = OverseasCast(
        **home,
        host_bureau=host,
        post=post,
        host_director=host_director,
        manager=manager,
        hr_specialist=person("Hana", "Hrspec", cast.bureau, supervisor=cast.director),
        career_director=person("Carl", "Cda", cast.other_bureau),
        under_secretary=person("Ursula", "Undersec", cast.other_bureau),
        security_officer=person("Rosa", "Rso", host, supervisor=manager, **at_post),
    )
    if not same_bureau:
        grant(host_director, Role.EXECUTIVE_DIRECTOR, host)
    grant(made.hr_specialist, Role.HR_SPECIALIST, cast.bureau)
    grant(made.career_director, Role.CAREER_DEVELOPMENT)
    grant(made.under_secretary, Role.UNDER_SECRETARY_MANAGEMENT)
    hold(made, manager, Role.MANAGEMENT_OFFICER)
    hold(made, made.security_officer, Role.SECURITY_OFFICER)
    return made


def hold(cast: OverseasCast, holder: Employee, role: Role) -> RoleAssignment:
    """Give `holder` an office of the post."""
    return RoleAssignment.objects.create(
        employee=holder, role=role, post=cast.post, starts_on=date(2020, 1, 1), granted_by="test"
    )


@told_once
def draft(
    cast: OverseasCast,
    now: datetime = NOW,
    *,
    last_day: date = LAST_DAY,
    start: date = START,
    answers: dict[str, dict[str, Any]] | None = None,
) -> Agreement:
    """A complete request, not yet signed; `answers` by section change what is in ANSWERS."""
    given: dict[str, Any] = {"actor": cast.user("employee"), "now": now}
    given["agreement"] = agreement = drafting.begin_request(**given, kind="deto")
    for section, said in section_answers(start).items():
        extra = {"requested_end_on": last_day, **EVERY_DAY} if section == "schedule" else {}
        drafting.save_section(**given, section=section, answers={**said, **extra})
    accepted = [statement.code for statement in agreement.kind_record.all_statements]
    drafting.save_section(**given, section="acknowledgements", answers={"acknowledged": accepted})
    for section, said in ANSWERS.items():
        place = {"post": cast.post} if section == "deto_sponsor" else {}
        changed = (answers or {}).get(section, {})
        drafting.save_details(**given, section=section, answers={**said, **place, **changed})
    drafting.save_worksite(**given, values={**APARTMENT, "country": cast.post.country})
    drafting.save_equipment(**given, remote_access="global_opennet", items=[])
    put_papers(cast, agreement, now)
    return Agreement.objects.get(pk=agreement.pk)


def put_papers(cast: OverseasCast, agreement: Agreement, now: datetime = NOW) -> None:
    """The files that the request needs: the Civil Service's performance plan."""
    if cast.employee.position is not None and cast.employee.position.service == "civil":
        papers.put_paper(
            actor=cast.user("employee"),
            now=now,
            agreement=agreement,
            code="ds7644",
            file_name="plan.pdf",
            chunks=[pdf_bytes()],
        )


@told_once
def submitted(cast: OverseasCast, now: datetime = NOW, **changes: Any) -> Agreement:
    return submission.submit(
        actor=cast.user("employee"), now=now, agreement=draft(cast, now, **changes), authentication=proof(now)
    )


def waiting(agreement: Agreement) -> ApprovalStep:
    """The step that waits."""
    return ApprovalStep.objects.select_related("terms__agreement").get(
        terms__agreement=agreement, opened_at__isnull=False, closed_at__isnull=True
    )


def approve(cast: OverseasCast, agreement: Agreement, by: str, now: datetime = NOW) -> Agreement:
    return review.approve(
        actor=cast.user(by),
        now=now,
        step=waiting(agreement),
        authentication=proof(now),
        effect_on_office="None: the work is portable.",
        equal_treatment=True,
    )


@told_once
def recommended(cast: OverseasCast, now: datetime = NOW, **changes: Any) -> Agreement:
    """Everybody of the chain has approved; the HR specialist is asked to submit."""
    agreement = submitted(cast, now, **changes)
    deciders = ["supervisor", "director"]
    deciders += ["host_director"] if cast.host_bureau != cast.bureau else []
    deciders += ["manager"]
    position = cast.employee.position
    deciders += ["career_director"] if position is not None and position.service == "foreign" else []
    for by in deciders:
        approve(cast, agreement, by, now)
    return Agreement.objects.get(pk=agreement.pk)


def settle_determinations(cast: OverseasCast, agreement: Agreement, now: datetime = NOW) -> None:
    Determinations.objects.update_or_create(
        agreement=agreement,
        defaults={
            "immunities": "Family member of accredited staff.",
            "immunities_on": clock.date_of(now),
            "work_authorization": "None is needed for telework for the sending state.",
            "work_authorization_on": clock.date_of(now),
            "stated_by": cast.manager,
            "stated_at": now,
        },
    )


@told_once
def requested(cast: OverseasCast, now: datetime = NOW, **changes: Any) -> Agreement:
    """The request is with the chief of mission."""
    agreement = recommended(cast, now, **changes)
    return clearance.record_submission(
        actor=cast.user("hr_specialist"),
        now=now,
        step=step_of(agreement, Role.HR_SPECIALIST),
        reference="NSDD-38 2026-15",
        submitted_on=clock.date_of(now),
    )


@told_once
def approved(cast: OverseasCast, now: datetime = NOW, **changes: Any) -> Agreement:
    """The chief of mission has approved."""
    agreement = requested(cast, now, **changes)
    settle_determinations(cast, agreement, now)
    clearance.record_answer(
        actor=cast.user("manager"),
        now=now,
        step=waiting(agreement),
        is_approved=True,
        reference="Berlin 4711",
        answered_on=clock.date_of(now),
    )
    return Agreement.objects.get(pk=agreement.pk)


@told_once
def active(cast: OverseasCast, now: datetime = NOW, **changes: Any) -> Agreement:
    """In effect since its first day."""
    return start(approved(cast, now, **changes))


def start(agreement: Agreement, now: datetime = STARTED) -> Agreement:
    """As the sweep does on the first day."""
    return lifecycle.start(actor=User.objects.system(), now=now, agreement=agreement)


def amended(cast: OverseasCast, agreement: Agreement, now: datetime) -> Agreement:
    """Changed terms, sent: other hours at which Emma is reached."""
    changing.begin(cast, agreement, now)
    changing.write(cast, agreement, "communication", now, communication_hours="2 pm to 10:30 pm in Berlin")
    return changing.send(cast, agreement, now)
