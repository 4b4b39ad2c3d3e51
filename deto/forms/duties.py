"""Duties overseas: about the country, and with classified material (2368.3(b)(2), (3))."""

from typing import Any

from agreements.forms.request_answers import YES, YES_OR_NO, radios, text_area
from agreements.forms.request_words import refusal_words
from deto.forms.section import DetoForm, why, words_field
from deto.models import DetoDetails
from deto.policy import classified
from deto.policy.sections import DUTIES

RARELY = DetoDetails.Classified.RARELY


class DutiesForm(DetoForm):
    """What the law rules out is refused where it is said."""

    section = DUTIES.code
    yes_or_no = ("has_country_duties",)
    only_if = {
        "country_duties": ("has_country_duties", YES),
        "security_reference": ("classified", RARELY),
        "security_funding": ("classified", RARELY),
    }
    demanded = {
        "country_duties": "Say what these duties are.",
        "security_reference": "Give the reference of the confirmation.",
        "security_funding": "Say what your bureau pays, or that it costs nothing.",
    }
    has_country_duties = radios(
        "Do you report on the host country or its region, or have a part in policy or administration there?",
        YES_OR_NO,
        why("As a rule such work is not done from there.", "2368.3(b)(2)"),
    )
    country_duties = text_area(
        "If yes: which duties are these?",
        why("The request then goes through NSDD-38, which has to say what they are.", "2368.8(b)"),
        "",
        required=False,
    )
    classified = radios(
        "How often do your duties need access to classified material?",
        DetoDetails.Classified.choices,
        why("However rare: as a rule it rules the arrangement out.", "2368.3(b)(3)"),
    )
    security_reference = words_field(
        "If less than every month: under which reference has the regional security officer confirmed it?",
        why("That the security standards are in place at the mission where you work.", "2368.3(b)(3)"),
    )
    security_funding = text_area(
        "If less than every month: what does your bureau pay for it, and from which funds?",
        why("Your bureau bears every cost of such access.", "2368.3(b)(3)"),
        "",
        rows=2,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("classified") == DetoDetails.Classified.MONTHLY:
            self.add_error("classified", refusal_words(classified.NOT_MONTHLY))
        return said
