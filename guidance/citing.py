"""Citations as text: the paragraphs that a row of the register names, and the order they stand in."""

import re
from collections.abc import Iterator

_NEXT = re.compile(r", (?=236\d|\()")
_LAST_LEVEL = re.compile(r"\(([^()]*)\)$")
_SECTION = re.compile(r"236\d(\.\d+)?")


def paragraphs_of(citation: str) -> tuple[str, ...]:
    """Each paragraph that a row names: "2362.1(b), (c)" is two, "2363.4(a) to (c)" is three."""
    found: list[str] = []
    for part in _NEXT.split(citation):
        first, _, last = part.partition(" to ")
        if first.startswith("("):
            first = _LAST_LEVEL.sub("", found[-1]) + first
        found += [first, *_following(first, last)] if last else [first]
    return tuple(found)


def section_of(paragraph: str) -> str:
    """The section a paragraph stands in: "2362.1" of "2362.1(m)", "2362" of "2362(a)"."""
    match = _SECTION.match(paragraph)
    return match.group() if match else ""


def is_under(paragraph: str, above: str) -> bool:
    """Whether `paragraph` is `above` or stands below it; "2362.1" is not above "2362.10"."""
    return paragraph.startswith(above) and paragraph[len(above) :][:1] in ("", "(", " ", ".")


def _following(first: str, last: str) -> Iterator[str]:
    """The paragraphs after `first` up to `last`: letters or numbers in brackets, or sections."""
    bracket = _LAST_LEVEL.search(first)
    if bracket is None:
        stem, _, number = first.rpartition(".")
        _, _, end = last.rpartition(".")
        yield from (f"{stem}.{section}" for section in range(int(number) + 1, int(end) + 1))
        return
    stem, begin, end = first[: bracket.start()], bracket.group(1), last.strip("()")
    if begin.isdigit():
        yield from (f"{stem}({number})" for number in range(int(begin) + 1, int(end) + 1))
    else:
        yield from (f"{stem}({chr(letter)})" for letter in range(ord(begin) + 1, ord(end) + 1))
