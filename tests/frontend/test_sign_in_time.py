"""The warning before a sign-in ends, in a real browser: by keyboard, accessible, and never in the way."""

import re
import time
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Page, Route, expect

from telework import sessions
from telework.models import User
from telework.settings import SESSION_COOKIE_NAME

pytestmark = [pytest.mark.urls("tests.frontend.gallery"), pytest.mark.django_db(transaction=True)]
PASSWORD = "a long pass phrase"
IDLE_MINUTES = 30
LONG_AGO = 100_000


@pytest.fixture
def form_page(page: Page, client: Client, live_server: Any) -> Page:
    """The browser, signed in. Its clock can be put forward; the server's goes on as it does."""
    client.force_login(User.objects.create_user("ana", password=PASSWORD))
    cookie = {"name": SESSION_COOKIE_NAME, "value": client.cookies[SESSION_COOKIE_NAME].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    page.clock.install()
    return page


def ago(minutes: float) -> int:
    return int(time.time() - 60 * minutes)


def until_it_asks(page: Page) -> None:
    """Let the browser's minutes go by until it asks the server how much time is left, and has the answer."""
    with page.expect_response("**/sign-in-time/"):
        page.clock.fast_forward("25:01")


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


def test_warning_takes_the_focus_and_one_key_keeps_the_sign_in(form_page: Page, live_server: Any) -> None:
    form_page.goto(f"{live_server}/forms/")
    note_before_it_asks(form_page, ago(IDLE_MINUTES - 4))
    until_it_asks(form_page)
    dialog = form_page.get_by_role("alertdialog", name="You will soon be signed out")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(re.compile(r"signed out at \d+:\d\d\s[AP]M"))
    expect(dialog.get_by_role("button", name="Close this message")).to_be_hidden()
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    results = Axe().run(form_page)
    assert results.violations_count == 0, results.generate_report()
    form_page.unroute("**/sign-in-time/")
    before = noted(sessions.SEEN)
    with form_page.expect_response("**/sign-in-time/"):
        form_page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert noted(sessions.SEEN) > before
    form_page.clock.run_for(2000)
    expect(dialog).to_be_hidden()


def test_escape_keeps_the_sign_in_too(form_page: Page, live_server: Any) -> None:
    form_page.goto(f"{live_server}/forms/")
    note_before_it_asks(form_page, ago(IDLE_MINUTES - 4))
    until_it_asks(form_page)
    expect(form_page.get_by_role("alertdialog")).to_be_visible()
    form_page.unroute("**/sign-in-time/")
    before = noted(sessions.SEEN)
    with form_page.expect_response("**/sign-in-time/") as answer:
        form_page.keyboard.press("Escape")
    assert answer.value.request.method == "POST"
    assert noted(sessions.SEEN) > before


def test_typing_keeps_the_sign_in_without_a_warning(form_page: Page, live_server: Any) -> None:
    form_page.goto(f"{live_server}/forms/")
    note_before_it_asks(form_page, ago(IDLE_MINUTES - 4))
    form_page.clock.fast_forward("23:00")
    form_page.get_by_label("Why you ask").fill("A long reason")
    with form_page.expect_response(
        lambda answer: answer.url.endswith("/sign-in-time/") and answer.request.method == "POST"
    ):
        form_page.clock.fast_forward("02:01")
    expect(form_page.get_by_role("alertdialog")).to_be_hidden()


def test_tab_left_behind_does_not_warn_while_another_is_in_use(form_page: Page, live_server: Any) -> None:
    form_page.goto(f"{live_server}/forms/")
    until_it_asks(form_page)
    form_page.clock.run_for(2000)
    expect(form_page.get_by_role("alertdialog")).to_be_hidden()


def test_end_hides_the_page_says_why_and_leads_back(form_page: Page, live_server: Any) -> None:
    form_page.goto(f"{live_server}/confirm-identity/?next=/forms/")
    note_before_it_asks(form_page, LONG_AGO)
    form_page.clock.fast_forward("25:01")
    form_page.wait_for_url("**/sign-in/?next=**")
    expect(form_page.locator("main")).to_contain_text("You were signed out because nothing happened")
    form_page.unroute("**/sign-in-time/")
    form_page.get_by_label("User name").fill("ana")
    form_page.get_by_label("Password").fill(PASSWORD)
    form_page.get_by_role("button", name="Sign in").click()
    form_page.wait_for_url("**/confirm-identity/?next=/forms/")


def test_last_minutes_of_eight_hours_are_announced_and_cannot_be_stretched(
    form_page: Page, live_server: Any
) -> None:
    noted(sessions.STARTED, ago(8 * 60 - 4))
    form_page.goto(f"{live_server}/forms/")
    dialog = form_page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("A sign-in lasts 8 hours at most")
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_hidden()
    dialog.get_by_role("button", name="Close this message").click()
    form_page.clock.run_for(2000)
    expect(dialog).to_be_hidden()
