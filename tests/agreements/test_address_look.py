"""Where somebody lives: who reads it anyway, who for cause, and that each such look is on the record."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from agreements.history import history_of
from agreements.models import Agreement
from agreements.seal import OFFICE
from agreements.services.address_looks import LONGEST_WORDS, look_at_address
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, Cast, active, draft, submitted
from tests.sealed import accommodation_asked

pytestmark = pytest.mark.django_db

STREET = "100 Example Street"
WHY = "Audit 26-014, item 3"
BESIDE_THE_CHAIN = ("managing_officer", "auditor")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def looks() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action="look_at_address").select_related("payload"))


def url(case: Agreement) -> str:
    return reverse("address_look", args=[case.number])


@pytest.mark.parametrize("name", BESIDE_THE_CHAIN)
def test_who_reads_for_cause_gets_the_address_and_leaves_a_record(cast: Cast, name: str) -> None:
    case = submitted(cast)
    browser = signed_in(cast, name)
    assert STREET not in page(browser, reverse("agreement", args=[case.number]))
    asked = page(browser, url(case))
    assert STREET not in asked
    assert "Your look is recorded" in asked
    assert looks() == []

    told = words(browser.post(url(case), {"why": WHY}))
    assert STREET in told
    assert "Your look at this address is recorded" in told
    (event,) = looks()
    assert (event.chain, event.actor_id, event.payload.data) == (case.chain, cast.user(name).pk, {"why": WHY})


def test_every_look_is_recorded_anew(cast: Cast) -> None:
    case, browser = submitted(cast), signed_in(cast, "auditor")
    for _ in range(2):
        browser.post(url(case), {"why": WHY})
    assert len(looks()) == 2
    assert STREET not in page(browser, url(case)), "reading it again asks again"


def test_no_copy_of_the_address_stays_in_a_browser(cast: Cast) -> None:
    case = submitted(cast)
    answer = signed_in(cast, "auditor").post(url(case), {"why": WHY})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("why", ["", "   ", "x" * (LONGEST_WORDS + 1)])
def test_without_a_reason_nothing_is_shown_and_nothing_recorded(cast: Cast, why: str) -> None:
    case = submitted(cast)
    told = words(signed_in(cast, "auditor").post(url(case), {"why": why}))
    assert STREET not in told
    assert "The address is not shown yet" in told
    assert looks() == []
    with pytest.raises(PolicyRefused) as refusal:
        look_at_address(actor=cast.user("auditor"), now=NOW, agreement=case, why=why)
    assert "why" in refusal.value.fields


@pytest.mark.parametrize("name", ["employee", "supervisor", "director", "coordinator"])
def test_who_reads_the_address_anyway_has_no_use_for_it(cast: Cast, name: str) -> None:
    case = submitted(cast)
    browser = signed_in(cast, name)
    assert STREET in page(browser, reverse("agreement", args=[case.number]))
    assert "Read the address of the site" not in page(browser, reverse("agreement", args=[case.number]))
    page(browser, url(case), 403)
    with pytest.raises(NotPermitted):
        look_at_address(actor=cast.user(name), now=NOW, agreement=case, why=WHY)
    assert looks() == []


@pytest.mark.parametrize("name", ["stranger", "other_coordinator"])
def test_for_strangers_there_is_no_such_page(cast: Cast, name: str) -> None:
    case = submitted(cast)
    page(signed_in(cast, name), url(case), 404)
    with pytest.raises(NotPermitted):
        look_at_address(actor=cast.user(name), now=NOW, agreement=case, why=WHY)


def test_before_anything_is_signed_there_is_no_address_to_read(cast: Cast) -> None:
    case = draft(cast)
    with pytest.raises(WrongState):
        look_at_address(actor=cast.user("auditor"), now=NOW, agreement=case, why=WHY)


def test_the_employee_reads_in_the_history_who_looked_and_why(cast: Cast) -> None:
    case = active(cast)
    look_at_address(actor=cast.user("auditor"), now=NOW, agreement=case, why=WHY)
    newest = next(one for one in history_of(case, with_drafting=False) if "Address" in one.title)
    assert (newest.actor, newest.detail) == ("Aldo Auditor", WHY)
    shown = page(signed_in(cast, "employee"), reverse("agreement", args=[case.number]))
    assert WHY in shown


def test_the_page_costs_the_same_however_often_it_was_read(cast: Cast) -> None:
    case, browser = submitted(cast), signed_in(cast, "auditor")
    browser.post(url(case), {"why": WHY})
    with counted() as once:
        browser.post(url(case), {"why": WHY})
    for _ in range(5):
        look_at_address(actor=cast.user("auditor"), now=NOW, agreement=case, why=WHY)
    with counted() as often:
        browser.post(url(case), {"why": WHY})
    assert once == often


def test_outside_a_seal_the_reason_of_a_look_is_not_told(cast: Cast) -> None:
    case = accommodation_asked(cast.employee)
    look_at_address(actor=cast.user("auditor"), now=NOW, agreement=case, why="Accommodation audit")
    told = next(one for one in history_of(case, with_drafting=False, is_open=False) if "Address" in one.title)
    assert (told.actor, told.detail) == (OFFICE, "")
    assert "Accommodation audit" not in page(
        signed_in(cast, "managing_officer"), reverse("agreement", args=[case.number])
    )
