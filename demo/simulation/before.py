"""Agreements from before, as a coordinator puts them on file on the first day."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from agreements.policy.intake import PaperAgreement
from agreements.policy.schedule import Pattern
from agreements.services.intake import take_in
from demo.simulation.chance import days, draw
from eligibility.models import Employee
from telework import clock
from telework.errors import CommandRefused
from telework.models import User
from telework.roles import Role

HAS_ONE, WAS_REVIEWED = 0.35, 0.6
DAYS = ("TUE", "THU")


def put_on_file(now: datetime) -> None:
    """About a third of those who serve bring an agreement of the last two years, some reviewed since."""
    today = clock.date_of(now)
    for person in Employee.objects.serving(today).with_bureau().order_by("number"):
        keeper = User.objects.filter(
            employee__roles__role=Role.COORDINATOR, employee__roles__bureau=person.bureau
        ).first()
        if keeper is None or draw(person.number, "has one") >= HAS_ONE:
            continue
        with suppress(CommandRefused):
            take_in(actor=keeper, now=now, employee=person, paper=_paper(person, today))


def _paper(person: Employee, today: date) -> PaperAgreement:
    starts_on = today - timedelta(days=days(30, 700, person.number, "began"))
    reviewed = draw(person.number, "reviewed") < WAS_REVIEWED
    return PaperAgreement(
        pattern=Pattern.CORE,
        starts_on=starts_on,
        signed_on=starts_on - timedelta(days=7),
        ends_on=None,
        week1=DAYS,
        week2=DAYS,
        city="Arlington",
        region="VA",
        checklist_on=starts_on - timedelta(days=7),
        reviewed_on=max(starts_on, today - timedelta(days=days(0, 360, person.number))) if reviewed else None,
    )
