"""Every URL, every role, every relation: the answer is the one that the tables say (urls_*.csv)."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, resolve, reverse
from pytest_django import Settings

from agreements import navigation
from demo import urls as demo_urls
from telework import refusals, urls
from telework.models import Closure
from telework.security import GuardedPasswords
from tests.walks import calendar_world
from tests.walks.conftest import Building, drawn_once, once_for_everybody
from tests.walks.tables import Row, answer, names_in, read
from tests.walks.url_world import (
    ACTORS,
    ANONYMOUS,
    GROUPS,
    NO_RECORD,
    OUTSIDERS,
    World,
    address,
    any_letter,
    make_world,
)

pytestmark = pytest.mark.django_db

PAGES = read("urls_pages.csv") + read("urls_calendar.csv") + read("urls_letters.csv")
OBJECTS = read("urls_request.csv") + read("urls_cases.csv")
OBJECTS += read("urls_consult.csv") + read("urls_terms.csv") + read("urls_sealed.csv")
OBJECTS += read("urls_routing.csv") + read("urls_later.csv")
OBJECTS += read("urls_overseas.csv") + read("urls_injury.csv") + read("urls_loan.csv")
OBJECTS += read("urls_file.csv") + read("urls_eligibility.csv") + read("urls_training.csv")
ROLES = read("urls_roles.csv")
DEMO = read("urls_demo.csv")
RELATIONS = ("own", "related", "unrelated", "missing")
METHODS = {"GET", "POST"}
NO_SUCH_THING = "-"
# Queries in a loop have tests of their own, too.
MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("zeal.")]
IN_COOKIE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture(scope="module")
def world(building: Building[World]) -> Iterator[World]:
    """Errors without pages, sessions without a table, logins and what stands on every page read once.

    Every page is drawn once for each reader. All of that has tests of its own.
    """
    with (
        building(make_world) as built,
        override_settings(
            ROOT_URLCONF="tests.walks.urlconf", SESSION_ENGINE=IN_COOKIE, MIDDLEWARE=MIDDLEWARE
        ),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(refusals, "render", lambda *_, status: HttpResponse(status=status))
        patch.setattr(GuardedPasswords, "get_user", lambda _, pk: built.login(pk))
        patch.setattr(Template, "render", drawn_once(Template.render))
        patch.setattr(navigation, "_entries", once_for_everybody(navigation._entries))
        logging.disable(logging.ERROR)
        yield built
        logging.disable(logging.NOTSET)


@dataclass
class Walk:
    """One reader who goes from address to address; nothing that a request does stays."""

    actor: str
    client: Client
    requests: int = 0
    urls: set[str] = field(default_factory=set)
    mismatches: list[str] = field(default_factory=list)

    def ask(self, method: str, url: str) -> HttpResponse:
        cookies = self.client.cookies.output()
        response: HttpResponse = getattr(self.client, method.lower())(url)
        self.client.cookies.clear()
        self.client.cookies.load(cookies.replace("Set-Cookie: ", ""))
        self.requests += 1
        return response

    def expect(self, expected: str, name: str, method: str, url: str, about: str) -> None:
        found = got(self.ask(method, url))
        self.urls.add(name)
        if found != expected:
            self.mismatches.append(f"{method} {name} ({about}) as {self.actor}: {found}, not {expected}")


def walk_of(world: World, actor: str) -> Walk:
    client = Client(raise_request_exception=False)
    if actor != ANONYMOUS:
        client.force_login(world.users[actor])
    return Walk(actor, client)


def got(response: HttpResponse) -> str:
    """The answer in the words of the tables."""
    if response.status_code != 302:
        return str(response.status_code)
    target = urlsplit(response["Location"])
    if target.path == reverse("sign_in") and target.query.startswith("next="):
        return "sign-in"
    return f">{resolve(target.path).url_name}"


def called(actor: str) -> frozenset[str]:
    """Every name under which the tables speak of `actor`."""
    return frozenset({actor, *(group for group, members in GROUPS.items() if actor in members)})


def undone(do: Callable[[], None]) -> None:
    with transaction.atomic():
        do()
        transaction.set_rollback(True)


def expected_of(row: Row, actor: str, relation: str) -> str:
    """What a row of a table with relations expects; a dash where there is no such thing."""
    if actor in (ANONYMOUS, NO_RECORD) and relation == "own":
        return NO_SUCH_THING
    if answer(row[relation], called(actor)) == NO_SUCH_THING:
        return NO_SUCH_THING
    if actor == ANONYMOUS:
        return "sign-in"
    return (
        answer(row["outsiders"], frozenset({relation}))
        if actor in OUTSIDERS
        else answer(row[relation], called(actor))
    )


def report(mismatches: list[str]) -> None:
    if mismatches:
        pytest.fail(
            "\n".join([f"{len(mismatches)} answers are not the table's:", *mismatches]), pytrace=False
        )


def parts_of(name: str) -> list[str | int]:
    """What the address of a page that is the same for everybody names: a topic, a provision, a closure."""
    if name == "closure_remove":
        return [Closure.objects.earliest("day").pk]
    named: dict[str, list[str | int]] = {
        "calendar_feed": [calendar_world.TOKEN],
        "letter_preview": ["agreement_started"],
        "guidance_topic": ["telework-etiquette"],
        "provision": ["2362-1-m"],
    }
    return named.get(name, [])


def walk_pages(walk: Walk) -> None:
    for row in PAGES:
        column = {ANONYMOUS: "anonymous"}.get(
            walk.actor, "outsiders" if walk.actor in OUTSIDERS else "insiders"
        )
        expected = answer(row[column], called(walk.actor))
        url, method = reverse(row["url"], args=parts_of(row["url"])), row["method"]
        undone(lambda: walk.expect(expected, row["url"], method, url, "nobody's"))  # noqa: B023


def walk_objects(walk: Walk, world: World) -> None:
    for row, relation in product(OBJECTS, RELATIONS):
        expected = expected_of(row, walk.actor, relation)
        if expected == NO_SUCH_THING:
            continue

        def ask() -> None:
            if relation == "own":  # noqa: B023
                case = world.own(walk.actor, row["case"])  # noqa: B023
            else:
                case = world.cases.get((relation, row["case"]))  # noqa: B023
            url = address(world, row["url"], case)  # noqa: B023
            name = row["url"].removesuffix("_unopened")  # noqa: B023
            walk.expect(expected, name, row["method"], url, f"{relation}, {row['case']}")  # noqa: B023

        undone(ask)


def walk_roles(walk: Walk, world: World) -> None:
    for row, relation in product(ROLES, RELATIONS):
        expected = expected_of(row, walk.actor, relation)
        if expected == NO_SUCH_THING:
            continue
        if relation == "own":
            pk = world.assignment_of(walk.actor).pk
        else:
            pk = world.assignments[relation, row["case"]].pk if relation != "missing" else 999999
        url, about = reverse(row["url"], args=[pk]), f"{relation}, {row['case']}"
        undone(lambda: walk.expect(expected, row["url"], row["method"], url, about))  # noqa: B023


@pytest.mark.parametrize("actor", ACTORS)
def test_every_url_answers_every_role_as_the_tables_say(
    world: World, actor: str, tally: Callable[..., None]
) -> None:
    walk = walk_of(world, actor)
    walk_pages(walk)
    walk_objects(walk, world)
    walk_roles(walk, world)
    tally("url walk", walk.requests, walk.urls, {actor})
    report(walk.mismatches)


@pytest.mark.urls("tests.demo.urls")
@pytest.mark.parametrize("is_demo", [True, False], ids=["in the demonstration", "anywhere else"])
def test_the_demonstrations_pages_are_open_there_and_closed_anywhere_else(
    world: World, settings: Settings, tally: Callable[..., None], *, is_demo: bool
) -> None:
    settings.DEMO = is_demo
    mismatches: list[str] = []
    for actor in ACTORS:
        walk = walk_of(world, actor)
        for row, column in product(DEMO, ("there", "missing")):
            if row[column] == NO_SUCH_THING:
                continue
            closed = "sign-in" if actor == ANONYMOUS else row["closed"]
            pk = any_letter() if column == "there" else 999999
            url = reverse(row["url"], args=[pk] if row["url"] == "demo_letter" else [])
            expected = row[column] if is_demo else closed
            undone(lambda: walk.expect(expected, row["url"], row["method"], url, column))  # noqa: B023
        tally("url walk", walk.requests, walk.urls, {actor})
        mismatches += walk.mismatches
    report(mismatches)


def patterns_in(found: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """The names of all addresses, also of those inside an include; the route where there is no name."""
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns_in(pattern.url_patterns)
        else:
            yield pattern.name or f"without a name: {pattern.pattern}"


def test_the_tables_list_every_url_and_no_other() -> None:
    listed = {row["url"].removesuffix("_unopened") for row in PAGES + OBJECTS + ROLES}
    assert listed == set(patterns_in(urls.urlpatterns))
    assert {row["url"] for row in DEMO} == set(patterns_in(demo_urls.urlpatterns))


def test_the_tables_ask_every_url_with_get_and_with_post_in_every_relation() -> None:
    asked = {
        (row["url"], row["method"], relation)
        for row in OBJECTS + ROLES
        for relation in RELATIONS
        if row[relation] != NO_SUCH_THING
    }
    assert asked == set(product({row["url"] for row in OBJECTS + ROLES}, METHODS, RELATIONS))
    asked_alone = {(row["url"], row["method"]) for row in PAGES + DEMO}
    assert asked_alone == set(product({row["url"] for row in PAGES + DEMO}, METHODS))


def test_the_tables_speak_only_of_roles_and_groups_that_there_are() -> None:
    spoken = {
        name
        for row in PAGES + OBJECTS + ROLES
        for column in ("insiders", "own", "related", "unrelated")
        for name in names_in(row.get(column, "200"))
    }
    assert spoken <= {*ACTORS, *GROUPS}
