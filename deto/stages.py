"""Where is it? The fixed stages of a request overseas: who has it, since when, how long that takes here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from agreements.models import Agreement, ApprovalStep
from agreements.standing import holder_of
from agreements.states import YES, Act, State
from deto.permissions_stay import KIND
from telework import clock
from telework.policy import in_words
from telework.roles import Role

SHOWN_IN = (State.IN_REVIEW, State.APPROVED)
# So many of the latest cases are looked at, and so few tell nothing.
LATEST, FEWEST = 300, 3
NOT_KNOWN = "Not known yet: too few cases"
LABELS = {
    Role.SUPERVISOR: "Supervisor",
    Role.EXECUTIVE_DIRECTOR: "Executive director of your bureau",
    Role.MANAGEMENT_OFFICER: "Management of the post",
    Role.DESIGNATED_OFFICIAL: "Management of the post",
    Role.CAREER_DEVELOPMENT: "Career development",
}
HOST = "Executive director of the post's bureau"
SUBMISSION, CHIEF, START = "Submission to the chief of mission", "Chief of mission's answer", "First day"

Place = tuple[str, str, int | None, int | None]


@dataclass(frozen=True)
class Stage:
    """One stage: done, current or still to come; `usual` says how long it takes at this office."""

    label: str
    who: str
    since: date | None
    until: date | None
    usual: str
    is_current: bool = False

    @property
    def is_done(self) -> bool:
        return self.until is not None


def stages_of(agreement: Agreement, today: date) -> list[Stage]:
    """The stages of the latest round, in order, and the first day; none once the stay has begun."""
    if agreement.state not in SHOWN_IN:
        return []
    steps = list(
        agreement.latest_terms()
        .latest_round()
        .filter(asked_of="")
        .exclude(role=Role.EMPLOYEE)
        .select_related("bureau", "post", "assignee", "decided_by", "terms__agreement")
    )
    usual = _usual_days(steps)
    return [*(_stage(step, agreement, usual, today) for step in steps), _start(agreement)]


def label_of(step: ApprovalStep, agreement: Agreement) -> str:
    """What a stage is called, by what is asked of whom."""
    if step.act == Act.RECORD:
        return SUBMISSION
    if step.act == Act.CLEAR:
        return CHIEF
    if step.bureau_id != agreement.bureau_id:
        return HOST
    return LABELS.get(Role(step.role), step.title)


def _stage(step: ApprovalStep, agreement: Agreement, usual: Mapping[Place, str], today: date) -> Stage:
    if step.decided_by is not None:
        who = step.decided_by.full_name
    elif step.is_waiting:
        who = holder_of(step, today)
    else:
        who = step.office
    return Stage(
        label=label_of(step, agreement),
        who=who,
        since=_day(step.opened_at),
        until=_day(step.closed_at) if step.decision in YES else None,
        usual=usual.get(_place(step), NOT_KNOWN),
        is_current=step.is_waiting,
    )


def _start(agreement: Agreement) -> Stage:
    is_approved = agreement.state == State.APPROVED
    since = _day(agreement.approved_at) if is_approved else None
    day = agreement.starts_on if is_approved else agreement.latest_terms().requested_start_on
    usual = in_words(day) if day is not None else NOT_KNOWN
    return Stage(START, "eTelework, by itself", since, None, usual, is_current=is_approved)


def _usual_days(steps: Iterable[ApprovalStep]) -> dict[Place, str]:
    """The median of calendar days that each of these offices took for the latest stays; one query."""
    places = {_place(step) for step in steps}
    rows = (
        ApprovalStep.objects.filter(
            terms__agreement__kind=KIND, decision__in=sorted(YES), closed_at__isnull=False
        )
        .order_by("-closed_at")
        .values_list("role", "act", "bureau", "post", "opened_at", "closed_at")[:LATEST]
    )
    taken: dict[Place, list[int]] = {}
    for role, act, bureau, post, opened, closed in rows:
        if opened is not None and closed is not None:
            days = (clock.date_of(closed) - clock.date_of(opened)).days
            taken.setdefault(_known(role, act, bureau, post), []).append(days)
    return {
        place: _in_words(median(days))
        for place, days in taken.items()
        if place in places and len(days) >= FEWEST
    }


def _place(step: ApprovalStep) -> Place:
    return _known(step.role, step.act, step.bureau_id, step.post_id)


def _known(role: str, act: str, bureau: int | None, post: int | None) -> Place:
    """An office by its place: of the post where it is the post's, else of the bureau."""
    at_post = role in (Role.MANAGEMENT_OFFICER, Role.DESIGNATED_OFFICIAL)
    return (role, act, None, post) if at_post else (role, act, bureau, None)


def _in_words(days: float) -> str:
    number = round(days)
    return "The same day, as a rule" if number == 0 else f"About {number} day{'s' if number != 1 else ''}"


def _day(at: datetime | None) -> date | None:
    return clock.date_of(at) if at is not None else None
