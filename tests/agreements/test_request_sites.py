"""The sites of a request: added, changed, removed, refused."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from agreements.models import Agreement
from agreements.policy import safety
from agreements.services import drafting
from tests.cast import HOME, NOW, Cast, draft
from tests.requesting import checklist_post, text_of, url


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def emma(client: Client, cast: Cast) -> Client:
    client.force_login(cast.user("employee"))
    return client


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return draft(cast)


def test_site_is_added_listed_changed_and_removed(emma: Client, agreement: Agreement) -> None:
    added = emma.post(url("request_site_add", agreement), {**HOME, "name": "Library", "kind": "other"})
    assert added["Location"] == url("request_sites", agreement)
    page = text_of(emma, url("request_sites", agreement))
    assert "Library" in page
    assert "Safety checklist: not filled in yet." in page
    emma.post(url("request_site", agreement, 2), {**HOME, "name": "Reading room", "kind": "other"})
    assert "Reading room" in text_of(emma, url("request_site_remove", agreement, 2))
    assert agreement.latest_terms().worksites.count() == 2
    emma.post(url("request_site_remove", agreement, 2))
    assert [site.name for site in agreement.latest_terms().worksites.all()] == ["Home"]


def test_site_that_is_not_there_is_not_found(emma: Client, agreement: Agreement) -> None:
    for name in ("request_site", "request_site_remove", "request_checklist"):
        assert emma.get(url(name, agreement, 7)).status_code == 404


@pytest.mark.citation("2361.4 telework, alternate work site")
@pytest.mark.parametrize("country", ["abroad", "CA", "FR"])
def test_foreign_country_is_refused_beside_the_field_with_the_way_to_go(
    emma: Client, agreement: Agreement, country: str
) -> None:
    answer = emma.post(url("request_site_add", agreement), {**HOME, "country": country})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_country_error"' in page
    assert "domestic employees teleworking overseas (2368)" in page
    assert "ask your bureau telework coordinator" in page
    assert 'value="100 Example Street"' in page
    assert agreement.latest_terms().worksites.count() == 1


def test_same_place_is_not_listed_twice(emma: Client, agreement: Agreement) -> None:
    twin = {**HOME, "name": "home", "street": f" {HOME['street'].upper()} "}
    page = emma.post(url("request_site_add", agreement), twin).content.decode()
    assert "This site is listed already." in page
    assert agreement.latest_terms().worksites.count() == 1
    other = {**HOME, "name": "Kitchen", "work_area": "Kitchen table"}
    assert emma.post(url("request_site_add", agreement), other).status_code == 302


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("street", "PO Box 12", "A post office box is not a place to work."),
        ("street", "P.O. box 12", "A post office box is not a place to work."),
        ("street", "", "Give the street address."),
        ("street", "POB 12", "A post office box is not a place to work."),
        ("postal_code", "2220", "Write the ZIP code as 22201."),
        ("postal_code", "2220\u0661", "Write the ZIP code as 22201."),
        ("street", "PSC 3, APO AE", "domestic employees teleworking overseas (2368)"),
        ("region", "", "Choose the state or territory."),
        ("work_area", " ", "Say where in it you work."),
        ("kind", "", "Choose an answer."),
    ],
)
def test_wrong_address_is_refused_beside_the_field(
    emma: Client, agreement: Agreement, field: str, typed: str, words: str
) -> None:
    page = emma.post(url("request_site_add", agreement), {**HOME, field: typed}).content.decode()
    assert words in page
    assert f'id="id_{field}_error"' in page
    assert 'value="Arlington"' in page


def test_sixth_site_is_refused_with_the_reason(emma: Client, agreement: Agreement) -> None:
    for number in range(drafting.MOST_SITES - 1):
        emma.post(url("request_site_add", agreement), {**HOME, "name": f"Site {number}"})
    assert "An agreement lists at most 5 sites." in text_of(emma, url("request_sites", agreement))
    page = emma.post(url("request_site_add", agreement), HOME).content.decode()
    assert "An agreement lists at most 5 sites." in page


@pytest.mark.citation("2367(b)")
def test_new_address_makes_the_checklist_stale_and_it_is_certified_anew(
    emma: Client, agreement: Agreement
) -> None:
    emma.post(url("request_site", agreement, 1), {**HOME, "street": "7 New Road"})
    assert "certified for another address" in text_of(emma, url("request_sites", agreement))
    assert "has changed since you certified it" in text_of(emma, url("request_safety", agreement))
    page = text_of(emma, url("request_checklist", agreement, 1))
    assert "You certified this checklist for 100 Example Street" in page
    assert page.count("checked") == len(safety.QUESTIONS)
    answer = emma.post(url("request_checklist", agreement, 1), checklist_post())
    assert answer["Location"] == url("request_tasks", agreement)
    assert not agreement.latest_terms().worksites.get().checklist.is_stale
