"""Whom the rules of the answers send people to, and when words are missing."""

COORDINATOR = "your bureau telework coordinator"
SUPERVISOR = "your supervisor"
MANAGEMENT_OFFICER = "the management officer at the post"
SECURITY_OFFICER = "the regional security officer at the post"
EXECUTIVE_OFFICE = "your bureau's executive office"


def is_left_out(words: str) -> bool:
    """Nothing said: empty, or spaces alone."""
    return not words.strip()


def lacks_words(asked: bool | None, *words: str) -> bool | None:
    """Whether a yes stands without the words that belong to it; None while yes or no is not said."""
    return None if asked is None else asked and any(is_left_out(said) for said in words)
