"""The people and cases of the sealed kinds; Dora is of the office that decides on accommodations."""

from datetime import date, datetime
from typing import Any

from agreements.models import Agreement, MedicalEvacuation
from agreements.services import accommodation, answers, drafting, evacuation, mission, signing, submission
from eligibility.models import Employee
from telework.roles import Role
from tests.abroad import STATEMENT, PostCast, approve, step_of
from tests.cast import (
    HOME,
    NOW,
    START,
    Cast,
    grant,
    person,
    proof,
    safe_answers,
    section_answers,
    waiting_step,
)

REFERENCE, DECIDED_ON = "RA-2026-0417", date(2026, 11, 13)


def division(cast: Cast) -> Employee:
    """Dora, of the office that decides on accommodations."""
    dora = person("Dora", "Division", cast.other_bureau)
    grant(dora, Role.DRAD)
    return dora


def fill(agreement: Agreement, owner: Employee, now: datetime, start: date, **changes: Any) -> None:
    """Every general answer of a request; `changes` are fields of the schedule section."""
    given: dict[str, Any] = {"actor": owner.user, "now": now, "agreement": agreement}
    answers = section_answers(start)
    answers["schedule"] |= changes
    answers["acknowledgements"] = {"acknowledged": [s.code for s in agreement.kind_record.all_statements]}
    for section, values in answers.items():
        drafting.save_section(**given, section=section, answers=values)
    site = drafting.save_worksite(**given, values=HOME)
    drafting.certify_site(**given, worksite=site, answers=safe_answers())
    drafting.save_equipment(**given, remote_access="government_laptop", items=[])


def accommodation_draft(owner: Employee, now: datetime = NOW, start: date = START) -> Agreement:
    agreement = drafting.begin_request(actor=owner.user, now=now, kind="accommodation")
    fill(agreement, owner, now, start)
    return agreement


def accommodation_asked(owner: Employee, now: datetime = NOW, start: date = START) -> Agreement:
    agreement = accommodation_draft(owner, now, start)
    given = {"now": now, "agreement": agreement, "authentication": proof(now)}
    return submission.submit(actor=owner.user, **given)


def accommodation_decided(owner: Employee, dora: Employee, now: datetime = NOW, **dates: Any) -> Agreement:
    """Decided by the division, waiting for the supervisor's signature."""
    agreement = accommodation_asked(owner, now, **dates)
    return decide(dora, agreement, now)


def decide(dora: Employee, agreement: Agreement, now: datetime = NOW, **changes: Any) -> Agreement:
    given = {"reference": REFERENCE, "decided_on": DECIDED_ON, "authentication": proof(now), **changes}
    return accommodation.decide_accommodation(actor=dora.user, now=now, step=waiting_step(agreement), **given)


def sign(supervisor: Employee, agreement: Agreement, now: datetime = NOW, **changes: Any) -> Agreement:
    given = {"equal_treatment": True, "authentication": proof(now), **changes}
    return signing.sign_step(actor=supervisor.user, now=now, step=waiting_step(agreement), **given)


def accommodation_approved(owner: Employee, dora: Employee, now: datetime = NOW, **dates: Any) -> Agreement:
    agreement = accommodation_decided(owner, dora, now, **dates)
    assert owner.supervisor is not None
    return sign(owner.supervisor, agreement, now)


AWAY_FROM, AWAY_THROUGH = date(2026, 11, 16), date(2027, 3, 31)
LAST = date(2027, 3, 6)  # ninety days from the start on


def medical(cast: Cast) -> Employee:
    """Mel, of medical services."""
    mel = person("Mel", "Medofficer", cast.other_bureau)
    grant(mel, Role.MEDICAL_SERVICES)
    return mel


def evacuated(
    cast: PostCast, now: datetime = NOW, starts_on: date = AWAY_FROM, ends_on: date = AWAY_THROUGH
) -> MedicalEvacuation:
    days = {"starts_on": starts_on, "ends_on": ends_on}
    return evacuation.record_evacuation(actor=cast.user("manager"), now=now, employee=cast.employee, **days)


def medevac_draft(cast: PostCast, now: datetime = NOW, start: date = START, **changes: Any) -> Agreement:
    """A complete request during the recorded evacuation; `changes` are the kind's own answers, or `last`."""
    owner, last = cast.employee, changes.pop("last", LAST)
    agreement = drafting.begin_request(actor=owner.user, now=now, kind="medevac")
    fill(agreement, owner, now, start, requested_end_on=last)
    recorded = owner.evacuations.first()
    said = {"evacuation": recorded, "work": "both", "tasks": "Reporting, and the bureau's budget.", **changes}
    drafting.save_details(actor=owner.user, now=now, agreement=agreement, section="medevac", answers=said)
    return agreement


def medevac_asked(cast: PostCast, now: datetime = NOW, **changes: Any) -> Agreement:
    agreement = medevac_draft(cast, now, **changes)
    given = {"now": now, "agreement": agreement, "authentication": proof(now)}
    return submission.submit(actor=cast.user("employee"), **given)


def medevac_consulted(cast: PostCast, mel: Employee, now: datetime = NOW, **changes: Any) -> Agreement:
    """The supervisor has approved, the post's officers have advised, medical services have concurred."""
    agreement = medevac_asked(cast, now, **changes)
    approve(cast, agreement, cast.user("supervisor"), Role.SUPERVISOR, now)
    for role, by in ((Role.HR_OFFICER, cast.hr_officer), (Role.SECURITY_OFFICER, cast.security_officer)):
        step = step_of(agreement, role)
        answers.advise(actor=by.user, now=now, step=step, words="No concern.")
    step = step_of(agreement, Role.MEDICAL_SERVICES)
    answers.advise(actor=mel.user, now=now, step=step, concurs=True)
    return agreement


def medevac_approved(cast: PostCast, mel: Employee, now: datetime = NOW, **changes: Any) -> Agreement:
    agreement = medevac_consulted(cast, mel, now, **changes)
    mission.save_mission_statement(
        actor=cast.user("manager"), now=now, agreement=agreement, answers=STATEMENT
    )
    return approve(cast, agreement, cast.user("manager"), Role.MANAGEMENT_OFFICER, now)
