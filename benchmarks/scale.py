"""A million agreements in effect, of which 10,000 are due: choosing them and acting on them.

    export DATABASE_URL=postgres://postgres@localhost/bench CELERY_BROKER_URL=redis://localhost:6379/9
    python benchmarks/scale.py load --agreements 100000
    python benchmarks/scale.py choose
    python benchmarks/scale.py load --agreements 1000000
    python benchmarks/scale.py choose
    python benchmarks/scale.py act

`choose` times what the sweep asks beside SQL written by hand; `act` times the commands beside their own
statements sent bare. What was measured stands in `benchmarks/README.md`.
"""

import argparse
import os
import sys
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

from benchmarks import acting, choosing, million  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("stage", choices=["load", "choose", "act"])
    parser.add_argument("--agreements", type=int, default=1_000_000)
    given = parser.parse_args()
    if given.stage == "load":
        million.load(given.agreements)
    else:
        {"choose": choosing.measure, "act": acting.measure}[given.stage]()


if __name__ == "__main__":
    main()
