"""Every address of the application, as everybody who can open it: accessible, quiet, and not too wide."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from django.test import Client, override_settings
from django.urls import resolve, reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from agreements import navigation
from agreements.models import Agreement
from telework.models import User
from tests.journeys.conftest import Hands, session_of
from tests.journeys.visitor import Visitor
from tests.journeys.world import NAMES, READERS, STATES, World, addresses, make_world, own_addresses, patterns
from tests.walks.conftest import once_for_everybody

pytestmark = [pytest.mark.urls("tests.demo.urls")]

AXE = Axe().axe_script
TAGS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa"]},
    "resultTypes": ["violations"],
    # No rule above reads style sheets by itself; without this axe fetches every one anew for each page.
    "preload": {"assets": ["media"]},
}
WIDTHS = (1280, 375)
NARROWEST = 320
TOO_WIDE = """[...document.querySelectorAll("main *")]
    .filter(e => e.getBoundingClientRect().right > 321).map(e => e.outerHTML.slice(0, 90)).slice(0, 3)"""
PAGES = (200, 403, 404, 409, 429)
# Forms that refuse to be sent empty: who opens them, where, and the button.
FORMS = (
    ("employee", "request_self_assessment", "Save and continue"),
    ("employee", "request_schedule", "Save and continue"),
    ("employee", "request_site_add", "Save and continue"),
    ("employee", "request_communication", "Save and continue"),
    ("employee", "request_records", "Save and continue"),
    ("employee", "request_checklist", "Certify and continue"),
    ("employee", "request_equipment", "Save and continue"),
    ("employee", "request_clauses", "Save and continue"),
    ("employee", "request_acknowledgements", "Save and continue"),
    ("employee", "confirm_identity", "Confirm"),
    ("employee", "demo_clock", "Move the clock"),
    ("supervisor", "decide", "Approve and sign"),
    ("supervisor", "decide", "Return for changes"),
    ("supervisor", "decide", "Deny"),
    ("supervisor", "cancel", "Give notice"),
    ("nobody", "sign_in", "Sign in"),
)
THE_SAME_FOR_EVERYBODY = {"demo_letter", "guidance_topic", "provision"}
# Undo what is filled in, as somebody would who deletes it.
EMPTY = """for (const e of document.querySelectorAll("main input, main textarea, main select")) {
    if (e.type === "checkbox" || e.type === "radio") e.checked = false;
    else if (e.type !== "hidden") e.value = "";
}"""

seen_narrow: set[tuple[str, int, str]] = set()


@pytest.fixture
def world(transactional_db: None, hands: Hands, live_server: LiveServer) -> Iterator[World]:
    """One department on the test's own server, which plays the demonstration so that its pages open too.

    Nothing changes there, so the navigation of each reader is made once.
    """
    with override_settings(DEMO=True, SITE_URL=live_server.url), pytest.MonkeyPatch.context() as patch:
        patch.setattr(navigation, "_entries", once_for_everybody(navigation._entries))
        yield make_world()


@pytest.fixture
def enter(live_server: LiveServer, visitors: Callable[..., Visitor]) -> Callable[[User | None], Visitor]:
    """A browser of that user, of somebody who is not signed in for None; axe is in every page of it."""

    def enter(user: User | None) -> Visitor:
        visitor = visitors(live_server.url, cookie=session_of(user) if user is not None else "")
        visitor.page.add_init_script(AXE)
        return visitor

    return enter


@pytest.mark.parametrize("reader", READERS)
def test_every_page_that_this_reader_can_open_is_accessible(
    reader: str, world: World, enter: Callable[[User | None], Visitor]
) -> None:
    user = world.readers[reader]
    visitor = enter(user)
    wanted = [address for entry in patterns() for address in chosen(world, reader, *entry)]
    pages = list(answered(user, wanted))
    assert any(status == 200 for _, status in pages)
    assert [problem for page in pages for problem in problems_at(visitor, reader, *page)] == []


def test_every_page_of_their_own_agreement_is_accessible_in_every_state(
    world: World, enter: Callable[[User | None], Visitor]
) -> None:
    wrong: list[str] = []
    refusals: set[str] = set()
    for name in STATES:
        case = world.cases[name]
        owner = case.employee.user
        visitor = enter(owner)
        for page in answered(owner, own_addresses(case), refusals):
            wrong += problems_at(visitor, f"owner-{name}", *page)
        visitor.page.close()
    assert wrong == []


def test_every_form_sent_empty_is_accessible(world: World, enter: Callable[[User | None], Visitor]) -> None:
    visitors = {reader: enter(world.readers[reader]) for reader, _, _ in FORMS}
    wrong = []
    for reader, name, button in FORMS:
        visitor = visitors[reader]
        visitor.open(address_of_form(world, name))
        visitor.page.evaluate(EMPTY)
        visitor.press(button)
        visitor.page.get_by_role("alert").first.wait_for()
        wrong += [f"{name} sent empty {problem}" for problem in problems_of(visitor.page)]
        visitor.keep_picture(f"walk-empty-{name}-{button.split()[0]}")
    assert wrong == []


def chosen(world: World, reader: str, name: str, parameters: frozenset[str]) -> list[str]:
    """Every address of that name; of pages that are the same for everybody, one for each but the first."""
    found = addresses(world, name, parameters)
    return found[:1] if name in THE_SAME_FOR_EVERYBODY and reader != READERS[0] else found


def test_everybody_of_the_world_is_walked_as(world: World) -> None:
    assert set(world.readers) == set(READERS)


def test_nothing_is_filled_in_for_an_address_that_is_gone() -> None:
    assert {name for name, _ in patterns()} >= NAMES


def address_of_form(world: World, name: str) -> str:
    """Where the form is: of the request that is written, or of a case that waits or is in effect."""
    parameters = dict(patterns())[name]
    number = {"cancel": "active", "decide": "in_review"}.get(name, "own_draft")
    case: Agreement = world.cases[number]
    given = {"number": case.number, "ordinal": 1, "step": _waiting(case)}
    return reverse(name, kwargs={parameter: given[parameter] for parameter in parameters})


def _waiting(case: Agreement) -> int:
    steps = case.latest_terms().latest_round().filter(opened_at__isnull=False, closed_at__isnull=True)
    return next((step.pk for step in steps), 0)


def answered(
    user: User | None, wanted: Iterable[str], refusals: set[str] | None = None
) -> Iterator[tuple[str, int]]:
    """The addresses that answer this reader with a page, each with its status; of refusals one of a title.

    refusals  the titles of refusals that have been seen, to be kept from one reader to the next
    """
    client = Client()
    if user is not None:
        client.force_login(user)
    refusals = set() if refusals is None else refusals
    for address in wanted:
        answer = client.get(address)
        status = answer.status_code
        assert status < 500, (address, status)
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        if not is_page or status not in PAGES:
            continue
        if status != 200:
            title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
            if title in refusals:
                continue
            refusals.add(title)
        yield address, status


def problems_at(visitor: Visitor, reader: str, address: str, status: int) -> list[str]:
    visitor.open(address, status=status)
    name = str(resolve(address.partition("?")[0]).url_name)
    # Half of the time is axe on the narrow screen: once for each page, for a case's page in each state.
    kind = (name, status, reader if name == "agreement" else "")
    widths = WIDTHS[:1] if kind in seen_narrow else WIDTHS
    seen_narrow.add(kind)
    found = [f"{address} as {reader} {problem}" for problem in problems_of(visitor.page, widths)]
    visitor.keep_picture(f"walk-{reader}{address.replace('/', '_').replace('?', '_')}")
    return found


def problems_of(page: Page, widths: Iterable[int] = WIDTHS) -> Iterator[str]:
    """What axe finds at these widths, and what does not fit on the narrowest screen."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found = AxeResults(page.evaluate("options => axe.run(document, options)", TAGS))
        if found.violations_count:
            yield f"at {width}: {found.generate_report()}"
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth") > NARROWEST:
        yield f"scrolls sideways at {NARROWEST}: {page.evaluate(TOO_WIDE)}"
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
