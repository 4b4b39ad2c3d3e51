"""Nobody outside the seal reads of what kind a sealed case is: on no page, in no letter, in no file name."""

import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from agreements import navigation, permissions, seal
from agreements.links import Page, letter_url
from agreements.models import Agreement, AgreementDocument
from telework import rendering
from telework.access import Access
from telework.models import OutboxMessage, User
from tests.cast import TODAY
from tests.seal_world import (
    OUTSIDE,
    SealWorld,
    addresses_of_cases,
    addresses_of_lists,
    documents_of,
    fill,
    letters_to,
    make_world,
    words_in,
)
from tests.walks.conftest import Building, once_for_everybody

pytestmark = pytest.mark.django_db

# These speak of arrangements in general, of offices or of the demonstration; none of them shows a case.
GENERAL = (
    "guidance",
    "demo",
    "requests/new",
    "bureau/request",
    "roles",
    "policies",
    "delegation",
    "sign-in",
    "training",
    "privacy",
    "accessibility",
)
# Lists of a bureau's people and of what was determined about each.
PEOPLE = ("eligibility/coverage", "eligibility/people")
MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("zeal.")]


@pytest.fixture(scope="module")
def world(building: Building[SealWorld]) -> Iterator[SealWorld]:
    with (
        building(make_world) as built,
        override_settings(MIDDLEWARE=MIDDLEWARE),
        pytest.MonkeyPatch.context() as patch,
    ):
        # A reader's navigation is the same on every page, and counts what the lists below show.
        patch.setattr(navigation, "_entries", once_for_everybody(navigation._entries))
        logging.disable(logging.ERROR)
        yield built
        logging.disable(logging.NOTSET)


def leaks(world: SealWorld, reader: str) -> Iterator[str]:
    """Every sealed word that `reader` can get at, with the address where it stands."""
    client, person = Client(raise_request_exception=False), world.outside[reader]
    assert person.user is not None
    client.force_login(person.user)
    for route in [route for route in addresses_of_lists() if not route.startswith(GENERAL)]:
        yield from _words(client, f"/{route}", people=route.startswith(PEOPLE))
    for case in world.cases.values():
        yield from _words(client, _letter(case))
        pages = [address for route in addresses_of_cases() for address in fill(route, case)]
        if client.get(f"/agreements/{case.number}/").status_code == 404:
            continue  # every page of a case is fetched through the same door
        # Every document prints how the regulation is read; those of other kinds may speak of it.
        for address in pages + (documents_of(case) if case.kind_record.is_sealed else []):
            yield from _words(client, address)


def _words(client: Client, address: str, *, people: bool = False) -> Iterator[str]:
    answer: Any = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = body.decode("utf-8", "replace") if "pdf" not in answer["Content-Type"] else ""
    headers = " ".join(
        f"{name} {value}" for name, value in answer.items() if name != "Content-Security-Policy"
    )
    return (f"{address}: {word}" for word in words_in(said + headers, people=people))


def _letter(case: Agreement) -> str:
    """The link of a letter that was sent to the employee, opened by somebody else."""
    url = letter_url(case, Page.DECIDE, case.employee)
    return url[url.index("/go/") :]


@pytest.mark.parametrize("reader", OUTSIDE)
@pytest.mark.citation("2361.3(c)")
@pytest.mark.citation("2362.5(1)")
def test_no_page_tells_a_reader_outside_the_seal(world: SealWorld, reader: str) -> None:
    assert list(leaks(world, reader)) == []


@pytest.mark.parametrize("reader", ["coordinator", "director", "managing_officer", "auditor"])
def test_an_opened_seal_would_be_found(
    world: SealWorld, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permissions, "may_read_kind", lambda *given: Access.yes())
    enough = len(world.cases) + 1
    assert len(list(islice(leaks(world, reader), enough))) == enough


def test_a_list_without_its_mask_would_be_found(world: SealWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "closed_to", lambda *given: frozenset())
    assert any(leak.startswith("/bureau/") for leak in leaks(world, "coordinator"))


@pytest.mark.parametrize("reader", OUTSIDE)
@pytest.mark.citation("2361.3(c)")
@pytest.mark.citation("2362.5(1)")
def test_no_letter_tells_a_reader_outside_the_seal(world: SealWorld, reader: str) -> None:
    told = [
        f"{letter.template}: {word}"
        for letter in letters_to(world.outside[reader])
        for word in words_in(f"{letter.subject} {letter.text} {letter.html}")
    ]
    assert told == []


def test_the_coordinator_does_get_letters_about_these_cases_and_no_file_of_them(world: SealWorld) -> None:
    letters = letters_to(world.outside["coordinator"])
    about = {letter.key.split(":")[1] for letter in letters}
    assert {str(world.cases["approved"].pk), str(world.cases["away"].pk)} <= about
    of_sealed = [o for o in letters if o.key.startswith(f"agreement:{world.cases['approved'].pk}:")]
    assert not OutboxMessage.documents.through.objects.filter(outboxmessage__in=of_sealed).exists()


def test_no_document_names_its_kind_outside_itself(world: SealWorld) -> None:
    kept = AgreementDocument.objects.filter(terms__agreement__in=world.cases.values())
    assert kept.count() > len(world.cases) / 2
    named = [f"{one.document.title} {one.document.file_name}" for one in kept.select_related("document")]
    assert [name for name in named if words_in(name)] == []


def test_the_checklist_that_the_coordinator_keeps_says_nothing_of_it(world: SealWorld) -> None:
    kept = AgreementDocument.objects.filter(terms__agreement__in=world.cases.values(), kind="ds1963").exclude(
        terms__agreement__kind="abroad"
    )
    assert kept.exists()
    assert [words_in(rendering.as_html(one.document)) for one in kept] == [[]] * kept.count()


def test_who_decides_and_the_employee_read_it(world: SealWorld) -> None:
    active, away = world.cases["active"], world.cases["away"]
    cast = world.cast
    inside = [(active, p) for p in (world.dora, cast.supervisor, active.employee)]
    chain = (cast.supervisor, cast.manager, cast.hr_officer, cast.security_officer, world.mel, cast.employee)
    inside += [(away, p) for p in chain]
    for case, reader in inside:
        assert permissions.may_read_kind(_fresh(reader), case, TODAY), (case, reader)
        assert reader.pk in seal.readers(case, TODAY)
    for case, reader in [(active, world.mel), (away, world.dora), (world.cases["asked"], cast.supervisor)]:
        assert not permissions.may_read_kind(_fresh(reader), case, TODAY), (case, reader)
        assert reader.pk not in seal.readers(case, TODAY)


def _fresh(reader: Any) -> User:
    return User.objects.get(pk=reader.user_id)


def test_the_supervisor_before_the_signature_reads_a_telework_agreement(world: SealWorld) -> None:
    client = Client()
    assert world.cast.supervisor.user is not None
    client.force_login(world.cast.supervisor.user)
    page = client.get(f"/agreements/{world.cases['asked'].number}/").content.decode()
    assert "Telework agreement: core" in page
    assert words_in(page) == []


def test_the_words_that_are_looked_for_are_said_inside(world: SealWorld) -> None:
    client = Client()
    client.force_login(_fresh(world.cases["active"].employee))
    page = client.get(f"/agreements/{world.cases['active'].number}/").content.decode()
    assert {"accommodation", "disabilit", "2361.3(c)"} <= set(words_in(page))
