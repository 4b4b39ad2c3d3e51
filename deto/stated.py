"""The employee's answers in words, as they are checked, signed and printed."""

from agreements.kinds import Stated
from agreements.models import TermsVersion
from deto.policy.sections import SPONSOR


def stated(terms: TermsVersion) -> tuple[Stated, ...]:
    """One line for every answer; empty while not given."""
    details = terms.deto
    post = details.post.name if details.post is not None else ""
    return (Stated(SPONSOR.code, "Post", post, "2368.2"),)
