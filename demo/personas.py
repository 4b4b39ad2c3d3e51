"""The named people of the demonstration: who they are, and what they are there to show."""

from dataclasses import dataclass

from eligibility.sample.cast import EVERYBODY, employee_number_of


@dataclass(frozen=True)
class Persona:
    """One named person; `code` is the one in the sample's cast."""

    code: str
    role: str
    shows: str

    @property
    def employee_number(self) -> str:
        return employee_number_of(self.code)

    @property
    def name(self) -> str:
        member = next(member for member in EVERYBODY if member.code == self.code)
        return f"{member.given_name} {member.family_name}"


PERSONAS = (
    Persona("employee", "Employee in Consular Affairs, Washington", "passes every rule and can ask"),
    Persona("supervisor", "Supervisor in Consular Affairs", "decides first; has taken the managers' course"),
    Persona("executive_director", "Executive director of Consular Affairs", "decides for the bureau"),
    Persona("coordinator", "Telework coordinator of Consular Affairs", "keeps every agreement of the bureau"),
    Persona(
        "employee_of_untrained", "Employee in Consular Affairs", "passes, but the supervisor lacks the course"
    ),
    Persona(
        "untrained_supervisor", "Supervisor in Consular Affairs", "cannot decide before the managers' course"
    ),
    Persona("daily_classified", "Employee in Consular Affairs", "handles classified material every work day"),
    Persona(
        "absent_without_permission", "Employee in Consular Affairs", "was disciplined for six days of absence"
    ),
    Persona(
        "other_coordinator", "Telework coordinator of European Affairs", "sees another bureau, not this one"
    ),
    Persona("stranger", "Employee in European Affairs", "is a stranger to the cases of Consular Affairs"),
    Persona("abroad", "Foreign Service officer in Berlin", "is assigned abroad: another kind of arrangement"),
    Persona(
        "reporting_abroad", "Political officer in Berlin", "can ask abroad; every office decides or advises"
    ),
    Persona("section_chief_abroad", "Supervisor in Berlin", "decides first on a request abroad"),
    Persona(
        "hr_officer_abroad",
        "Human resources officer in Berlin",
        "is consulted, decides nothing; records evacuations",
    ),
    Persona(
        "security_officer_abroad", "Regional security officer in Berlin", "is consulted at the same time"
    ),
    Persona(
        "supervisor_abroad",
        "Management counselor in Berlin",
        "states what the mission decided, then approves",
    ),
    Persona(
        "designated_official_abroad", "Deputy chief of mission in Berlin", "decides last, as Berlin wants it"
    ),
    Persona("economic_officer_london", "Economic officer in London", "asks where one officer is vacant"),
    Persona(
        "joint_officer_abroad",
        "Management counselor in London",
        "is the human resources officer too: decides once, in both capacities",
    ),
    Persona(
        "other_executive_director",
        "Executive director of European Affairs",
        "decides for the host bureau on telework overseas from its posts",
    ),
    Persona("hr_specialist", "HR specialist", "submits requests to the chief of mission; sees to the SF-50"),
    Persona(
        "career_development",
        "Director of career development",
        "decides on telework overseas of the Foreign Service, and has the list",
    ),
    Persona("under_secretary", "Under Secretary for Management", "waives the status of a post"),
    Persona(
        "drad",
        "Accommodation office",
        "decides accommodations; records a number and a day, and nothing else",
    ),
    Persona("medical_services", "Medical services", "concurs or not on evacuations, without words"),
    Persona("managing_officer", "Telework managing officer", "sees the whole Department"),
    Persona("auditor", "Auditor", "reads, changes nothing"),
    Persona("administrator", "System administrator", "grants roles, sees no cases"),
)
