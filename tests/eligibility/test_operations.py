"""The operations page: what it tells, to whom, and that what failed can be tried again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from pytest_django import Settings

from agreements.models import Agreement
from eligibility import operations as machine
from eligibility.services import operations as commands
from telework import audit, outbox, seals
from telework.errors import NotPermitted, WrongState
from telework.models import AuditEvent, Document, OutboxMessage, TaskRun, User
from telework.outbox import ATTEMPTS_WAITED_FOR
from telework.roles import Role
from telework.schedule import BEAT_SCHEDULE
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, Cast, approved, grant, make_cast, submitted

pytestmark = pytest.mark.django_db

SOON = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(hours=1)
PAGE = "/operations/"


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    grant(made.stranger, Role.ADMINISTRATOR)
    return made


@pytest.fixture
def administrator(cast: Cast) -> User:
    return cast.user("stranger")


def lose_letters(cast: Cast) -> int:
    """Every letter of an approval is refused for good."""
    if not Agreement.objects.exists():
        approved(cast)
    return OutboxMessage.objects.update(state="failed", attempts=14, failure="550 No such user")


def fail_documents(cast: Cast) -> int:
    if not Agreement.objects.exists():
        approved(cast)
    return Document.objects.update(attempts=3, failure="OSError: no space", next_try_at=LATER)


def ran(seconds_ago: dict[str, float]) -> None:
    for name, seconds in seconds_ago.items():
        task = BEAT_SCHEDULE[name]["task"]
        TaskRun.objects.create(task=task, ended_at=NOW - timedelta(seconds=seconds), seconds=0.1)


# --- What it tells ------------------------------------------------------------------------------------------


def test_letters_are_counted_with_the_oldest_and_what_failed_by_its_kind(cast: Cast) -> None:
    submitted(cast)
    OutboxMessage.objects.filter(template="decision_needed").update(state="failed")
    found = machine.letters()
    assert (found.waiting, found.oldest, found.failed) == (1, NOW, 1)
    assert list(found.failures) == [("decision needed", 1)]


@pytest.mark.parametrize(("after", "is_late"), [(SOON, False), (LATER, True)])
def test_letters_are_late_when_one_has_been_due_for_ten_minutes(
    cast: Cast, after: datetime, is_late: bool
) -> None:
    submitted(cast)
    assert machine.letters().is_late(after) is is_late


def test_letter_that_waits_for_its_next_try_is_not_late(cast: Cast) -> None:
    submitted(cast)
    OutboxMessage.objects.update(next_try_at=LATER + timedelta(hours=1))
    assert not machine.letters().is_late(LATER)


def test_documents_are_counted_with_their_failures(cast: Cast) -> None:
    count = fail_documents(cast)
    found = machine.documents()
    assert (found.waiting, found.oldest, found.failed, found.attempts) == (count, NOW, count, 3)


def test_task_is_late_after_three_of_its_periods_and_a_minute(db: None) -> None:
    ran({"sweep agreements": 239, "sweep overseas": 241})
    late = {one.name: one.is_late for one in machine.schedule(NOW)}
    assert (late["sweep agreements"], late["sweep overseas"]) == (False, True)
    assert late["deliver the outbox"], "it has never come to its end"
    assert set(late) == set(BEAT_SCHEDULE)


def test_seal_is_late_when_chains_have_grown_for_two_days_without_one(cast: Cast, settings: Settings) -> None:
    settings.AUDIT_SEAL_MAILBOX = "records@example.gov"
    assert not machine.seal(NOW).is_late, "there is nothing to seal"
    submitted(cast)
    assert machine.seal(NOW).is_late
    sealed = seals.seal_audit(actor=User.objects.system(), now=NOW)
    after = machine.seal(NOW)
    assert (after.last, after.is_late) == (sealed, False)
    assert after.letter == OutboxMessage.objects.get(key=sealed.letter_key)
    audit.record(chain="case", action="x", actor=cast.user("employee"), now=LATER, subject="s", payload={})
    days_later = machine.seal(NOW + timedelta(days=3))
    assert (days_later.is_late, days_later.grown) == (True, 2)


# --- The page -----------------------------------------------------------------------------------------------


def test_page_names_nobody_and_no_case(cast: Cast, administrator: User) -> None:
    lost = lose_letters(cast)
    shown = page(signed_in(cast, "stranger"), PAGE)
    for private in (str(Agreement.objects.get().number), "Emma", "emma@example.gov", "No such user"):
        assert private not in shown
    assert f"<strong>{lost}</strong> failed" in shown
    assert f"Send {lost} letters again" in shown


@pytest.mark.parametrize("reader", ["managing_officer", "auditor"])
def test_who_only_reads_gets_no_button(cast: Cast, reader: str) -> None:
    lost = lose_letters(cast)
    fail_documents(cast)
    shown = page(signed_in(cast, reader), PAGE)
    assert f"<strong>{lost}</strong> failed" in shown
    assert reverse("send_failed_letters") not in shown
    assert reverse("render_failed_documents") not in shown


def test_quiet_machine_offers_nothing_to_try_again(cast: Cast) -> None:
    shown = page(signed_in(cast, "stranger"), PAGE)
    for told in ("No letter waits.", "No document waits.", "Nothing is sealed yet."):
        assert told in shown
    assert "again</button>" not in shown
    assert "now</button>" not in shown


def test_page_costs_the_same_whatever_waits(cast: Cast) -> None:
    browser = signed_in(cast, "stranger")
    page(browser, PAGE)
    with counted() as quiet:
        page(browser, PAGE)
    lose_letters(cast)
    fail_documents(cast)
    ran(dict.fromkeys(BEAT_SCHEDULE, 5.0))
    seals.seal_audit(actor=User.objects.system(), now=NOW)
    with counted() as busy:
        page(browser, PAGE)
    # The letter of the seal is the one more.
    assert busy[0] == quiet[0] + 1


def test_buttons_say_what_follows_and_a_second_press_that_nothing_is_left(cast: Cast) -> None:
    lost = lose_letters(cast)
    browser = signed_in(cast, "stranger")
    sent = words(browser.post(reverse("send_failed_letters"), follow=True))
    assert f"Each of {lost} letters goes out again within a minute" in sent
    again = words(browser.post(reverse("send_failed_letters"), follow=True))
    assert "No letter has failed" in again
    documents = fail_documents(cast)
    made = words(browser.post(reverse("render_failed_documents"), follow=True))
    assert f"Each of {documents} documents is made again" in made


# --- Trying again -------------------------------------------------------------------------------------------


def test_administrator_sends_every_failed_letter_again(cast: Cast, administrator: User) -> None:
    lost = lose_letters(cast)
    assert commands.send_failed_letters(actor=administrator, now=NOW) == lost > 1
    event = AuditEvent.objects.get(chain="operations")
    assert (event.action, event.payload.data) == ("send_failed_letters", {"count": lost})
    Document.objects.update(attempts=ATTEMPTS_WAITED_FOR)
    assert outbox.deliver_due(NOW).sent == lost


def test_administrator_has_failed_documents_made_without_their_pause(cast: Cast, administrator: User) -> None:
    failed = fail_documents(cast)
    assert commands.render_failed_documents(actor=administrator, now=NOW) == failed
    assert set(Document.objects.values_list("next_try_at", flat=True)) == {NOW}
    event = AuditEvent.objects.get(chain="operations")
    assert (event.action, event.payload.data) == ("render_failed_documents", {"count": failed})


@pytest.mark.parametrize("command", [commands.send_failed_letters, commands.render_failed_documents])
def test_nobody_else_tries_again_and_nothing_is_tried_where_nothing_failed(
    cast: Cast, administrator: User, command: Callable[..., int]
) -> None:
    with pytest.raises(WrongState):
        command(actor=administrator, now=NOW)
    lose_letters(cast)
    fail_documents(cast)
    for other in ("employee", "coordinator", "managing_officer", "auditor"):
        with pytest.raises(NotPermitted, match="administrator"):
            command(actor=cast.user(other), now=NOW)
    assert OutboxMessage.objects.filter(state="failed").count() >= 2
    assert not AuditEvent.objects.filter(chain="operations").exists()
