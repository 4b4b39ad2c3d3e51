"""Chance that is the same for the same question, whatever was asked before it."""

import hashlib

STEPS = 2**32


def draw(*question: object) -> float:
    """A number from 0 up to 1, fixed by the words of `question`."""
    digest = hashlib.sha256("|".join(str(part) for part in question).encode()).digest()
    return int.from_bytes(digest[:4]) / STEPS


def days(least: int, most: int, *question: object) -> int:
    """A number of days from `least` to `most`."""
    return least + int(draw(*question) * (most - least + 1))
