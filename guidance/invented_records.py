"""The invented case's records: what happened to it, as far as letters read it."""

from typing import Any

from django.conf import settings

from agreements.policy import injury
from agreements.policy.decision import DECISION_REASONS
from agreements.policy.grievance import route_of
from eligibility.daily_letters import Entry
from eligibility.policy.entered import SUPERVISORS
from eligibility.policy.performance import CLOSE_SUPERVISION
from guidance.invented import (
    BUREAU,
    CHANGED_TERMS,
    COORDINATOR,
    COUNT,
    DECIDER,
    EMPLOYEE,
    MOVED_COUNT,
    NEXT_LEVEL,
    OFFICE,
    PART_TAKER,
    SUPERVISOR,
    Invented,
    day,
    moment,
    step,
)
from telework.roles import ROLES, Role

ROUTE = route_of("civil", "")
WHY = next(reason for reason in DECISION_REASONS if reason.code == "programme_needs")
WORDS = "The service desk needs two people on every day."
STATED = SUPERVISORS["close_supervision"]
LAPTOP = Invented(
    said="Laptop, serial number EX-1",
    due_on=day(4, 14),
    decided_by=DECIDER,
    is_declined=False,
    declined_because="",
)
AGREEMENT_PDF = Invented(title="Telework agreement TW-000000, version 1")
FINDING = Invented(
    message="No telework course for employees is recorded for you.",
    citation="2362.7",
    would_change="Complete the course.",
    ask="your bureau telework coordinator",
    exception="",
)
DAYS_OFF = [mark for mark in COUNT.days if mark.kind in ("holiday", "closure")]
NOTICE = Invented(
    given_on=day(1, 12),
    given_by=SUPERVISOR,
    party="supervisor",
    last_day=COUNT.last_day,
    earliest_last_day=COUNT.last_day,
    reason_citation=WHY.citation,
    reason_text=WORDS,
    withdrawn_at=moment(1, 14),
)
EMPLOYEES_NOTICE = Invented(**{**vars(NOTICE), "given_by": EMPLOYEE, "party": "employee"})
MOVED_NOTICE = Invented(**{**vars(NOTICE), "last_day": MOVED_COUNT.last_day})
SUSPENSION = Invented(
    starts_at=moment(2, 1),
    until_on=day(2, 26),
    decision_due_on=day(2, 19),
    citation="2362.2(a)",
    reason=WORDS,
    lifted_at=moment(2, 27),
    lifted_because="The time for which it was suspended is over.",
)
LAW = "An official action under 5 U.S.C. 6502(a)(2) is on the record since 29 January 2027."
SUSPENDED_BY_LAW = Invented(**{**vars(SUSPENSION), "citation": "2362.2(c)(2)(d)", "reason": LAW})
AT_POST = "Exampleville is in authorized departure since 1 February 2027."
SUSPENDED_AT_POST = Invented(**{**vars(SUSPENSION), "reason": AT_POST})
SUSPENDED = {"suspension": SUSPENSION, "by": DECIDER.full_name, "route": ROUTE}
REVIEW = Invented(
    due_on=day(2, 12),
    opened_at=moment(1, 29),
    decided_at=moment(2, 5),
    decided_by=SUPERVISOR,
    statement="The work has gone as agreed.",
    outcome="continues",
    details="The position is another one since 25 January 2027.",
    cause_label="Change of position",
    is_of_agreement=False,
    is_of_trial=False,
    is_yearly=False,
    is_open=True,
    waits_for_employee=False,
)
YEARLY = Invented(**{**vars(REVIEW), "is_yearly": True, "waits_for_employee": True})
REPORT = Invented(place="At the desk of the telework site", on_duty=True)
INJURY = {
    "report": REPORT,
    "happened": "Friday, 5 February 2027, 10:15 a.m. (Washington time)",
    "reported": "Friday, 5 February 2027, 11:00 a.m. (Washington time)",
    "notice_due_on": day(3, 7),
    "forms": injury.LABOR_FORMS,
    "acts": injury.ACTS,
    "supervisor": SUPERVISOR,
}
EVACUATION = {"evacuation": Invented(starts_on=day(1, 4), ends_on=day(3, 5))}
CLEARANCE = Invented(
    submitted_on=day(1, 11),
    submitted_by=DECIDER,
    get_route_display="an NSDD-38 request",
    reference="26 STATE 000000",
    reason="It goes this way because duties for the country have to be addressed.",
)
TASK = Invented(
    code="payroll",
    get_code_display="Form SF-50 for the new official work site",
    due_on=day(2, 3),
    done_on=day(2, 1),
    reference="SF50-1",
)
ON_TASK = {"task": TASK, "owners": [DECIDER], "citation": "2368.4(g)"}
WAIVER = Invented(
    status=Invented(get_status_display="Authorized departure"),
    circumstances="The employee lives outside the area that is concerned.",
    withdrawn_because="The area has become larger.",
)
ASSIGNMENT = Invented(
    title=ROLES[Role.COORDINATOR].title,
    place=BUREAU.name,
    employee=EMPLOYEE,
    starts_on=day(1, 4),
    ends_on=day(12, 31),
)
ON_ROLE = {
    "assignment": ASSIGNMENT,
    "actor_name": NEXT_LEVEL.full_name,
    "actor_mail": NEXT_LEVEL.email,
    "taken_back": False,
    "reason": "Another person takes the role over.",
    "definition": ROLES[Role.COORDINATOR],
}
DELEGATION = {
    "delegation": Invented(
        giver=PART_TAKER,
        holder=DECIDER,
        holder_id=DECIDER.pk,
        starts_on=day(1, 4),
        ends_on=day(1, 22),
        bureau=BUREAU,
        post=None,
    ),
    "kinds": [],
}
EXCEPTION = Invented(
    granted_by=PART_TAKER,
    ended_by=OFFICE,
    reason=WORDS,
    starts_on=day(1, 4),
    until=day(6, 30),
    review_on=day(4, 1),
    emergency=None,
)
DESIGNATION = Invented(
    designated_by=PART_TAKER,
    ended_by=OFFICE,
    reason_citation=WHY.citation,
    reason_text=WORDS,
    starts_on=day(1, 4),
    until=day(6, 30),
    review_on=day(4, 1),
)
ON_PERSON = {"reason": "The work has changed.", "by_itself": False, "rule": CLOSE_SUPERVISION}
DISPUTE = Invented(
    label="Most recent rating of record",
    shown="Minimally successful, 31 December 2025",
    source="HR extract",
    claim="My rating of 31 December 2026 is fully successful.",
    raised_at=moment(1, 5),
    due_on=day(1, 20),
    shows_on=day(2, 1),
    answered_by=DECIDER,
    answer="The new rating is entered where it is kept.",
    outcome="corrected",
    is_awaited=True,
)
ENTRY = Invented(
    entered_by=SUPERVISOR,
    entered_at=moment(1, 5),
    value=True,
    shown="Yes",
    starts_on=day(1, 5),
    until=day(3, 31),
    statement=WORDS,
    ended_because="The HR extract says the same now.",
)
CERTIFICATE = Invented(
    checked_by=COORDINATOR,
    get_course_display="Telework course for employees",
    uploaded_at=moment(1, 5),
    completed_on=day(1, 4),
    reason="",
)
CHANGES = [
    Invented(section_label="Schedule", label="Telework days", before="Monday, Thursday", after="Monday")
]
ON_CHANGES: dict[str, Any] = {
    "terms": CHANGED_TERMS,
    "proposer": SUPERVISOR,
    "changes": CHANGES,
    "yes": step(),
    "holds": True,
    "reason": WHY.text,
    "reason_citation": WHY.citation,
    "count": COUNT,
    "days_off": DAYS_OFF,
    "step": step(),
}
ENTRY_OF_DAY = Entry(
    subject="TW-000000: your telework request was approved by one office and goes on",
    gist="Sam Sample approved your telework request on Monday, 4 January 2027, as Supervisor.",
    link=settings.SITE_URL,
    written_at=moment(1, 4),
)
