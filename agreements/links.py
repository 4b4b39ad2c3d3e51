"""Links in letters: signed, and bound to the reader they were sent to."""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.urls import reverse

from agreements.models import Agreement
from eligibility.models import Employee

SALT = "etelework.letter"


class Page(StrEnum):
    """Pages that a letter may point to, by URL name."""

    CASE = "agreement"
    TASKS = "request_tasks"
    DECIDE = "decide"
    REVIEW = "review"
    SIGN = "terms_sign"
    INJURY = "injury"


@dataclass(frozen=True)
class LetterLink:
    """What a link says: which page of which case, and whom it was sent to."""

    agreement: int
    page: Page
    reader: int


def letter_url(agreement: Agreement, page: Page, reader: Employee) -> str:
    """The full address for a letter to `reader`."""
    token = signing.dumps([agreement.pk, page.value, reader.pk], salt=SALT, compress=False)
    return settings.SITE_URL + reverse("letter_link", args=[token])


def read(token: str) -> LetterLink | None:
    """What a token says; None when it was not signed here."""
    try:
        agreement, page, reader = signing.loads(token, salt=SALT)
        return LetterLink(agreement, Page(page), reader)
    except (signing.BadSignature, ValueError):
        return None
