"""The official work site, and what a schedule brings with it in pay, travel, standing and billing."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agreements.policy.schedule import Pattern, Schedule
from telework.calendar import PAY_PERIOD_ANCHOR, pay_period
from telework.policy import Reading, in_words

OFFICE_DAYS_NEEDED = 2
REGULAR = "regular"
ALTERNATE = "alternate"

OFFICIAL_WORKSITE_READING = Reading(
    "Official work site",
    "We count the days scheduled at the regular work site in the two weeks of the pay period, not in each "
    "week. Leave and holidays on those days change nothing: the schedule counts, not the attendance.",
)
SF50_BACK_READING = Reading(
    "Form SF-50 at the end",
    "Where your telework site was your official work site, the end of the agreement makes the regular one "
    "official again. The text names no day for the Form SF-50. We expect it by the last day of the first pay "
    "period that begins after the agreement's last day.",
)
FOB_READING = Reading(
    "Remote-access devices",
    "A device is a FOB or its successor, as for Global OpenNet (3 FAM 2366.2). A Department laptop with "
    "built-in access has none. The pattern of the terms in force says which account pays; a suspended "
    "agreement keeps its device. An agreement from before says nothing of devices until its terms are new.",
)


class FobAccount(StrEnum):
    """Who pays for the remote-access device (2366.2)."""

    CENTRAL = "central"
    BUREAU = "bureau"


@dataclass(frozen=True)
class OfficialWorksite:
    """Where the person officially works: "regular" or "alternate", why, and the days counted for it."""

    site: str
    reason: str
    office_days: int
    citation: str = "2361.4"

    @property
    def is_regular(self) -> bool:
        return self.site == REGULAR

    @property
    def label(self) -> str:
        return "Your regular work site" if self.is_regular else "Your telework site"


@dataclass(frozen=True)
class Consequence:
    """One effect of the schedule in words; `changes` when it differs from working at the office only."""

    code: str
    title: str
    text: str
    citation: str
    changes: bool


def official_worksite(
    schedule: Schedule,
    *,
    pattern: Pattern,
    varies_within_locality: bool = False,
    temporary_until: date | None = None,
) -> OfficialWorksite:
    """The official work site of 2361.4, counted on what is scheduled in the pay period.

    pattern                 a stored code will do
    varies_within_locality  the place of work changes on a recurring basis inside the locality pay area
    temporary_until         expected date of return, where being away is only temporary
    """
    days = len(schedule.office_days)
    if pattern == Pattern.SITUATIONAL:
        reason = (
            "Situational telework has no fixed days, so you stay scheduled at your regular work site. "
            "It remains your official work site."
        )
        return OfficialWorksite(REGULAR, reason, days)
    if days >= OFFICE_DAYS_NEEDED:
        reason = (
            f"You are scheduled at your regular work site on {days} days of each pay period. "
            "Two are enough to keep it as your official work site."
        )
        return OfficialWorksite(REGULAR, reason, days)
    return _below_two_days(days, varies_within_locality, temporary_until)


def _below_two_days(
    days: int, varies_within_locality: bool, temporary_until: date | None
) -> OfficialWorksite:
    count = (
        f"You are scheduled at your regular work site on {_days(days)} of each pay period, fewer than two."
    )
    if varies_within_locality:
        reason = (
            f"{count} Your place of work changes on a recurring basis inside the locality pay area, "
            "so your regular work site remains your official one."
        )
        return OfficialWorksite(REGULAR, reason, days)
    if temporary_until is not None:
        reason = (
            f"{count} This is temporary: you are expected back on {in_words(temporary_until)}, "
            "so your regular work site remains your official one until then."
        )
        return OfficialWorksite(REGULAR, reason, days)
    return OfficialWorksite(ALTERNATE, f"{count} Your telework site becomes your official work site.", days)


def sf50_due_on(day: date, *, anchor: date = PAY_PERIOD_ANCHOR) -> date:
    """The last day of the first pay period that begins after `day` (2361.4, 2368.10)."""
    return pay_period(pay_period(day, anchor=anchor).end + timedelta(days=1), anchor=anchor).end


def fob_account(pattern: Pattern) -> FobAccount:
    """The account that pays for the remote-access device (2366.2)."""
    return FobAccount.CENTRAL if pattern == Pattern.CORE else FobAccount.BUREAU


def consequences(
    schedule: Schedule,
    *,
    pattern: Pattern,
    varies_within_locality: bool = False,
    temporary_until: date | None = None,
) -> tuple[Consequence, ...]:
    """What this schedule brings with it, in words, official work site first."""
    official = official_worksite(
        schedule,
        pattern=pattern,
        varies_within_locality=varies_within_locality,
        temporary_until=temporary_until,
    )
    return (
        Consequence(
            "official_worksite",
            f"Official work site: {official.label[0].lower()}{official.label[1:]}",
            official.reason,
            official.citation,
            changes=not official.is_regular,
        ),
        *_effects(official),
        _telework_days(schedule, pattern),
        _fob_billing(pattern),
    )


def _effects(official: OfficialWorksite) -> tuple[Consequence, ...]:
    """Pay, travel and standing (2364.1): only a new official work site may change them."""
    if official.is_regular:
        texts = (
            "Your salary and benefits stay as they are. Teleworking is no reason to change them.",
            "Travel is paid from your regular work site, as before.",
            "Your standing in a reduction in force stays as it is.",
        )
    else:
        texts = (
            "Teleworking by itself changes nothing. But your locality pay follows your official work site, "
            "so your salary and some benefits may go up or down. Your HR specialist can tell you the amount "
            "before you sign.",
            "Travel is counted from your telework site. A trip to the regular work site may become official "
            "travel.",
            "Your standing in a reduction in force may change, because the competitive area may be another "
            "one. Ask your HR specialist.",
        )
    titles = (
        ("pay", "Pay and benefits"),
        ("travel", "Travel"),
        ("rif", "Reduction in force"),
    )
    return tuple(
        Consequence(code, title, text, "2364.1", changes=not official.is_regular)
        for (code, title), text in zip(titles, texts, strict=True)
    )


def _telework_days(schedule: Schedule, pattern: Pattern) -> Consequence:
    if pattern == Pattern.SITUATIONAL:
        text = (
            "No fixed days. You ask for each day and your supervisor answers. About one day a month, or "
            "twelve a year, is recommended; it is advice and no limit."
        )
        return Consequence("telework_days", "Telework days in a pay period", text, "2361.4", changes=False)
    text = (
        f"{schedule.days_per_pay_period} in all: {schedule.telework_days_in_week(1)} in week 1, "
        f"{schedule.telework_days_in_week(2)} in week 2."
    )
    return Consequence("telework_days", "Telework days in a pay period", text, "2361.4", changes=True)


def _fob_billing(pattern: Pattern) -> Consequence:
    if fob_account(pattern) is FobAccount.CENTRAL:
        text = "If you need a remote-access device (FOB), the Department's central account pays for it."
    else:
        text = "If you need a remote-access device (FOB), your bureau pays for it."
    return Consequence("fob_billing", "Remote-access device", text, "2366.2", changes=False)


def _days(number: int) -> str:
    words = {0: "no day", 1: "1 day"}
    return words.get(number, f"{number} days")
