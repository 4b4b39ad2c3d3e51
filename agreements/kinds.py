"""The kinds of arrangement as frozen records: what differs between them is data; here they are registered.

Each kind is one record in `agreements.arrangements` (or in an app of its own), registered at start-up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from agreements.chains import Chain
from agreements.facts import TermsFacts
from agreements.policy.clauses import EMPLOYEE_ACKNOWLEDGEMENTS, Statement
from agreements.policy.decision import DECISION_REASONS, NOT_RETURNED, SECTIONS, Reason, Section
from agreements.policy.fam_2018 import READINGS
from agreements.policy.notice import IN_WORKDAYS, NoticeRules
from agreements.policy.worksite import Consequence
from agreements.states import EndReason
from telework.policy import Finding, Reading, Rule

if TYPE_CHECKING:
    from agreements.models import Agreement, ApprovalStep, TermsVersion
    from eligibility.models import Employee, Post
    from telework.models import User


# Where the regulation speaks of pay, travel and standing.
OF_PAY = "2364.1"


class Stated(NamedTuple):
    """One answer of a kind's own sections, as it is checked, signed and printed: empty while not given."""

    section: str
    label: str
    text: str
    citation: str


@dataclass(frozen=True)
class Kind:
    """One kind of arrangement.

    code, label, citation
    summary        who it is for, in one sentence that the employee reads when choosing
    chain          who says yes, in order
    eligibility    name of the rule set of `eligibility` that is asked about the person
    terms_rules    the rules on what every request answers
    details        related name of the kind's own table on a terms version; empty: it has none
    details_read   what the kind's content reads beside that table, as lookups from the terms
    collect        the facts of that table, for `details_rules`
    details_rules  asked with the terms before the employee signs
    step_rules     asked of a decider with `collect_step` before an approval
    sections       the parts of the request that only this kind has; their pages are in
                   `views.request.kind_pages`; everybody who sees the case reads their labels, so those of a
                   sealed kind give nothing away
    statements     what the employee accepts beyond what everybody accepts; `terms_rules` ask for them
    content        what the kind's table adds: to the page of answers, the signed content and the document
    follows        what follows from the answers: shown beside them before they are signed, never signed
    purposes       who needs the parts that every request has for what, by their codes
    readings       how the regulation is read for this kind alone
    person_readings  those of them that stand behind `about_person`, shown where eligibility is
    no_notice      why management alone cannot cancel, adjust or suspend it, and whom to ask; empty: it can
    denial_reasons what a denial can rest on
    caution        what the employee reads above every part of the request; empty: nothing
    is_at_post     the case belongs to the employee's post, and its offices are that post's
    is_sealed      only the employee and the deciders learn that it is of this kind
    is_open_to_chain  who decides later reads the case from its submission on
    suspends       while it is in effect, the employee's other agreements are suspended
    place          the post that the employee names in the kind's own table; the case belongs to it
    about_person   what the kind asks of person and place beyond `eligibility`, at every step and the start
    place_bar      why the place keeps an agreement suspended today; empty: it does not
    end_reason     why an agreement ends on the last day that it names
    notice         how long notice is, on what management's rests, and its citations
    no_renewal     why it cannot be renewed as it is, and what to do instead; empty: it can
    latest_day     the last day beyond which no terms carry it; None: they alone say
    has_yearly_review  whether it is looked at every year as all are; False: its own rules say when
    has_own_tasks  whether tasks of its own see to the Form SF-50; False: a letter asks for it at the end
    after_end      what the letter of the end says beside its reason; empty: nothing
    also_told      who hears of the end beside the two sides and the coordinator
    own_todos      what only this kind lets a reader of the case do: words and address
    effects        what it means for this person's pay and benefits: shown before signing, signed and printed
    case_part      a template for the page of the case, and what it shows to a reader there
    titles         what the kind's own events are called in the history
    """

    code: str
    label: str
    citation: str
    summary: str
    chain: Chain
    terms_rules: tuple[Rule[TermsFacts], ...]
    agreement_template: str = "pdf/agreement.html"
    checklist_template: str = "pdf/ds1963.html"
    eligibility: str = "domestic"
    details: str = ""
    details_read: tuple[str, ...] = ()
    collect: "Callable[[TermsVersion, date], Any] | None" = None
    details_rules: tuple[Rule[Any], ...] = ()
    collect_step: "Callable[[ApprovalStep, date], Any] | None" = None
    step_rules: tuple[Rule[Any], ...] = ()
    sections: tuple[Section, ...] = ()
    statements: tuple[Statement, ...] = ()
    content: "Callable[[TermsVersion], tuple[Stated, ...]] | None" = None
    follows: "Callable[[TermsVersion], tuple[Stated, ...]]" = lambda terms: ()
    purposes: Mapping[str, str] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    person_readings: tuple[Reading, ...] = ()
    no_notice: str = ""
    denial_reasons: tuple[Reason, ...] = DECISION_REASONS
    caution: str = ""
    is_at_post: bool = False
    is_sealed: bool = False
    is_open_to_chain: bool = False
    suspends: bool = False
    place: "Callable[[TermsVersion], Post | None] | None" = None
    about_person: "Callable[[Agreement, date], tuple[Finding, ...]] | None" = None
    place_bar: "Callable[[Agreement, date], str]" = lambda agreement, today: ""
    end_reason: "Callable[[Agreement], EndReason]" = lambda agreement: EndReason.EXPIRED
    notice: NoticeRules = IN_WORKDAYS
    no_renewal: str = ""
    latest_day: "Callable[[Agreement], date | None] | None" = None
    has_yearly_review: bool = True
    has_own_tasks: bool = False
    after_end: str = ""
    also_told: "Callable[[Agreement, date], list[Employee]] | None" = None
    own_todos: "Callable[[User, Agreement, date], list[tuple[str, str]]] | None" = None
    effects: "Callable[[TermsVersion], tuple[Consequence, ...]]" = lambda terms: ()
    case_part: "tuple[str, Callable[[User, Agreement, date], dict[str, Any]]] | None" = None
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """The parts of the request in their order; the kind's own after the self-assessment's neighbours."""
        shared = [replace(s, why=self.purposes.get(s.code, s.why)) for s in SECTIONS]
        before = [section for section in shared if section.code in ("self_assessment", "eligibility")]
        after = [section for section in shared if section not in before]
        return (*before, *self.sections, *after)

    @property
    def return_fields(self) -> tuple[Section, ...]:
        """The parts that a decider can send back."""
        return tuple(section for section in self.all_sections if section.code not in NOT_RETURNED)

    @property
    def all_statements(self) -> tuple[Statement, ...]:
        """Everything that the employee accepts, one by one."""
        return (*EMPLOYEE_ACKNOWLEDGEMENTS, *self.statements)

    @property
    def all_readings(self) -> tuple[Reading, ...]:
        """How the regulation is read for everybody, and for this kind."""
        return (*READINGS, *self.readings)

    def consequences_of(
        self, terms: "TermsVersion", found: "tuple[Consequence, ...]"
    ) -> "tuple[Consequence, ...]":
        """What a schedule brings; on pay and travel the kind's own effects speak instead (2364.1)."""
        if not self.effects(terms):
            return found
        return tuple(one for one in found if one.citation != OF_PAY)

    def stated(self, terms: "TermsVersion") -> "tuple[Stated, ...]":
        """The answers of this kind's own sections."""
        return self.content(terms) if self.content is not None else ()


# What is said of a sealed kind to everybody outside the seal.
SEALED_LABEL = "Telework agreement"
SEALED_NO_NOTICE = (
    "Those who decided on this agreement decide whether it ends, changes or rests; the supervisor alone does "
    "not. "
    "Tell the employee what the work asks for: the employee knows whom to ask, and can always give notice."
)


@dataclass
class _Registry:
    kinds: dict[str, Kind] = field(default_factory=dict)


_registry = _Registry()


def register(kind: Kind) -> Kind:
    """Add a kind at start-up; the same code twice is a mistake."""
    if kind.code in _registry.kinds:
        raise ValueError(f"kind {kind.code} is registered twice")
    _registry.kinds[kind.code] = kind
    return kind


def forget(code: str) -> None:
    """Take a kind out again: for tests that add one."""
    del _registry.kinds[code]


def get(code: str) -> Kind:
    return _registry.kinds[code]


def codes() -> tuple[str, ...]:
    return tuple(_registry.kinds)


def section_labels() -> dict[str, str]:
    """Every section of every kind by its code."""
    return {section.code: section.label for kind in _registry.kinds.values() for section in kind.all_sections}


def history_titles() -> dict[str, str]:
    """What the kinds call the events that only they have."""
    return {action: title for kind in _registry.kinds.values() for action, title in kind.titles.items()}


def sealed_codes() -> tuple[str, ...]:
    return tuple(code for code, kind in _registry.kinds.items() if kind.is_sealed)


def open_to_chain_codes() -> tuple[str, ...]:
    return tuple(code for code, kind in _registry.kinds.items() if kind.is_open_to_chain)


def suspending_codes() -> tuple[str, ...]:
    return tuple(code for code, kind in _registry.kinds.items() if kind.suspends)


def at_post_codes() -> tuple[str, ...]:
    return tuple(code for code, kind in _registry.kinds.items() if kind.is_at_post)


Findings = tuple[Finding, ...]
DOMESTIC = "domestic"
