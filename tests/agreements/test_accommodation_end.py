"""An accommodation is not the supervisor's to end: who can, what is read instead, and the seal."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from agreements import kinds, permissions, permissions_later, permissions_terms
from agreements.models import Agreement, Notice
from agreements.policy import accommodation, fam_2018
from agreements.services import lifecycle, pausing, reviews
from agreements.states import Party
from eligibility.models import Employee
from telework.errors import NotPermitted
from telework.models import User
from tests import sealed
from tests.browsing import page, signed_in, words
from tests.cast import NOW, TODAY, Cast, active, person, train
from tests.seal_world import ASKED, SEALED_WORDS
from tests.traces import refused

REASON = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return sealed.accommodation_approved(cast.employee, sealed.division(cast))


@pytest.fixture
def nina(cast: Cast, agreement: Agreement) -> Employee:
    """The supervisor from now on, who had no part in the decision: outside the seal."""
    new = person("Nina", "New", cast.bureau, supervisor=cast.director)
    train(new, "manager")
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=new)
    return new


def at(agreement: Agreement, name: str = "") -> str:
    return f"/agreements/{agreement.number}/{name}"


@pytest.mark.citation("2361.3(c)")
@pytest.mark.citation("2362.1(m)")
@pytest.mark.citation("2362.1(n)")
@pytest.mark.parametrize(
    ("kind", "who", "party"),
    [
        ("domestic", "employee", Party.EMPLOYEE),
        ("domestic", "supervisor", Party.SUPERVISOR),
        ("accommodation", "employee", Party.EMPLOYEE),
        ("accommodation", "supervisor", None),
        ("accommodation", "dora", None),
        ("accommodation", "coordinator", None),
        ("accommodation", "director", None),
    ],
)
def test_who_gives_notice_of_which_kind(cast: Cast, kind: str, who: str, party: Party | None) -> None:
    dora = sealed.division(cast)
    made = active(cast) if kind == "domestic" else sealed.accommodation_approved(cast.employee, dora)
    by = User.objects.get(username="dora") if who == "dora" else cast.user(who)

    may, side = permissions.may_give_notice(by, made, TODAY)

    assert (bool(may), side) == (party is not None, party)
    if party is None:
        with refused(NotPermitted):
            lifecycle.give_notice(actor=by, now=NOW, agreement=made, **REASON)
    else:
        reason = REASON if party is Party.SUPERVISOR else {}
        assert lifecycle.give_notice(actor=by, now=NOW, agreement=made, **reason).party == party


@pytest.mark.citation("2361.3(c)")
def test_the_reading_stands_with_this_kind_alone() -> None:
    reading = accommodation.END_READING
    assert [code for code in kinds.codes() if reading in kinds.get(code).all_readings] == ["accommodation"]
    assert reading not in fam_2018.READINGS


def test_supervisor_who_signed_reads_why_not_and_whom_to_ask(cast: Cast, agreement: Agreement) -> None:
    client = signed_in(cast, "supervisor")
    for text in (
        page(client, at(agreement)),
        page(client, at(agreement, "cancel/"), 403),
        words(client.post(at(agreement, "cancel/"), {"last_day": "2026-12-08", **REASON}), 403),
    ):
        assert "ask that office and name the reference of its decision" in text
    assert not Notice.objects.exists()


@pytest.mark.citation("2361.3(c)")
def test_a_new_supervisor_is_refused_too_and_learns_nothing_of_the_kind(
    cast: Cast, agreement: Agreement, nina: Employee
) -> None:
    assert nina.user is not None
    agreement.refresh_from_db()
    may, party = permissions.may_give_notice(nina.user, agreement, TODAY)
    assert (bool(may), party, may.reason) == (False, None, kinds.SEALED_NO_NOTICE)
    assert not [word for word in SEALED_WORDS if word in may.reason.lower()]
    assert not permissions.may_give_notice(cast.user("supervisor"), agreement, TODAY)[1]


def test_an_adjustment_does_not_end_it_by_the_back_door(cast: Cast, agreement: Agreement) -> None:
    may = permissions_terms.may_adjust(cast.user("supervisor"), agreement, TODAY)
    assert (bool(may), may.reason) == (False, accommodation.NO_NOTICE)


@pytest.mark.citation("2362.1(e)")
def test_a_review_goes_on_or_waits_and_is_answered_by_no_notice(cast: Cast, agreement: Agreement) -> None:
    review = reviews.open_review(
        actor=User.objects.system(), now=NOW, agreement=agreement, cause="position", details="Another."
    )
    text = page(signed_in(cast, "supervisor"), at(agreement, f"review/{review.pk}/"))
    assert "ask that office" in text
    assert 'value="notice"' not in text
    given = {"actor": cast.user("supervisor"), "now": NOW, "review": review}
    with refused(NotPermitted):
        reviews.decide_review(
            **given, outcome="notice", statement="It must end.", reason_code="programme_needs"
        )
    assert reviews.decide_review(**given, outcome="continues", statement="It goes on.").outcome


def test_employee_cancels_as_everybody_can(cast: Cast, agreement: Agreement) -> None:
    client = signed_in(cast, "employee")
    answer = client.post(at(agreement, "cancel/"), {"last_day": "2026-12-08"})
    assert answer.status_code == 302
    assert Notice.objects.get().party == Party.EMPLOYEE


@pytest.mark.citation("2361.3(c)")
@pytest.mark.parametrize("who", ["supervisor", "director"])
def test_management_alone_does_not_suspend_it(cast: Cast, who: str) -> None:
    given = {"now": ASKED, "start": TODAY}
    made = sealed.accommodation_approved(cast.employee, sealed.division(cast), **given)
    made = lifecycle.start(actor=User.objects.system(), now=NOW, agreement=made)
    why = permissions_later.may_pause(cast.user(who), made, TODAY).reason
    assert why == (accommodation.NO_NOTICE if who == "supervisor" else kinds.SEALED_NO_NOTICE)
    assert why in page(signed_in(cast, who), at(made, "suspension/"), 403).replace("&#x27;", "'")
    with refused(NotPermitted):
        pausing.suspend_by_management(
            actor=cast.user(who), now=NOW, agreement=made, until_on=TODAY + timedelta(days=3), **REASON
        )
