"""Medical clearance and evacuation: yes or no, date, reference, nothing else (2368.9)."""

from typing import Any

from agreements.forms.request_answers import NO, YES, YES_OR_NO, radios
from deto.forms.section import DetoForm, why, words_field
from deto.policy.sections import HEALTH
from telework import clock
from telework.forms import DateField


class HealthForm(DetoForm):
    """Of whoever is not in the Medical Program nothing is kept, whatever was typed."""

    section = HEALTH.code
    yes_or_no = ("in_medical_program", "is_medically_cleared", "agency_funds_evacuation")
    only_if = {
        "is_medically_cleared": ("in_medical_program", YES),
        "medically_cleared_on": ("in_medical_program", YES),
        "medical_reference": ("in_medical_program", YES),
        "insurance_reference": ("agency_funds_evacuation", NO),
    }
    demanded = {"is_medically_cleared": ""}
    in_medical_program = radios(
        "Do you take part in the Medical Program?",
        YES_OR_NO,
        why("If not, nothing else about health is asked or kept.", "2368.9(a)"),
    )
    is_medically_cleared = radios(
        "If yes: are you cleared for this post as an eligible family member?",
        YES_OR_NO,
        why("Only yes or no. Write nothing about your health anywhere.", "2368.9(a)"),
        required=False,
    )
    medically_cleared_on = DateField(
        label="If you are cleared: since which day?",
        help_text=why("The date of the clearance, for example 10/01/2026.", "2368.9(a)"),
        required=False,
    )
    medical_reference = words_field(
        "If you are cleared: what is the reference of the clearance?",
        why("A number or file name, no words about health.", "2368.9(a)"),
    )
    agency_funds_evacuation = radios(
        "Does the agency of your spouse or partner pay for medical evacuation?",
        YES_OR_NO,
        why("If not, you need insurance of your own. Ask its human resources office.", "2368.9(b)"),
    )
    insurance_reference = words_field(
        "If it does not: what is the reference of your evacuation insurance?",
        why("The insurer and the number of the policy; or upload the proof.", "2368.9(b)"),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("in_medical_program") == YES and said.get("is_medically_cleared") == YES:
            for name, missing in (
                ("medically_cleared_on", "Give the date of the clearance."),
                ("medical_reference", "Give the reference of the clearance."),
            ):
                if not said.get(name) and not self.has_error(name):
                    self.add_error(name, missing)
            day = said.get("medically_cleared_on")
            if day is not None and day > clock.today():
                self.add_error("medically_cleared_on", "Give a day that has been: today or before.")
        return said
