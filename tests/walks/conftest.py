"""What both walks share: a world that is built once for a module."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

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
