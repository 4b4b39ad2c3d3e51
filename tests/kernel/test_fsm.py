"""Our edge of django-fsm-2: protection that holds, and a net against decisions taken beside each other."""

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

import pytest
from django.db import transaction
from django_fsm import ConcurrentTransition

from agreements.models import Agreement
from telework.fsm import StateField, transitions_of
from tests.cast import make_cast

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture
def case(db: None) -> Agreement:
    cast = make_cast()
    return Agreement.objects.create(
        employee=cast.employee, bureau=cast.bureau, kind="domestic", opened_at=NOW, state_since=NOW
    )


def test_every_state_field_is_protected() -> None:
    assert StateField().protected
    assert StateField(protected=False).protected


def test_a_partial_refresh_reads_what_was_asked_and_keeps_the_protection(case: Agreement) -> None:
    Agreement.objects.filter(pk=case.pk).update(kind="another")
    case.refresh_from_db(fields=["kind"])
    assert (case.kind, case.state) == ("another", "draft")
    with pytest.raises(AttributeError):
        case.state = "active"


def test_a_deferred_state_is_read_when_it_is_asked_for(case: Agreement) -> None:
    partial = Agreement.objects.defer("state").get(pk=case.pk)
    assert partial.state == "draft"
    with pytest.raises(AttributeError):
        partial.state = "active"


def test_a_stale_copy_cannot_be_saved_over_a_newer_state(case: Agreement) -> None:
    stale = Agreement.objects.get(pk=case.pk)
    case.submit()
    case.save()
    stale.withdraw()
    with pytest.raises(ConcurrentTransition), transaction.atomic():
        stale.save()
    assert Agreement.objects.get(pk=case.pk).state == "in_review"


def test_transitions_are_listed_with_source_and_target() -> None:
    assert ("draft", "in_review", "submit") in transitions_of(Agreement, "state")


def test_only_the_maintained_distribution_is_installed() -> None:
    assert version("django-fsm-2") == "4.2.4"
    with pytest.raises(PackageNotFoundError):
        version("django-fsm")
