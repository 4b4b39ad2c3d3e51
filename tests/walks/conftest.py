"""What the walks share: a world that is built once for a module, and pages that cost little."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

import pytest
import time_machine
from django.db import transaction
from django.http import HttpRequest
from django.template.backends.django import Template
from pytest_django import DjangoDbBlocker

from agreements.navigation import Entry
from tests.cast import NOW

World = TypeVar("World")
Building = Callable[[Callable[[], World]], AbstractContextManager[World]]


@pytest.fixture(scope="module")
def building(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Building[World]:
    """Build a world inside a transaction that is undone at the end, with the clock at `tests.cast.NOW`."""

    @contextmanager
    def build(make: Callable[[], World]) -> Iterator[World]:
        with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return build


def once_for_everybody(entries: Callable[[HttpRequest], list[Entry]]) -> Callable[[HttpRequest], list[Entry]]:
    """The navigation of each reader, as their first page shows it."""
    read: dict[Any, list[Entry]] = {}

    def entries_of(request: HttpRequest) -> list[Entry]:
        key = request.user.pk
        if key not in read:
            read[key] = entries(request)
        return read[key]

    return entries_of


def drawn_once(render: Callable[..., str]) -> Callable[..., str]:
    """Every page once for each reader, with all that it reads while it is drawn; after that no words."""
    drawn: set[tuple[str, Any]] = set()

    def draw(template: Template, context: Any = None, request: HttpRequest | None = None) -> str:
        if request is None:
            return render(template, context, request)
        key = (str(template.origin), request.user.pk)
        if key in drawn:
            return ""
        drawn.add(key)
        return render(template, context, request)

    return draw
