"""The pages of the guidance, as different readers get them."""

import re

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from agreements.models import Agreement
from guidance.register import PROVISIONS
from guidance.topics import TOPICS
from telework.models import User
from tests.browsing import counted, page, proven, signed_in
from tests.cast import NOW, Cast, active, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def reader(cast: Cast) -> Client:
    return signed_in(cast, "employee")


def test_guidance_asks_a_stranger_to_sign_in_first(client: Client) -> None:
    answer = client.get("/guidance/")

    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")


def test_anybody_signed_in_may_read_also_without_an_employee_record(client: Client) -> None:
    client.force_login(User.objects.create_user("nobody"))

    assert "Guidance on telework" in page(client, "/guidance/")


@pytest.mark.citation("2361.1")
@pytest.mark.citation("2364.2")
@pytest.mark.citation("2364(c)")
@pytest.mark.citation("2366.4(a)")
@pytest.mark.citation("2368.1")
def test_three_doors_lead_to_every_topic_and_on_to_its_provisions(reader: Client) -> None:
    hub = page(reader, "/guidance/")

    assert hub.count('class="app-door"') == 3
    for topic in TOPICS:
        address = reverse("guidance_topic", args=[topic.slug])
        assert f'href="{address}"' in hub
        text = page(reader, address)
        assert all(f'href="{reverse("provision", args=[row.slug])}"' in text for row in topic.provisions)


def test_every_provision_has_a_page(reader: Client) -> None:
    for row in PROVISIONS:
        text = page(reader, reverse("provision", args=[row.slug]))

        assert f"3 FAM {row.citation}" in text
        assert ("Still to come" in text) is bool(row.missing)


def test_the_page_of_notice_shows_rule_reading_pages_and_the_tests_that_prove_it(reader: Client) -> None:
    text = page(reader, "/guidance/provisions/2362-1-n/")

    assert "The day of notice, in Washington" in text
    assert "Cancel with at least ten workdays" in text
    assert "Notice is ten workdays." in text
    assert reverse("calculator_notice") in text


def test_unknown_topics_and_provisions_are_not_found(reader: Client) -> None:
    page(reader, "/guidance/topics/nonsense/", 404)
    page(reader, "/guidance/provisions/nonsense/", 404)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("coordinator", "1 core agreements"), ("managing_officer", "1 core"), ("other_coordinator", "0 core")],
)
def test_live_cases_are_counted_among_those_the_reader_may_see(cast: Cast, name: str, expected: str) -> None:
    active(cast)

    assert expected in page(signed_in(cast, name), "/guidance/provisions/2361-4-core/")


def test_an_employee_is_shown_no_count(cast: Cast, reader: Client) -> None:
    active(cast)

    assert "Cases you can see" not in page(reader, "/guidance/provisions/2361-4-core/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2362.1(m)", "The supervisor cancels or adjusts"),
        ("3 FAM 2362.1(m)", "The supervisor cancels or adjusts"),
        ("SNOW", "When offices close"),
        ("leave restriction", "Leave restriction"),
        ("zebra", "Nothing found"),
        ("", "Write a word"),
        ("<script>", "&lt;script&gt;"),
        ("zebra " * 2000, "Nothing found"),
    ],
)
def test_search_finds_topics_and_provisions(reader: Client, query: str, found: str) -> None:
    answer = reader.get("/guidance/search/", {"q": query})

    assert answer.status_code == 200
    assert found in answer.content.decode()


def test_the_matrix_lists_every_provision_and_says_what_is_not_built(reader: Client) -> None:
    text = page(reader, "/guidance/matrix/")

    assert text.count('<th scope="row"') == len(PROVISIONS)
    assert text.count("Not yet built") == sum(not row.is_built for row in PROVISIONS)


def test_guidance_asks_the_same_few_queries_however_many_cases_there_are(cast: Cast) -> None:
    coordinator = signed_in(cast, "coordinator")
    coordinator.get("/guidance/provisions/2363-3-b/")
    with counted() as without:
        coordinator.get("/guidance/provisions/2363-3-b/")
    active(cast)
    with counted() as with_one:
        coordinator.get("/guidance/provisions/2363-3-b/")

    assert without == with_one
    assert with_one[0] < 25


def on_a_page_of(user: User, **values: str) -> Context:
    """The context of a page, as the tag sees it."""
    request = RequestFactory().get("/")
    request.user = user
    context = Context(values)
    context.request = request
    return context


def test_a_citation_is_a_link_on_pages_of_somebody_signed_in(cast: Cast) -> None:
    source = Template('{% load components %}{% citation "2362.1(m)" %}')

    link = '<a class="app-citation usa-link" href="/guidance/provisions/2362-1-m/">'
    assert source.render(on_a_page_of(cast.user("employee"))) == f"{link}3 FAM\N{NO-BREAK SPACE}2362.1(m)</a>"
    assert "<a " not in source.render(Context()), "documents and letters are rendered without a request"


@pytest.mark.parametrize("reference", ["5 U.S.C. 6502(a)(2)", "29 CFR 1630"])
def test_other_law_stays_text(cast: Cast, reference: str) -> None:
    rendered = Template("{% load components %}{% citation reference %}").render(
        on_a_page_of(cast.user("employee"), reference=reference)
    )

    assert rendered == f'<span class="app-citation">{reference}</span>'


def test_a_refusal_on_a_page_leads_to_its_provision(cast: Cast) -> None:
    agreement: Agreement = active(cast, NOW)
    text = page(proven(cast, "employee"), f"/agreements/{agreement.number}/cancel/")

    assert re.search(r'href="/guidance/provisions/2362-1-n/"', text)
