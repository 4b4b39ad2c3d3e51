"""Notice of cancellation overseas: two pay periods, by either side (2368.6(b), (c))."""

from dataclasses import dataclass
from datetime import date, timedelta

from telework.calendar import PAY_PERIOD_ANCHOR, PayPeriod, pay_period
from telework.policy import Reading

NOTICE_PAY_PERIODS = 2

NOTICE_READING = Reading(
    "2 pay periods' notice",
    "Two whole biweekly pay periods that begin after the day of notice. The arrangement ends with the last "
    "day of the second.",
)


@dataclass(frozen=True)
class PayPeriodNotice:
    """The pay periods of a notice given on `given_on`."""

    given_on: date
    periods: tuple[PayPeriod, ...]

    @property
    def last_day(self) -> date:
        return self.periods[-1].end

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the pay periods."""
        length = (self.last_day - self.periods[0].start).days + 1
        return tuple(self.periods[0].start + timedelta(days=number) for number in range(length))


def earliest_last_day(given_on: date, *, anchor: date = PAY_PERIOD_ANCHOR) -> PayPeriodNotice:
    """The notice whose `last_day` is the earliest the arrangement can end on.

    given_on  day of notice, in Washington's date; a pay period that begins on it does not count
    anchor    first day of any pay period
    """
    periods = [pay_period(given_on, anchor=anchor)]
    for _ in range(NOTICE_PAY_PERIODS):
        periods.append(pay_period(periods[-1].end + timedelta(days=1), anchor=anchor))
    return PayPeriodNotice(given_on, tuple(periods[1:]))
