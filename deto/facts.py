"""What the rules of the arrangement overseas look at. No Django."""

from dataclasses import dataclass, field
from datetime import date

from agreements.facts import SiteFacts
from telework.policy import in_words


@dataclass(frozen=True)
class StatusFact:
    """A status of the post or its country in force."""

    label: str
    since: date
    source: str
    is_waived: bool


@dataclass(frozen=True)
class PersonFacts:
    """The person and the place, asked at every step and at the start. None and "" mean: not known.

    service_since, probation_ends_on  as HR has them
    post       its name; empty while none is named
    statuses   of the post and its country, in force on `today`
    """

    today: date
    appointment_type: str = ""
    is_supervisory: bool | None = None
    service_since: date | None = None
    probation_ends_on: date | None = None
    classified_handling: str = ""
    post: str = ""
    statuses: tuple[StatusFact, ...] = ()

    @property
    def serves_since(self) -> str:
        """In words, for HR's facts are not known where an answer would not be given."""
        return in_words(self.service_since)

    @property
    def on_probation_until(self) -> str:
        """In words, as `serves_since`."""
        return in_words(self.probation_ends_on)


@dataclass(frozen=True)
class DetoFacts:
    """The answers of one request. None and "" mean: not answered yet.

    service             "civil" or "foreign"
    is_first            nothing has been agreed to before
    is_extension        the last day lies after the one that was agreed to before
    extended_from       that last day, where it is an extension
    assignment_ends_on  of the sponsor, by the latest amendment of the orders where there is one
    withdrawn_through   last day that the chief of mission named, where the approval is withdrawn
    papers              codes of the files that are there
    """

    today: date
    service: str
    starts_on: date | None
    ends_on: date | None
    is_first: bool = True
    is_extension: bool = False
    extended_from: date | None = None
    withdrawn_through: date | None = None
    is_sponsored: bool | None = None
    relation: str = ""
    sponsor_agency: str = ""
    orders_reference: str = ""
    assignment_ends_on: date | None = None
    post: str = ""
    country: str = ""
    arrives_on: date | None = None
    is_excluded_arrangement: bool | None = None
    has_country_duties: bool | None = None
    country_duties: str = ""
    classified: str = ""
    security_reference: str = ""
    security_funding: str = ""
    work_requirements: str = ""
    midyear_on: date | None = None
    appraisal_on: date | None = None
    station: str = ""
    station_equipment: str = ""
    station_funding: str = ""
    station_phone: str = ""
    station_fax: str = ""
    station_copier: str = ""
    host_agreement: str = ""
    closure_site: str = ""
    has_icass_costs: bool | None = None
    icass_costs: str = ""
    icass_source: str = ""
    in_medical_program: bool | None = None
    is_medically_cleared: bool | None = None
    medically_cleared_on: date | None = None
    medical_reference: str = ""
    agency_funds_evacuation: bool | None = None
    insurance_reference: str = ""
    papers: frozenset[str] = frozenset()
    sites: tuple[SiteFacts, ...] = field(default=())
