"""A bureau may ask its supervisors for more notice; it counts wherever notice is counted (2362(d))."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agreements.models import Agreement, Notice
from agreements.services import closures, lifecycle
from eligibility.models import BureauPolicy
from eligibility.services.local_policy import save_bureau_policy
from telework import clock
from telework.errors import PolicyRefused
from telework.models import User
from telework.roles import Role
from tests.browsing import page, signed_in
from tests.cast import NOW, TODAY, Cast, active, grant, person
from tests.eligibility.deciding import letters

pytestmark = pytest.mark.citation("2362(d)")

DEC_7 = NOW + (date(2026, 12, 7) - TODAY)
# Counted by hand: 8 to 11, 14 to 18, 21 to 24, 28 and 29 December.
TENTH_WORKDAY, FIFTEENTH_WORKDAY = date(2026, 12, 21), date(2026, 12, 29)
REASON = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}


def asks_for(cast: Cast, workdays: int, bureau: str = "bureau") -> BureauPolicy:
    return save_bureau_policy(
        actor=cast.user("managing_officer"),
        now=NOW,
        bureau=getattr(cast, bureau),
        title="Telework in Oceans",
        text="Talk to your team first.",
        contact="OES/EX",
        effective_on=TODAY,
        parameters={"notice_workdays": workdays},
    )


def notify(cast: Cast, agreement: Agreement, by: str = "supervisor", last_day: date | None = None) -> Notice:
    return lifecycle.give_notice(
        actor=cast.user(by), now=DEC_7, agreement=agreement, last_day=last_day, **REASON
    )


def test_a_supervisor_gives_the_notice_of_the_bureau_and_the_employee_the_departments(cast: Cast) -> None:
    asks_for(cast, 15)
    agreement = active(cast)

    assert notify(cast, agreement).last_day == FIFTEENTH_WORKDAY
    assert notify(cast, agreement, "employee").last_day == TENTH_WORKDAY
    assert "at least 15 workdays' notice" in letters("notice_given")["emma"].text
    assert "asks for more than the Department's 10 (3 FAM 2362(d))" in letters("notice_given")["emma"].text


def test_a_day_before_that_is_refused(cast: Cast) -> None:
    asks_for(cast, 15)
    agreement = active(cast)

    with pytest.raises(PolicyRefused, match="notice is at least 15 workdays"):
        notify(cast, agreement, last_day=FIFTEENTH_WORKDAY - timedelta(days=1))
    assert not Notice.objects.exists()


@pytest.mark.parametrize("whose", ["the same as the Department's", "another bureau's"])
def test_otherwise_ten_workdays_are_enough(cast: Cast, whose: str) -> None:
    if whose == "another bureau's":
        asks_for(cast, 15, "other_bureau")
    else:
        asks_for(cast, 10)

    assert notify(cast, active(cast)).last_day == TENTH_WORKDAY


def test_what_was_given_stays_as_it_was_when_the_policy_changes(cast: Cast) -> None:
    policy = asks_for(cast, 15)
    notice = notify(cast, active(cast))
    BureauPolicy.objects.filter(pk=policy.pk).update(ends_on=date(2026, 12, 8))

    count = lifecycle.notice_count(notice.agreement, notice.given_on, notice.party)

    assert count.last_day == FIFTEENTH_WORKDAY


def test_a_closure_moves_the_last_day_of_the_longer_notice(cast: Cast) -> None:
    asks_for(cast, 15)
    notice = notify(cast, active(cast))
    keeper = person("Adam", "Administrator", cast.bureau)
    grant(keeper, Role.ADMINISTRATOR)

    closures.add_closure(
        actor=User.objects.get(employee=keeper),
        now=DEC_7,
        day=date(2026, 12, 24),
        authority="Executive order",
        reason="Closed",
    )

    notice.refresh_from_db()
    assert notice.last_day == date(2026, 12, 30)


def test_the_page_counts_the_notice_of_the_bureau_and_says_whose_it_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks_for(cast, 15)
    agreement = active(cast)
    monkeypatch.setattr(clock, "now", lambda: DEC_7)

    shown = page(signed_in(cast, "supervisor"), reverse("cancel", args=[agreement.number]))
    assert "with at least 15 workdays" in shown
    assert "That is the policy of the bureau" in shown
    assert FIFTEENTH_WORKDAY.isoformat() in shown
    own = page(signed_in(cast, "employee"), reverse("cancel", args=[agreement.number]))
    assert TENTH_WORKDAY.isoformat() in own
