"""An end makes the regular work site official again: who hears it, and by when the SF-50 is due."""

from datetime import UTC, date, datetime

import pytest

from agreements.models import Agreement
from agreements.services import drafting, lifecycle, submission
from eligibility.models import Employee
from telework.models import OutboxMessage, User
from telework.roles import Role
from tests.cast import (
    NOW,
    START,
    TUESDAYS_AND_THURSDAYS,
    Cast,
    approve_step,
    draft,
    grant,
    person,
    proof,
    schedule,
    section_answers,
)

pytestmark = [pytest.mark.django_db, pytest.mark.citation("2361.4 official work site")]

FIRST_DAY = datetime(START.year, START.month, START.day, 17, 0, tzinfo=UTC)
EVERY_DAY = schedule(*((week, day) for week in (1, 2) for day in range(5)))
ALL_BUT_ONE = schedule(*((week, day) for week in (1, 2) for day in range(5) if (week, day) != (1, 0)))
ALL_BUT_TWO = schedule(*((week, day) for week in (1, 2) for day in range(5) if day))
# Ten workdays' notice of 7 December 2026 end on the 21st; the pay period after it ends on 9 January.
ENDED, DUE = date(2026, 12, 21), "Saturday, 9 January 2027"


def in_effect(cast: Cast, days: object) -> Agreement:
    User.objects.system()
    case = draft(cast)
    answers = {**section_answers()["schedule"], "schedule_data": days.to_json()}  # type: ignore[attr-defined]
    drafting.save_section(
        actor=cast.user("employee"), now=NOW, agreement=case, section="schedule", answers=answers
    )
    submission.submit(actor=cast.user("employee"), now=NOW, agreement=case, authentication=proof())
    approve_step(cast, case, "supervisor")
    approve_step(cast, case, "director")
    case = Agreement.objects.get(pk=case.pk)
    return lifecycle.start(actor=User.objects.system(), now=FIRST_DAY, agreement=case)


def ended(cast: Cast, case: Agreement) -> Agreement:
    lifecycle.give_notice(actor=cast.user("employee"), now=FIRST_DAY, agreement=case)
    over = datetime(2026, 12, 22, 17, 0, tzinfo=UTC)
    case = lifecycle.end_if_due(actor=User.objects.system(), now=over, agreement=case)
    assert case.ended_on == ENDED
    return case


def asked() -> list[str]:
    return list(OutboxMessage.objects.filter(template="work_site_back").values_list("to", flat=True))


@pytest.fixture
def specialist(cast: Cast) -> Employee:
    found = person("Hal", "Hrspecialist", cast.bureau)
    grant(found, Role.HR_SPECIALIST, cast.bureau)
    return found


@pytest.mark.parametrize(
    ("days", "is_asked"),
    [(EVERY_DAY, True), (ALL_BUT_ONE, True), (ALL_BUT_TWO, False), (TUESDAYS_AND_THURSDAYS, False)],
)
def test_sf50_is_asked_for_at_the_end_where_the_telework_site_was_official(
    cast: Cast, specialist: Employee, days: object, is_asked: bool
) -> None:
    ended(cast, in_effect(cast, days))
    assert asked() == ([specialist.email] if is_asked else [])
    told = OutboxMessage.objects.get(template="agreement_ended", to="emma@example.gov")
    for text in (told.text, told.html):
        assert ("SF-50" in text and DUE in text) is is_asked


def test_letter_says_what_to_do_by_when_and_why(cast: Cast, specialist: Employee) -> None:
    ended(cast, in_effect(cast, EVERY_DAY))
    letter = OutboxMessage.objects.get(template="work_site_back")
    for text in (letter.text, letter.html):
        for said in ("Emma Employee", "Tuesday, 22 December 2026", DUE, "110010001", "3 FAM 2361.4"):
            assert said in text


def test_coordinator_hears_it_where_the_bureau_has_no_hr_specialist(cast: Cast) -> None:
    ended(cast, in_effect(cast, EVERY_DAY))
    assert asked() == ["cora@example.gov"]


def test_nobody_is_asked_for_somebody_who_has_left(cast: Cast, specialist: Employee) -> None:
    case = in_effect(cast, EVERY_DAY)
    Employee.objects.filter(pk=case.employee_id).update(separated_on=ENDED)
    over = datetime(2026, 12, 22, 17, 0, tzinfo=UTC)
    lifecycle.end_if_due(actor=User.objects.system(), now=over, agreement=Agreement.objects.get())
    assert asked() == []


def test_nobody_is_asked_where_it_never_took_effect(cast: Cast, specialist: Employee) -> None:
    case = in_effect(cast, EVERY_DAY)
    case.terms_versions.model._base_manager.filter(agreement=case).update(took_effect_at=None)
    ended(cast, case)
    assert asked() == []
