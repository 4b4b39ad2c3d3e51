"""Work-based reasons to deny or cancel (2362.1(i)), and the parts of the form that can be sent back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A work-based reason to deny or cancel; whoever uses it adds their own words."""

    code: str
    citation: str
    text: str


@dataclass(frozen=True)
class Section:
    """A part of the request form; `why` says who needs it for what, empty where the label is enough."""

    code: str
    label: str
    why: str = ""


DECISION_REASONS: tuple[Reason, ...] = (
    Reason(
        "classified_daily",
        "2362.2(c)(1)(a)",
        "The position handles classified information directly on every work day.",
    ),
    Reason(
        "on_site_daily",
        "2362.2(c)(1)(b)",
        "The position needs somebody on site every work day, for work that cannot be done from elsewhere.",
    ),
    Reason("rating", "2362.2(c)(2)(a)", "The most recent rating of record is below fully successful."),
    Reason("close_supervision", "2362.2(c)(2)(a)", "The work needs close supervision."),
    Reason(
        "absence",
        "2362.2(c)(2)(b)",
        "Official discipline for more than 5 days of absence without permission in one calendar year.",
    ),
    Reason("leave_restriction", "2362.2(c)(2)(c)", "The employee is on leave restriction."),
    Reason("misconduct", "2362.2(c)(2)(d)", "Official discipline for misconduct that the regulation names."),
    Reason(
        "absence_burden", "2362.2(c)(2)(e)", "Absence from the office has put an undue burden on its work."
    ),
    Reason("other_work_based", "2362.2(a)", "Another reason that lies in the work, stated below."),
    Reason("programme_needs", "2362.1(a)", "The needs of the office's programmes, stated below."),
)

# Recorded, never chosen: the answer of an outside authority.
CHIEF_OF_MISSION = Reason("chief_of_mission", "2368.4(e)", "The chief of mission did not approve the stay.")

SECTIONS: tuple[Section, ...] = (
    Section("self_assessment", "Self-assessment"),
    Section("eligibility", "Eligibility"),
    Section("schedule", "Pattern and schedule"),
    Section("sites", "Telework sites"),
    Section("communication", "How you are reached"),
    Section("records", "Records taken off site"),
    Section("safety", "Safety checklist"),
    Section("equipment", "Equipment and remote access"),
    Section("clauses", "Clauses"),
    Section("acknowledgements", "Acknowledgements"),
)

# Facts of eligibility come from HR, and acknowledgements have one answer only: nothing to change there.
NOT_RETURNED = frozenset({"eligibility", "acknowledgements"})
RETURN_FIELDS: tuple[Section, ...] = tuple(
    section for section in SECTIONS if section.code not in NOT_RETURNED
)
