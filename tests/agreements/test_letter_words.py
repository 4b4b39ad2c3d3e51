"""What each letter says to whoever reads it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agreements.services import drafting, lifecycle, review
from eligibility.models import RoleAssignment
from telework.models import OutboxMessage
from tests import cast as people
from tests.agreements.letter_events import REASON, denied, ended, give_notice, only, returned, sent, vacant
from tests.cast import NOW, Cast


@pytest.mark.citation("2362.1(d)")
def test_receipt_names_the_office_the_day_and_who_decides(cast: Cast) -> None:
    people.submitted(cast)
    text = only("request_received").text

    assert "Who has it: Supervisor, OES (Sam Supervisor)." in text
    # Monday 23 November 2026; Thursday the 26th is Thanksgiving Day.
    assert "expected by Tuesday, 1 December 2026. That is the fifth workday" in text
    assert "1. Supervisor\n2. Bureau executive director" in text


def test_request_for_a_decision_names_employee_pattern_start_and_day(cast: Cast) -> None:
    people.submitted(cast)
    message = only("decision_needed")

    assert "Emma Employee (Programme analyst, OES/EX)" in message.text
    assert "core telework, from Monday, 7 December 2026" in message.text
    assert "By when: Tuesday, 1 December 2026" in message.text
    assert "course for managers (3 FAM 2362.7)" in message.text
    assert "Others in your office" not in message.text


def test_every_holder_of_the_office_is_asked_and_told_of_the_others(cast: Cast) -> None:
    designee = people.person("Dana", "Designee", cast.bureau)
    people.grant(designee, people.Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    people.approve_step(cast, people.submitted(cast), "supervisor")

    for reader in ("edith", "dana"):
        text = only("decision_needed", reader).text
        assert "Others in your office can decide too." in text
        assert "course for managers" not in text


@pytest.mark.citation("2362.1(i)")
def test_denial_carries_reason_citation_and_words(cast: Cast) -> None:
    denied(cast, "supervisor")
    text = only("request_denied").text

    assert "Sam Supervisor (Supervisor) denied your telework request on Monday, 23 November 2026" in text
    assert "The reason (3 FAM\N{NO-BREAK SPACE}2362.1(a)): The needs of the office's programmes" in text
    assert REASON in text


def test_returned_request_names_the_parts_and_leads_to_the_form(cast: Cast) -> None:
    returned(cast)
    text = only("request_returned").text

    assert "- Pattern and schedule\n- Telework sites" in text
    assert REASON in text


@pytest.mark.parametrize("deciding", ["supervisor", "director"])
def test_withdrawal_is_told_to_whoever_was_asked(cast: Cast, deciding: str) -> None:
    agreement = people.submitted(cast)
    if deciding == "director":
        people.approve_step(cast, agreement, "supervisor")
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)

    told = [message.to for message in sent("request_withdrawn")]
    assert told == ([cast.director.email, cast.supervisor.email] if deciding == "director" else told[:1])
    assert told[0] == getattr(cast, deciding).email
    assert ("You had approved this request" in only("request_withdrawn", "sam").text) == (
        deciding == "director"
    )


def test_withdrawal_is_told_to_the_coordinator_who_was_asked_about_a_vacant_office(cast: Cast) -> None:
    agreement = vacant(cast)
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)

    told = [message.to for message in sent("request_withdrawn")]
    assert told == [cast.coordinator.email, cast.supervisor.email]


def test_withdrawal_of_a_draft_is_told_to_nobody(cast: Cast) -> None:
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=people.draft(cast))

    assert OutboxMessage.objects.count() == 0


def test_approval_says_the_first_day_and_that_it_was_the_one_asked_for(cast: Cast) -> None:
    people.approved(cast)
    text = only("agreement_approved", "emma").text

    assert "First day: Monday, 7 December 2026. That is the day asked for." in text
    assert "- Telework agreement TW-" in text
    assert "in the manner of Form DS-1963" in text


def test_late_approval_says_why_the_first_day_is_later(cast: Cast) -> None:
    agreement = people.submitted(cast, start=date(2026, 11, 24))
    people.approve_step(cast, agreement, "supervisor")
    people.approve_step(cast, agreement, "director", NOW + timedelta(days=3))
    text = only("agreement_approved", "emma").text

    assert "First day: Thursday, 26 November 2026. The day asked for was Tuesday, 24 November 2026." in text
    assert "never backdated" in text


def test_start_names_the_telework_days(cast: Cast) -> None:
    people.active(cast)

    days = "Tuesday of week 1, Thursday of week 1, Tuesday of week 2, Thursday of week 2."
    assert f"Telework days: {days}" in only("agreement_started", "emma").text


@pytest.mark.citation("2362.1(m)")
def test_notice_by_the_supervisor_says_reason_and_how_the_day_was_counted(cast: Cast) -> None:
    give_notice(cast, "supervisor")
    text = only("notice_given", "emma").text

    assert "Sam Supervisor (supervisor) cancelled your telework agreement with notice." in text
    assert "The reason (3 FAM\N{NO-BREAK SPACE}2362.1(a)): The needs of the office's programmes" in text
    assert REASON in text
    # Given Monday 7 December 2026; ten workdays after it end on the 21st.
    assert "Last day: Monday, 21 December 2026." in text
    assert "Workday 10 after Monday, 7 December 2026 is Monday, 21 December 2026" in text
    assert "The last day given is later" not in text


@pytest.mark.citation("2362.1(n)")
def test_notice_by_the_employee_gives_no_reason(cast: Cast) -> None:
    give_notice(cast, "employee")
    text = only("notice_given", "sam").text

    assert "Emma Employee cancelled their telework agreement with notice." in text
    assert "need not say why (3 FAM 2362.1(n))" in text
    assert "The reason" not in text


@pytest.mark.citation("2362.1(n)")
def test_notice_over_holidays_names_each_day_that_does_not_count(cast: Cast) -> None:
    agreement = people.active(cast)
    lifecycle.give_notice(
        actor=cast.user("employee"),
        now=datetime(2026, 12, 18, 17, 0, tzinfo=UTC),
        agreement=agreement,
        last_day=date(2027, 1, 15),
    )
    text = only("notice_given", "sam").text

    assert "Friday, 25 December 2026 (Christmas Day) does not count." in text
    assert "Friday, 1 January 2027 (New Year's Day) does not count." in text
    assert "Last day: Friday, 15 January 2027." in text
    assert "so that is the earliest last day. The last day given is later." in text


def test_end_says_why_and_what_each_has_to_do(cast: Cast) -> None:
    ended(cast, "supervisor")

    assert "Its last day was Monday, 21 December 2026." in only("agreement_ended", "emma").text
    assert "Why: Cancelled by the supervisor, with notice (3 FAM 2362.1(m))." in (
        only("agreement_ended", "emma").text
    )
    assert "see that Government equipment" in only("agreement_ended", "sam").text
    assert "stays in the bureau's file" in only("agreement_ended", "cora").text


def test_words_of_people_are_escaped_on_the_page_and_plain_in_the_text(cast: Cast) -> None:
    step = people.waiting_step(people.submitted(cast))
    review.deny(
        actor=cast.user("supervisor"),
        now=NOW,
        step=step,
        reason_code="programme_needs",
        text="<b>R&D</b> needs you",
    )
    message = only("request_denied")

    assert "<b>R&D</b> needs you" in message.text
    assert "&lt;b&gt;R&amp;D&lt;/b&gt; needs you" in message.html


def test_person_without_an_address_gets_no_letter_and_stops_nothing(cast: Cast) -> None:
    cast.supervisor.email = ""
    cast.supervisor.save()
    agreement = people.submitted(cast)

    assert agreement.state == "in_review"
    assert sent("decision_needed") == []


def test_letter_without_a_coordinator_still_says_whom_to_ask(cast: Cast) -> None:
    RoleAssignment.objects.filter(role="coordinator").delete()
    people.submitted(cast)

    assert "the telework mailbox of Oceans, oes@example.gov." in only("request_received").text
