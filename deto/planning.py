"""Which tasks an arrangement has by today, and which of those written down no longer hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from agreements.models import Agreement, EquipmentItem, Notice, TermsVersion
from agreements.states import WAITING_TO_END, State
from deto.models import DetoDetails, Stay, Task
from deto.policy import duedates
from deto.policy.duedates import Dates, Planned
from deto.stay_end import latest_day
from telework import clock

KIND = "deto"


@dataclass(frozen=True)
class Changes:
    """What there is to do about the tasks: open these, take those up again, drop the rest."""

    new: tuple[Planned, ...]
    again: tuple[Task, ...]
    dropped: tuple[Task, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.again or self.dropped)


def arrangements_to_plan(now: datetime) -> Iterator[Agreement]:
    """Every arrangement overseas whose tasks differ from what its dates ask for."""
    open_or_final = Task.objects.filter(agreement=OuterRef("pk"))
    ended = Q(state=State.ENDED) & (
        Exists(open_or_final.open()) | ~Exists(open_or_final.filter(code=duedates.SF50_OUT))
    )
    for agreement in Agreement.objects.filter(Q(state__in=sorted(WAITING_TO_END)) | ended, kind=KIND):
        if changes_of(agreement, clock.date_of(now)):
            yield agreement


def changes_of(agreement: Agreement, today: date) -> Changes:
    """What is written down against what the dates of today ask for."""
    planned, kept = planned_of(agreement, today), list(agreement.deto_tasks.all())
    done_once = {task.code for task in kept if task.done_at is not None} & duedates.DONE_ONCE
    wanted = {(one.code, one.due_on): one for one in planned if one.code not in done_once}
    before = {(task.code, task.due_on): task for task in kept}
    return Changes(
        new=tuple(one for key, one in wanted.items() if key not in before),
        again=tuple(before[key] for key in wanted if key in before and before[key].dropped_at is not None),
        dropped=tuple(
            task
            for key, task in before.items()
            if key not in wanted and not (task.done_at or task.dropped_at)
        ),
    )


def planned_of(agreement: Agreement, today: date) -> tuple[Planned, ...]:
    """Everything that the arrangement asks for; nothing while its start is held, its day not known."""
    if agreement.state == State.ENDED:
        return _after_the_end(agreement)
    is_held = agreement.state == State.APPROVED and agreement.starts_on is not None
    if agreement.starts_on is None or (is_held and agreement.starts_on < today):
        return ()
    details = DetoDetails.objects.get(terms=agreement.terms_in_force())
    stay = Stay.objects.filter(agreement=agreement).first()
    arrived_on = stay.arrived_on if stay is not None else None
    return duedates.while_it_lasts(
        Dates(
            start=agreement.starts_on,
            end=_last_day(agreement),
            arrival=arrived_on or details.arrives_on,
            midyear=details.midyear_on,
            appraisal=details.appraisal_on,
        )
    )


def _last_day(agreement: Agreement) -> date | None:
    """Its own last day, or an earlier one: of a notice that runs, of the orders, of the chief of mission."""
    running = Notice.objects.filter(agreement=agreement, withdrawn_at=None, completed_at=None)
    days = [agreement.ends_on, latest_day(agreement), *running.values_list("last_day", flat=True)]
    return min((day for day in days if day is not None), default=None)


def _after_the_end(agreement: Agreement) -> tuple[Planned, ...]:
    """What never took effect leaves nothing to undo."""
    began = TermsVersion.objects.filter(agreement=agreement, took_effect_at__isnull=False)
    if agreement.ended_on is None or not began.exists():
        return ()
    owner = EquipmentItem.Owner.GOVERNMENT
    listed = EquipmentItem.objects.filter(terms=agreement.terms_in_force(), owner=owner)
    return duedates.after_the_end(agreement.ended_on, has_equipment=listed.exists())
