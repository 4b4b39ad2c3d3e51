"""Facts that whoever keeps them can enter here; an entry counts before what the HR extract says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from eligibility.policy.performance import RatingTable
from eligibility.policy.position import HOW_OFTEN, how_often

YES, NO = "yes", "no"
YES_OR_NO: Mapping[str, str] = {YES: "Yes", NO: "No"}
ONSITE_CODES = ("never", "occasional", "daily")


@dataclass(frozen=True)
class EnterableFact:
    """One fact that can be entered.

    name          the field of `EligibilityFacts`
    label         as pages name it
    matter        the code of the change that has live agreements reviewed
    codes         what it can be, in words; empty: the ratings of the person's service
    is_positions  whether it is the position's: the entry holds while the person is in that position
    has_last_day  whether "yes" can have a last day
    has_words     whether "yes" carries the keeper's statement as a fact of its own
    """

    name: str
    label: str
    matter: str
    codes: Mapping[str, str]
    is_positions: bool = False
    has_last_day: bool = False
    has_words: bool = False


ENTERABLE: Mapping[str, EnterableFact] = {
    fact.name: fact
    for fact in (
        EnterableFact("rating", "Most recent rating of record", "rating", {}),
        EnterableFact(
            "leave_restriction", "On leave restriction", "leave_restriction", YES_OR_NO, has_last_day=True
        ),
        EnterableFact("close_supervision", "Needs close supervision", "close_supervision", YES_OR_NO),
        EnterableFact(
            "absence_burden",
            "Absence puts an undue burden on the office",
            "absence_burden",
            YES_OR_NO,
            has_words=True,
        ),
        EnterableFact(
            "classified_handling",
            "Direct handling of classified information",
            "position",
            {code: how_often(code).capitalize() for code in HOW_OFTEN},
            is_positions=True,
        ),
        EnterableFact(
            "onsite_activity",
            "Work that needs you on site",
            "position",
            {code: how_often(code).capitalize() for code in ONSITE_CODES},
            is_positions=True,
        ),
        EnterableFact(
            "onsite_portable",
            "That work can be done remotely or at another site",
            "position",
            YES_OR_NO,
            is_positions=True,
        ),
    )
}
# The statement is part of the fact that it is about.
SAID_WITH: Mapping[str, str] = {"absence_burden_statement": "absence_burden"}
COURSE = "employee_training"


@dataclass(frozen=True)
class SupervisorsFact:
    """What a supervisor states about a report, with a reason that lies in the work (2362.2(c)(2)).

    title     what is stated, about a person who is named before
    sentence  what is stated, about "you"
    question  asked of the supervisor, with an example of a good answer
    """

    name: str
    citation: str
    title: str
    sentence: str
    question: str
    example: str


SUPERVISORS: Mapping[str, SupervisorsFact] = {
    fact.name: fact
    for fact in (
        SupervisorsFact(
            "close_supervision",
            "2362.2(c)(2)(a)",
            "the work needs close supervision",
            "Your work needs close supervision at present.",
            "What in the work needs close supervision?",
            "Name the work, what you have seen, and what would change it.",
        ),
        SupervisorsFact(
            "absence_burden",
            "2362.2(c)(2)(e)",
            "absence has burdened the office",
            "Your absence from the office has put an undue burden on its work.",
            "What has the absence done to the office's work?",
            "Name the work that was left to others or not done, and when. Not why the person was absent.",
        ),
    )
}


class Way(StrEnum):
    """How a fact that is wrong is put right."""

    ENTERED = "entered"
    COURSE = "course"
    AT_ITS_SOURCE = "at_its_source"


def way_of(name: str) -> Way:
    """How the fact of that name is put right: entered here, as a course, or only where it is kept."""
    if enterable(name) is not None:
        return Way.ENTERED
    return Way.COURSE if name == COURSE else Way.AT_ITS_SOURCE


def enterable(name: str) -> EnterableFact | None:
    """How the fact of that name is entered; None for one that only its source can correct."""
    return ENTERABLE.get(SAID_WITH.get(name, name))


def codes_of(fact: EnterableFact, service: str, ratings: RatingTable) -> dict[str, str]:
    """What the fact can be, in words. A rating is one of the person's service; both where that is unknown."""
    if fact.codes:
        return dict(fact.codes)
    scales = [ratings[service]] if service in ratings else list(ratings.values())
    return {code: rating.label for scale in scales for code, rating in scale.items()}


def shown_value(fact: EnterableFact, value: Any, ratings: RatingTable) -> str:
    """The value in words, as whoever entered it chose it."""
    code = code_of(value)
    return codes_of(fact, "", ratings).get(code, code)


def value_of(code: str) -> Any:
    """The value of a code, as facts hold it."""
    return {YES: True, NO: False}.get(code, code)


def code_of(value: Any) -> str:
    """The code of a value; empty for one that is not known."""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value or "")


def is_news(said: Any, said_then: Any, extract_of: date, entered_on: date) -> bool:
    """Whether an extract says something new about a fact that was entered since, and not what it said then.

    said        what the extract says now
    said_then   what it said when the fact was entered
    """
    return extract_of > entered_on and said != said_then
