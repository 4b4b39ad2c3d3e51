"""The three answers to a request, given on its page."""

from tests.cast import PASSWORD
from tests.journeys.visitor import Visitor


def open_request(decider: Visitor, number: str) -> None:
    """From the list of what waits to the page of the decision."""
    decider.go("Waiting for you")
    decider.click(decider.main.get_by_role("link", name=number).first)


def approve(decider: Visitor, number: str, password: str = PASSWORD) -> None:
    open_request(decider, number)
    decider.write("Effect on the office", "None: the work is portable.")
    decider.tick("I accept these statements")
    decider.write("Your password", password)
    decider.press("Approve and sign")
    decider.reads("Approved", number)


def send_back(decider: Visitor, number: str, *sections: str, text: str) -> None:
    open_request(decider, number)
    for section in sections:
        decider.tick(section, within="Which parts have to change?")
    decider.write("What has to change?", text)
    decider.press("Return for changes")
    decider.reads("Returned for changes", number)


def deny(decider: Visitor, number: str, reason: str, text: str) -> None:
    open_request(decider, number)
    decider.choose("Work-based reason", reason)
    decider.write("Explanation", text)
    decider.press("Deny")
    decider.reads("Denied", number)
