"""Reports of injuries as people read them: which of them, when a report can be made, in whose time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import dateformat, timezone

from agreements import permissions_injury
from agreements.models import Agreement, InjuryReport, Worksite
from agreements.policy import injury
from agreements.states import State
from telework.models import User


def reports_of(user: User, agreement: Agreement, today: date) -> "QuerySet[InjuryReport]":
    """The reports of a case that `user` may read, the newest first."""
    if not permissions_injury.may_read(user, agreement, today):
        return InjuryReport.objects.none()
    return agreement.injuries.select_related("worksite", "acknowledged_by")


def is_open_to_reports(agreement: Agreement, today: date) -> bool:
    """While the agreement stands, suspended or not, and for three years after it has ended."""
    if agreement.state == State.ENDED and agreement.ended_on is not None:
        was_in_effect = agreement.starts_on is not None and agreement.starts_on <= agreement.ended_on
        return was_in_effect and today <= injury.latest_report_on(agreement.ended_on)
    return agreement.state in (State.ACTIVE, State.SUSPENDED)


def sites_of(agreement: Agreement) -> list[Worksite]:
    """Every site of terms that took effect, those of today first; each place once."""
    taken_effect = Worksite.objects.filter(
        terms__agreement=agreement, terms__took_effect_at__isnull=False
    ).order_by("-terms__number", "ordinal")
    return list({(site.kind, site.address): site for site in reversed(taken_effect)}.values())[::-1]


def zone_of(agreement: Agreement) -> ZoneInfo:
    """The time of the place: that of the post, or Washington's."""
    return ZoneInfo(agreement.post.time_zone if agreement.post is not None else settings.TIME_ZONE)


def clock_of(agreement: Agreement) -> str:
    """How that time is called."""
    return f"time in {agreement.post.name}" if agreement.post is not None else "Washington time"


def in_words(agreement: Agreement, moment: datetime) -> str:
    """A moment in the time of the place."""
    local = timezone.localtime(moment, zone_of(agreement))
    return f"{dateformat.format(local, 'l, j F Y, g:i a')}, {clock_of(agreement)}"
