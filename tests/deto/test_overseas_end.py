"""How a stay overseas ends, what the letter says, and what cannot carry it beyond its day."""

from datetime import UTC, date, datetime

import pytest

from agreements.services import renewal
from agreements.states import EndReason, State
from agreements.tasks import sweep_due
from deto.services import extension, orders, withdrawal
from eligibility.models import Employee
from telework.models import OutboxMessage, User
from tests.changing import send
from tests.overseas import (
    ASSIGNMENT_ENDS,
    LAST_DAY,
    OverseasCast,
    active,
    make_overseas_cast,
)
from tests.traces import letters

LATER = datetime(2026, 12, 14, 15, 0, tzinfo=UTC)


@pytest.fixture
def world() -> OverseasCast:
    return make_overseas_cast()


def after(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
def test_stay_that_ends_with_the_sponsors_assignment_says_so(world: OverseasCast) -> None:
    agreement = active(
        world, last_day=date(2027, 8, 31), answers={"deto_sponsor": {"assignment_ends_on": date(2027, 8, 31)}}
    )
    sweep_due(after(date(2027, 9, 1)))
    agreement.refresh_from_db()
    assert (agreement.ended_on, agreement.end_reason) == (date(2027, 8, 31), EndReason.SPONSORS_TOUR)


@pytest.mark.django_db
def test_stay_that_ends_before_the_assignment_has_expired(world: OverseasCast) -> None:
    agreement = active(world)
    assert LAST_DAY < ASSIGNMENT_ENDS
    sweep_due(after(date(2027, 12, 1)))
    agreement.refresh_from_db()
    assert (agreement.ended_on, agreement.end_reason) == (LAST_DAY, EndReason.EXPIRED)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(d)")
def test_letter_of_the_end_says_why_and_names_sf50_and_equipment(world: OverseasCast) -> None:
    agreement = active(world)
    withdrawal.record_withdrawal(
        actor=world.user("manager"),
        now=LATER,
        agreement=agreement,
        last_day=date(2026, 12, 18),
        reference="B",
    )
    sweep_due(after(date(2026, 12, 19)))
    assert letters(agreement)["agreement_ended"] == ["cora", "emma", "hana", "mona", "sam"]
    for sent in OutboxMessage.objects.filter(template="agreement_ended"):
        for text in (sent.text, sent.html):
            assert "The chief of mission withdrew the approval (3 FAM 2368.6(d))" in text
            assert "SF-50 goes back" in text
            assert "Government equipment overseas is returned" in text


@pytest.mark.django_db
def test_separation_ends_a_stay_too(world: OverseasCast) -> None:
    agreement = active(world)
    Employee.objects.filter(pk=world.employee.pk).update(separated_on=date(2027, 1, 15))
    sweep_due(after(date(2027, 1, 16)))
    agreement.refresh_from_db()
    assert (agreement.ended_on, agreement.end_reason) == (date(2027, 1, 15), EndReason.SEPARATED)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
@pytest.mark.citation("2368.6(d)")
def test_terms_taking_effect_do_not_undo_shorter_orders(world: OverseasCast) -> None:
    agreement = active(world)
    terms = extension.begin_extension(
        actor=world.user("employee"),
        now=LATER,
        agreement=agreement,
        last_day=date(2028, 8, 31),
        justification="My spouse stays.",
    )
    send(world, agreement)
    terms.refresh_from_db()
    terms.accepted_at, terms.takes_effect_on = LATER, date(2026, 12, 15)
    terms.save(update_fields=["accepted_at", "takes_effect_on"])
    orders.amend_orders(
        actor=world.user("employee"),
        now=LATER,
        agreement=agreement,
        assignment_ends_on=date(2027, 6, 30),
        reference="TM-2",
    )
    renewal.take_effect(actor=User.objects.system(), now=after(date(2026, 12, 15)), terms=terms)
    agreement.refresh_from_db()
    assert (agreement.ends_on, agreement.state) == (date(2027, 6, 30), State.ACTIVE)
