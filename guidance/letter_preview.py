"""How a letter looks before anybody gets it: rendered as mail is, from the invented case."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse

from agreements.dated_letters import DATED
from eligibility.letter_kinds import Reader
from eligibility.letter_table import LETTERS
from guidance.invented import AGREEMENT, CONTACT, COORDINATOR, EMPLOYEE, PEOPLE, TERMS, moment
from guidance.letter_samples import FOR_READER, SAMPLES
from guidance.register import anchor_of, resolve
from telework.outbox import Letter, written

CITED = re.compile(r"3 FAM\s(236\d(?:\.\d+)?(?:\([0-9a-z]+\))*)")
BODY = re.compile(r"<main>(.*)</main>\s*<footer>(.*)</footer>", re.DOTALL)
# The end of every letter cites whom to ask; that is not what the letter is about.
END = "\n--\n"
# As many provisions of a letter as a row of the list can hold.
MOST_CITED = 3


@dataclass(frozen=True)
class Preview:
    """One letter to one reader; `html` is the part between head and end, to stand in a page.

    papers  the titles of the documents that go with it
    """

    subject: str
    text: str
    html: str
    papers: tuple[str, ...]
    has_dates: bool


def preview(letter: str, reader: Reader) -> Preview:
    """`letter` as `reader` would get it; KeyError for a letter that has no invented facts."""
    person, facts = PEOPLE[reader], {**SAMPLES[letter], **FOR_READER.get((letter, reader), {})}
    here = settings.SITE_URL + reverse("letter_preview", args=[letter])
    context = {
        "reader": person,
        "employee": EMPLOYEE,
        "person": EMPLOYEE,
        "is_person": person is EMPLOYEE,
        "is_holder": person is EMPLOYEE,
        "reads_kind": True,
        "agreement": AGREEMENT,
        "terms": TERMS,
        "coordinators": [COORDINATOR],
        "coordinator_contact": CONTACT,
        "link": here,
        "list_link": here,
        "end_link": here,
        **facts,
    }
    message = written(Letter("preview", person.email, letter, context), moment(1, 4))
    body = BODY.search(message.html)
    assert body is not None, "every letter extends emails/base.html"
    papers = tuple(document.title for document in facts.get("documents", ()))
    html = "".join(body.groups())
    return Preview(message.subject, message.text, html, papers, letter in DATED)


@cache
def cited_in(letter: str) -> tuple[str, ...]:
    """The provisions that `letter` cites and the register knows, in the order in which it cites them."""
    texts = (preview(letter, reader).text.partition(END)[0] for reader in LETTERS[letter].readers)
    found = dict.fromkeys(citation for text in texts for citation in CITED.findall(text))
    return tuple(citation for citation in found if resolve(citation) or anchor_of(citation))[:MOST_CITED]
