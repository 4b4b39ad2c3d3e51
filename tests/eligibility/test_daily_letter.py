"""What only informs, in one letter a day: held, told once, let go, and never what asks something."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from agreements.services import lifecycle
from eligibility import daily_letters, decision_letters
from eligibility.models import EligibilityException, Employee
from eligibility.policy.performance import CLOSE_SUPERVISION
from eligibility.services import daily_letter
from eligibility.services.daily_letter import send_daily_letter, send_daily_letters
from eligibility.services.letter_choice import choose_letters
from eligibility.tasks import send_daily_letters_due
from telework import outbox
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, LetterPreference, OutboxMessage, User
from tests import cast as people
from tests.cast import NOW, START, Cast

pytestmark = pytest.mark.django_db
ON_START = datetime(START.year, START.month, START.day, 17, 0, tzinfo=UTC)
NEXT_MORNING = datetime(START.year, START.month, START.day + 1, 11, 0, tzinfo=UTC)
Counter = Callable[..., Any]


@pytest.fixture
def cast() -> Cast:
    return people.make_cast()


def daily(somebody: User) -> None:
    choose_letters(actor=somebody, now=NOW, informing="daily")


def started(cast: Cast) -> None:
    """The employee is told at once, and the supervisor is only informed."""
    lifecycle.start(actor=User.objects.system(), now=ON_START, agreement=people.approved(cast))


def held() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(state="in_digest"))


def only(template: str, to: str) -> OutboxMessage:
    return OutboxMessage.objects.get(template=template, to__startswith=to)


def test_what_only_informs_waits_with_its_text_for_whoever_chose_so(cast: Cast) -> None:
    daily(cast.user("supervisor"))
    started(cast)

    letter = only("agreement_started", "sam")
    assert (letter.state, letter.digest_of) == ("in_digest", cast.user("supervisor"))
    assert "took effect on Monday, 7 December 2026" in letter.text
    assert letter.link in letter.text
    assert letter not in outbox.due(ON_START)


def test_without_a_choice_it_comes_at_once(cast: Cast) -> None:
    started(cast)
    assert only("agreement_started", "sam").state == "queued"


def test_what_demands_an_act_and_ones_own_telework_come_at_once_whatever_was_chosen(cast: Cast) -> None:
    for name in ("employee", "supervisor", "director", "coordinator"):
        daily(cast.user(name))
    started(cast)

    at_once = {letter.template for letter in OutboxMessage.objects.filter(state="queued")}
    assert at_once == {"decision_needed", "agreement_approved", "agreement_started"}
    assert only("agreement_started", "emma").state == "queued"
    assert {letter.template for letter in held()} == {
        "request_received",
        "decision_made",
        "agreement_started",
    }


def test_letter_with_a_document_or_with_dates_goes_at_once(cast: Cast) -> None:
    user, given = cast.user("supervisor"), {"link": "https://example.gov/", "reader": cast.supervisor}
    sending: dict[str, Any] = {"to": "sam@example.gov", "template": "request_withdrawn", "now": NOW}
    sending |= {"context": given, "digest_of": user.pk}
    outbox.queue(key="dates", calendar="BEGIN:VCALENDAR", **sending)
    outbox.queue(key="plain", **sending)
    assert [message.key for message in held()] == ["plain"]


def test_daily_letter_tells_subject_gist_and_link_of_each_and_marks_them_as_told(cast: Cast) -> None:
    daily(cast.user("employee"))
    people.approve_step(cast, people.submitted(cast), "supervisor")
    letters = held()
    assert send_daily_letters(NEXT_MORNING) == {"sent": 1, "failed": 0}

    letter = only("daily_letter", "emma")
    assert letter.subject == "Telework: what happened, 8 December 2026 (2)"
    for told in letters:
        assert f"- {told.subject}\n" in letter.text
        assert f"Read more: {told.link}\n" in letter.text
        assert told.link in letter.html
    assert "You signed your request for a telework agreement and sent it on Monday" in letter.text
    assert "Sam Supervisor approved your telework request" in letter.text
    assert held() == []
    assert {(m.state, m.told_by) for m in OutboxMessage.objects.filter(digest_of__isnull=False)} == {
        ("told", letter.key)
    }
    event = AuditEvent.objects.get(action="send_daily_letter")
    assert (event.chain, event.payload.data) == (f"employee:{cast.employee.pk}", {"letters": 2})


def test_it_is_written_once_a_day_and_what_comes_later_waits_for_the_next(cast: Cast) -> None:
    daily(cast.user("supervisor"))
    started(cast)
    send_daily_letters(NEXT_MORNING)
    OutboxMessage.objects.filter(template="agreement_started", to__startswith="sam").update(
        state="in_digest", told_by=""
    )

    assert send_daily_letters(NEXT_MORNING + timedelta(hours=8)) == {"sent": 0, "failed": 0}
    assert len(held()) == 1
    with pytest.raises(WrongState, match="written already"):
        send_daily_letter(actor=User.objects.system(), now=NEXT_MORNING, employee=cast.supervisor)
    assert send_daily_letters(NEXT_MORNING + timedelta(days=7)) == {"sent": 1, "failed": 0}
    assert OutboxMessage.objects.filter(template="daily_letter").count() == 2


def test_it_is_not_written_before_the_morning_in_washington(cast: Cast) -> None:
    daily(cast.user("supervisor"))
    started(cast)
    assert send_daily_letters(NEXT_MORNING.replace(hour=9, minute=59)) == {"sent": 0, "failed": 0}
    assert send_daily_letters(NEXT_MORNING.replace(hour=10, minute=0)) == {"sent": 1, "failed": 0}


def test_each_gets_their_own_in_a_constant_number_of_queries_to_choose(
    cast: Cast, django_assert_num_queries: Counter
) -> None:
    daily(cast.user("supervisor"))
    started(cast)
    with django_assert_num_queries(2):
        assert daily_letters.due(NEXT_MORNING) == [cast.supervisor]
    somebody = people.person("Sybil", "Second", cast.bureau, supervisor=cast.supervisor)
    people.train(somebody)
    assert somebody.user is not None
    daily(somebody.user)
    people.submitted(Cast(**{**vars(cast), "employee": somebody}))

    with django_assert_num_queries(2):
        assert len(daily_letters.due(NEXT_MORNING)) == 2
    assert send_daily_letters(NEXT_MORNING) == {"sent": 2, "failed": 0}
    assert "we have your telework request" in only("daily_letter", "sybil").text
    assert "we have your telework request" not in only("daily_letter", "sam").text


def test_who_takes_a_letter_later_is_asked_once_for_all_its_readers_or_not_at_all(
    cast: Cast, django_assert_num_queries: Counter
) -> None:
    daily(cast.user("supervisor"))
    readers = [cast.employee, cast.supervisor, cast.coordinator, cast.director]
    with django_assert_num_queries(1):
        assert daily_letters.takers("agreement_started", cast.employee, readers) == {cast.supervisor.user_id}
    with django_assert_num_queries(0):
        assert daily_letters.takers("decision_needed", cast.employee, readers) == frozenset()


def test_copy_of_an_exception_waits_for_the_supervisor_and_goes_to_the_person_at_once(cast: Cast) -> None:
    daily(cast.user("employee"))
    daily(cast.user("supervisor"))
    exception = EligibilityException(
        pk=1,
        employee=cast.employee,
        granted_by=cast.director,
        reason="The desk is staffed.",
        starts_on=people.TODAY,
        until=START,
        review_on=START,
    )
    decision_letters.exception_granted(exception, CLOSE_SUPERVISION, cast.user("director"), NOW)
    assert only("exception_granted", "emma").state == "queued"
    assert only("exception_granted", "sam").state == "in_digest"


def test_one_that_fails_holds_up_nobody_else(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    daily(cast.user("employee"))
    daily(cast.user("supervisor"))
    started(cast)
    entry_of = daily_letter.entry_of

    def fail(message: OutboxMessage) -> daily_letters.Entry:
        if message.to.startswith("emma"):
            raise ValueError("unreadable")
        return entry_of(message)

    monkeypatch.setattr(daily_letter, "entry_of", fail)
    assert send_daily_letters(NEXT_MORNING) == {"sent": 1, "failed": 1}
    assert {letter.to for letter in held()} == {"emma@example.gov"}


def test_letter_that_is_withdrawn_before_is_left_out(cast: Cast) -> None:
    daily(cast.user("supervisor"))
    started(cast)
    assert len(outbox.withdraw(OutboxMessage.objects.filter(template="agreement_started"))) == 2
    assert send_daily_letters(NEXT_MORNING) == {"sent": 0, "failed": 0}


def test_whoever_changes_back_gets_what_waits_with_the_next_drain(cast: Cast) -> None:
    daily(cast.user("supervisor"))
    started(cast)
    choose_letters(actor=cast.user("supervisor"), now=ON_START, informing="at_once")

    letter = only("agreement_started", "sam")
    assert (letter.state, letter.digest_of) == ("queued", None)
    assert letter in outbox.due(ON_START)
    events = AuditEvent.objects.filter(action="choose_letters").order_by("sequence")
    assert [event.payload.data for event in events] == [
        {"before": "at_once", "after": "daily", "let_go": 0},
        {"before": "daily", "after": "at_once", "let_go": 1},
    ]


def test_letter_of_somebody_whose_address_is_gone_goes_where_it_would_have_gone(cast: Cast) -> None:
    daily(cast.user("supervisor"))
    started(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(email="")
    send_daily_letters(NEXT_MORNING)
    assert only("daily_letter", "sam").state == "queued"


def test_nothing_is_written_where_nothing_waits(cast: Cast) -> None:
    with pytest.raises(WrongState, match="Nothing waits"):
        send_daily_letter(actor=User.objects.system(), now=NOW, employee=cast.supervisor)


def test_nobody_sends_it_by_hand(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="by itself"):
        send_daily_letter(actor=cast.user("coordinator"), now=NOW, employee=cast.supervisor)


def test_choice_that_is_none_and_a_choice_made_before_are_refused(cast: Cast) -> None:
    user = cast.user("employee")
    with pytest.raises(PolicyRefused, match="Choose one of the two"):
        choose_letters(actor=user, now=NOW, informing="never")
    with pytest.raises(WrongState, match="already"):
        choose_letters(actor=user, now=NOW, informing="at_once")
    assert not LetterPreference.objects.exists()


def test_nobody_without_an_employee_record_chooses() -> None:
    user = User.objects.create_user(username="norecord")
    with pytest.raises(NotPermitted):
        choose_letters(actor=user, now=NOW, informing="daily")


def test_database_holds_no_letter_for_nobody_and_none_told_by_nothing() -> None:
    message = outbox.queue(
        key="one", to="sam@example.gov", template="request_withdrawn", context={"link": ""}, now=NOW
    )
    assert message is not None
    for change in ({"state": "in_digest"}, {"state": "told"}, {"told_by": "digest:1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OutboxMessage.objects.filter(pk=message.pk).update(**change)


def test_task_says_what_it_did() -> None:
    assert send_daily_letters_due() == {"sent": 0, "failed": 0}
