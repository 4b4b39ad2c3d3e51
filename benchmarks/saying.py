"""What a benchmark prints, and how much memory it has taken."""

import resource
import sys


def megabytes() -> float:
    """The most memory that this process has had (ru_maxrss is in kilobytes on Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
