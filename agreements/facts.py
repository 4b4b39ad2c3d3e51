"""What the rules of the terms look at: the answers of one request. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from agreements.policy.safety import Answer
from agreements.policy.schedule import Pattern, Schedule, WorkSchedule


@dataclass(frozen=True)
class SiteFacts:
    """One alternate work site.

    ordinal      its number in the agreement
    name         how the person knows it, for example "Home, Arlington"
    kind         "home", "telecenter" or "other"
    country      ISO 3166 alpha-2
    answers      the safety checklist by question code; None: not filled in
    is_certified_elsewhere  the checklist was certified for another address
    """

    ordinal: int
    name: str
    kind: str
    street: str
    country: str
    answers: Mapping[str, Answer] | None = None
    is_certified_elsewhere: bool = False
    city: str = ""


@dataclass(frozen=True)
class TermsFacts:
    """The answers of a request on the day it is looked at. None and "" mean: not answered yet.

    today            Washington's date
    self_assessment  answer by question code
    temporary_until  expected date of return, where few office days are only temporary
    acknowledged     codes of the statements accepted
    """

    today: date
    is_part_time: bool
    self_assessment: Mapping[str, str] = field(default_factory=dict)
    pattern: Pattern | None = None
    schedule: Schedule | None = None
    work_schedule: WorkSchedule | None = None
    requested_start_on: date | None = None
    requested_end_on: date | None = None
    temporary_until: date | None = None
    sites: tuple[SiteFacts, ...] = ()
    communication_methods: str = ""
    communication_hours: str = ""
    takes_records: bool | None = None
    records: str = ""
    safeguards: str = ""
    has_classified_records: bool = False
    has_sensitive_records: bool | None = None
    remote_access: str = ""
    equipment: tuple[str, ...] = ()
    equipment_none: bool = False
    works_through_closure: bool | None = None
    works_through_liberal_leave: bool | None = None
    works_through_early_dismissal: bool | None = None
    unscheduled_telework: bool | None = None
    coop: str = ""
    acknowledged: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AtPostFacts:
    """The post that an arrangement belongs to.

    post             its name, for example "Embassy Berlin"
    has_post_policy  its telework policy is on file and in force today
    """

    post: str = ""
    has_post_policy: bool = False


@dataclass(frozen=True)
class AbroadFacts(AtPostFacts):
    """What somebody assigned abroad states about the request. None and "" mean: not answered yet.

    country, third_country  ISO 3166 alpha-2: of the post, and of another country where they live
    proximity               how far the site is from the mission, in words
    """

    country: str = ""
    special_circumstances: str = ""
    proximity: str = ""
    in_third_country: bool | None = None
    third_country: str = ""
    sites: tuple[SiteFacts, ...] = ()


@dataclass(frozen=True)
class MissionFacts:
    """What the mission states before it approves; `is_asked` of the post's management alone."""

    is_asked: bool = False
    security: str = ""
    inviolability: str = ""
    labor_law: str = ""
    notification: str = ""
    notification_on: date | None = None
    notification_by: str = ""
    nsdd38_needed: bool | None = None
    nsdd38_reference: str = ""
    nsdd38_statement: str = ""


@dataclass(frozen=True)
class DecisionFacts:
    """What the executive director's approval depends on beyond the terms."""

    has_telecenter: bool
    funding_confirmed: bool
