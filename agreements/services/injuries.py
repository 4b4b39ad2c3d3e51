"""An injury at the alternate site is reported, and its supervisor acknowledges the report (2367(c))."""

from datetime import date, datetime, time

from agreements import injuries, letters_injury, permissions_injury
from agreements.history_injury import ACKNOWLEDGED, REPORTED
from agreements.models import Agreement, InjuryReport, Worksite
from agreements.policy import injury
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from eligibility.permissions import employee_of
from telework import clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

REFUSED = "The report was not sent."
NOT_OPEN = (
    "Only about an agreement that is or was in effect is an injury at its site reported here. Tell your "
    "supervisor at once all the same, as in the office (3 FAM 2367(c))."
)
TWICE = "You have reported what happened at this time already. Your supervisor has that report."


@command
def report_injury(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    happened_on: date,
    happened_time: time,
    worksite: Worksite | None,
    on_duty: bool,
    account: str,
) -> InjuryReport:
    """The employee reports that something happened at a site of the agreement; nothing of health.

    happened_on, happened_time  in the time of the place, see `injuries.zone_of`
    worksite  one of the agreement's; None only where the agreement has none on record
    Raises NotPermitted, WrongState (never in effect, ended long ago) or PolicyRefused by field.
    """
    agreement = lock_case(agreement)
    _permit(permissions_injury.may_report(actor, agreement, clock.date_of(now)))
    if not injuries.is_open_to_reports(agreement, clock.date_of(now)):
        raise WrongState(NOT_OPEN)
    happened_at = datetime.combine(happened_on, happened_time, injuries.zone_of(agreement))
    if fields := _faults(agreement, happened_at, now, worksite, account):
        raise PolicyRefused(REFUSED, fields=fields)
    report = InjuryReport.objects.create(
        agreement=agreement,
        worksite=worksite,
        happened_at=happened_at,
        on_duty=on_duty,
        account=account.strip(),
        reported_at=now,
    )
    # Neither place nor words: the chain of the case has more readers than the report.
    record(agreement, REPORTED, actor, now, {"report": report.pk})
    letters_injury.reported(report, actor, now)
    return report


@command
def acknowledge_injury(*, actor: User, now: datetime, report: InjuryReport) -> InjuryReport:
    """The supervisor has read the report; that decides nothing about the claim.

    Raises NotPermitted, or WrongState where it was acknowledged already.
    """
    agreement = lock_case(report.agreement)
    report = InjuryReport.objects.select_for_update().get(pk=report.pk)
    _permit(permissions_injury.may_acknowledge(actor, agreement, clock.date_of(now)))
    if report.acknowledged_at is not None:
        raise WrongState("This report was acknowledged already. Nothing was changed.")
    report.acknowledged_by, report.acknowledged_at = employee_of(actor), now
    report.save(update_fields=["acknowledged_by", "acknowledged_at"])
    record(agreement, ACKNOWLEDGED, actor, now, {"report": report.pk})
    return report


def sent_before(
    agreement: Agreement,
    *,
    happened_on: date,
    happened_time: time,
    worksite: Worksite | None,
    on_duty: bool,
    account: str,
) -> InjuryReport | None:
    """The report of this case that says exactly this; None where there is none."""
    return agreement.injuries.filter(
        happened_at=datetime.combine(happened_on, happened_time, injuries.zone_of(agreement)),
        worksite=worksite,
        on_duty=on_duty,
        account=account.strip(),
    ).first()


def _faults(
    agreement: Agreement, happened_at: datetime, now: datetime, worksite: Worksite | None, account: str
) -> dict[str, str]:
    """What is wrong with a report, by field."""
    assert agreement.starts_on is not None, "what is or was in effect has its first day"
    fields = injury.faults(
        happened_at=happened_at,
        now=now,
        today=now.astimezone(happened_at.tzinfo).date(),
        first_day=agreement.starts_on,
        last_day=agreement.ended_on,
        account=account,
    )
    sites = [site.pk for site in injuries.sites_of(agreement)]
    if (worksite.pk not in sites) if worksite is not None else bool(sites):
        fields["worksite"] = "Choose the site of the agreement at which it happened."
    others = InjuryReport.objects.filter(agreement__employee=agreement.employee_id)
    if others.filter(happened_at=happened_at).exists():
        fields["happened_time"] = TWICE
    return fields


def _permit(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)
