"""What a command leaves behind: rows, audit events, letters; and the proof that a refusal leaves nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps

from agreements.models import Agreement
from telework.errors import CommandRefused
from telework.models import AuditEvent, OutboxMessage


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, so that a changed row shows as well as a new one."""
    return {
        model._meta.label: [
            tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
            for row in model._base_manager.order_by("pk").values_list()
        ]
        for model in apps.get_models(include_auto_created=True)
    }


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fail when the block changed, added or removed a row of any table."""
    before = everything()
    yield
    after = everything()
    assert {table for table in after if after[table] != before[table]} == set()


@contextmanager
def refused(kind: type[CommandRefused]) -> Iterator[pytest.ExceptionInfo[CommandRefused]]:
    """The block is refused, in exactly this way, and nothing was written."""
    with nothing_written(), pytest.raises(kind) as refusal:
        yield refusal
    assert refusal.type is kind
    assert refusal.value.reason


def actions(agreement: Agreement) -> list[str]:
    """What the case's audit chain says was done, in order."""
    events = AuditEvent.objects.filter(chain=agreement.chain).order_by("sequence")
    return list(events.values_list("action", flat=True))


def payload(agreement: Agreement, action: str) -> dict[str, Any]:
    """The details of the last event of that name."""
    event = AuditEvent.objects.filter(chain=agreement.chain, action=action).order_by("sequence").last()
    assert event is not None, f"{action} was not audited"
    data: dict[str, Any] = event.payload.data
    return data


def letters(agreement: Agreement) -> dict[str, list[str]]:
    """Letters of a case by template, each with the names before the @ of those it goes to."""
    found: dict[str, list[str]] = {}
    messages = OutboxMessage.objects.filter(key__startswith=f"agreement:{agreement.pk}:").order_by("pk")
    for template, to in messages.values_list("template", "to"):
        found.setdefault(template, []).append(to.partition("@")[0])
    return {template: sorted(people) for template, people in found.items()}


def new_letters(agreement: Agreement, before: dict[str, list[str]]) -> dict[str, list[str]]:
    """The letters of the templates that were not there before."""
    return {template: to for template, to in letters(agreement).items() if template not in before}
