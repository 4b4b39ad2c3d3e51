"""Section 8: where the work is done, and what office space at the mission takes (2368.11, 2368.13(d))."""

from agreements.forms.request_answers import radios, text_area
from deto.forms.section import DetoForm, why, words_field
from deto.models import DetoDetails
from deto.policy.sections import STATION

MISSION = DetoDetails.Station.MISSION
AT_MISSION = (
    "station_equipment",
    "station_funding",
    "station_phone",
    "station_fax",
    "station_copier",
    "host_agreement",
    "closure_site",
)
IF_MISSION = "At the mission only. If none is needed, say none."


class StationForm(DetoForm):
    """At the mission everything is said here, or in the addendum; what the host bureau agreed to always."""

    section = STATION.code
    only_if = dict.fromkeys(AT_MISSION, ("station", MISSION))
    demanded = {
        "host_agreement": "Say what the host bureau has agreed to.",
        "closure_site": "Name the other site, or the leave or time that you take.",
    }
    station = radios(
        "Where do you work?",
        DetoDetails.Station.choices,
        why("Name the same place under Telework sites.", "2368.11"),
    )
    host_agreement = text_area(
        "What has the host bureau agreed to?",
        why("At the mission only. Who agreed, when, and to what.", "2368.11"),
        "",
        rows=2,
        required=False,
    )
    station_equipment = text_area("Equipment", why(IF_MISSION, "2368.11"), "", rows=2, required=False)
    station_funding = text_area(
        "Funding, with extra costs", why(IF_MISSION, "2368.11"), "", rows=2, required=False
    )
    station_phone = words_field("Phone", why(IF_MISSION, "2368.11"), longest=200)
    station_fax = words_field("Fax", why(IF_MISSION, "2368.11"), longest=200)
    station_copier = words_field("Copier", why(IF_MISSION, "2368.11"), longest=200)
    closure_site = text_area(
        "What do you do when the mission is closed for a local holiday?",
        why(
            "At the mission only. Another site that your supervisor approves; else annual leave, leave "
            "without pay, or compensatory time earned before.",
            "2368.13(d)",
        ),
        "",
        rows=2,
        required=False,
    )
