"""The page of a case: who sees what of it, in which state, and what they can do from there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from agreements.models import Agreement
from agreements.services import drafting
from eligibility.models import Employee
from tests.agreements.case_page import address, ended, noticed
from tests.browsing import page, signed_in
from tests.cast import (
    HOME,
    NOW,
    START,
    Cast,
    active,
    approve_step,
    approved,
    draft,
    submitted,
    waiting_step,
)
from tests.deciding import approve, deny, send_back

STREET = "100 Example Street"
READERS = ("employee", "supervisor", "director", "coordinator", "managing_officer", "auditor")
STRANGERS = ("stranger", "other_coordinator")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def returned(cast: Cast) -> Agreement:
    return send_back(cast.user("supervisor"), waiting_step(submitted(cast)))


def denied(cast: Cast) -> Agreement:
    return deny(cast.user("supervisor"), waiting_step(submitted(cast)))


def withdrawn(cast: Cast) -> Agreement:
    return drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=submitted(cast))


@pytest.mark.parametrize("make", [submitted, returned, denied, withdrawn, approved, active, noticed, ended])
def test_who_sees_a_case_and_who_finds_nothing(cast: Cast, make: object) -> None:
    agreement = make(cast)  # type: ignore[operator]
    for name in READERS:
        assert "Emma Employee" in page(signed_in(cast, name), address(agreement))
    for name in STRANGERS:
        assert "Emma Employee" not in page(signed_in(cast, name), address(agreement), 404)


def test_request_that_is_being_written_is_its_writers_alone(cast: Cast) -> None:
    agreement = draft(cast)
    text = page(signed_in(cast, "employee"), address(agreement))
    assert "Nothing is signed yet" in text
    assert f'href="/agreements/{agreement.number}/request/"' in text
    for name in {*READERS, *STRANGERS} - {"employee"}:
        page(signed_in(cast, name), address(agreement), 404)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (submitted, ["Being decided", "Sam Supervisor (Supervisor, OES)", "Tuesday, 1 December 2026"]),
        (returned, ["Returned to the employee", "Emma Employee", "sign again"]),
        (denied, ["Denied", "The desk must be staffed.", "3 FAM 2362.1(a)"]),
        (withdrawn, ["Withdrawn", "at any time"]),
        (approved, ["Approved, not started", "It takes effect on Monday, 7 December 2026."]),
        (active, ["In effect", "Nothing to do."]),
        (noticed, ["Notice is running. The last day is Tuesday, 8 December 2026."]),
        (ended, ["Ended", "Tuesday, 8 December 2026", "Cancelled by the employee"]),
    ],
)
def test_summary_tells_status_owner_and_next_step(cast: Cast, make: object, words: list[str]) -> None:
    text = page(signed_in(cast, "employee"), address(make(cast)))  # type: ignore[operator]
    assert [word for word in words if word not in text] == []


def test_late_decision_is_called_late_and_never_taken_for_an_answer(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    agreement = submitted(cast)
    clock.move_to(NOW + timedelta(days=9))
    text = page(signed_in(cast, "employee"), address(agreement))
    assert "It was expected by Tuesday, 1 December 2026 and is late; silence decides nothing." in text


def test_vacant_office_is_named_with_nobody_in_it(cast: Cast) -> None:
    agreement = submitted(cast)
    approve(cast.user("supervisor"), waiting_step(agreement))
    cast.director.roles.all().delete()
    text = page(signed_in(cast, "employee"), address(agreement))
    assert "Bureau executive director, OES: nobody holds this office now" in text


@pytest.mark.parametrize("make", [submitted, approved])
def test_home_address_is_shown_to_those_who_need_it_and_to_nobody_else(cast: Cast, make: object) -> None:
    agreement = make(cast)  # type: ignore[operator]
    private = (STREET, "22201", "202-555-0100", "Study on the second floor")
    for name in READERS:
        text = page(signed_in(cast, name), address(agreement))
        may = name not in ("managing_officer", "auditor")
        assert [word in text for word in private] == [may] * 4, name
        assert "Arlington, VA" in text


def test_telecenters_address_is_no_secret(cast: Cast) -> None:
    agreement = submitted(cast, site={**HOME, "kind": "telecenter", "name": "Frederick"})
    assert STREET in page(signed_in(cast, "managing_officer"), address(agreement))


@pytest.mark.citation("2361.4 telework agreement")
def test_terms_can_be_read_whole(cast: Cast) -> None:
    text = page(signed_in(cast, "employee"), address(approved(cast)))
    for words in (
        "Core telework, with situational days when both agree",
        "Telework days in the pay period: <strong>4</strong>",
        "The regular work site; 6 days of the pay period",
        "Telephone, mail and chat",
        "A Department laptop with built-in access",
        "When your office is closed to the public on your telework day",
        "What the employee accepted",
        "Safety checklist certified",
        "Nothing: every point is met",
    ):
        assert words in text


@pytest.mark.citation("2362.1(a)")
@pytest.mark.citation("2362.1(d)")
def test_approvals_and_signatures_name_who_when_and_in_which_capacity(cast: Cast) -> None:
    text = page(signed_in(cast, "employee"), address(approved(cast)))
    assert "Effect on the office:</strong> None: the work is portable." in text
    for words in (
        "Emma Employee</strong>, Employee, on Monday, 23 November 2026, 10:00 a.m.",
        "Sam Supervisor</strong>, Supervisor, on",
        "Edith Execdir</strong>, Bureau executive director, on",
    ):
        assert words in text
    assert text.count("identity confirmed by password") == 3


def test_steps_after_a_return_are_not_awaited_any_more(cast: Cast) -> None:
    text = page(signed_in(cast, "supervisor"), address(returned(cast)))
    assert "Not asked any more" in text
    assert "Still to come" not in text


def test_returned_case_says_what_to_change_and_leads_to_the_tasks(cast: Cast) -> None:
    agreement = returned(cast)
    text = page(signed_in(cast, "employee"), address(agreement))
    assert "asks for changes in: <strong>Pattern and schedule</strong>" in text
    assert "Come in on Tuesdays." in text
    assert f'href="/agreements/{agreement.number}/request/"' in text
    assert f'href="/agreements/{agreement.number}/request/"' not in page(
        signed_in(cast, "supervisor"), address(agreement)
    )


def test_others_read_the_signed_terms_while_the_employee_changes_a_copy(cast: Cast) -> None:
    agreement = returned(cast)
    site = agreement.latest_terms().worksites.get()
    drafting.save_worksite(
        actor=cast.user("employee"), now=NOW, agreement=agreement, values={"city": "Bethesda"}, worksite=site
    )
    text = page(signed_in(cast, "supervisor"), address(agreement))
    assert "Arlington" in text
    assert "Bethesda" not in text


def test_only_the_two_sides_are_offered_to_cancel_and_others_read_why_not(cast: Cast) -> None:
    agreement = active(cast)
    for name in READERS:
        text = page(signed_in(cast, name), address(agreement))
        may = name in ("employee", "supervisor")
        assert (f'href="/agreements/{agreement.number}/cancel/"' in text) == may, name
        assert ("Only the employee or the supervisor can cancel" in text) == (not may), name


def test_only_the_holder_of_the_step_is_offered_to_decide(cast: Cast) -> None:
    agreement = submitted(cast)
    url = f'href="/agreements/{agreement.number}/decide/{waiting_step(agreement).pk}/"'
    for name in READERS:
        text = page(signed_in(cast, name), address(agreement))
        assert (url in text) == (name == "supervisor"), name
        told = "This decision lies with the Supervisor, OES" in text
        assert told == (name not in ("supervisor", "employee")), name


@pytest.mark.citation("2362.1(n)")
@pytest.mark.parametrize("by", ["employee", "supervisor"])
def test_running_notice_shows_its_days_and_who_gave_it_may_take_it_back(cast: Cast, by: str) -> None:
    agreement = noticed(cast, by)
    for name in READERS:
        text = page(signed_in(cast, name), address(agreement))
        assert text.count('class="app-strip__day ') == 16
        assert "Holiday: Thanksgiving Day" in text
        assert (f'href="/agreements/{agreement.number}/notice/withdraw/"' in text) == (name == by), name
        assert ("The desk must be staffed." in text) == (by == "supervisor")
        may_cancel = name in {"employee", "supervisor"} - {by}
        assert (f'href="/agreements/{agreement.number}/cancel/"' in text) == may_cancel, name


def test_start_after_a_late_approval_is_explained(cast: Cast, clock: time_machine.Traveller) -> None:
    agreement = submitted(cast)
    later = datetime(2026, 12, 9, 15, tzinfo=UTC)
    clock.move_to(later)
    approve_step(cast, agreement, "supervisor", later)
    approve_step(cast, agreement, "director", later)
    text = page(signed_in(cast, "employee"), address(agreement))
    assert "The start asked for was Monday, 7 December 2026." in text
    assert "never backdated" in text
    assert "2 days later than asked: nothing is backdated" in text


def test_start_on_the_day_asked_for_needs_no_explanation(cast: Cast) -> None:
    assert "Starts later than asked" not in page(signed_in(cast, "employee"), address(approved(cast)))


def test_what_holds_a_start_is_read_by_the_two_sides_alone(cast: Cast, clock: time_machine.Traveller) -> None:
    agreement = approved(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=True)
    clock.move_to(NOW + timedelta(days=(START - date(2026, 11, 23)).days + 1))
    for name in READERS:
        text = page(signed_in(cast, name), address(agreement))
        assert "The start is held until a rule of eligibility is met" in text
        assert ("leave restriction" in text) == (name in ("employee", "supervisor")), name


@pytest.mark.citation("2362.2(a)")
def test_first_day_promises_no_start_that_may_be_held(cast: Cast, clock: time_machine.Traveller) -> None:
    case = approved(cast)
    clock.move_to(datetime(START.year, START.month, START.day, 12, tzinfo=UTC))
    for where in (address(case), "/"):
        text = page(signed_in(cast, "employee"), where)
        assert "It takes effect today, Monday, 7 December 2026, unless a rule of eligibility holds" in text
        assert "telework has not begun" in text
