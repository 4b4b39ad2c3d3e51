"""What a position may ask every work day without ruling out telework."""

from eligibility.facts import EligibilityFacts
from telework.policy import Excepted, Rule, Use

HOW_OFTEN = {
    "never": "never",
    "occasional": "sometimes, not every month",
    "monthly": "every month, not every work day",
    "daily": "every work day",
}


def how_often(code: str) -> str:
    return HOW_OFTEN.get(code, code) or "not known"


def handles_classified_daily(facts: EligibilityFacts) -> bool | None:
    frequency = facts.classified_handling.value
    return frequency == "daily" if frequency in HOW_OFTEN else None


def must_be_on_site_daily(facts: EligibilityFacts) -> bool | None:
    """Both facts are needed to bar; one that is known to be harmless settles it."""
    activity, portable = facts.onsite_activity.value, facts.onsite_portable.value
    if portable or activity in ("never", "occasional"):
        return False
    if activity != "daily" or portable is None:
        return None
    return True


DAILY_CLASSIFIED: Rule[EligibilityFacts] = Rule(
    code="position.daily_classified",
    citation="2362.2(c)(1)(a)",
    also=("2362.4",),
    sentence="Your position does not handle classified information directly on every work day.",
    refusal=(
        "Your position handles classified information directly on every work day, which rules out "
        "telework. No exception can be made, except in an emergency that the Secretary has declared."
    ),
    would_change=(
        "This changes if the duties of the position change so that some work days pass without it. "
        "Handling it less often than every work day is no obstacle."
    ),
    ask="your supervisor",
    known_by="your supervisor",
    uses=(Use("classified_handling", "Direct handling of classified information", how_often),),
    violated_by=handles_classified_daily,
    excepted=Excepted.IN_EMERGENCY,
)

DAILY_ON_SITE: Rule[EligibilityFacts] = Rule(
    code="position.daily_on_site",
    citation="2362.2(c)(1)(b)",
    also=("2362.4",),
    sentence="Your position does not tie you to the work site on every work day.",
    refusal=(
        "Your position needs you on site every work day, for work that can be done neither remotely nor at "
        "another site. No exception can be made, except in an emergency that the Secretary has declared."
    ),
    would_change=(
        "This changes if the on-site work is not needed every work day, or if it can be done from elsewhere."
    ),
    ask="your supervisor",
    known_by="your supervisor",
    uses=(
        Use("onsite_activity", "Work that needs you on site", how_often),
        Use("onsite_portable", "That work can be done remotely or at another site"),
    ),
    violated_by=must_be_on_site_daily,
    excepted=Excepted.IN_EMERGENCY,
)
