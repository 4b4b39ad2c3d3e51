"""How fast everybody is determined, in how much memory, beside one by one: `benchmarks/README.md`.

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python benchmarks/determinations.py load --people 100000
    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python benchmarks/determinations.py run

`load` and `run` are two processes, so that the memory of the import is not counted with the run's.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
# Production's settings: the checks that tests add to every query would be measured too.
os.environ.update(
    ETELEWORK_MODE="production",
    SECRET_KEY="no secret, a benchmark " + "." * 40,
    ALLOWED_HOSTS="localhost",
    SITE_URL="http://localhost",
    LOG_LEVEL="WARNING",
    DJANGO_SETTINGS_MODULE="telework.settings",
)

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks.saying import megabytes, say  # noqa: E402
from eligibility.models import EligibilityDetermination, Employee  # noqa: E402
from eligibility.services.determination import determine  # noqa: E402
from eligibility.services.determination_run import Run, determine_all  # noqa: E402
from eligibility.services.workforce import import_workforce  # noqa: E402
from telework import clock  # noqa: E402
from telework.models import User  # noqa: E402


def load(people: int) -> None:
    """An empty schema with that many invented people."""
    call_command("migrate", verbosity=0)
    if Employee.objects.exists():
        raise SystemExit("The database has people already; name an empty one.")
    with tempfile.TemporaryDirectory() as folder:
        call_command("make_workforce", folder, people=people, verbosity=0)
        system = User.objects.system()
        import_workforce(actor=system, now=clock.now(), folder=Path(folder), accept=True)


def measured(what: str, number: Callable[[], int]) -> float:
    """Print and return how many a second."""
    began, processor = time.perf_counter(), time.process_time()
    count = number()
    seconds, busy = time.perf_counter() - began, time.process_time() - processor
    rate = count / seconds
    say(f"{what:<34}{count:>8,} in {seconds:6.1f} s ({busy:5.1f} s of CPU) {rate:>8,.0f} a second")
    return rate


def run(sample: int) -> None:
    """Everybody in chunks, everybody again with nothing changed, and a sample one by one."""
    system, peaks = User.objects.system(), []

    def everybody() -> int:
        done = determine_all(actor=system, now=clock.now(), occasion="run", progress=keep)
        return done.looked_at

    def keep(so_far: Run) -> None:
        peaks.append(megabytes())

    def one_by_one() -> int:
        people = list(Employee.objects.serving(clock.today()).order_by("pk")[:sample])
        for person in people:
            determine(actor=system, now=clock.now(), employee=person, occasion="benchmark")
        return len(people)

    if EligibilityDetermination.objects.exists():
        raise SystemExit("There are determinations already; load an empty database first.")
    load_average = os.getloadavg()[0]
    say(f"{connection.vendor}, load of the machine {load_average:.1f}")
    in_chunks = measured("in chunks, all new", everybody)
    after_first, at_end = peaks[0], peaks[-1]
    measured("in chunks, nothing changed", everybody)
    single = measured("one by one (sample)", one_by_one)
    say(f"in chunks against one by one: {in_chunks / single:.1f} times as fast")
    say(f"most memory: {after_first:.0f} MB after the first chunk, {at_end:.0f} MB after the last")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=["load", "run"])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=1_000)
    given = parser.parse_args()
    if given.stage == "load":
        load(given.people)
    else:
        run(given.sample)


if __name__ == "__main__":
    main()
