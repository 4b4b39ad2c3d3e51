"""The pages of the sections of the request, with how the regulation is read in each."""

from agreements.views.request import kind_pages
from deto.forms.costs import CostsForm
from deto.forms.duties import DutiesForm
from deto.forms.health import HealthForm
from deto.forms.sponsor import SponsorForm
from deto.forms.station import StationForm
from deto.forms.work import WorkForm
from deto.policy import arrival, clearance, duration, health, sponsor, station, work
from deto.policy import classified as classified_rules
from deto.policy import duties as duties_rules

SECTION_TEMPLATE = "deto/request_section.html"

for _form, _readings in (
    (
        SponsorForm,
        (
            sponsor.SPONSOR_READING,
            sponsor.ARRANGEMENT_READING,
            duration.DURATION_READING,
            arrival.ARRIVAL_READING,
            clearance.CLEARANCE_READING,
        ),
    ),
    (DutiesForm, (duties_rules.DUTIES_READING, classified_rules.CLASSIFIED_READING)),
    (WorkForm, (work.WORK_READING,)),
    (StationForm, (station.STATION_READING, station.CLOSURE_READING)),
    (CostsForm, ()),
    (HealthForm, (health.HEALTH_READING, health.INSURANCE_READING)),
):
    kind_pages.register(kind_pages.KindPage(_form, template=SECTION_TEMPLATE, readings=_readings))
