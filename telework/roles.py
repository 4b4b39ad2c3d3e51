"""Who is who: every role as data, with what it sees, what it does and who grants it."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """How far a role reaches."""

    SELF = "self"
    REPORTS = "reports"
    BUREAU = "bureau"
    POST = "post"
    DEPARTMENT = "department"


class Role(StrEnum):
    """The roles of 3 FAM 2360, and the few that running the programme adds."""

    EMPLOYEE = "employee"
    SUPERVISOR = "supervisor"
    EXECUTIVE_DIRECTOR = "executive_director"
    EXECUTIVE_DIRECTOR_DESIGNEE = "executive_director_designee"
    COORDINATOR = "coordinator"
    HR_SPECIALIST = "hr_specialist"
    MANAGEMENT_OFFICER = "management_officer"
    HR_OFFICER = "hr_officer"
    SECURITY_OFFICER = "security_officer"
    DESIGNATED_OFFICIAL = "designated_official"
    MEDICAL_SERVICES = "medical_services"
    DRAD = "drad"
    CAREER_DEVELOPMENT = "career_development"
    UNDER_SECRETARY_MANAGEMENT = "under_secretary_management"
    PAYROLL = "payroll"
    RECORDS_OFFICER = "records_officer"
    MANAGING_OFFICER = "managing_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class RoleDefinition:
    """One role: `granted_by` is None for what follows from HR data and is never granted."""

    code: Role
    title: str
    scope: Scope
    sees: str
    does: str
    granted_by: Role | None


_ADMIN = Role.ADMINISTRATOR

_DEFINITIONS = (
    RoleDefinition(
        Role.EMPLOYEE, "Employee", Scope.SELF, "their own agreements", "asks, signs, gives notice", None
    ),
    RoleDefinition(
        Role.SUPERVISOR,
        "Supervisor",
        Scope.REPORTS,
        "the agreements of the people who report to them",
        "decides first, gives notice",
        None,
    ),
    RoleDefinition(
        Role.EXECUTIVE_DIRECTOR,
        "Bureau executive director",
        Scope.BUREAU,
        "the bureau's agreements",
        "decides for the bureau, confirms funds and loans",
        _ADMIN,
    ),
    RoleDefinition(
        Role.EXECUTIVE_DIRECTOR_DESIGNEE,
        "Executive director's designee",
        Scope.BUREAU,
        "the bureau's agreements",
        "decides for the bureau in the executive director's place",
        Role.EXECUTIVE_DIRECTOR,
    ),
    RoleDefinition(
        Role.COORDINATOR,
        "Bureau telework coordinator",
        Scope.BUREAU,
        "every agreement of the bureau",
        "keeps the file, chases, passes steps on with a reason; decides nothing",
        Role.EXECUTIVE_DIRECTOR,
    ),
    RoleDefinition(
        Role.HR_SPECIALIST,
        "HR specialist",
        Scope.BUREAU,
        "personnel facts of the bureau",
        "enters facts, submits NSDD-38 requests",
        Role.EXECUTIVE_DIRECTOR,
    ),
    RoleDefinition(
        Role.MANAGEMENT_OFFICER,
        "Post management officer",
        Scope.POST,
        "the post's agreements",
        "decides for the post",
        _ADMIN,
    ),
    RoleDefinition(Role.HR_OFFICER, "Post HR officer", Scope.POST, "the post's requests", "advises", _ADMIN),
    RoleDefinition(
        Role.SECURITY_OFFICER,
        "Regional security officer",
        Scope.POST,
        "the post's requests",
        "advises on security",
        _ADMIN,
    ),
    RoleDefinition(
        Role.DESIGNATED_OFFICIAL,
        "Post's designated official",
        Scope.POST,
        "the post's requests",
        "decides last, where the post names one",
        _ADMIN,
    ),
    RoleDefinition(
        Role.MEDICAL_SERVICES,
        "Medical services",
        Scope.DEPARTMENT,
        "medical evacuation requests",
        "concurs or not, without words",
        _ADMIN,
    ),
    RoleDefinition(
        Role.DRAD,
        "Disability and reasonable accommodation division",
        Scope.DEPARTMENT,
        "accommodation requests",
        "decides accommodations",
        _ADMIN,
    ),
    RoleDefinition(
        Role.CAREER_DEVELOPMENT,
        "Career development director",
        Scope.DEPARTMENT,
        "Foreign Service DETO requests",
        "decides for career development",
        _ADMIN,
    ),
    RoleDefinition(
        Role.UNDER_SECRETARY_MANAGEMENT,
        "Under Secretary for Management",
        Scope.DEPARTMENT,
        "waiver requests",
        "waives post status",
        _ADMIN,
    ),
    RoleDefinition(
        Role.PAYROLL, "Payroll", Scope.DEPARTMENT, "what pay needs", "receives distribution", _ADMIN
    ),
    RoleDefinition(
        Role.RECORDS_OFFICER,
        "Records officer",
        Scope.DEPARTMENT,
        "retention and the sealed audit heads",
        "approves disposal",
        _ADMIN,
    ),
    RoleDefinition(
        Role.MANAGING_OFFICER,
        "Telework managing officer",
        Scope.DEPARTMENT,
        "the whole Department, sealed kinds excepted",
        "runs the programme, reports to OPM",
        _ADMIN,
    ),
    RoleDefinition(
        Role.AUDITOR,
        "Auditor",
        Scope.DEPARTMENT,
        "everything but the seal",
        "reads, changes nothing",
        _ADMIN,
    ),
    RoleDefinition(
        Role.ADMINISTRATOR,
        "System administrator",
        Scope.DEPARTMENT,
        "no cases",
        "grants roles, keeps the closure table",
        _ADMIN,
    ),
)

ROLES: dict[Role, RoleDefinition] = {definition.code: definition for definition in _DEFINITIONS}

# Either of these signs for the bureau (3 FAM 2366.3(a); design: "executive director (or designee)").
BUREAU_DECIDERS = frozenset({Role.EXECUTIVE_DIRECTOR, Role.EXECUTIVE_DIRECTOR_DESIGNEE})
