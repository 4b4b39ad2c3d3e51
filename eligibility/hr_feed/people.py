"""The files about people: who they are, what stands in their record, which roles they hold."""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from eligibility.hr_feed.columns import Fault, FeedFile, column, reference
from eligibility.hr_feed.kinds import (
    CODE,
    DATE,
    FLAG,
    MAIL,
    NUMBER,
    Value,
    choice,
    decimal,
    text,
    whole_number,
)
from eligibility.models import DisciplineAction, Employee, RoleAssignment, TrainingCompletion
from eligibility.models.organization import GRANTED_ROLES
from eligibility.policy.fam_2018 import RATINGS
from telework.roles import ROLES, Role, Scope

RATING_CODES = "; ".join(
    f"{service}: {', '.join(f'`{code}`' for code in scale)}" for service, scale in RATINGS.items()
)


def _employee_faults(row: Mapping[str, Value]) -> Iterator[Fault]:
    separated_on, hired_on = row["separated_on"], row["hired_on"]
    if separated_on is not None and separated_on < hired_on:  # type: ignore[operator]
        yield "separated_on", f"{separated_on} is before hired_on, {hired_on}."
    if row["absence_burden"] and not row["absence_burden_statement"]:
        yield "absence_burden_statement", "A burden of absence needs the supervisor's statement."
    if row["number"] == row["supervisor"]:
        yield "supervisor", "Nobody can be their own supervisor: a cycle of one."


EMPLOYEES = FeedFile(
    "employees.csv",
    "a person; a person who is not in the file stays as they are",
    Employee,
    ("number",),
    (
        column("number", "employee number", NUMBER, required=True),
        column("given_name", "given name", text(80), required=True),
        column("family_name", "family name", text(80), required=True),
        column("email", "work mail; one person's alone, in whatever case it is written", MAIL, blank=""),
        column("work_phone", "work telephone", text(30), blank=""),
        reference(
            "position", "number of the position", NUMBER, field="position", key="number",
            refers_to="positions.csv", blank_means="in no position",
        ),
        reference(
            "supervisor", "employee number of the supervisor", NUMBER, field="supervisor", key="number",
            refers_to="employees.csv", blank_means="has none",
        ),
        column(
            "appointment_type", "type of appointment", choice(*Employee.AppointmentType.values), required=True
        ),
        column("is_part_time", "whether part time", FLAG, required=True),
        column(
            "rating_of_record",
            f"most recent rating of record, by its code: {RATING_CODES}; another code counts as not known",
            text(20), blank="", blank_means="no rating yet",
        ),
        column("rating_on", "date of that rating", DATE),
        column("needs_close_supervision", "whether the work needs close supervision", FLAG,
               blank_means="not known"),
        column("on_leave_restriction", "whether on leave restriction", FLAG, blank_means="not known"),
        column("leave_restriction_until", "last day of the leave restriction", DATE,
               blank_means="until further notice"),
        column("absence_burden", "whether absence has put an undue burden on the office", FLAG, blank=False,
               blank_means="no"),
        column("absence_burden_statement", "the supervisor's statement on that burden",
               text(4000, lines=True), blank=""),
        column("government_service_since", "first day of Government service", DATE),
        column("probation_ends_on", "last day of probation", DATE),
        column("hired_on", "first day in the Department", DATE, required=True),
        column("separated_on", "last day in the Department", DATE, blank_means="serving"),
        column("as_of", "date of the extract; alone it does not make a row a changed one", DATE,
               field="facts_as_of", required=True, is_news=False, is_age=True),
    ),
    _employee_faults,
    has_names=True,
    one_holder="email",
)  # fmt: skip


def _discipline_faults(row: Mapping[str, Value]) -> Iterator[Fault]:
    if row["kind"] == DisciplineAction.Kind.ABSENCE:
        return
    for name in ("calendar_year", "days"):
        if row[name] is not None:
            yield name, "Only an absence has a year and days; leave this blank."


DISCIPLINE = FeedFile(
    "discipline.csv",
    "an official disciplinary action",
    DisciplineAction,
    ("reference",),
    (
        column("reference", "reference of the action", text(40), required=True),
        reference(
            "employee", "employee number", NUMBER, field="employee", key="number", refers_to="employees.csv",
            required=True,
        ),
        column("kind", "what it was for", choice(*DisciplineAction.Kind.values), required=True),
        column("action_on", "date of the official action", DATE, required=True),
        column("calendar_year", "year in which the days of absence fell", whole_number(1950, 2099),
               blank_means="not said, or not an absence"),
        column("days", "days of absence without permission in that year, hours as parts",
               decimal("0.01", "366"), blank_means="not said, or not an absence"),
    ),
    _discipline_faults,
)  # fmt: skip


def _training_faults(row: Mapping[str, Value]) -> Iterator[Fault]:
    given = [name for name in ("completed_on", "exempt_evidence_on") if row[name] is not None]
    if len(given) != 1:
        yield "completed_on", "Exactly one of completed_on and exempt_evidence_on must be given."


TRAINING = FeedFile(
    "training.csv",
    "a telework course completed, or the evidence that exempts from it",
    TrainingCompletion,
    ("reference",),
    (
        column("reference", "number of the record in the training system", text(40), required=True),
        reference(
            "employee", "employee number", NUMBER, field="employee", key="number", refers_to="employees.csv",
            required=True,
        ),
        column("course", "which course", choice(*TrainingCompletion.Course.values), required=True),
        column("completed_on", "date of completion", DATE),
        column("exempt_evidence_on",
               "date for which an earlier telework arrangement is proved", DATE),
        column("evidence", "what proves it", text(250), blank=""),
    ),
    _training_faults,
    held=Q(reference__isnull=False),
)  # fmt: skip


def _role_faults(row: Mapping[str, Value]) -> Iterator[Fault]:
    scope = ROLES[Role(str(row["role"]))].scope
    for name, needing in (("bureau", Scope.BUREAU), ("post", Scope.POST)):
        if scope == needing and row[name] is None:
            yield name, f"The role {row['role']} is held for one {name}: name it."
        if scope != needing and row[name] is not None:
            yield name, f"The role {row['role']} is not held for one {name}: leave this blank."
    starts_on, ends_on = row["starts_on"], row["ends_on"]
    if ends_on is not None and ends_on < starts_on:  # type: ignore[operator]
        yield "ends_on", f"{ends_on} is before starts_on, {starts_on}."


ROLE_ASSIGNMENTS = FeedFile(
    "roles.csv",
    "a role that a person holds for a time",
    RoleAssignment,
    ("employee", "role", "bureau", "post", "starts_on"),
    (
        reference(
            "employee", "employee number", NUMBER, field="employee", key="number", refers_to="employees.csv",
            required=True,
        ),
        column("role", "role", choice(*(role.value for role in GRANTED_ROLES)), required=True),
        reference(
            "bureau", "bureau, for a role in a bureau", CODE, field="bureau", key="code",
            refers_to="organizations.csv",
        ),
        reference(
            "post", "post, for a role at a post", CODE, field="post", key="code", refers_to="posts.csv"
        ),
        column("starts_on", "first day", DATE, required=True),
        column("ends_on", "last day", DATE, blank_means="until further notice"),
        column("granted_by", "who granted it", text(120), required=True),
    ),
    _role_faults,
    closed_by="ended_by",
)  # fmt: skip
