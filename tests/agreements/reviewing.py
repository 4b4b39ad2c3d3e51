"""What the tests of reviews share: one that a changed rating opens on 8 December, due on the 22nd."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from agreements.models import Agreement, Review
from agreements.services import reviews
from telework.models import User
from tests.cast import Cast, active
from tests.stories import told_once

OPENED = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)  # a Tuesday
DUE = date(2026, 12, 22)
DAY_AFTER_DUE = datetime(2026, 12, 23, 17, 0, tzinfo=UTC)
DETAILS = "Rating of record: Exceeds fully successful → Fully successful (as of 1 December 2026)"


@told_once
def opened(cast: Cast, build: Callable[[Cast], Agreement] = active, cause: str = "rating") -> Review:
    agreement = build(cast)
    return also_opened(agreement, cause)


def also_opened(agreement: Agreement, cause: str) -> Review:
    return reviews.open_review(
        actor=User.objects.system(), now=OPENED, agreement=agreement, cause=cause, details=DETAILS
    )
