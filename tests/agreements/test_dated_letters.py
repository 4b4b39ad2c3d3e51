"""The dates that letters carry: whose they are, what moves them, and what calls them off."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from agreements import own_calendar
from agreements.dated_letters import CORRECTING, DATED
from agreements.models import Agreement, Notice
from agreements.services import (
    closures,
    drafting,
    lifecycle,
    reviews,
    signing,
    submission,
    taking_back,
    yearly,
)
from eligibility.models import Employee
from telework.ics import DayEvent, events_in
from telework.models import OutboxMessage, User
from telework.roles import Role
from tests import changing, sealed
from tests.agreements.letter_events import only
from tests.cast import (
    NOW,
    START,
    Cast,
    active,
    approve_step,
    approved,
    draft,
    grant,
    person,
    proof,
    section_answers,
    submitted,
    waiting_step,
)
from tests.seal_world import SEALED_WORDS

STARTED = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)
LAST = date(2027, 3, 31)
EMAILS = Path(__file__).parents[2] / "templates" / "emails"


def events(letter: str, to: str = "") -> list[DayEvent]:
    written = only(letter, to).calendar
    return list(events_in(written).values()) if written else []


def told(letter: str, to: str = "") -> list[tuple[str, date]]:
    """What the calendar of the reader shows after the letter, the number of the case left out."""
    return [
        (f"{'off: ' if one.is_cancelled else ''}{one.summary.partition(': ')[2]}", one.day)
        for one in events(letter, to)
    ]


def notice(cast: Cast, case: Agreement, by: str = "employee") -> Notice:
    reason = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}
    return lifecycle.give_notice(actor=cast.user(by), now=STARTED, agreement=case, **reason)


def with_an_end(case: Agreement) -> Agreement:
    Agreement.objects.filter(pk=case.pk).update(ends_on=LAST)
    return Agreement.objects.get(pk=case.pk)


def test_the_table_names_letters_that_there_are() -> None:
    written = {template.stem for template in EMAILS.glob("*.txt")}
    assert written >= {*DATED, *CORRECTING}


@pytest.mark.parametrize("to", ["emma", "sam", "cora"])
def test_an_approval_carries_first_and_last_day_to_everybody_who_gets_it(cast: Cast, to: str) -> None:
    case = draft(cast)
    answers = {**section_answers()["schedule"], "requested_end_on": LAST}
    drafting.save_section(
        actor=cast.user("employee"), now=NOW, agreement=case, section="schedule", answers=answers
    )
    submission.submit(actor=cast.user("employee"), now=NOW, agreement=case, authentication=proof())
    approve_step(cast, case, "supervisor")
    approve_step(cast, case, "director")
    assert told("agreement_approved", to) == [("first day", START), ("last day", LAST)]


def test_what_a_letter_carries_a_calendar_program_reads(cast: Cast) -> None:
    case = approved(cast)
    calendar = Calendar.from_ical(only("agreement_approved", "emma").calendar)
    (event,) = calendar.walk("VEVENT")
    assert str(calendar["method"]) == "PUBLISH"
    assert str(event["uid"]).startswith(f"first-{case.number}@")
    assert str(event["summary"]) == f"Telework agreement {case.number}: first day"
    assert event.decoded("dtstamp") == NOW


def test_a_request_asks_who_decides_by_a_day_and_gives_nobody_else_one(cast: Cast) -> None:
    case = submitted(cast)
    assert told("decision_needed", "sam") == [("your answer is due", waiting_step(case).due_on)]
    assert only("request_received").calendar == ""


def test_a_date_has_the_name_that_it_has_in_the_own_calendar(cast: Cast) -> None:
    submitted(cast)
    user = User.objects.get(pk=cast.user("supervisor").pk)
    (shown,) = own_calendar.dates_of(cast.supervisor, user, NOW.date())
    assert events("decision_needed")[0].uid == own_calendar.event_of(shown).uid


def test_a_notice_moves_the_last_day_and_its_withdrawal_moves_it_back(cast: Cast) -> None:
    case = with_an_end(active(cast))
    given = notice(cast, case)
    assert told("notice_given", "sam") == [("last day of the notice", given.last_day)]
    later = STARTED + timedelta(hours=1)
    lifecycle.withdraw_notice(actor=cast.user("employee"), now=later, notice=given)
    assert told("notice_withdrawn", "sam") == [("last day", LAST)]
    before, after = events("notice_given", "sam"), events("notice_withdrawn", "sam")
    assert before[0].uid == after[0].uid
    assert before[0].sequence < after[0].sequence


def test_without_another_last_day_the_one_of_a_withdrawn_notice_is_called_off(cast: Cast) -> None:
    given = notice(cast, active(cast))
    lifecycle.withdraw_notice(actor=cast.user("employee"), now=STARTED, notice=given)
    assert told("notice_withdrawn", "sam") == [("off: last day of the notice", given.last_day)]


def test_a_closure_moves_the_last_day_of_a_notice(cast: Cast) -> None:
    given = notice(cast, active(cast))
    grant(cast.stranger, Role.ADMINISTRATOR)
    closed = {"day": date(2026, 12, 15), "authority": "Order", "reason": "Closed"}
    closures.add_closure(actor=cast.user("stranger"), now=STARTED + timedelta(hours=1), **closed)
    moved = Notice.objects.get().last_day
    assert moved > given.last_day
    assert told("notice_moved", "sam") == [("last day of the notice", moved)]
    assert events("notice_moved", "sam")[0].uid == events("notice_given", "sam")[0].uid


def end(case: Agreement, now: datetime) -> Agreement:
    return lifecycle.end_if_due(actor=User.objects.system(), now=now, agreement=case)


def test_an_end_on_the_day_that_was_told_is_not_told_again(cast: Cast) -> None:
    case = active(cast)
    given = notice(cast, case)
    end(case, STARTED + (given.last_day - STARTED.date()) + timedelta(days=1))
    assert only("agreement_ended", "sam").calendar == ""


def test_an_earlier_end_moves_the_last_day_that_was_told(cast: Cast) -> None:
    case = active(cast)
    notice(cast, case)
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=date(2026, 12, 10))
    end(Agreement.objects.get(pk=case.pk), STARTED + timedelta(days=4))
    assert told("agreement_ended", "sam") == [("last day", date(2026, 12, 10))]


def test_a_start_on_the_day_that_was_told_is_not_told_again(cast: Cast) -> None:
    active(cast)
    assert only("agreement_started", "emma").calendar == ""


@pytest.mark.parametrize("is_gone", [True, False])
def test_an_approval_taken_back_calls_off_the_first_day_where_it_was_told(cast: Cast, is_gone: bool) -> None:
    grant(person("Dana", "Designee", cast.bureau), Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    case = approved(cast)
    if is_gone:
        OutboxMessage.objects.filter(state="queued").update(state="sent", sent_at=NOW)
    step = case.latest_terms().steps.get(role=Role.EXECUTIVE_DIRECTOR)
    taking_back.take_back(actor=cast.user("director"), now=NOW + timedelta(hours=2), step=step)
    assert told("decision_taken_back", "emma") == ([("off: first day", START)] if is_gone else [])
    designee = only("decision_taken_back", "dana").calendar
    assert [one.day for one in events_in(designee).values()] == [waiting_step(case).due_on]


def test_a_step_that_waits_again_asks_by_its_new_day(cast: Cast) -> None:
    dora = sealed.division(cast)
    case = sealed.accommodation_decided(cast.employee, dora)
    signing.send_back(
        actor=cast.user("supervisor"), now=NOW, step=waiting_step(case), text="Two are needed at the counter."
    )
    assert told("sent_back", "dora") == [("your answer is due", waiting_step(case).due_on)]
    assert told("sent_back", "emma") == []


def test_a_review_is_in_the_letter_of_who_answers_it_alone(cast: Cast) -> None:
    case, system = active(cast), User.objects.system()
    opened = reviews.open_review(actor=system, now=STARTED, agreement=case, cause="rating", details="Lower")
    assert told("review_opened", "sam") == [("review due", opened.due_on)]
    assert told("review_opened", "emma") == []


@pytest.mark.citation("2362.1(e)")
def test_a_yearly_review_is_in_the_letters_of_both_sides(cast: Cast) -> None:
    opens = datetime(2027, 10, 8, 17, tzinfo=UTC)
    opened = yearly.open_yearly_review(actor=User.objects.system(), now=opens, agreement=active(cast))
    for to in ("sam", "emma"):
        assert told("yearly_opened", to) == [("review due", opened.due_on)]


def test_an_adjustment_asks_the_employee_by_a_day_and_brings_its_first_day_once_signed(cast: Cast) -> None:
    case = active(cast)
    terms = changing.adjust(cast, case)
    assert told("adjustment_given", "emma") == [("your answer is due", terms.last_day_before)]
    assert told("adjustment_given", "cora") == []
    changing.accept(cast, case)
    assert told("terms_accepted", "emma") == [("new terms", terms.takes_effect_on)]


def test_a_renewal_moves_the_last_day(cast: Cast) -> None:
    case = with_an_end(active(cast))
    changing.renew(cast, case, last_day=date(2027, 9, 30))
    approve_step(cast, case, "supervisor", changing.LATER)
    assert ("last day", date(2027, 9, 30)) in told("terms_accepted", "emma")


@pytest.mark.citation("2361.3(c)")
@pytest.mark.citation("2362.5(1)")
def test_the_file_names_nobody_no_place_and_no_kind(cast: Cast) -> None:
    dora = sealed.division(cast)
    sealed.accommodation_approved(cast.employee, dora)
    written = [each for each in OutboxMessage.objects.values_list("calendar", flat=True) if each]
    said = "".join(written).replace("\r\n ", "").lower()
    words = (*SEALED_WORDS, "emma", "sam", "dora", "arlington", "100 example")
    assert len(written) > 3
    assert [word for word in words if word in said] == []


def test_the_same_letter_is_the_same_bytes(cast: Cast) -> None:
    approved(cast)
    by_reader = {
        letter.to: letter.calendar for letter in OutboxMessage.objects.filter(template="agreement_approved")
    }
    assert len(by_reader) == 3
    assert len(set(by_reader.values())) == 1
