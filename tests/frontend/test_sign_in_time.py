"""The warning before a sign-in ends, in a real browser: by keyboard, accessible, and never in the way."""

import re
import time
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Page, Route, expect
from pytest_django import Settings

from telework import sessions
from telework.models import User
from telework.settings import SESSION_COOKIE_NAME

pytestmark = [pytest.mark.urls("tests.frontend.gallery"), pytest.mark.django_db(transaction=True)]
PASSWORD = "a long pass phrase"
TWO_SECONDS_BEFORE_THE_WARNING = 5 + 2 / 60
# A busy machine needs longer than two seconds to show the page and type.
TEN_SECONDS_BEFORE_THE_WARNING = 5 + 10 / 60
LONG_AGO = 100_000


@pytest.fixture
def form_page(page: Page, client: Client, live_server: Any) -> Page:
    """The browser, signed in; its sign-in is two seconds older than the page it opens next would warn at."""
    client.force_login(User.objects.create_user("ana", password=PASSWORD))
    cookie = {"name": SESSION_COOKIE_NAME, "value": client.cookies[SESSION_COOKIE_NAME].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    return page


def noted(name: str, value: int | None = None) -> int:
    """Read, or write, a time in the one session there is."""
    row = Session.objects.get()
    data = row.get_decoded()
    if value is not None:
        data[name] = value
        Session.objects.update(session_data=Session.objects.encode(data))
    seconds: int = data[name]
    return seconds


def note_before_it_asks(page: Page, seen: int) -> None:
    """Write when the session was used last, in the moment in which the page asks how much time is left."""

    def write_and_let_go(route: Route) -> None:
        noted(sessions.SEEN, seen)
        route.continue_()

    page.route("**/sign-in-time/", write_and_let_go)


def test_warning_takes_the_focus_and_one_key_keeps_the_sign_in(
    form_page: Page, live_server: Any, settings: Settings
) -> None:
    settings.SESSION_IDLE_MINUTES = TWO_SECONDS_BEFORE_THE_WARNING
    form_page.goto(f"{live_server}/forms/")
    before = noted(sessions.SEEN)
    dialog = form_page.get_by_role("alertdialog", name="You will soon be signed out")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(re.compile(r"signed out at \d+:\d\d\s[AP]M"))
    expect(dialog.get_by_role("button", name="Close this message")).to_be_hidden()
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    results = Axe().run(form_page)
    assert results.violations_count == 0, results.generate_report()
    settings.SESSION_IDLE_MINUTES = 30
    with form_page.expect_response("**/sign-in-time/"):
        form_page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    form_page.wait_for_timeout(1500)
    assert noted(sessions.SEEN) > before
    expect(dialog).to_be_hidden()


def test_escape_keeps_the_sign_in_too(form_page: Page, live_server: Any, settings: Settings) -> None:
    settings.SESSION_IDLE_MINUTES = TWO_SECONDS_BEFORE_THE_WARNING
    form_page.goto(f"{live_server}/forms/")
    before = noted(sessions.SEEN)
    expect(form_page.get_by_role("alertdialog")).to_be_visible()
    with form_page.expect_response("**/sign-in-time/") as answer:
        form_page.keyboard.press("Escape")
    assert answer.value.request.method == "POST"
    form_page.wait_for_timeout(200)
    assert noted(sessions.SEEN) > before


def test_typing_keeps_the_sign_in_without_a_warning(
    form_page: Page, live_server: Any, settings: Settings
) -> None:
    settings.SESSION_IDLE_MINUTES = TEN_SECONDS_BEFORE_THE_WARNING
    form_page.goto(f"{live_server}/forms/")
    with form_page.expect_response(
        lambda answer: answer.url.endswith("/sign-in-time/") and answer.request.method == "POST"
    ):
        form_page.get_by_label("Why you ask").fill("A long reason")
    expect(form_page.get_by_role("alertdialog")).to_be_hidden()


def test_tab_left_behind_does_not_warn_while_another_is_in_use(
    form_page: Page, live_server: Any, settings: Settings
) -> None:
    settings.SESSION_IDLE_MINUTES = TWO_SECONDS_BEFORE_THE_WARNING
    note_before_it_asks(form_page, int(time.time()) + 100)
    with form_page.expect_response("**/sign-in-time/"):
        form_page.goto(f"{live_server}/forms/")
    form_page.wait_for_timeout(300)
    expect(form_page.get_by_role("alertdialog")).to_be_hidden()


def test_end_hides_the_page_says_why_and_leads_back(
    form_page: Page, live_server: Any, settings: Settings
) -> None:
    settings.SESSION_IDLE_MINUTES = TWO_SECONDS_BEFORE_THE_WARNING
    note_before_it_asks(form_page, LONG_AGO)
    form_page.goto(f"{live_server}/confirm-identity/?next=/forms/")
    form_page.wait_for_url("**/sign-in/?next=**")
    expect(form_page.locator("main")).to_contain_text("You were signed out because nothing happened")
    # The sign-in that follows lasts, however long a busy machine needs to show the page.
    form_page.unroute("**/sign-in-time/")
    settings.SESSION_IDLE_MINUTES = 30
    form_page.get_by_label("User name").fill("ana")
    form_page.get_by_label("Password").fill(PASSWORD)
    form_page.get_by_role("button", name="Sign in").click()
    form_page.wait_for_url("**/confirm-identity/?next=/forms/")


def test_last_minutes_of_eight_hours_are_announced_and_cannot_be_stretched(
    form_page: Page, live_server: Any
) -> None:
    noted(sessions.STARTED, int(time.time()) - 8 * 3600 + 240)
    form_page.goto(f"{live_server}/forms/")
    dialog = form_page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("A sign-in lasts 8 hours at most")
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_hidden()
    dialog.get_by_role("button", name="Close this message").click()
    form_page.wait_for_timeout(500)
    expect(dialog).to_be_hidden()
