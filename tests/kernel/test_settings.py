"""Settings: production asks for what it needs, and demo can never be production."""

import json
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "k" * 30 + "0123456789abcdefghijABCDEFGHIJ!?",
    "ALLOWED_HOSTS": "etelework.example.gov, etelework",
    "SITE_URL": "https://etelework.example.gov/",
    "DATABASE_URL": "postgres://etelework@db/etelework",
}
OURS = {*PRODUCTION, "ETELEWORK_MODE", "ETELEWORK_DEMO_ADDRESS", "CELERY_BROKER_URL", "ETELEWORK_DATA_DIR"}
SHOW = """
import json, telework.settings as s
print(json.dumps({name: getattr(s, name) for name in dir(s) if name.isupper()}, default=str))
"""


def load(environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env=clean | {"ETELEWORK_DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_the_default_and_safe(tmp_path: Path) -> None:
    shown = json.loads(load(PRODUCTION, tmp_path).stdout)

    assert shown["PRODUCTION"] is True
    assert shown["DEMO"] is shown["DEBUG"] is False
    assert shown["SECURE_SSL_REDIRECT"] is True
    assert "demo" not in shown["INSTALLED_APPS"]
    assert shown["ALLOWED_HOSTS"] == ["etelework.example.gov", "etelework"]
    assert shown["SITE_URL"] == "https://etelework.example.gov"
    assert shown["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("missing", sorted(PRODUCTION))
def test_production_names_what_is_missing(missing: str, tmp_path: Path) -> None:
    result = load({name: value for name, value in PRODUCTION.items() if name != missing}, tmp_path)

    assert result.returncode != 0
    assert f"{missing} is not set" in result.stderr
    assert "./bin/etelework demo" in result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_demo_refuses_to_start_beside_production(name: str, tmp_path: Path) -> None:
    result = load({"ETELEWORK_MODE": "demo", name: PRODUCTION[name]}, tmp_path)

    assert result.returncode != 0
    assert f"refuses to start where {name} is set" in result.stderr


def test_demo_uses_its_own_file_and_no_broker(tmp_path: Path) -> None:
    shown = json.loads(load({"ETELEWORK_MODE": "demo"}, tmp_path).stdout)

    assert shown["DEMO"] is True
    assert shown["PRODUCTION"] is False
    assert shown["DATABASES"]["default"]["NAME"] == str(tmp_path / "demo" / "demo.sqlite3")
    assert shown["CELERY_BROKER_URL"].startswith("memory:")
    assert "zeal" not in shown["INSTALLED_APPS"]


@pytest.mark.parametrize(
    ("address", "site", "hosts"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000", ["127.0.0.1", "localhost", "[::1]", "testserver"]),
        ("0.0.0.0:9000", "http://127.0.0.1:9000", ["*"]),
        ("desk.example.gov:80", "http://desk.example.gov:80", ["*"]),
    ],
)
def test_demo_links_lead_to_where_it_is_served(
    address: str, site: str, hosts: list[str], tmp_path: Path
) -> None:
    result = load({"ETELEWORK_MODE": "demo", "ETELEWORK_DEMO_ADDRESS": address}, tmp_path)
    shown = json.loads(result.stdout)

    assert shown["SITE_URL"] == site
    assert shown["ALLOWED_HOSTS"] == hosts


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"ETELEWORK_MODE": "debug"}, "must be production, demo or test"),
        ({**PRODUCTION, "DATABASE_URL": "mysql://root@db/etelework"}, "must name PostgreSQL or SQLite"),
        ({**PRODUCTION, "PAY_PERIOD_ANCHOR": "2023-01-02"}, "begins on a Sunday"),
    ],
)
def test_wrong_setting_is_refused_with_the_reason(
    environment: dict[str, str], words: str, tmp_path: Path
) -> None:
    result = load(environment, tmp_path)

    assert result.returncode != 0
    assert words in result.stderr


def test_inactive_django_fsm_is_not_installed_beside_its_successor() -> None:
    assert distribution("django-fsm-2")
    with pytest.raises(PackageNotFoundError):
        distribution("django-fsm")
