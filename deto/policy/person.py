"""Rules about the person and the place: who may telework overseas at all (2368.2, 2368.3(b))."""

from datetime import date

from deto.facts import PersonFacts, StatusFact
from eligibility.policy.applicability import APPOINTMENTS
from telework.policy import Reading, Rule, Use, in_words

COORDINATOR = "your bureau telework coordinator"
HR = "your HR specialist"
EXECUTIVE_DIRECTOR = "your bureau's executive director"
EXCLUDED_APPOINTMENTS = frozenset({"limited_noncareer", "family_member", "personal_services", "contractor"})
SERVICE_READING = Reading(
    "Year of service",
    "It is complete on the same day of the next year (28 February after a 29 February), and probation on "
    "the day after its last. Either is enough. Where HR has not recorded one and the other is not enough, "
    "we ask.",
)
STATUS_READING = Reading(
    "Status of a post",
    "It is entered by the post's management officer, or for any post or country by the telework managing "
    "officer, and stands from its first day to the day before it is lifted. The Under Secretary for "
    "Management waives one status for one person, also before it starts; another status needs another "
    "waiver.",
)
HOW_OFTEN = {
    "never": "never",
    "occasional": "now and then",
    "monthly": "at least every month",
    "daily": "every work day",
}
AT_LEAST_MONTHLY = ("monthly", "daily")


def one_year_on(day: date) -> date:
    """The same day a year later; 29 February becomes 28 February."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def lacks_service(facts: PersonFacts) -> bool | None:
    """Neither a year of Government service nor probation completed; None where what is missing could be."""
    if facts.service_since is not None and facts.today >= one_year_on(facts.service_since):
        return False
    if facts.probation_ends_on is not None and facts.probation_ends_on < facts.today:
        return False
    return None if facts.service_since is None or facts.probation_ends_on is None else True


def how_often(code: str) -> str:
    return HOW_OFTEN.get(code, "not known")


def unwaived(facts: PersonFacts) -> tuple[StatusFact, ...]:
    return tuple(status for status in facts.statuses if not status.is_waived)


def statuses_in_words(statuses: tuple[StatusFact, ...]) -> str:
    return "; ".join(one.label + (" (waived by M)" if one.is_waived else "") for one in statuses) or "none"


def _which(facts: PersonFacts) -> str:
    named = (f"{one.label}, since {in_words(one.since)}" for one in unwaived(facts))
    return f"In force: {'; '.join(named)}."


APPOINTMENT: Rule[PersonFacts] = Rule(
    code="deto.appointment",
    citation="2368.2",
    sentence="You hold a domestic position as a direct hire, not as a limited noncareer appointee.",
    refusal="Your kind of appointment cannot telework overseas as a domestic employee.",
    would_change="Another appointment would change this; nobody can make an exception.",
    ask=HR,
    uses=(
        Use("appointment_type", "Type of appointment", lambda code: APPOINTMENTS.get(code) or "not known"),
    ),
    violated_by=lambda facts: (
        facts.appointment_type in EXCLUDED_APPOINTMENTS if facts.appointment_type else None
    ),
)

NOT_SUPERVISORY: Rule[PersonFacts] = Rule(
    code="deto.not_supervisory",
    citation="2368.3(b)(1)",
    sentence="Your position is not a supervisory one.",
    refusal="Your position is a supervisory one, and such positions cannot be held from overseas.",
    would_change="A position without supervision of others would change this.",
    ask=COORDINATOR,
    known_by=HR,
    uses=(Use("is_supervisory", "Supervisory position"),),
    violated_by=lambda facts: facts.is_supervisory,
)

SERVICE: Rule[PersonFacts] = Rule(
    code="deto.service",
    citation="2368.3(b)(4)",
    sentence="You have a year of Government service, or have completed probation.",
    refusal="You have not yet completed one year of Government service, nor your probation.",
    would_change="Wait until one of the two is completed.",
    ask=HR,
    uses=(
        Use("serves_since", "Government service since"),
        Use("on_probation_until", "Probation ends"),
        Use("today", "Today in Washington"),
    ),
    violated_by=lacks_service,
    unknown=(
        "HR has not recorded both since when you serve and when your probation ends, and what is recorded "
        "is not enough. Ask your HR specialist to have it recorded."
    ),
)

NOTHING_CLASSIFIED_MONTHLY: Rule[PersonFacts] = Rule(
    code="deto.classified_monthly",
    citation="2368.3(b)(3)",
    also=("5 U.S.C. 6502(b)(6)",),
    sentence="Your position does not handle secure materials as often as every month.",
    refusal=(
        "Your position handles secure materials at least every month. The law rules out full-time telework "
        "for such positions; only an emergency is excepted."
    ),
    would_change="Duties that need such material less than once a month would change this.",
    ask="your supervisor",
    known_by="your supervisor",
    uses=(Use("classified_handling", "Direct handling of classified information", how_often),),
    violated_by=lambda facts: (
        facts.classified_handling in AT_LEAST_MONTHLY if facts.classified_handling else None
    ),
)

POST_STATUS: Rule[PersonFacts] = Rule(
    code="deto.post_status",
    citation="2368.3(b)(5)",
    sentence="Your post is open to families: no status stands in the way, or M has waived it.",
    refusal=(
        "Nobody teleworks at this post while it is unaccompanied or partially unaccompanied, or while a "
        "departure is authorized or ordered."
    ),
    would_change=(
        "Wait until the status is lifted, or ask for a waiver by the Under Secretary for Management "
        "(3 FAM 3776)."
    ),
    ask=EXECUTIVE_DIRECTOR,
    uses=(Use("post", "Post"), Use("statuses", "Status of post and country", statuses_in_words)),
    violated_by=lambda facts: bool(unwaived(facts)) if facts.post else None,
    detail=_which,
    unknown=(
        "You have not named the post yet, so nobody can say whether it is open to families. Name it under "
        "Sponsor and post."
    ),
)

RULES: tuple[Rule[PersonFacts], ...] = (
    APPOINTMENT,
    NOT_SUPERVISORY,
    SERVICE,
    NOTHING_CLASSIFIED_MONTHLY,
    POST_STATUS,
)

READINGS: tuple[Reading, ...] = (SERVICE_READING, STATUS_READING)
