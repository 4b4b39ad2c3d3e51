"""Every address has an access rule, and every letter its two templates."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from telework.access import SERVED_WITHOUT_RULE

ROOT = Path(__file__).parents[2]
URLCONFS = ("telework.urls", "demo.urls")
MAIL = ROOT / "templates" / "emails"


def views_of(resolver: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from views_of(pattern, address)
        elif isinstance(pattern, URLPattern):
            yield f"/{address}", pattern.callback


VIEWS = [found for urlconf in URLCONFS for found in views_of(get_resolver(urlconf))]


def test_the_walk_finds_the_pages() -> None:
    addresses = [address for address, _ in VIEWS]
    assert "/sign-in/" in addresses
    assert "/inbox/" in addresses
    assert "/agreements/<str:number>/cancel/" in addresses


@pytest.mark.parametrize(("address", "view"), VIEWS, ids=[address for address, _ in VIEWS])
def test_every_address_has_an_access_rule(address: str, view: Any) -> None:
    assert view.__module__ in SERVED_WITHOUT_RULE or callable(getattr(view, "access_rule", None))


LETTER = re.compile(r'\b(?:_?send|_notice)\(\s*"(\w+)"|template="(\w+)"')
NAMED_LETTER = re.compile(r"template=([A-Z_]+)\b")
SENDING = ("outbox.queue(", "outbox.queue_all(", "from agreements.mailing import")


def letters_of(source: str) -> Iterator[str]:
    """The templates that a module sends, written out or by the name of a constant of that module."""
    yield from (a or b for a, b in LETTER.findall(source))
    for name in NAMED_LETTER.findall(source):
        constant = re.search(rf'^{name} = "(\w+)"$', source, re.MULTILINE)
        assert constant, f"{name} is not a constant of the module that sends it"
        yield constant[1]


SOURCES = [file.read_text() for file in ROOT.glob("*/**/*.py") if not {"tests", ".venv"} & set(file.parts)]
SENDERS = [source for source in SOURCES if any(sending in source for sending in SENDING)]
LETTERS = sorted({letter for sender in SENDERS for letter in letters_of(sender)})


def test_the_letters_are_found() -> None:
    assert {
        "request_received",
        "decision_needed",
        "notice_given",
        "agreement_ended",
        "eligibility_outcome",
    } <= set(LETTERS)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_has_a_text_and_an_html_template(letter: str) -> None:
    text = get_template(f"emails/{letter}.txt").template.source
    assert "{% block subject %}" in text
    assert "emails/base.html" in get_template(f"emails/{letter}.html").template.source


def test_there_is_no_template_for_a_letter_that_nobody_sends() -> None:
    written = {template.stem for template in MAIL.glob("*.txt")} - {"base"}
    assert written == set(LETTERS)


def test_a_missing_template_would_be_found() -> None:
    with pytest.raises(TemplateDoesNotExist):
        get_template("emails/nobody_sends_this.txt")
