"""The components and forms in a real browser: accessible, and nothing that the policy on content refuses."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

pytestmark = [pytest.mark.urls("tests.frontend.gallery"), pytest.mark.django_db(transaction=True)]

PAGES = (
    "/components/",
    "/components/?bound=1&demo=1",
    "/forms/",
    "/forms/?bound=1",
    "/sign-in/",
    "/privacy/",
    "/accessibility/",
    "/not-permitted/",
    "/nowhere/",
)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
# What the browser says of an error page itself.
EXPECTED = "Failed to load resource: the server responded with a status of 40"


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_accessibility_violation_and_no_console_message(
    page: Page, live_server: object, address: str, width: int
) -> None:
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if not message.text.startswith(EXPECTED):
            told.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server}{address}")
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    assert told == []


@pytest.mark.parametrize("address", ["/components/", "/forms/?bound=1", "/sign-in/"])
def test_page_does_not_scroll_sideways_at_320_pixels(page: Page, live_server: object, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server}{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = page.evaluate(
        """[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > 321)
            .map(e => e.outerHTML.slice(0, 90))"""
    )
    assert wide == []


def test_focus_moves_to_the_error_summary_and_on_to_the_field(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/forms/?bound=1")
    expect(page.locator("[data-error-summary]").first).to_be_focused()
    page.get_by_role("link", name="Site: This field is required.").click()
    expect(page.locator("#id_site_0")).to_be_focused()


def test_second_click_sends_nothing(page: Page, live_server: object) -> None:
    sent: list[str] = []
    page.goto(f"{live_server}/sign-in/")
    page.route("**/sign-in/", lambda route: sent.append(route.request.method))
    with page.expect_request("**/sign-in/"):
        page.evaluate("for (const turn of [1, 2]) document.querySelector('main form').requestSubmit()")
    page.wait_for_timeout(200)
    assert sent == ["POST"]
