"""The demonstration's page of people, and that none of it exists anywhere else."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from pytest_django import DjangoAssertNumQueries

from demo.personas import PERSONAS
from tests import cast as people
from tests.cast import TODAY, Cast, person
from tests.demo.with_demo import WITH_DEMO

ROOT = Path(__file__).parents[2]
PAGES = ("demo_people", "demo_clock", "demo_mail")
ADDRESSES = ("/demo/", "/demo/step-into/", "/demo/clock/", "/demo/mail/", "/demo/mail/1/")
SHOW_ADDRESSES = """
import django
django.setup()
from django.apps import apps
from django.urls import Resolver404, resolve
from telework import clock
for address in ["/sign-in/", *{addresses!r}]:
    try:
        print(address, resolve(address).url_name)
    except Resolver404:
        print(address, "none")
print("demo installed", apps.is_installed("demo"))
print("offset", clock._offset.__module__)
"""


def addresses_in(mode: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the demonstration's addresses are in a process of its own in `mode`."""
    unwanted = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "SITE_URL", "CELERY_BROKER_URL")
    clean = {name: value for name, value in os.environ.items() if name not in unwanted}
    own = {"ETELEWORK_MODE": mode, "ETELEWORK_DATA_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", SHOW_ADDRESSES.format(addresses=ADDRESSES)],
        cwd=ROOT,
        env=clean | own | environment,
        capture_output=True,
        text=True,
        check=False,
    )


PRODUCTION = {
    "SECRET_KEY": "k" * 30 + "0123456789abcdefghijABCDEFGHIJ!?",
    "ALLOWED_HOSTS": "etelework.example.gov",
    "SITE_URL": "https://etelework.example.gov",
    "DATABASE_URL": "postgres://etelework@db/etelework",
}


def test_production_has_no_address_no_app_and_no_clock_of_the_demonstration(tmp_path: Path) -> None:
    result = addresses_in("production", tmp_path, **PRODUCTION)

    assert result.stdout.split("\n")[:-1] == [
        "/sign-in/ sign_in",
        *(f"{address} none" for address in ADDRESSES),
        "demo installed False",
        "offset telework.clock",
    ], result.stderr


def test_demo_mode_has_them_all_and_its_own_clock(tmp_path: Path) -> None:
    result = addresses_in("demo", tmp_path)

    assert result.stdout.split("\n")[:-1] == [
        "/sign-in/ sign_in",
        "/demo/ demo_people",
        "/demo/step-into/ demo_step_into",
        "/demo/clock/ demo_clock",
        "/demo/mail/ demo_mail",
        "/demo/mail/1/ demo_letter",
        "demo installed True",
        "offset demo.clock",
    ], result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_demo_mode_refuses_to_start_where_production_is_configured(name: str, tmp_path: Path) -> None:
    result = addresses_in("demo", tmp_path, **{name: PRODUCTION[name]})

    assert result.returncode != 0
    assert f"refuses to start where {name} is set" in result.stderr


@pytest.mark.parametrize("address", ADDRESSES)
def test_test_mode_has_no_address_of_the_demonstration(address: str) -> None:
    with pytest.raises(Resolver404):
        resolve(address)
    with pytest.raises(NoReverseMatch):
        reverse("demo_people")


@WITH_DEMO
@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_closed_outside_demo_mode_even_where_addresses_exist(
    named_cast: Cast, client: Client, address: str
) -> None:
    client.force_login(named_cast.user("employee"))

    assert client.get(address).status_code == 403
    assert client.post(address, {"person": named_cast.director.number}).status_code == 403
    assert client.session["_auth_user_id"] == str(named_cast.user("employee").pk)


@WITH_DEMO
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_open_to_anyone_and_marked(named_cast: Cast, demo: None, client: Client, page: str) -> None:
    response = client.get(reverse(page))

    assert response.status_code == 200
    html = response.content.decode()
    assert 'aria-label="Demonstration notice"' in html
    assert "Every person here is invented" in html
    assert html.count("<h1") == 1


@WITH_DEMO
def test_page_lists_the_named_people_who_are_there_with_what_they_show(
    named_cast: Cast, demo: None, client: Client
) -> None:
    html = client.get(reverse("demo_people")).content.decode()

    for name, persona in zip(("Emma", "Sam", "Edith", "Cora"), PERSONAS, strict=False):
        assert f"Be {name} " in html
        assert persona.role in html
        assert f'value="{persona.employee_number}"' in html
    assert "Be Stan" not in html
    assert PERSONAS[5].role not in html or PERSONAS[5].role == PERSONAS[1].role


@WITH_DEMO
def test_page_without_people_says_how_to_load_them(db: None, demo: None, client: Client) -> None:
    assert "./bin/etelework demo" in client.get(reverse("demo_people")).content.decode()


@WITH_DEMO
def test_stepping_into_a_person_signs_in_under_a_new_session_key(
    named_cast: Cast, demo: None, client: Client
) -> None:
    client.force_login(named_cast.user("employee"))
    before = client.session.session_key

    response = client.post(reverse("demo_step_into"), {"person": named_cast.supervisor.number})

    assert response.status_code == 302
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(named_cast.user("supervisor").pk)
    assert client.session.session_key != before


@WITH_DEMO
def test_visitor_who_steps_in_gets_a_new_session_key(named_cast: Cast, demo: None, client: Client) -> None:
    session = client.session
    session["kept"] = "yes"
    session.save()

    client.post(reverse("demo_step_into"), {"person": named_cast.employee.number})

    assert client.session.session_key != session.session_key


@WITH_DEMO
def test_stepping_in_does_not_prove_identity_for_signatures(
    named_cast: Cast, demo: None, client: Client
) -> None:
    client.post(reverse("demo_step_into"), {"person": named_cast.employee.number})

    assert "reauthenticated_at" not in client.session


@WITH_DEMO
def test_stepping_in_needs_the_form_of_this_site(named_cast: Cast, demo: None) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("demo_step_into"), {"person": named_cast.employee.number})

    assert response.status_code == 403
    assert "_auth_user_id" not in client.session


@WITH_DEMO
def test_nobody_steps_into_somebody_who_is_unknown_has_left_or_cannot_sign_in(
    named_cast: Cast, demo: None, client: Client
) -> None:
    named_cast.supervisor.separated_on = TODAY - timedelta(days=400)
    named_cast.supervisor.save()
    inactive = named_cast.user("director")
    inactive.is_active = False
    inactive.save()
    named_cast.coordinator.user = None
    named_cast.coordinator.save()
    numbers = [named_cast.supervisor.number, named_cast.director.number, named_cast.coordinator.number]

    for number in (*numbers, "nobody", ""):
        response = client.post(reverse("demo_step_into"), {"person": number})
        assert response["Location"] == reverse("demo_people")
        assert "_auth_user_id" not in client.session


@WITH_DEMO
def test_link_to_stepping_in_leads_to_the_people(db: None, demo: None, client: Client) -> None:
    assert client.get(reverse("demo_step_into"))["Location"] == reverse("demo_people")


@WITH_DEMO
def test_number_of_queries_stays_the_same_with_more_people_and_letters(
    named_cast: Cast,
    demo: None,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people.submitted(named_cast)
    with django_assert_num_queries(1):
        client.get(reverse("demo_people"))
    with django_assert_num_queries(2):
        client.get(reverse("demo_mail"))
    extra = person("Greta", "Extra", named_cast.bureau)
    extra.number = PERSONAS[7].employee_number
    extra.save()
    people.approve_step(named_cast, named_cast.employee.agreements.get(), "supervisor")
    with django_assert_num_queries(1):
        client.get(reverse("demo_people"))
    with django_assert_num_queries(2):
        client.get(reverse("demo_mail"))
