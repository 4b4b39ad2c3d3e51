"""Notice of cancellation overseas: two pay periods, by either side (2368.6(b), (c))."""

from dataclasses import dataclass
from datetime import date, timedelta

from agreements.policy.decision import Reason
from agreements.policy.notice import NOTICE_LONGEST_READING, NoticeRules
from telework.calendar import PAY_PERIOD_ANCHOR, DayMark, PayPeriod, pay_period
from telework.policy import Reading

NOTICE_PAY_PERIODS = 2

NOTICE_READING = Reading(
    "2 pay periods' notice",
    "Two whole biweekly pay periods that begin after the day of notice. The arrangement ends with the last "
    "day of the second.",
)


@dataclass(frozen=True)
class PayPeriodNotice:
    """The pay periods of a notice given on the day `after`: shown as any other count of notice."""

    after: date
    periods: tuple[PayPeriod, ...]
    length: str = f"{NOTICE_PAY_PERIODS} pay periods"
    last_counted: str = "The last day of the second pay period"

    @property
    def number(self) -> int:
        return len(self.periods)

    @property
    def last_day(self) -> date:
        return self.periods[-1].end

    @property
    def first_day_without(self) -> date:
        return self.last_day + timedelta(days=1)

    @property
    def counted_days(self) -> tuple[date, ...]:
        """Every day of the pay periods."""
        return _from(self.periods[0].start, self.last_day)

    @property
    def days(self) -> tuple[DayMark, ...]:
        """Every day from the notice on, and whether it counts."""
        waiting = _from(self.after + timedelta(days=1), self.periods[0].start - timedelta(days=1))
        before = [DayMark(day, "before", "Pay period begun before") for day in waiting]
        counted = [
            DayMark(day, "counted", f"Pay period {place} of {self.number}", (day - period.start).days + 1)
            for place, period in enumerate(self.periods, start=1)
            for day in _from(period.start, period.end)
        ]
        return (DayMark(self.after, "notice", "Day of notice"), *before, *counted)


def _from(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def earliest_last_day(given_on: date, *, anchor: date = PAY_PERIOD_ANCHOR) -> PayPeriodNotice:
    """The notice whose `last_day` is the earliest the arrangement can end on.

    given_on  day of notice, in Washington's date; a pay period that begins on it does not count
    anchor    first day of any pay period
    """
    periods = [pay_period(given_on, anchor=anchor)]
    for _ in range(NOTICE_PAY_PERIODS):
        periods.append(pay_period(periods[-1].end + timedelta(days=1), anchor=anchor))
    return PayPeriodNotice(given_on, tuple(periods[1:]))


RULES = NoticeRules(
    length=f"{NOTICE_PAY_PERIODS} pay periods",
    by_employee="2368.6(c)",
    by_supervisor="2368.6(b)",
    with_reason="2368.6(b)",
    by_both="2368.6(b), (c)",
    reason="for the needs of the office",
    reason_label="reason that lies in the needs of the office",
    not_counted="only whole pay periods that begin after the day of notice count",
    reasons=(Reason("programme_needs", "2368.6(b)", "The needs of the office, stated below."),),
    readings=(NOTICE_READING, NOTICE_LONGEST_READING),
    count=earliest_last_day,
)
