"""Costs of the mission's shared services (2368.12)."""

from agreements.forms.request_answers import YES, YES_OR_NO, radios
from deto.forms.section import DetoForm, why, words_field
from deto.policy.sections import COSTS


class CostsForm(DetoForm):
    """How much and from what, or none."""

    section = COSTS.code
    yes_or_no = ("has_icass_costs",)
    only_if = {
        "icass_costs": ("has_icass_costs", YES),
        "icass_source": ("has_icass_costs", YES),
    }
    demanded = {
        "icass_costs": "Give the projected costs.",
        "icass_source": "Name the funds.",
    }
    has_icass_costs = radios(
        "Are there ICASS costs, for shared services of the mission that your work needs?",
        YES_OR_NO,
        why("Your bureau pays them, and keeps them low. Ask its executive office.", "2368.12"),
    )
    icass_costs = words_field(
        "If yes: how much, as projected?", why("For example $9,400 a year.", "2368.12"), longest=200
    )
    icass_source = words_field(
        "If yes: from which funds of your bureau?", why("For example OES, D&CP.", "2368.12"), longest=200
    )
