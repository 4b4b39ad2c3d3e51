"""Links of letters: to the right page, or to the name of an office; never more."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
import time_machine
from django.conf import settings
from django.core import signing
from django.test import Client

from agreements import links
from agreements.links import Page, letter_url
from agreements.models import Agreement
from agreements.services import drafting
from eligibility.models import Employee
from tests.browsing import page, signed_in
from tests.cast import NOW, TODAY, Cast, approve_step, approved, submitted, waiting_step
from tests.deciding import send_back


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def link(agreement: Agreement, target: Page, reader: Employee) -> str:
    return letter_url(agreement, target, reader).removeprefix(settings.SITE_URL)


def test_reader_signs_in_first_and_comes_back(cast: Cast) -> None:
    url = link(submitted(cast), Page.DECIDE, cast.supervisor)
    answer = Client().get(url)
    assert answer.status_code == 302
    assert unquote(answer["Location"]) == f"/sign-in/?next={url}"


def test_decider_comes_to_the_decision_in_one_step(cast: Cast) -> None:
    agreement = submitted(cast)
    answer = signed_in(cast, "supervisor").get(link(agreement, Page.DECIDE, cast.supervisor))
    assert answer["Location"] == f"/agreements/{agreement.number}/decide/{waiting_step(agreement).pk}/"


def test_decision_taken_meanwhile_leads_to_the_case(cast: Cast) -> None:
    agreement = submitted(cast)
    url = link(agreement, Page.DECIDE, cast.supervisor)
    approve_step(cast, agreement, "supervisor")
    assert signed_in(cast, "supervisor").get(url)["Location"] == f"/agreements/{agreement.number}/"


def test_returned_request_leads_to_its_tasks_while_it_can_be_changed(cast: Cast) -> None:
    agreement = send_back(cast.user("supervisor"), waiting_step(submitted(cast)))
    url = link(agreement, Page.TASKS, cast.employee)
    client = signed_in(cast, "employee")
    assert client.get(url)["Location"] == f"/agreements/{agreement.number}/request/"
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    assert client.get(url)["Location"] == f"/agreements/{agreement.number}/"


def test_whoever_may_see_the_case_may_use_a_forwarded_link(cast: Cast) -> None:
    agreement = submitted(cast)
    url = link(agreement, Page.DECIDE, cast.supervisor)
    answer = signed_in(cast, "coordinator").get(url)
    assert answer["Location"] == f"/agreements/{agreement.number}/"


def test_stranger_learns_the_office_and_nothing_more(cast: Cast) -> None:
    agreement = submitted(cast)
    text = page(signed_in(cast, "stranger"), link(agreement, Page.DECIDE, cast.supervisor), 403)
    assert "The matter is with: <strong>Supervisor, OES</strong>." in text
    for word in ("Emma", "Sam", str(agreement.number), "Being decided"):
        assert word not in text


def test_matter_that_waits_for_nobody_is_with_the_coordinator(cast: Cast) -> None:
    agreement = approved(cast)
    text = page(signed_in(cast, "stranger"), link(agreement, Page.CASE, cast.employee), 403)
    assert "Bureau telework coordinator, OES" in text


def test_reader_whose_office_has_gone_to_another_is_told_where_it_went(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    url = link(agreement, Page.DECIDE, cast.director)
    cast.director.roles.update(ends_on=TODAY.replace(day=1))
    assert "Bureau executive director, OES" in page(signed_in(cast, "director"), url, 403)


@pytest.mark.parametrize(
    "token",
    [
        "nonsense",
        signing.dumps([1, "agreement", 1], salt="another"),
        signing.dumps([1, "bureau", 1], salt=links.SALT),
        signing.dumps([1], salt=links.SALT),
    ],
    # A signature holds the time: without names the tests of two processes would differ.
    ids=["nonsense", "another salt", "unknown page", "too short"],
)
def test_link_that_we_did_not_write_leads_nowhere(cast: Cast, token: str) -> None:
    submitted(cast)
    assert "This page is not here" in page(signed_in(cast, "supervisor"), f"/go/{token}/", 404)


def test_link_to_a_case_that_is_not_there_leads_nowhere(cast: Cast) -> None:
    token = signing.dumps([4711, "agreement", cast.employee.pk], salt=links.SALT)
    page(signed_in(cast, "employee"), f"/go/{token}/", 404)
