"""Rules of telework during a medical evacuation: its days, its work, what is accepted (2362.5)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agreements.facts import AtPostFacts, MissionFacts
from agreements.policy import abroad, mission
from agreements.policy.abroad import MANAGEMENT_OFFICER
from agreements.policy.clauses import Statement
from agreements.policy.medevac import MEDEVAC_DAYS, last_day
from telework.policy import Reading, Rule, Use, in_words

# The page of the request; its label is read by everybody who sees the case.
SECTION = "medevac"
SCHEDULE = "schedule"

_OWN: tuple[Statement, ...] = (
    Statement("no_substitute_for_leave", "2362.5(5)", "I do not use this telework in place of leave."),
    Statement(
        "no_delay",
        "2362.5(6)",
        "My telework delays none of the assessments that belong to the evacuation.",
    ),
)
# Those of 2362.3 are accepted too (2362.5(1)).
STATEMENTS: tuple[Statement, ...] = (*abroad.STATEMENTS, *_OWN)

WORK_READING = Reading(
    "Work during an evacuation",
    "The duties of the position, tasks that the bureau assigns, or both; which of them is stated in words "
    "and agreed like every other term.",
)


@dataclass(frozen=True)
class Days:
    """The days of one evacuation and of the arrangement during it. None: not recorded, or not given yet.

    starts_on, ends_on  first and last day of the evacuation, as the post recorded them
    first_on, last_on   first and last day of the arrangement
    days_used           days of other arrangements of the same evacuation
    """

    starts_on: date | None = None
    ends_on: date | None = None
    first_on: date | None = None
    last_on: date | None = None
    days_used: int = 0

    @property
    def are_outside(self) -> bool | None:
        """True where the arrangement goes beyond the evacuation; None while a day is missing."""
        if self.starts_on is None or self.ends_on is None or self.first_on is None or self.last_on is None:
            return None
        return self.first_on < self.starts_on or self.last_on > self.ends_on

    @property
    def latest(self) -> date | None:
        """The last day that the arrangement can have; None where no day is left, or not all is known."""
        if self.first_on is None or self.ends_on is None or self.ends_on < self.first_on:
            return None
        return last_day(self.first_on, self.ends_on, days_used=self.days_used)

    @property
    def are_too_many(self) -> bool | None:
        if self.first_on is None or self.last_on is None or self.ends_on is None:
            return None
        return self.last_on < self.first_on or self.latest is None or self.last_on > self.latest


@dataclass(frozen=True)
class EvacuationFacts(Days, AtPostFacts):
    """What the request says about the work, and the days."""

    work: str = ""
    tasks: str = ""


@dataclass(frozen=True)
class EvacuationStepFacts(Days, MissionFacts):
    """What the mission has stated, and the days as they are when a decider approves.

    has_site_abroad  a site lies outside the United States, so that the local factors are to be stated
    """

    has_site_abroad: bool = False


def _days_in_words(facts: Days) -> str:
    if facts.latest is None:
        return f"No day of the {MEDEVAC_DAYS} is left."
    return f"The latest last day is {in_words(facts.latest)}."


RECORDED: Rule[EvacuationFacts] = Rule(
    code="medevac.recorded",
    citation="2362.5",
    sentence="The post has recorded the days of your evacuation.",
    refusal="The days of your evacuation are not recorded, so nothing can be counted.",
    would_change="The management officer or the human resources officer at your post records them.",
    ask=MANAGEMENT_OFFICER,
    uses=(Use("starts_on", "First day"), Use("ends_on", "Last day")),
    violated_by=lambda facts: facts.starts_on is None,
    section=SECTION,
)

WORK: Rule[EvacuationFacts] = Rule(
    code="medevac.work",
    citation="2362.5(3)",
    sentence="You have said what work you do: duties of your position, tasks of the bureau, or both.",
    refusal="Say whether you do duties of your position, tasks that the bureau assigns, or both.",
    would_change="Choose one of the three.",
    ask="your supervisor",
    uses=(Use("work", "Work"),),
    violated_by=lambda facts: not facts.work,
    section=SECTION,
)

TASKS: Rule[EvacuationFacts] = Rule(
    code="medevac.tasks",
    citation="2362.5(3)",
    sentence="The work is stated in words.",
    refusal="Say in your own words what the work is.",
    would_change="Name the duties or tasks.",
    ask="your supervisor",
    uses=(Use("tasks", "Duties and tasks"),),
    violated_by=lambda facts: not facts.tasks.strip(),
    section=SECTION,
)

END_GIVEN: Rule[EvacuationFacts] = Rule(
    code="medevac.end",
    citation="2362.5(2)",
    sentence="The request has a last day.",
    refusal="This arrangement needs a last day.",
    would_change="Give the last day of telework.",
    ask=MANAGEMENT_OFFICER,
    uses=(Use("last_on", "Last day"),),
    violated_by=lambda facts: facts.last_on is None,
    section=SCHEDULE,
)


def _within(section: str) -> Rule[Days]:
    return Rule(
        code="medevac.within",
        citation="2362.5(2)",
        sentence="The days lie within the evacuation as the post recorded it.",
        refusal="Telework cannot begin before the evacuation does, nor go on after it.",
        would_change="Choose days within the evacuation. If its days are wrong, the post corrects them.",
        ask=MANAGEMENT_OFFICER,
        uses=(
            Use("starts_on", "First day of the evacuation"),
            Use("ends_on", "Last day of the evacuation"),
            Use("first_on", "First day of telework"),
            Use("last_on", "Last day of telework"),
        ),
        violated_by=lambda facts: facts.are_outside,
        section=section,
        unknown="The days of the evacuation, and first and last day of telework, are needed first.",
    )


def _ninety_days(section: str) -> Rule[Days]:
    return Rule(
        code="medevac.ninety_days",
        citation="2362.5(2)",
        sentence=f"All telework of this evacuation together is at most {MEDEVAC_DAYS} days.",
        refusal=f"All telework of one evacuation together is at most {MEDEVAC_DAYS} days.",
        would_change="Choose an earlier last day.",
        ask=MANAGEMENT_OFFICER,
        uses=(
            Use("first_on", "First day of telework"),
            Use("last_on", "Last day of telework"),
            Use("days_used", "Days of earlier arrangements", lambda days: f"{days}"),
        ),
        violated_by=lambda facts: facts.are_too_many,
        section=section,
        detail=_days_in_words,
        unknown="The days of the evacuation, and first and last day of telework, are needed first.",
    )


def _where_abroad(rule: Rule[Any]) -> Rule[Any]:
    """A local factor, asked where a site lies abroad."""
    return replace(rule, violated_by=lambda facts: facts.has_site_abroad and rule.violated_by(facts))


TERMS_RULES = abroad.rules_at_post(_OWN)
DETAILS_RULES: tuple[Rule[Any], ...] = (
    abroad.post_policy_rule(SECTION),
    RECORDED,
    WORK,
    TASKS,
    END_GIVEN,
    _within(SCHEDULE),
    _ninety_days(SCHEDULE),
)
# Asked again of every approval: the evacuation may have been shortened since the signature.
STEP_RULES: tuple[Rule[Any], ...] = (
    _within(""),
    _ninety_days(""),
    *(_where_abroad(rule) for rule in mission.RULES if rule is not mission.NSDD38),
    mission.NSDD38,
)
