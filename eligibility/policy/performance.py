"""Performance: the latest rating of record, and the need for close supervision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from eligibility.facts import EligibilityFacts
from telework.policy import Excepted, Rule, Use

NO_RATING = ""


@dataclass(frozen=True)
class Rating:
    """One level of a service's rating scale, and whether it lies below fully successful."""

    label: str
    is_below: bool


RatingTable: TypeAlias = Mapping[str, Mapping[str, Rating]]


def rating_rule(ratings: RatingTable) -> Rule[EligibilityFacts]:
    """The rating rule over a table: service code, then rating code.

    A rating that the service's own scale does not have is unknown, not good and not bad.
    """

    def is_below(facts: EligibilityFacts) -> bool | None:
        if facts.rating.value == NO_RATING:
            return False
        rating = ratings.get(facts.service.value or "", {}).get(facts.rating.value or "")
        return None if rating is None else rating.is_below

    def in_words(code: str) -> str:
        if code == NO_RATING:
            return "no rating of record yet, which is not below"
        labels = [scale[code].label for scale in ratings.values() if code in scale]
        return labels[0] if labels else f"{code}, which is not on the scale"

    return Rule(
        code="performance.rating",
        citation="2362.2(c)(2)(a)",
        also=("2361.3(a)(1)",),
        sentence="Your most recent rating of record is not below fully successful.",
        refusal="Your most recent rating of record is below fully successful.",
        would_change="A next rating of record at fully successful or better changes this.",
        ask="your supervisor",
        known_by="your HR specialist",
        uses=(Use("rating", "Most recent rating of record", in_words),),
        violated_by=is_below,
        excepted=Excepted.BY_MANAGEMENT,
    )


CLOSE_SUPERVISION: Rule[EligibilityFacts] = Rule(
    code="performance.close_supervision",
    citation="2362.2(c)(2)(a)",
    sentence="Your work does not need close supervision.",
    refusal="Your supervisor has recorded that your work needs close supervision at present.",
    would_change="This changes when your supervisor records that close supervision is no longer needed.",
    ask="your supervisor",
    known_by="your supervisor",
    uses=(Use("close_supervision", "Needs close supervision"),),
    violated_by=lambda facts: facts.close_supervision.value,
    excepted=Excepted.BY_MANAGEMENT,
)
