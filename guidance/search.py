"""Search over topics and provisions: every word must occur, titles and citations come first."""

from collections.abc import Iterable
from dataclasses import dataclass

from guidance.register import PROVISIONS, Provision
from guidance.topics import TOPICS, Topic

LONGEST_QUERY = 100


@dataclass(frozen=True)
class Found:
    """What a search found."""

    topics: tuple[Topic, ...]
    provisions: tuple[Provision, ...]

    @property
    def total(self) -> int:
        return len(self.topics) + len(self.provisions)


def search(query: str) -> Found:
    """Topics and provisions in which every word of `query` occurs, in whatever case. Empty for no words."""
    words = query[:LONGEST_QUERY].casefold().replace("3 fam", "").split()
    if not words:
        return Found((), ())
    topics = [topic for topic in TOPICS if _has(words, topic.title, topic.text)]
    rows = [p for p in PROVISIONS if _has(words, p.citation, *p.paragraphs, p.title, p.asks, p.does)]
    return Found(
        tuple(sorted(topics, key=lambda topic: not _has(words, topic.title))),
        tuple(sorted(rows, key=lambda p: not _has(words, p.citation, *p.paragraphs, p.title))),
    )


def _has(words: Iterable[str], *texts: str) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in words)
