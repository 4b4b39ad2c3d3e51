"""Headers of every page, errors that reveal nothing, and the production settings under Django's own check."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from telework.models import User
from tests.kernel.test_settings import OURS, PRODUCTION, ROOT

pytestmark = pytest.mark.urls("tests.frontend.gallery")

TESTS_ONLY = {"DJANGO_ALLOW_ASYNC_UNSAFE"}
# Production's own settings; no database, because none of these pages reads one for a stranger.
IN_PRODUCTION = """
import json, django
from telework import settings
settings.ROOT_URLCONF = "tests.frontend.gallery"  # has a page that breaks
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("check", deploy=True, fail_level="INFO")
def seen(answer):
    cookies = {name: cookie.OutputString() for name, cookie in answer.cookies.items()}
    return {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies,
            "body": answer.content.decode()}
host = "etelework.example.gov"
client = Client(raise_request_exception=False)
print("ANSWERS" + json.dumps({
    "sign_in": seen(client.get("/sign-in/", secure=True, headers={"host": host})),
    "plain": seen(client.get("/sign-in/", headers={"host": host})),
    "other_host": seen(client.get("/sign-in/", secure=True, headers={"host": "evil.example"})),
    "forwarded_host": seen(
        client.get("/sign-in/", headers={"host": host, "x-forwarded-host": "evil.example"})
    ),
    "nowhere": seen(client.get("/nowhere/", secure=True, headers={"host": host})),
    "broken": seen(client.get("/broken/", secure=True, headers={"host": host})),
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("production")
    clean = {name: value for name, value in os.environ.items() if name not in OURS | TESTS_ONLY}
    database = {"DATABASE_URL": f"sqlite:///{folder / 'production.sqlite3'}"}
    result = subprocess.run(
        [sys.executable, "-c", IN_PRODUCTION],
        cwd=ROOT,
        env=clean | PRODUCTION | database | {"ETELEWORK_DATA_DIR": str(_with_style_sheet(folder))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    answers: dict[str, Any] = json.loads(result.stdout.partition("ANSWERS")[2])
    return answers


def _with_style_sheet(folder: Path) -> Path:
    style_sheet = folder / "uswds" / "css" / "uswds.min.css"
    style_sheet.parent.mkdir(parents=True)
    style_sheet.touch()
    return folder


def test_deployment_check_is_silent_and_pages_come_over_https(production: dict[str, Any]) -> None:
    assert production["sign_in"]["status"] == 200
    assert production["plain"]["status"] == 301
    assert production["plain"]["headers"]["Location"] == "https://etelework.example.gov/sign-in/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
@pytest.mark.parametrize("which", ["sign_in", "nowhere", "broken"])
def test_header_stands_on_every_page_errors_included(
    which: str, name: str, value: str, production: dict[str, Any]
) -> None:
    assert production[which]["headers"][name] == value


@pytest.mark.parametrize("which", ["sign_in", "nowhere"])
def test_page_may_run_and_embed_only_its_own(which: str, production: dict[str, Any]) -> None:
    policy = production[which]["headers"]["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "geolocation=()" in production[which]["headers"]["Permissions-Policy"]


def test_cookies_travel_encrypted_and_no_script_reads_them(production: dict[str, Any]) -> None:
    cookie = production["sign_in"]["cookies"]["__Host-csrftoken"]
    for attribute in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/"):
        assert attribute in cookie
    assert "Domain" not in cookie


def test_host_header_of_another_site_is_refused(production: dict[str, Any]) -> None:
    assert production["other_host"]["status"] == 400
    assert "evil.example" not in production["other_host"]["body"]
    assert "This request could not be read" in production["other_host"]["body"]
    assert "evil.example" not in production["forwarded_host"]["headers"]["Location"]


@pytest.mark.parametrize("which", ["nowhere", "broken", "other_host"])
def test_error_page_reveals_nothing(which: str, production: dict[str, Any]) -> None:
    body = production[which]["body"]
    for secret in ("secret detail", "Traceback", "RuntimeError", str(ROOT), "urlpatterns", "Django"):
        assert secret not in body
    assert PRODUCTION["SECRET_KEY"] not in body


def test_unknown_address_and_fault_have_their_own_status(production: dict[str, Any]) -> None:
    assert production["nowhere"]["status"] == 404
    assert production["broken"]["status"] == 500


@pytest.mark.django_db
def test_nothing_is_kept_of_what_a_signed_in_person_saw(client: Client) -> None:
    client.force_login(User.objects.create_user("ana"))
    for address in ("/privacy/", "/confirm-identity/", "/nowhere/", "/sign-in-time/"):
        assert client.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_session_cookie_is_closed_to_scripts_and_to_other_sites(client: Client) -> None:
    client.force_login(User.objects.create_user("ana"))
    cookie = client.post("/sign-in-time/").cookies["sessionid"].OutputString()
    for attribute in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in cookie
