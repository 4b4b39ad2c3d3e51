"""A person at a browser of their own, finding everything by role and label, as assistive technology does."""

import os
import re
from datetime import date, datetime
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

SHOTS = os.environ.get("ETELEWORK_SHOTS", "")
WIDTHS = (1280, 375)
DATE = re.compile(r"[A-Z][a-z]+day, \d{1,2} [A-Z][a-z]+ \d{4}")
# What the browser itself says of a page of ours that answers 403, 404 or 409.
OWN_WORDS_OF_ERROR_PAGES = "Failed to load resource: the server responded with a status of 40"

MOST_TABS = 80
# A USWDS checkbox shows its ring on the square that its label draws.
FOCUSED = """() => {
    const e = document.activeElement;
    const label = e.labels && e.labels[0];
    const drawn = label && e.type === "checkbox" ? getComputedStyle(label, "::before") : getComputedStyle(e);
    return {name: (label || e).innerText, outline: drawn.outlineStyle, shadow: drawn.boxShadow};
}"""


def date_in(text: str) -> date:
    """The first date of a page's words, which are written like Monday, 7 December 2026."""
    found = DATE.search(text)
    assert found, f"no date in {text!r}"
    return datetime.strptime(found.group(), "%A, %d %B %Y").date()  # noqa: DTZ007 - a day has no time zone


def keep_picture(page: Page, name: str) -> None:
    """Save the page at both widths where ETELEWORK_SHOTS names a folder."""
    if not SHOTS:
        return
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    if before is not None:
        page.set_viewport_size(before)


class Visitor:
    """One browser, one person; what the console says is kept, and read when the journey is over."""

    def __init__(self, context: BrowserContext, *, has_scripts: bool = True) -> None:
        self.page: Page = context.new_page()
        self.has_scripts = has_scripts
        self.told: list[str] = []
        self.clicks = 0
        self.pages = 0
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("framenavigated", lambda frame: self._count(frame == self.page.main_frame))

    def _note(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(OWN_WORDS_OF_ERROR_PAGES):
            self.told.append(f"{self.page.url}: {message.text}")

    def _count(self, is_page: bool) -> None:
        self.pages += is_page

    def count_anew(self) -> None:
        """Begin to count pages and clicks from here."""
        self.clicks = self.pages = 0

    def open(self, address: str, status: int = 200) -> None:
        """Open an address, which must answer with `status`."""
        answer = self.page.goto(address)
        assert answer is not None, address
        assert answer.status == status, (address, answer.status)

    def press(self, name: str) -> None:
        """Press the button of that name."""
        self.clicks += 1
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str) -> None:
        """Follow the link of the main part with that name."""
        self.clicks += 1
        self.click(self.main.get_by_role("link", name=name, exact=True))

    def go(self, name: str) -> None:
        """Use the primary navigation."""
        self.click(self.page.get_by_role("navigation", name="Primary").get_by_role("link", name=name))

    def click(self, target: Locator) -> None:
        """Click, and wait until the page that this leads to is all there.

        Playwright's click itself comes back when that page has begun to arrive.
        """
        target.click()
        self.page.wait_for_load_state()

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def write(self, label: str, value: str) -> None:
        self.main.get_by_label(label).fill(value)

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label).select_option(option)

    def tick(self, label: str, *, within: str = "") -> None:
        """Tick a checkbox by keyboard; USWDS draws it by its label, so there is no box to click on."""
        self.clicks += 1
        box = self._group(within).get_by_role("checkbox", name=label)
        box.press("Space")
        expect(box).to_be_checked()

    def choose(self, question: str, answer: str) -> None:
        """Answer a question with one of its radio buttons, by keyboard."""
        self.clicks += 1
        radio = self._group(question).get_by_role("radio", name=answer)
        radio.first.press("Space")
        expect(radio.first).to_be_checked()

    def _group(self, name: str) -> Locator:
        return self.main.get_by_role("group", name=name) if name else self.main

    @property
    def focused(self) -> str:
        """The words or label of whatever has the focus, which must be seen to have it."""
        found: dict[str, str] = self.page.evaluate(FOCUSED)
        assert found["outline"] != "none" or found["shadow"] != "none", f"no focus ring on {found['name']}"
        return " ".join(found["name"].split())

    def tab_to(self, name: str) -> None:
        """Press Tab until what has the focus begins with `name`."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.focused.startswith(name):
                return
        raise AssertionError(f"{name} is not reached by Tab on {self.page.url}")

    @property
    def heading(self) -> str:
        self.page.wait_for_load_state()
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def words(self) -> str:
        """What the page's main part says, its spaces made one."""
        self.page.wait_for_load_state()
        return " ".join(self.main.inner_text().replace("\N{NO-BREAK SPACE}", " ").split())

    def reads(self, *sentences: str) -> None:
        """All of these stand in the main part of the page; what is still to come is waited for."""
        for sentence in sentences:
            said = expect(self.main, f"{sentence!r} is not on {self.page.url}")
            said.to_contain_text(sentence, use_inner_text=True)

    def keep_picture(self, name: str) -> None:
        keep_picture(self.page, name)
