"""Where a person meets a provision: pages by their title, commands by what they say of themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from inspect import getdoc
from typing import Any

from django.urls import NoReverseMatch, reverse

from guidance.topics import BY_SLUG

TOPIC = "guidance_topic:"
PAGES = {
    "agreement": "The agreement",
    "answer_step": "Give advice, or sign",
    "bureau": "Bureau agreements",
    "bureau_policies": "Policies of bureaus",
    "calculator_clearance": "Calculator: NSDD-38 or country clearance",
    "calculator_medevac": "Calculator: medical evacuation",
    "calculator_notice": "Calculator: notice",
    "calculator_review": "Calculator: next review",
    "calculator_worksite": "Calculator: official work site",
    "cancel": "Cancel an agreement",
    "closures": "Days on which offices were closed",
    "decide": "Decide on a request",
    "designate": "Designate somebody ineligible",
    "disputes": "Facts said to be wrong",
    "document": "The signed agreement and checklist, with their PDFs",
    "eligibility": "My eligibility",
    "eligibility_determination": "One determination",
    "eligibility_people": "Your people: their eligibility",
    "emergencies": "Declared emergencies",
    "enter_request": "Write a request for somebody",
    "evacuations": "Evacuations",
    "exception_grant": "Make an exception",
    "fact_state": "State a fact about a report",
    "fob_billing": "Who pays for remote access",
    "home": "Start page",
    "inbox": "Waiting for you",
    "injury": "A reported injury",
    "injury_report": "Report an injury at the telework site",
    "loan": "A piece of equipment on loan",
    "loans": "Equipment on loan",
    "mark_not_needed": "Say that advice is not needed",
    "mission_statement": "What the mission states",
    "no_part": "Taking no part",
    "notice_withdraw": "Take a notice back",
    "post_policies": "Policies of posts",
    "request_acknowledgements": "Request: what you accept",
    "request_check": "Request: check your answers",
    "request_checklist": "Request: safety checklist of a site",
    "request_clauses": "Request: closures and emergencies",
    "request_communication": "Request: how you are reached",
    "request_details": "Request: what this arrangement asks",
    "request_eligibility": "Request: your eligibility",
    "request_equipment": "Request: equipment and remote access",
    "request_records": "Request: records off site",
    "request_safety": "Request: safety",
    "request_schedule": "Request: days and hours",
    "request_self_assessment": "Request: does telework suit you?",
    "request_sign": "Request: sign and send",
    "request_site_add": "Request: add a site",
    "request_sites": "Request: sites",
    "request_start": "Ask for telework",
    "review": "A review",
    "review_sign": "Your signature under the yearly review",
    "reviews": "Reviews of the bureau",
    "roles": "Who holds which role",
    "terms_adjust": "Adjust the terms with notice",
    "terms_change": "Ask for other terms",
    "terms_renew": "Renew an agreement",
    "training": "My training",
    "training_people": "Training of your people",
}


@dataclass(frozen=True)
class Place:
    """A page by its title; `url` is empty where the page belongs to one case or person."""

    title: str
    url: str = ""


def place(name: str) -> Place:
    """A page named in the register. KeyError for one that has no title here."""
    if name.startswith(TOPIC):
        topic = BY_SLUG[name.removeprefix(TOPIC)]
        return Place(f"Guidance: {topic.title}", reverse("guidance_topic", args=[topic.slug]))
    try:
        # Most pages need the case that they belong to; those have a title and no link.
        return Place(PAGES[name], reverse(name))
    except NoReverseMatch:
        return Place(PAGES[name])


def code_named(name: str) -> Callable[..., Any]:
    """A command or function by its dotted name. ImportError or AttributeError if it is gone."""
    module, _, function = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


@lru_cache(maxsize=256)
def sentence_of(name: str) -> str:
    """What a command says it does: the first line of its docstring."""
    return (getdoc(code_named(name)) or name).splitlines()[0].rstrip(".:;") + "."
