"""Letters about an injury at the alternate site: at once to those who act, and a receipt (2367(c)).

What happened, in the employee's words, is read on the page and in no mail.
"""

from datetime import datetime

from agreements import injuries
from agreements.links import Page
from agreements.mailing import coordinators, send, without
from agreements.models import InjuryReport
from agreements.policy import injury
from telework import clock
from telework.models import User


def reported(report: InjuryReport, actor: User, now: datetime) -> None:
    """To the supervisor and the bureau's coordinators; to the employee a receipt with what to file."""
    agreement, event = report.agreement, f"injury:{report.pk}"
    supervisor = agreement.employee.supervisor
    if supervisor is not None and supervisor.is_separated(clock.date_of(now)):
        supervisor = None
    zone = injuries.zone_of(agreement)
    context = {
        "report": report,
        "supervisor": supervisor,
        "happened": injuries.in_words(agreement, report.happened_at),
        "reported": injuries.in_words(agreement, report.reported_at),
        "notice_due_on": injury.notice_due_on(report.happened_at.astimezone(zone).date()),
        "forms": injury.LABOR_FORMS,
        "acts": injury.ACTS,
    }
    told = without(actor, [supervisor, *coordinators(agreement, now)])
    send("injury_reported", agreement, event, told, now, page=Page.INJURY, context=context)
    employee = [agreement.employee]
    send("injury_receipt", agreement, event, employee, now, page=Page.INJURY, context=context)
