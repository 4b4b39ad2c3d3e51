"""The audit chain of a case as a history that people read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from agreements import history_injury, history_later, history_routing, history_terms, kinds, seal
from agreements.models import Agreement, Review
from agreements.models.review import label_of
from agreements.policy import fam_2018, interim
from agreements.policy.decision import SECTIONS
from agreements.states import END_REASON_LABELS, EndReason, Party
from telework import clock
from telework.components import TimelineEvent
from telework.models import SYSTEM_USERNAME, AuditEvent

ITSELF = "eTelework"
# Work on a request: its writer sees it, a day's work as one event; nobody else does.
DRAFTING = frozenset({"save_section", "save_worksite", "remove_worksite", "certify_site", "save_equipment"})
# What is told of a sealed kind too: it names no office, and its actors are the two sides or nobody.
OPEN_TO_ALL = frozenset(
    {
        "begin_request",
        "submit",
        "withdraw",
        "hold_start",
        "start",
        "give_notice",
        "withdraw_notice",
        "move_notice",
        "open_review",
        "review_late",
        "decide_review",
        "sign_review",
        "review_reminded",
        "review_missed",
        "resume",
        "withdraw_for_leaver",
        "end",
        *history_later.OPEN_TO_ALL,
        *history_terms.OPEN_TO_ALL,
    }
)
# Told without who and why.
DECIDED = frozenset({"return", "deny", "approved", "suspend", *history_later.DECIDED})
SECTION_LABELS = {section.code: section.label for section in SECTIONS}
_PARTS = {
    "save_worksite": SECTION_LABELS["sites"],
    "remove_worksite": SECTION_LABELS["sites"],
    "certify_site": SECTION_LABELS["safety"],
    "save_equipment": SECTION_LABELS["equipment"],
}

Payload = Mapping[str, Any]


def history_of(
    agreement: Agreement, *, with_drafting: bool, is_open: bool = True, with_injuries: bool = False
) -> list[TimelineEvent]:
    """Everything that happened to the case, newest first, in one query.

    with_drafting  whether the reader may see when the request was worked on: its writer
    with_injuries  whether the reader reads the reports of injuries
    is_open        False where the kind is sealed to the reader: then neither offices nor their words are told
    """
    events = AuditEvent.objects.filter(chain=agreement.chain).select_related("payload").order_by("sequence")
    if not with_injuries:
        events = events.exclude(action__in=history_injury.ACTIONS)
    told: list[TimelineEvent] = []
    for (is_drafting, _, _), together in groupby(events, key=_same_sitting):
        if not is_drafting and is_open:
            told.extend(_told(event) for event in together)
        elif not is_drafting:
            told.extend(_sealed(event) for event in together if event.action in OPEN_TO_ALL | DECIDED)
        elif with_drafting:
            told.append(_sitting(list(together)))
    return told[::-1]


def _same_sitting(event: AuditEvent) -> tuple[bool, int, date]:
    return event.action in DRAFTING, event.actor_id, clock.date_of(event.at)


def _sitting(events: list[AuditEvent]) -> TimelineEvent:
    parts = dict.fromkeys(_part(event) for event in events)
    detail = ", ".join(part for part in parts if part)
    return TimelineEvent("Worked on the request", events[-1].at, _actor(events[-1]), detail)


def _part(event: AuditEvent) -> str:
    return _PARTS.get(event.action) or kinds.section_labels().get(_payload(event).get("section", ""), "")


def _told(event: AuditEvent) -> TimelineEvent:
    payload = _payload(event)
    title = (_TITLES | history_later.TITLES | kinds.history_titles()).get(
        event.action
    ) or event.action.replace("_", " ").capitalize()
    describe = ({**_DETAILS, **history_later.DETAILS}).get(event.action)
    detail = describe(payload) if describe is not None and payload else ""
    return TimelineEvent(title, event.at, _actor(event), detail)


def _sealed(event: AuditEvent) -> TimelineEvent:
    """An event as everybody outside the seal reads it: a decision without who made it and why."""
    told = _told(event)
    if event.action in OPEN_TO_ALL:
        return told
    return replace(told, actor=seal.OFFICE, detail="")


def _actor(event: AuditEvent) -> str:
    return ITSELF if event.actor_name == SYSTEM_USERNAME else event.actor_name


def _payload(event: AuditEvent) -> Payload:
    """The details; they may lawfully be gone while the event stays."""
    kept = getattr(event, "payload", None)
    return kept.data if kept is not None else {}


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"


def _submitted(payload: Payload) -> str:
    return f"Terms version {payload['terms']}, digest {payload['content_sha256'][:12]}…"


def _approved(payload: Payload) -> str:
    return f"As {_lower(payload['capacity'])}."


def _returned(payload: Payload) -> str:
    labels = kinds.section_labels()
    parts = _listed(labels.get(code, code) for code in payload["sections"])
    return f"As {_lower(payload['capacity'])}. To change: {parts}."


def _denied(payload: Payload) -> str:
    return f"As {_lower(payload['capacity'])}. {_reason(payload['reason'])}"


def _rests(payload: Payload) -> str:
    """The declared emergency that was named in the terms (2362.4)."""
    name = payload.get("emergency")
    return f" It rests on the emergency “{name}” and ends with it (3 FAM 2362.4)." if name else ""


def _complete(payload: Payload) -> str:
    text = f"It takes effect on {_day(payload['starts_on'])}."
    late = payload.get("days_after_request", 0)
    if late > 0:
        text += f" That is {late} {'day' if late == 1 else 'days'} later than asked: nothing is backdated."
    return text + _rests(payload)


def _started(payload: Payload) -> str:
    return f"First day: {_day(payload['starts_on'])}."


def _notice(payload: Payload) -> str:
    side = {Party.EMPLOYEE: "By the employee", Party.SUPERVISOR: "By the supervisor"}[Party(payload["party"])]
    return f"{side}. Last day: {_day(payload['last_day'])}. {_reason(payload['reason'])}".strip()


def _moved(payload: Payload) -> str:
    return (
        f"Offices are closed on {_day(payload['closed_on'])}, so the notice runs through "
        f"{_day(payload['last_day'])}, not {_day(payload['before'])}."
    )


def _review_opened(payload: Payload) -> str:
    return f"{_cause(payload)}. The decision is due by {_day(payload['due_on'])}."


def _review_late(payload: Payload) -> str:
    return f"It was due by {_day(payload['due_on'])}. The next level and the coordinator were told."


def _review_decided(payload: Payload) -> str:
    return f"{_cause(payload)}. {Review.Outcome(payload['outcome']).label}."


def _review_signed(payload: Payload) -> str:
    return f"Everything in the agreement still holds. The review is due by {_day(payload['due_on'])}."


def _review_missed(payload: Payload) -> str:
    due = _day(payload["due_on"])
    return f"It was due by {due}, more than 30 days ago. The next level and the coordinator were told again."


def _cause(payload: Payload) -> str:
    return label_of(payload["cause"])


def _suspended(payload: Payload) -> str:
    """Without the paragraph: it would tell every reader of the case what the official action was for."""
    if payload["cause"] == interim.CAUSE:
        return "Another telework agreement takes its place for a time."
    return "The law itself rules out telework (5 U.S.C. 6502(a)(2))."


def _left(payload: Payload) -> str:
    return f"The last day of service was {_day(payload['separated_on'])}."


def _ended(payload: Payload) -> str:
    return f"Last day: {_day(payload['ended_on'])}. {END_REASON_LABELS[EndReason(payload['reason'])]}."


def _reason(code: str) -> str:
    reason = next((r for r in fam_2018.REASONS if r.code == code), None)
    return f"{reason.text} (3 FAM {reason.citation})" if reason is not None else ""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


_TITLES = {
    "begin_request": "Request opened",
    "submit": "Request signed and submitted",
    "withdraw": "Request withdrawn",
    "approve": "Approved",
    "return": "Returned for changes",
    "deny": "Denied",
    "advise": "Advice given",
    "mark_not_needed": "Consultation left out",
    "ask_further": "Further advice asked for",
    "save_mission_statement": "Mission's statement written",
    "sign_step": "Signed",
    "send_back": "Sent back, to be decided anew",
    "approved": "Agreement complete",
    "hold_start": "Start held by a rule of eligibility",
    "start": "Agreement in effect",
    "give_notice": "Notice of cancellation given",
    "withdraw_notice": "Notice taken back",
    "move_notice": "Last day moved by a closure",
    "open_review": "Review opened",
    "review_late": "Review late",
    "decide_review": "Review decided",
    "sign_review": "Yearly review signed by the employee",
    "review_reminded": "Reminded of the review",
    "review_missed": "Review missed",
    "suspend": "Agreement suspended",
    "enter_request": "Request written by the coordinator, for the employee to sign",
    "take_in": "Agreement from before put on file",
    "comment": "Comment written",
    "attach": "File attached",
    "resume": "Agreement in effect again",
    "withdraw_for_leaver": "Request withdrawn, because the employee left",
    **history_routing.TITLES,
    **history_terms.TITLES,
    "end": "Agreement ended",
}
_DETAILS: Mapping[str, Callable[[Payload], str]] = {
    "submit": _submitted,
    "approve": _approved,
    "return": _returned,
    "deny": _denied,
    "sign_step": _approved,
    "send_back": _approved,
    "approved": _complete,
    "start": _started,
    "give_notice": _notice,
    "move_notice": _moved,
    "open_review": _review_opened,
    "review_late": _review_late,
    "decide_review": _review_decided,
    "sign_review": _review_signed,
    "review_reminded": lambda payload: f"It is due by {_day(payload['due_on'])}.",
    "review_missed": _review_missed,
    "suspend": _suspended,
    "resume": lambda payload: "What suspended it is gone.",
    "withdraw_for_leaver": _left,
    **history_routing.DETAILS,
    **history_terms.DETAILS,
    "end": _ended,
}
