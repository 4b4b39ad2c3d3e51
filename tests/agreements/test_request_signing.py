"""Check, sign, receipt: what is shown is what is signed, and it is sent once."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from agreements.models import Agreement, Signature
from agreements.services import drafting
from agreements.services.submission import EMPLOYEE_STATEMENT
from agreements.states import State
from eligibility.models import Employee
from telework.models import OutboxMessage
from tests.cast import NOW, PASSWORD, Cast, approve_step, draft, submitted, waiting_step
from tests.deciding import send_back
from tests.requesting import text_of, url


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def emma(client: Client, cast: Cast) -> Client:
    client.force_login(cast.user("employee"))
    return client


def confirm(client: Client, agreement: Agreement) -> str:
    """Prove who it is; the address that follows."""
    where = url("request_sign", agreement)
    answer = client.post("/confirm-identity/", {"password": PASSWORD, "next": where})
    return str(answer["Location"])


def digest_on(page: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found.group(1)


def signing_post(client: Client, agreement: Agreement) -> dict[str, str]:
    confirm(client, agreement)
    return {"digest": digest_on(text_of(client, url("request_sign", agreement))), "agreed": "on"}


def test_check_page_shows_every_answer_with_a_change_link_that_returns(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    page = text_of(emma, url("request_check", agreement))
    for answer in ("Emma Employee", "Core telework", "100 Example Street", "Telephone, mail and chat"):
        assert answer in page
    for name in ("schedule", "sites", "communication", "records", "safety", "equipment", "clauses"):
        assert f'href="{url(f"request_{name}", agreement)}?next=check"' in page
    assert page.count("Accepted: ") == 19
    assert "Ready to sign" in page
    assert emma.post(url("request_check", agreement))["Location"] == url("request_sign", agreement)


def test_check_page_names_what_is_left_and_locks_signing(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    drafting.save_section(
        actor=cast.user("employee"),
        now=NOW,
        agreement=agreement,
        section="communication",
        answers={"communication_hours": ""},
    )
    page = text_of(emma, url("request_check", agreement))
    assert "You cannot sign yet" in page
    assert "Say how colleagues and your supervisor reach you" in page
    assert "Continue to sign" not in page
    for answer in (emma.get(url("request_sign", agreement)), emma.post(url("request_sign", agreement))):
        assert answer["Location"] == url("request_check", agreement)


def test_signing_asks_for_the_password_and_comes_back(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    page = text_of(emma, url("request_sign", agreement))
    assert "Confirm that it is you" in page
    assert "Sign and submit</button>" not in page
    assert confirm(emma, agreement) == url("request_sign", agreement)
    assert "Sign and submit</button>" in text_of(emma, url("request_sign", agreement))


def test_sign_page_shows_statement_content_and_digest_and_says_it_binds(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    page = text_of(emma, url("request_sign", agreement))
    assert EMPLOYEE_STATEMENT in page
    assert "legally binding" in page
    assert "100 Example Street" in page
    shown = re.search(r'<code class="app-digest">([0-9a-f]{64})</code>', page)
    assert shown is not None
    emma.post(url("request_sign", agreement), signing_post(emma, agreement))
    assert agreement.latest_terms().content_sha256 == shown.group(1)


def test_signature_submits_and_leads_to_the_receipt(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    answer = emma.post(url("request_sign", agreement), signing_post(emma, agreement))
    assert answer["Location"] == url("request_submitted", agreement)
    assert Agreement.objects.get(pk=agreement.pk).state == State.IN_REVIEW
    signature = Signature.objects.get()
    assert (signature.signer, signature.authentication) == (cast.employee, "password")


def test_two_clicks_send_one_request(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    posted = signing_post(emma, agreement)
    answers = [emma.post(url("request_sign", agreement), posted) for _ in range(2)]
    assert [a["Location"] for a in answers] == [url("request_submitted", agreement)] * 2
    assert Signature.objects.count() == 1
    assert OutboxMessage.objects.filter(to="sam@example.gov").count() == 1


def test_proof_that_has_gone_stale_asks_again_and_signs_nothing(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    posted = signing_post(emma, agreement)
    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        answer = emma.post(url("request_sign", agreement), posted)
    assert answer["Location"].startswith("/confirm-identity/?next=")
    assert Agreement.objects.get(pk=agreement.pk).state == State.DRAFT


def test_without_the_tick_nothing_is_signed(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    posted = signing_post(emma, agreement) | {"agreed": ""}
    page = emma.post(url("request_sign", agreement), posted).content.decode()
    assert "Tick this to sign." in page
    assert not Signature.objects.exists()


def test_content_changed_in_another_tab_is_not_signed_unseen(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    posted = signing_post(emma, agreement)
    drafting.save_section(
        actor=cast.user("employee"),
        now=NOW,
        agreement=agreement,
        section="communication",
        answers={"communication_hours": "noon to 8 pm"},
    )
    page = emma.post(url("request_sign", agreement), posted).content.decode()
    assert "The content has changed since you opened this page" in page
    assert digest_on(page) != posted["digest"]
    assert not Signature.objects.exists()


def test_rule_that_fails_at_the_last_moment_signs_nothing(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    posted = signing_post(emma, agreement)
    Employee.objects.filter(pk=cast.employee.pk).update(rating_of_record="unacceptable")
    answer = emma.post(url("request_sign", agreement), posted)
    assert answer["Location"] == url("request_check", agreement)
    assert not Signature.objects.exists()


def test_receipt_says_number_time_who_has_it_until_when_and_what_follows(emma: Client, cast: Cast) -> None:
    agreement = submitted(cast)
    page = text_of(emma, url("request_submitted", agreement))
    assert str(agreement.number) in page
    assert "Submitted on Monday, 23 November 2026, 10:00 a.m., Washington time." in page
    assert "Sam Supervisor (Supervisor, OES)" in page
    assert "Tuesday, 1 December 2026" in page  # five workdays, Thanksgiving not counted
    assert "Bureau executive director, OES" in page
    assert "cora@example.gov" in page


def test_receipt_stays_when_the_case_has_moved_on(emma: Client, cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    assert "Edith Execdir" in text_of(emma, url("request_submitted", agreement))
    approve_step(cast, agreement, "director")
    page = text_of(emma, url("request_submitted", agreement))
    assert "Submitted on Monday, 23 November 2026" in page
    assert "Where it stands now" in page


def test_before_submission_there_is_no_receipt(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    assert emma.get(url("request_submitted", agreement))["Location"] == url("request_tasks", agreement)


def test_returned_request_is_signed_again_after_accepting_anew(emma: Client, cast: Cast) -> None:
    agreement = submitted(cast)
    send_back(cast.user("supervisor"), waiting_step(agreement))
    tasks = text_of(emma, url("request_tasks", agreement))
    assert "Accept the statements and sign again when you are done." in tasks
    assert emma.get(url("request_sign", agreement))["Location"] == url("request_check", agreement)
    assert "Where it stands now" in text_of(emma, url("request_submitted", agreement))
