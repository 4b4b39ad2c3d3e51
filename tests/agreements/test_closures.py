"""The table of closures: who keeps it, and what happens to notices that run over a day of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from agreements.history import history_of
from agreements.models import Agreement, Notice
from agreements.services import closures, lifecycle
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, Closure, OutboxMessage, User
from telework.roles import Role
from tests.browsing import page, signed_in, words
from tests.cast import Cast, active, grant, make_cast, person, train

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 7, 15, 0, tzinfo=UTC)  # the tenth workday after it is 21 December
CLOSED = date(2026, 12, 15)
WORDS = {"authority": "Executive order", "reason": "National Day of Mourning"}


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    grant(made.stranger, Role.ADMINISTRATOR)
    return made


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return active(cast)


def notice_of(cast: Cast, agreement: Agreement, last_day: date | None = None) -> Notice:
    return lifecycle.give_notice(actor=cast.user("employee"), now=NOW, agreement=agreement, last_day=last_day)


def add(cast: Cast, day: date = CLOSED, now: datetime = NOW) -> list[closures.Moved]:
    return closures.add_closure(actor=cast.user("stranger"), now=now, day=day, **WORDS)[1]


def letters() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(template="notice_moved").order_by("to"))


@pytest.mark.citation("2362.1(m)")
@pytest.mark.citation("2362.1(n)")
def test_a_closure_moves_a_running_notice_and_it_is_logged_and_told(cast: Cast, agreement: Agreement) -> None:
    notice = notice_of(cast, agreement)
    moved = add(cast)

    notice.refresh_from_db()
    assert (notice.earliest_last_day, notice.last_day) == (date(2026, 12, 22), date(2026, 12, 22))
    assert [found.before for found in moved] == [date(2026, 12, 21)]
    newest = history_of(agreement, with_drafting=False)[0]
    assert newest.title == "Last day moved by a closure"
    assert "15 December 2026" in newest.detail
    assert "22 December 2026, not 21 December 2026" in newest.detail
    assert [letter.to for letter in letters()] == [
        "cora@example.gov",
        "emma@example.gov",
        "sam@example.gov",
    ]
    for letter in letters():
        assert "Tuesday, 22 December 2026" in letter.text
        assert "National Day of Mourning" in letter.text


@pytest.mark.citation("2362.1(n)")
def test_the_agreement_holds_through_the_day_that_was_moved_to(cast: Cast, agreement: Agreement) -> None:
    notice_of(cast, agreement)
    add(cast)
    with pytest.raises(WrongState):
        lifecycle.end_if_due(
            actor=User.objects.system(), now=datetime(2026, 12, 22, 15, 0, tzinfo=UTC), agreement=agreement
        )
    ended = lifecycle.end_if_due(
        actor=User.objects.system(), now=datetime(2026, 12, 23, 15, 0, tzinfo=UTC), agreement=agreement
    )

    assert ended.ended_on == date(2026, 12, 22)


@pytest.mark.parametrize(
    ("day", "last_day"),
    [
        pytest.param(date(2026, 12, 8), date(2026, 12, 22), id="first day that counts"),
        pytest.param(date(2026, 12, 21), date(2026, 12, 22), id="tenth workday"),
        pytest.param(date(2026, 12, 7), date(2026, 12, 21), id="day of notice"),
        pytest.param(date(2026, 12, 22), date(2026, 12, 21), id="day after"),
    ],
)
@pytest.mark.citation("2362.1(m)")
def test_only_a_day_that_was_counted_moves_the_notice(
    cast: Cast, agreement: Agreement, day: date, last_day: date
) -> None:
    notice = notice_of(cast, agreement)
    add(cast, day)

    notice.refresh_from_db()
    assert notice.last_day == last_day
    assert len(letters()) == (3 if last_day != date(2026, 12, 21) else 0)


def test_two_closures_move_it_twice_and_each_is_told(cast: Cast, agreement: Agreement) -> None:
    notice = notice_of(cast, agreement)
    add(cast)
    add(cast, date(2026, 12, 22))

    notice.refresh_from_db()
    assert notice.last_day == date(2026, 12, 23)
    assert len(letters()) == 6


def test_a_later_day_that_was_chosen_stays_and_nobody_is_written_to(cast: Cast, agreement: Agreement) -> None:
    notice = notice_of(cast, agreement, date(2027, 1, 29))
    assert add(cast) == []

    notice.refresh_from_db()
    assert (notice.earliest_last_day, notice.last_day) == (date(2026, 12, 22), date(2027, 1, 29))
    assert letters() == []


def test_a_notice_that_was_taken_back_is_left_alone(cast: Cast, agreement: Agreement) -> None:
    notice = notice_of(cast, agreement)
    lifecycle.withdraw_notice(actor=cast.user("employee"), now=NOW, notice=notice)

    assert add(cast) == []


def test_taking_a_closure_out_is_kept_on_record_and_brings_no_date_forward(
    cast: Cast, agreement: Agreement
) -> None:
    notice = notice_of(cast, agreement)
    add(cast)
    closure = Closure.objects.get(day=CLOSED)
    closures.remove_closure(actor=cast.user("stranger"), now=NOW, closure=closure, why="Wrong day")

    notice.refresh_from_db()
    assert notice.last_day == date(2026, 12, 22)
    assert not Closure.objects.filter(day=CLOSED).exists()
    actions = AuditEvent.objects.filter(chain="closures").values_list("action", flat=True)
    assert list(actions) == ["add_closure", "remove_closure"]


@pytest.mark.parametrize(
    ("day", "field"),
    [
        (date(2026, 12, 12), "day"),
        (date(2026, 12, 25), "day"),
        (date(2028, 12, 12), "day"),
        (date(1, 1, 2), "day"),
        (date(9999, 12, 31), "day"),
    ],
)
def test_a_day_that_needs_no_entry_or_lies_far_away_is_refused(cast: Cast, day: date, field: str) -> None:
    with pytest.raises(PolicyRefused) as refused:
        add(cast, day)

    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("words", ["", "   ", "x" * 10_000])
def test_words_are_needed_and_not_too_many(cast: Cast, words: str) -> None:
    with pytest.raises(PolicyRefused) as refused:
        closures.add_closure(actor=cast.user("stranger"), now=NOW, day=CLOSED, authority=words, reason=words)

    assert set(refused.value.fields) == {"authority", "reason"}


def test_a_day_is_entered_once(cast: Cast) -> None:
    add(cast)
    with pytest.raises(WrongState, match="in the table already"):
        add(cast)


@pytest.mark.parametrize("name", ["employee", "coordinator", "managing_officer", "auditor"])
def test_nobody_but_the_administrator_keeps_the_table(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        closures.add_closure(actor=cast.user(name), now=NOW, day=CLOSED, **WORDS)
    page(signed_in(cast, name), "/closures/", 403)


def test_the_administrator_enters_and_takes_out_a_day_on_the_pages(cast: Cast, agreement: Agreement) -> None:
    with time_machine.travel(NOW, tick=False):
        notice_of(cast, agreement)
        administrator = signed_in(cast, "stranger")
        values = {"day": CLOSED.isoformat(), **WORDS}
        added = words(administrator.post("/closures/add/", values, follow=True))
        assert "Tuesday, 15 December 2026 is entered. One notice ends later" in added
        assert "National Day of Mourning" in added
        closure = Closure.objects.get(day=CLOSED)
        assert "15 December 2026" in page(administrator, f"/closures/{closure.pk}/remove/")
        removed = words(
            administrator.post(f"/closures/{closure.pk}/remove/", {"why": "Wrong day"}, follow=True)
        )
        assert "The day is taken out." in removed
        page(administrator, f"/closures/{closure.pk}/remove/", 404)


def test_what_is_wrong_is_said_beside_the_field_and_what_was_written_stays(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        answer = signed_in(cast, "stranger").post("/closures/add/", {"day": "2026-12-25", **WORDS})

    text = words(answer)
    assert "is a federal holiday already (Christmas Day)" in text
    assert 'value="National Day of Mourning"' in text


def test_the_same_day_twice_is_one_entry_and_says_so(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        administrator: Client = signed_in(cast, "stranger")
        values = {"day": CLOSED.isoformat(), **WORDS}
        administrator.post("/closures/add/", values)
        assert administrator.post("/closures/add/", values).status_code == 409


def test_every_notice_that_the_day_falls_into_moves(cast: Cast, agreement: Agreement) -> None:
    second = second_teleworker(cast)
    for case in (agreement, second):
        actor = case.employee.user
        assert actor is not None
        lifecycle.give_notice(actor=actor, now=NOW, agreement=case)

    with time_machine.travel(NOW, tick=False):
        values = {"day": CLOSED.isoformat(), **WORDS}
        text = words(signed_in(cast, "stranger").post("/closures/add/", values, follow=True))

    assert "2 notices end later" in text
    assert set(Notice.objects.values_list("last_day", flat=True)) == {date(2026, 12, 22)}
    assert len(letters()) == 6


def second_teleworker(cast: Cast) -> Agreement:
    """Another agreement of the bureau in effect."""
    employee = person("Ella", "Second", cast.bureau, supervisor=cast.supervisor)
    train(employee)
    return active(replace(cast, employee=employee))
