"""Rules on what every request answers, as they are overseas (2368.4(g), 2368.6(a), 2368.11)."""

from agreements.facts import TermsFacts
from agreements.policy import abroad, sites, terms, tour
from deto.policy.statements import STATEMENTS
from telework.policy import Rule, Use

LAST_DAY: Rule[TermsFacts] = Rule(
    code="deto.last_day",
    citation="2368.6(a)",
    sentence="The stay has a last day.",
    refusal="A stay lasts no longer than the assignment of your spouse or partner: name its last day.",
    would_change="Give the last day under Pattern and schedule.",
    ask="your bureau telework coordinator",
    uses=(Use("requested_end_on", "Last day"),),
    violated_by=lambda facts: facts.requested_end_on is None,
    section=tour.SECTION,
)

EVERY_DAY: Rule[TermsFacts] = Rule(
    code="deto.every_day",
    citation="2368.10(a)",
    also=("2361.4",),
    sentence="Every workday is a telework day: the duty station is overseas.",
    refusal="Some days of your schedule are at the regular work site, and you will live overseas.",
    would_change="Choose core telework, and make every workday a telework day.",
    ask="your supervisor",
    uses=(tour.SCHEDULE_USED, tour.PATTERN_USED),
    violated_by=lambda facts: bool(facts.schedule.office_days) if facts.schedule is not None else None,
    section=tour.SECTION,
    unknown=tour.SCHEDULE_FIRST,
)

# The checklist follows within 30 days of the start; the home abroad is not there yet (2368.4(g), (h)).
TERMS_RULES: tuple[Rule[TermsFacts], ...] = terms.rules_with(
    statements=STATEMENTS,
    without=(sites.DOMESTIC, sites.CHECKLIST, sites.REMEDIES, sites.FIRE_AND_ELECTRICITY),
    more=(LAST_DAY, EVERY_DAY, abroad.NO_MAILBOX, abroad.NO_TELECENTER),
)
