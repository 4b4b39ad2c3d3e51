"""Pages of what is due overseas: the own list, saying it is done, the checklist, what is late, copies."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from agreements.models import Agreement
from deto.models import Task
from deto.tasks import sweep_due
from telework import clock
from telework.models import OutboxMessage
from tests.browsing import counted, page, signed_in, words
from tests.cast import START, safe_answers
from tests.overseas import STARTED, OverseasCast, active, make_overseas_cast

pytestmark = pytest.mark.django_db
LATE = datetime(2027, 1, 10, 17, 0, tzinfo=UTC)


@pytest.fixture
def cast() -> OverseasCast:
    return make_overseas_cast()


@pytest.fixture
def case(cast: OverseasCast, settings: object) -> Agreement:
    settings.TELEWORK_MAILBOX = "hr@example.gov"  # type: ignore[attr-defined]
    settings.PAY_INTAKE_MAILBOX = "pay@example.gov"  # type: ignore[attr-defined]
    agreement = active(cast)
    sweep_due(STARTED)
    return agreement


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, STARTED)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def task(code: str) -> Task:
    return Task.objects.get(code=code)


def address(case: Agreement, code: str) -> str:
    return reverse("deto_task_complete", args=[case.number, task(code).pk])


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    ("by", "there", "missing", "is_office"),
    [
        ("employee", "Briefing on arrival", "Mid-year review", False),
        ("supervisor", "Semiannual review", "Briefing on arrival", False),
        ("hr_specialist", "SF-50: duty station overseas", "Briefing on arrival", True),
        ("coordinator", "SF-50: duty station overseas", "Semiannual review", True),
    ],
)
def test_own_list_holds_what_the_reader_does(
    cast: OverseasCast, case: Agreement, by: str, there: str, missing: str, is_office: bool
) -> None:
    client = signed_in(cast, by)
    shown = page(client, reverse("deto_tasks"))
    assert there in shown
    assert missing not in shown
    assert str(case.number) in shown
    assert ("Overseas: what is due" in page(client, reverse("home"))) is is_office
    assert "All that is due from you overseas" in page(client, reverse("agreement", args=[case.number]))


@pytest.mark.usefixtures("now", "case")
def test_list_of_somebody_with_nothing_to_do_is_empty(cast: OverseasCast) -> None:
    assert "Nothing is due from you" in page(signed_in(cast, "stranger"), reverse("deto_tasks"))


@pytest.mark.usefixtures("now")
def test_sf50_is_marked_as_done_with_its_number(cast: OverseasCast, case: Agreement) -> None:
    client = signed_in(cast, "hr_specialist")
    where = address(case, "sf50_in")
    assert "Number of the Form SF-50" in page(client, where)
    refused = words(client.post(where, {"done_on": START.isoformat(), "reference": ""}))
    assert "Give the number of the Form SF-50" in refused
    assert START.isoformat() in refused
    client.post(where, {"done_on": START.isoformat(), "reference": "SF50-1"})
    assert task("sf50_in").reference == "SF50-1"
    assert "Reference SF50-1" in page(client, reverse("agreement", args=[case.number]))
    assert client.get(where).status_code == 302


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(("by", "status"), [("employee", 403), ("supervisor", 403), ("stranger", 404)])
def test_nobody_else_opens_the_page(cast: OverseasCast, case: Agreement, by: str, status: int) -> None:
    page(signed_in(cast, by), address(case, "sf50_in"), status)


@pytest.mark.usefixtures("now")
def test_review_keeps_what_was_typed_when_the_day_is_wrong(cast: OverseasCast, case: Agreement) -> None:
    client = signed_in(cast, "supervisor")
    said = {"done_on": START.isoformat(), "statement": "It complies with the agreement."}
    refused = words(client.post(address(case, "review"), said))
    assert "counts for that one" in refused
    assert said["statement"] in refused


@pytest.mark.usefixtures("now")
@pytest.mark.citation("2368.4(g)")
def test_employee_certifies_the_site_from_the_page_of_the_case(cast: OverseasCast, case: Agreement) -> None:
    client = signed_in(cast, "employee")
    where = reverse("deto_certify", args=[case.number, 1])
    assert where in page(client, reverse("agreement", args=[case.number]))
    answers = {code: one["answer"] for code, one in safe_answers().items()}
    refused = words(client.post(where, {**answers, "smoke_alarm": "no", "certified": "on"}))
    assert "Say what you will do about this" in refused
    danger = {"smoke_alarm": "no", "smoke_alarm_remedy": "Buy", "smoke_alarm_remedy_on": "2027-01-15"}
    assert "put right first" in words(client.post(where, {**answers, **danger, "certified": "on"}))
    client.post(where, {**answers, "certified": "on"})
    assert task("ds1963").done_on == START
    assert where not in page(client, reverse("agreement", args=[case.number]))
    page(signed_in(cast, "supervisor"), where, 403)


def test_late_tasks_are_listed_in_days_for_coordinator_and_managing_officer(
    cast: OverseasCast, case: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, LATE)
    for by in ("coordinator", "managing_officer"):
        client = signed_in(cast, by)
        shown = page(client, reverse("deto_tasks_late"))
        assert "4 days late" in shown
        assert "Safety checklist (Form DS-1963)" in shown
        lines = client.get(reverse("deto_tasks_late_csv")).content.decode().splitlines()
        assert (
            f"{case.number},Emma Employee,OES,Safety checklist (Form DS-1963),Employee,2027-01-06,4" in lines
        )
    assert "Nothing is late" in page(signed_in(cast, "other_coordinator"), reverse("deto_tasks_late"))
    page(signed_in(cast, "employee"), reverse("deto_tasks_late"), 403)
    page(signed_in(cast, "supervisor"), reverse("deto_tasks_late_csv"), 403)


def test_name_that_reads_as_a_formula_is_text_in_the_file(
    cast: OverseasCast, case: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, LATE)
    type(cast.employee).objects.filter(pk=cast.employee.pk).update(given_name="=1+1")
    client = signed_in(cast, "coordinator")
    assert "'=1+1 Employee" in client.get(reverse("deto_tasks_late_csv")).content.decode()
    assert case.number


def test_late_list_asks_as_often_for_many_as_for_one(
    cast: OverseasCast, case: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, LATE)
    client = signed_in(cast, "coordinator")
    page(client, reverse("deto_tasks_late"))
    with counted() as few:
        page(client, reverse("deto_tasks_late"))
    for day in range(1, 31):
        Task.objects.create(
            agreement=case, code="review", owner="supervisor", due_on=date(2026, 12, day), opened_at=STARTED
        )
    with counted() as many:
        shown = page(client, reverse("deto_tasks_late"))
    assert many[0] <= few[0] + 0
    assert "page=2" in shown


@pytest.mark.usefixtures("now")
@pytest.mark.citation("2368.4(f)")
def test_case_shows_every_copy_with_its_delivery(cast: OverseasCast, case: Agreement) -> None:
    OutboxMessage.objects.filter(to="pay@example.gov").update(state="failed")
    shown = page(signed_in(cast, "coordinator"), reverse("agreement", args=[case.number]))
    assert "hr@example.gov: Waiting to go" in shown
    assert "pay@example.gov: Not delivered" in shown
    assert f"{cast.coordinator.email}: Waiting to go" in shown
