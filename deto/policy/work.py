"""Work requirements in Section 4, and the days of review and appraisal (2368.4(c), 2368.5(b))."""

from functools import partial

from deto.facts import DetoFacts
from deto.policy.asking import SUPERVISOR, is_left_out
from deto.policy.paper_places import PAPERS_USED
from deto.policy.sections import WORK
from telework.policy import Reading, Rule, Use

CIVIL = "civil"
DS7644, WORK_REQUIREMENTS = "ds7644", "work_requirements"
WORK_READING = Reading(
    "Work requirements overseas",
    "Section 4 holds the work requirements in words, or a file does. For the Civil Service that file is the "
    "completed Form DS-7644: it is always asked for, and words beside it are welcome but not needed.",
)


def lacks_work_requirements(facts: DetoFacts) -> bool:
    return is_left_out(facts.work_requirements) and not facts.papers & {WORK_REQUIREMENTS, DS7644}


def lacks_performance_plan(facts: DetoFacts) -> bool | None:
    if not facts.service:
        return None
    return facts.service == CIVIL and DS7644 not in facts.papers


_about = partial(Rule[DetoFacts], ask=SUPERVISOR, section=WORK.code)

REQUIREMENTS: Rule[DetoFacts] = _about(
    code="deto.work_requirements",
    citation="2368.4(c)",
    sentence="Your work requirements and projects stand in Section 4 or in a file.",
    refusal="The agreement has to say what work you do: your work requirements and your projects.",
    would_change="Write them into Section 4, or upload the file.",
    uses=(Use("work_requirements", "Work requirements"), PAPERS_USED),
    violated_by=lacks_work_requirements,
)

PERFORMANCE_PLAN: Rule[DetoFacts] = _about(
    code="deto.ds7644",
    citation="2368.4(c)",
    sentence="The completed Form DS-7644 is on file, or you are not in the Civil Service.",
    refusal="For the Civil Service the completed Form DS-7644 is part of the agreement. It is not on file.",
    would_change="Upload the completed form.",
    uses=(Use("service", "Service"), PAPERS_USED),
    violated_by=lacks_performance_plan,
    unknown="HR does not say whether you are in the Civil or the Foreign Service. Ask your HR specialist.",
)

REVIEWS: Rule[DetoFacts] = _about(
    code="deto.reviews",
    citation="2368.5(b)",
    sentence="The days of the mid-year review and of the annual appraisal are named.",
    refusal="Name the day of the mid-year review, and that of the annual appraisal.",
    would_change="Agree both days with your supervisor, and give them.",
    uses=(Use("midyear_on", "Mid-year review"), Use("appraisal_on", "Annual appraisal")),
    violated_by=lambda facts: facts.midyear_on is None or facts.appraisal_on is None,
)

RULES: tuple[Rule[DetoFacts], ...] = (REQUIREMENTS, PERFORMANCE_PLAN, REVIEWS)
