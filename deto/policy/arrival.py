"""The day of arrival: the chief of mission agrees before it, and the work starts no earlier (2368.8(a))."""

from functools import partial

from deto.facts import DetoFacts
from deto.policy.asking import COORDINATOR
from deto.policy.sections import SPONSOR
from telework.policy import Reading, Rule, Use

ARRIVAL_READING = Reading(
    "Arrival at post",
    "The chief of mission agrees before the arrival. So the arrival of a first request is not past on the "
    "day of signing, and the work from there starts on that day or later. Changed terms keep the arrival "
    "that was.",
)
ARRIVES_USED = Use("arrives_on", "Arrival at post")


def arrived_before_asking(facts: DetoFacts) -> bool | None:
    """Only of a first request: whoever changes terms has arrived long since."""
    if not facts.is_first:
        return False
    return None if facts.arrives_on is None else facts.arrives_on < facts.today


def starts_before_arrival(facts: DetoFacts) -> bool | None:
    if facts.arrives_on is None or facts.starts_on is None:
        return None
    return facts.starts_on < facts.arrives_on


_about = partial(Rule[DetoFacts], citation="2368.8(a)", ask=COORDINATOR)

ARRIVAL: Rule[DetoFacts] = _about(
    code="deto.arrival",
    sentence="You have given the day of your arrival at post.",
    refusal="Give the day on which you arrive at post: the chief of mission agrees before it.",
    would_change="Give the day that is planned. It can be changed until you sign.",
    uses=(ARRIVES_USED,),
    violated_by=lambda facts: facts.arrives_on is None,
    section=SPONSOR.code,
)

ARRIVAL_AHEAD: Rule[DetoFacts] = _about(
    code="deto.arrival_ahead",
    sentence="Your arrival is not past: the chief of mission is asked before it.",
    refusal="The day of arrival is past. The chief of mission agrees before somebody arrives, not after.",
    would_change="Give a day from today on.",
    uses=(ARRIVES_USED, Use("today", "Today in Washington")),
    violated_by=arrived_before_asking,
    section=SPONSOR.code,
    unknown="Give the day of your arrival first.",
)

START_AFTER_ARRIVAL: Rule[DetoFacts] = _about(
    code="deto.start_after_arrival",
    sentence="The telework starts on the day of arrival or later.",
    refusal="The telework would start before you arrive at post.",
    would_change="Choose a later first day, or correct the day of arrival under Sponsor and post.",
    uses=(Use("starts_on", "First day of telework"), ARRIVES_USED),
    violated_by=starts_before_arrival,
    section="schedule",
    unknown="Give the day of arrival, and the first day under Pattern and schedule.",
)

RULES: tuple[Rule[DetoFacts], ...] = (ARRIVAL, ARRIVAL_AHEAD, START_AFTER_ARRIVAL)
