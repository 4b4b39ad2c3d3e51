"""The employee certifies Form DS-1963 of the place overseas after the start (2368.4(g), (h))."""

from typing import Any

import pytest

from agreements.models import Agreement, AgreementDocument, SafetyChecklist, Worksite
from deto.models import Task
from deto.services.certifying import certify_overseas
from deto.tasks import sweep_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage
from tests.cast import NOW, safe_answers
from tests.overseas import STARTED, OverseasCast, active, approved, make_overseas_cast

pytestmark = pytest.mark.django_db


def site_of(agreement: Agreement) -> Worksite:
    return agreement.terms_in_force().worksites.get()


def certify(cast: OverseasCast, agreement: Agreement, by: str = "employee", **given: Any) -> SafetyChecklist:
    answers = {**safe_answers(), **given}
    return certify_overseas(
        actor=cast.user(by),
        now=STARTED,
        agreement=agreement,
        worksite=site_of(agreement),
        answers=answers,
    )


def no(remedy: str = "", by: str | None = None) -> dict[str, Any]:
    return {"answer": "no", "remedy": remedy, "remedy_on": by}


@pytest.mark.citation("2368.4(g)")
def test_certified_checklist_is_handed_in_and_the_task_is_done() -> None:
    cast = make_overseas_cast()
    agreement = active(cast)
    sweep_due(STARTED)
    certify(cast, agreement)
    task = Task.objects.get(code="ds1963")
    assert (task.done_at, task.done_by) == (STARTED, cast.employee)
    kept = AgreementDocument.objects.get(kind="ds1963")
    assert (kept.worksite, kept.terms) == (site_of(agreement), agreement.terms_in_force())
    letter = OutboxMessage.objects.get(template="deto_checklist", to=cast.coordinator.email)
    assert list(letter.documents.all()) == [kept.document]
    actions = AuditEvent.objects.filter(chain=agreement.chain).values_list("action", flat=True)
    assert {"certify_overseas", "complete_task"} <= set(actions)
    with pytest.raises(WrongState, match="already"):
        certify(cast, agreement)


def test_task_waits_for_the_last_site() -> None:
    cast = make_overseas_cast()
    agreement = active(cast)
    sweep_due(STARTED)
    first = site_of(agreement)
    second = Worksite.objects.get(pk=first.pk)
    second.pk, second.ordinal, second.name = None, 2, "Office"
    second.save()
    certify_overseas(
        actor=cast.user("employee"), now=STARTED, agreement=agreement, worksite=first, answers=safe_answers()
    )
    assert Task.objects.get(code="ds1963").done_at is None


def test_remedy_with_its_day_is_enough_for_what_is_no_danger() -> None:
    cast = make_overseas_cast()
    certify(cast, active(cast), chair=no("Buy one", "2027-01-15"))
    assert SafetyChecklist.objects.get().answers["chair"]["remedy"] == "Buy one"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"chair": no()}, "chair_remedy"),
        ({"chair": no("Buy one")}, "chair_remedy"),
        ({"smoke_alarm": no("Buy one", "2027-01-15")}, "smoke_alarm"),
        ({"grounded": no("Have it done", "2027-01-15")}, "grounded"),
        ({"desk": {"answer": "not_applicable", "remedy": "", "remedy_on": None}}, "desk"),
    ],
)
def test_unsafe_site_is_not_certified(given: dict[str, Any], field: str) -> None:
    cast = make_overseas_cast()
    agreement = active(cast)
    with pytest.raises(PolicyRefused) as refused:
        certify(cast, agreement, **given)
    assert field in refused.value.fields
    assert not SafetyChecklist.objects.exists()
    assert not AgreementDocument.objects.filter(kind="ds1963").exists()


@pytest.mark.parametrize("by", ["supervisor", "coordinator", "stranger"])
def test_nobody_certifies_for_the_employee(by: str) -> None:
    cast = make_overseas_cast()
    with pytest.raises(NotPermitted):
        certify(cast, active(cast), by)
    assert not SafetyChecklist.objects.exists()


def test_place_is_not_certified_before_the_start() -> None:
    cast = make_overseas_cast()
    agreement = approved(cast, NOW)
    with pytest.raises(WrongState, match="started"):
        certify(cast, agreement)
