"""The people with fixed names: they come first in every sample, with the facts that a demonstration needs."""

from dataclasses import dataclass, field

from telework.roles import Role

TRAINED = True
UNTRAINED = False


@dataclass(frozen=True)
class CastMember:
    """One of the cast; `reports_to` is another one's code.

    is_trained  whether the employees' course is completed; a supervisor's `leads_trained` is the managers'
    roles       roles for the own bureau, the own post or the Department, as the role asks
    position    columns of positions.csv, person those of employees.csv, that differ from the plain case
    absences    days of absence without permission of one official action, if there was one
    """

    code: str
    given_name: str
    family_name: str
    bureau: str
    title: str
    reports_to: str = ""
    post: str = ""
    roles: tuple[Role, ...] = ()
    leads: bool = False
    is_trained: bool = True
    leads_trained: bool = True
    position: dict[str, str] = field(default_factory=dict)
    person: dict[str, str] = field(default_factory=dict)
    absence_days: str = ""


FOREIGN = {"service": "foreign"}

CAST = (
    CastMember(
        "under_secretary", "Margaret", "Ellsworth", "M", "Under Secretary for Management",
        roles=(Role.UNDER_SECRETARY_MANAGEMENT,), leads=True,
    ),
    CastMember(
        "bureau_head", "Grace", "Lindqvist", "CA", "Assistant Secretary", "under_secretary", leads=True
    ),
    CastMember(
        "executive_director", "Marcus", "Oyelaran", "CA", "Executive Director", "bureau_head",
        roles=(Role.EXECUTIVE_DIRECTOR,), leads=True,
    ),
    CastMember(
        "coordinator", "Elena", "Kowalczyk", "CA", "Telework Coordinator", "executive_director",
        roles=(Role.COORDINATOR,),
    ),
    CastMember("supervisor", "Priya", "Raman", "CA", "Branch Chief", "bureau_head", leads=True),
    CastMember("employee", "Dana", "Whitfield", "CA", "Management Analyst", "supervisor"),
    CastMember(
        "daily_classified", "Samuel", "Adeyemi", "CA", "Security Specialist", "supervisor",
        position={"classified_handling": "daily"},
    ),
    CastMember(
        "absent_without_permission", "Kevin", "Stroud", "CA", "Program Analyst", "supervisor",
        absence_days="6",
    ),
    CastMember(
        "untrained_supervisor", "Tomás", "Beltrán", "CA", "Branch Chief", "bureau_head", leads=True,
        leads_trained=UNTRAINED,
    ),
    CastMember(
        "employee_of_untrained", "Hana", "Nakagawa", "CA", "Consular Affairs Analyst", "untrained_supervisor"
    ),
    CastMember(
        "other_bureau_head", "Henrik", "Vasiliou", "EUR", "Assistant Secretary", "under_secretary",
        leads=True, position=FOREIGN,
    ),
    CastMember(
        "other_executive_director", "Claudia", "Brightman", "EUR", "Executive Director", "other_bureau_head",
        roles=(Role.EXECUTIVE_DIRECTOR,), leads=True,
    ),
    CastMember(
        "other_coordinator", "Ingrid", "Sørlie", "EUR", "Telework Coordinator", "other_executive_director",
        roles=(Role.COORDINATOR,),
    ),
    CastMember(
        "stranger", "Peter", "Halvorsen", "EUR", "Foreign Affairs Officer", "other_executive_director"
    ),
    CastMember(
        "supervisor_abroad", "Jonas", "Achterberg", "EUR", "Management Counselor", "other_bureau_head",
        post="BERLIN", roles=(Role.MANAGEMENT_OFFICER,), leads=True, position=FOREIGN,
    ),
    CastMember(
        "abroad", "Amara", "Diallo", "EUR", "Consular Officer", "supervisor_abroad", post="BERLIN",
        position=FOREIGN,
    ),
    CastMember(
        "director_general", "Howard", "Pemberton", "GTM", "Director General", "under_secretary", leads=True
    ),
    CastMember(
        "talent_executive_director", "Sunita", "Balakrishnan", "GTM", "Executive Director",
        "director_general", roles=(Role.EXECUTIVE_DIRECTOR,), leads=True,
    ),
    CastMember(
        "talent_coordinator", "Oliver", "Tremblay", "GTM", "Telework Coordinator",
        "talent_executive_director", roles=(Role.COORDINATOR,),
    ),
    CastMember(
        "managing_officer", "Ruth", "Castellano", "GTM", "Telework Managing Officer", "director_general",
        roles=(Role.MANAGING_OFFICER,),
    ),
    CastMember(
        "hr_specialist", "Leila", "Haddad", "GTM", "Human Resources Specialist", "talent_executive_director"
    ),
    CastMember(
        "drad", "Owen", "Fitzgerald", "GTM", "Reasonable Accommodation Specialist", "director_general",
        roles=(Role.DRAD,),
    ),
    CastMember(
        "career_development", "Rosalind", "Achebe", "GTM", "Director of Career Development",
        "director_general", roles=(Role.CAREER_DEVELOPMENT,), position=FOREIGN,
    ),
    CastMember(
        "management_executive_director", "Desmond", "Achterfeld", "M", "Executive Director",
        "under_secretary", roles=(Role.EXECUTIVE_DIRECTOR,), leads=True,
    ),
    CastMember(
        "management_coordinator", "Lucille", "Marchbanks", "M", "Telework Coordinator",
        "management_executive_director", roles=(Role.COORDINATOR,),
    ),
    CastMember(
        "auditor", "Walter", "Ngata", "M", "Auditor", "management_executive_director", roles=(Role.AUDITOR,)
    ),
    CastMember(
        "administrator", "Joy", "Abernathy", "M", "Systems Administrator", "management_executive_director",
        roles=(Role.ADMINISTRATOR,),
    ),
    CastMember(
        "records_officer", "Bernard", "Okonkwo", "M", "Records Officer", "management_executive_director",
        roles=(Role.RECORDS_OFFICER,),
    ),
)  # fmt: skip


# At two posts, in samples of LARGE_ENOUGH people. Berlin names a designated official and has every officer;
# in London one person is management officer and human resources officer, and nobody is security officer.
CAST_AT_POSTS = (
    CastMember(
        "section_chief_abroad", "Noor", "Haverkamp", "EUR", "Consul General", "supervisor_abroad",
        post="BERLIN", leads=True, position=FOREIGN,
    ),
    CastMember(
        "reporting_abroad", "Mateus", "Ferreira-Lund", "EUR", "Political Officer", "section_chief_abroad",
        post="BERLIN", position=FOREIGN,
    ),
    CastMember(
        "hr_officer_abroad", "Sigrid", "Valtonen", "EUR", "Human Resources Officer", "supervisor_abroad",
        post="BERLIN", roles=(Role.HR_OFFICER,), position=FOREIGN,
    ),
    CastMember(
        "security_officer_abroad", "Caleb", "Drummond", "EUR", "Regional Security Officer",
        "supervisor_abroad", post="BERLIN", roles=(Role.SECURITY_OFFICER,), position=FOREIGN,
    ),
    CastMember(
        "designated_official_abroad", "Beatrix", "Olander", "EUR", "Deputy Chief of Mission",
        "other_bureau_head", post="BERLIN", roles=(Role.DESIGNATED_OFFICIAL,), leads=True, position=FOREIGN,
    ),
    CastMember(
        "joint_officer_abroad", "Gideon", "Marlowe-Pike", "EUR", "Management Counselor", "other_bureau_head",
        post="LONDON", roles=(Role.MANAGEMENT_OFFICER, Role.HR_OFFICER), leads=True, position=FOREIGN,
    ),
    CastMember(
        "section_chief_london", "Yasmin", "Torvald", "EUR", "Economic Counselor", "other_bureau_head",
        post="LONDON", leads=True, position=FOREIGN,
    ),
    CastMember(
        "economic_officer_london", "Desta", "Quillfeather", "EUR", "Economic Officer", "section_chief_london",
        post="LONDON", position=FOREIGN,
    ),
    CastMember(
        "medical_services", "Anneliese", "Thornbury", "M", "Medical Services Officer",
        "management_executive_director", roles=(Role.MEDICAL_SERVICES,),
    ),
)  # fmt: skip
LARGE_ENOUGH = 60
EVERYBODY = (*CAST, *CAST_AT_POSTS)


def cast_of(people: int) -> tuple[CastMember, ...]:
    """The cast of a sample of so many people."""
    return EVERYBODY if people >= LARGE_ENOUGH else CAST


def employee_number(place: int) -> str:
    """The employee number of the person at a place of the sample, from 0."""
    return f"E{100_001 + place}"


def employee_number_of(code: str) -> str:
    """The employee number of one of the cast, the same in every sample."""
    return employee_number([member.code for member in EVERYBODY].index(code))
