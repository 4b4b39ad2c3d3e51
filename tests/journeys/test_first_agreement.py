"""The first agreement, from request to end, in the real demonstration: its people, its mail, its clock."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from demo.personas import PERSONAS
from tests.journeys.asking import ask, begin, number_in, self_assessment
from tests.journeys.conftest import Demo
from tests.journeys.visitor import SHOTS, Visitor, date_in

PASSWORD = "demo"
NAMES = {persona.code: persona.name for persona in PERSONAS}
MOST_PAGES, MOST_CLICKS = 2, 4
LETTERS = (
    ("employee", "we have your telework request"),
    ("supervisor", "a telework request waits for your decision"),
    ("employee", "your telework request was approved by one office and goes on"),
    ("executive_director", "a telework request waits for your decision"),
    ("employee", "the telework agreement is approved"),
    ("supervisor", "the telework agreement is approved"),
    ("coordinator", "the telework agreement is approved"),
    ("executive_director", "equipment to lend"),
    ("employee", "the telework agreement is in effect"),
    ("supervisor", "the telework agreement is in effect"),
    ("supervisor", "the telework agreement is cancelled, last day {last_day}"),
    ("coordinator", "the telework agreement is cancelled, last day {last_day}"),
    ("employee", "the telework agreement has ended"),
    ("supervisor", "the telework agreement has ended"),
    ("coordinator", "the telework agreement has ended"),
)


class Player(Visitor):
    """One browser in the demonstration, stepping into one person after the other."""

    def step_into(self, code: str) -> None:
        self.open("/demo/")
        self.press(f"Be {NAMES[code]}")
        self.reads(f"You are now {NAMES[code]}.")

    def today(self) -> date:
        self.open("/demo/clock/")
        return date_in(self.heading)

    def move_clock_to(self, day: date) -> None:
        """By the demonstration's own page."""
        self.open("/demo/clock/")
        self.write("Another day", day.isoformat())
        self.press("Move the clock")
        assert date_in(self.heading) == day, self.words

    def letters_of(self, number: str) -> set[tuple[str, str]]:
        """The letters about an agreement: the name before the @ of the reader, and the subject."""
        found = set()
        self.open("/demo/mail/")
        older = self.page.get_by_role("link", name="Next")
        while True:
            for row in self.page.get_by_role("row").filter(has_text=number).all():
                to = row.get_by_role("cell").first.inner_text().partition("@")[0]
                found.add((to, row.get_by_role("rowheader").inner_text()))
            if not older.count():
                return found
            self.click(older)

    def open_letter(self, to: str, subject: str) -> None:
        """The newest letter to a mail address whose subject has these words."""
        self.open("/demo/mail/")
        row = self.page.get_by_role("row").filter(has_text=to).filter(has_text=subject)
        self.click(row.first.get_by_role("link"))


@pytest.fixture
def player(demo: Demo, visitors: Callable[..., Visitor]) -> Player:
    """A browser in front of the demonstration."""
    visitor = visitors(demo.url, kind=Player)
    assert isinstance(visitor, Player)
    return visitor


def mail_of(code: str) -> str:
    return NAMES[code].lower().replace(" ", ".")


def decide_from_letter(player: Player, code: str) -> None:
    """Read the letter, become its reader, follow its link, approve: two pages and four clicks at most."""
    player.open_letter(mail_of(code), "decision")
    letter = player.page.url
    player.keep_picture(f"demo-letter-{code}")
    player.press(f"Be {NAMES[code]}")
    player.open(letter)
    player.count_anew()
    player.click(player.main.get_by_role("link", name="http").first)
    player.clicks += 1
    player.keep_picture(f"decide-{code}")
    player.write("Effect on the office", "None: the work is done on the Department's systems.")
    player.tick("I accept these statements")
    player.write("Your password", PASSWORD)
    player.press("Approve and sign")
    assert player.heading == "Your decision is recorded"
    assert (player.pages <= MOST_PAGES, player.clicks <= MOST_CLICKS) == (True, True)
    player.keep_picture(f"decided-{code}")


def check_documents(player: Player) -> None:
    """Each PDF on the page opens, is one, and has the digest that stands beside its link."""
    rows = player.page.get_by_role("listitem").filter(has=player.page.get_by_role("link", name="PDF of"))
    assert rows.count() == 2, player.words
    for number, row in enumerate(rows.all()):
        address = row.get_by_role("link", name="PDF of").get_attribute("href")
        assert address
        answer = player.page.request.get(address)
        body = answer.body()
        assert answer.headers["content-type"] == "application/pdf"
        assert body.startswith(b"%PDF")
        assert hashlib.sha256(body).hexdigest() in row.inner_text()
        if SHOTS:
            (Path(SHOTS) / f"document-{number}.pdf").write_bytes(body)


@pytest.mark.citation("2361.4 telework agreement")
@pytest.mark.citation("2362.1(d)")
@pytest.mark.citation("2362.1(n)")
def test_first_agreement_from_request_to_its_end(player: Player) -> None:
    start = player.today() + timedelta(days=21)
    start -= timedelta(days=start.weekday())

    player.step_into("employee")
    number = ask(player, start, PASSWORD)
    player.reads("Received", number, f"{NAMES['supervisor']} (", "What happens next")

    decide_from_letter(player, "supervisor")
    decide_from_letter(player, "executive_director")

    player.step_into("coordinator")
    player.go("Bureau agreements")
    player.reads(number, NAMES["employee"], "Approved")
    player.keep_picture("bureau")

    player.move_clock_to(start)
    player.keep_picture("demo-clock")
    player.step_into("employee")
    player.open(f"/agreements/{number}/")
    player.reads("In effect", NAMES["employee"])
    player.keep_picture("agreement-in-effect")
    check_documents(player)

    last_day = give_notice_too_early_first(player, number)
    player.move_clock_to(last_day)
    player.step_into("employee")
    player.open(f"/agreements/{number}/")
    player.reads("In effect")
    player.move_clock_to(last_day + timedelta(days=1))
    player.step_into("employee")
    player.open(f"/agreements/{number}/")
    player.reads("Ended", "Cancelled by the employee")
    player.keep_picture("agreement-ended")

    check_letters(player, number, last_day)


def give_notice_too_early_first(player: Player, number: str) -> date:
    """An earlier day than ten workdays allow is refused with its reason; the earliest is taken."""
    player.follow("Cancel with notice")
    earliest = date.fromisoformat(player.page.get_by_label("Last day of the agreement").input_value())
    player.write("Last day of the agreement", (earliest - timedelta(days=1)).isoformat())
    player.press("Give notice")
    player.reads("No notice was given", "at least 10 workdays", "2362.1(m), (n)")
    player.keep_picture("notice-refused")
    player.write("Last day of the agreement", earliest.isoformat())
    player.press("Give notice")
    player.reads("The agreement is cancelled with notice", number)
    assert date_in(player.words) == earliest
    player.keep_picture("notice-given")
    return earliest


def check_letters(player: Player, number: str, last_day: date) -> None:
    """Every event of this agreement's life has left its letters: to who must act or know, to nobody else."""
    day = f"{last_day.day} {last_day:%B %Y}"
    expected = {(mail_of(to), f"{number}: {subject.format(last_day=day)}") for to, subject in LETTERS}
    assert player.letters_of(number) == expected
    player.keep_picture("demo-mail")


@pytest.mark.citation("2362.2(c)(1)(a)")
def test_failed_rule_locks_the_signature_and_says_why_and_what_to_do(player: Player) -> None:
    player.step_into("daily_classified")
    player.reads("You can write a request all the same.")
    begin(player)
    self_assessment(player)
    player.reads("1 rule stands in the way.", "Locked: a rule of eligibility stands in the way.")
    assert player.page.get_by_role("link", name="Sign and submit").count() == 0
    number = number_in(player)
    player.follow("Eligibility")
    player.reads(
        "You cannot sign while a rule is not met.",
        "3 FAM 2362.2(c)(1)(a)",
        "HR extract, as of",
        "What would change this:",
        "Whom to ask:",
    )
    player.keep_picture("ask-eligibility-failed")
    player.open(f"/agreements/{number}/request/sign/")
    assert player.heading == "Check your answers"
    player.reads("You cannot sign yet", "3 FAM 2362.2(c)(1)(a)")
