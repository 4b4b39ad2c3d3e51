"""The state machine: nine states, each transition, and a state that nothing else can set."""

from collections.abc import Callable
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django_fsm import can_proceed

from agreements.models import Agreement
from agreements.states import State
from telework.fsm import TransitionNotAllowed, transitions_of
from tests.cast import Cast, approved, draft

pytestmark = pytest.mark.citation("2361.4 telework agreement")

# Where each transition leads from each state; a dot: it is not allowed.
TABLE = """
          submit    approve  send_back deny   withdraw  start  suspend   resume end   reopen    take_in
draft     in_review .        .         .      withdrawn .      .         .      .     .         active
in_review .         approved returned  denied withdrawn .      .         .      .     .         .
returned  in_review .        .         .      withdrawn .      .         .      .     in_review .
denied    .         .        .         .      .         .      .         .      .     in_review .
approved  .         .        .         .      .         active .         .      ended in_review .
active    .         .        .         .      .         .      suspended .      ended .         .
suspended .         .        .         .      .         .      .         active ended .         .
ended     .         .        .         .      .         .      .         .      .     .         .
withdrawn .         .        .         .      .         .      .         .      .     .         .
"""
NAMES, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [
    (row[0], name, None if target == "." else target)
    for row in ROWS
    for name, target in zip(NAMES, row[1:], strict=True)
]


def in_state(state: str, *, complete: bool = True) -> Agreement:
    """An unsaved case in `state` whose chain is complete, or not."""
    agreement = Agreement(state=state)
    agreement.latest_terms = lambda: SimpleNamespace(is_over=False, chain_is_complete=lambda: complete)  # type: ignore[assignment,method-assign,return-value]
    return agreement


@pytest.mark.parametrize(("source", "name", "target"), CASES)
def test_each_transition_from_each_state(source: str, name: str, target: str | None) -> None:
    agreement = in_state(source)
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            getattr(agreement, name)()
        assert agreement.state == source
    else:
        getattr(agreement, name)()
        assert agreement.state == target


def test_the_table_names_every_state_and_every_transition_of_the_model() -> None:
    assert [row[0] for row in ROWS] == [state.value for state in State]
    from_table = sorted((source, target, name) for source, name, target in CASES if target is not None)
    assert transitions_of(Agreement, "state") == from_table


def test_approval_waits_for_the_whole_chain() -> None:
    agreement = in_state("in_review", complete=False)
    assert not can_proceed(agreement.approve)
    with pytest.raises(TransitionNotAllowed):
        agreement.approve()
    assert agreement.state == "in_review"


def test_a_new_case_is_a_draft() -> None:
    assert Agreement().state == State.DRAFT


def test_a_state_cannot_be_assigned() -> None:
    agreement = in_state("draft")
    with pytest.raises(AttributeError):
        agreement.state = State.ACTIVE
    assert agreement.state == "draft"


def test_a_transition_is_silent_until_the_command_saves(cast: Cast) -> None:
    agreement = draft(cast)
    agreement.withdraw()
    assert Agreement.objects.get(pk=agreement.pk).state == State.DRAFT


@pytest.mark.parametrize(
    "write",
    [
        lambda a: Agreement.objects.update(state="active"),
        lambda a: Agreement.objects.filter(pk=a.pk).update(state="active", kind="domestic"),
        lambda a: Agreement.objects.bulk_update([a], ["state"]),
        lambda a: Agreement.objects.bulk_update([a], ["kind", "state"]),
    ],
    ids=["update", "update of several fields", "bulk_update", "bulk_update of several fields"],
)
def test_a_query_set_refuses_to_write_a_state(cast: Cast, write: Callable[[Agreement], Any]) -> None:
    agreement = draft(cast)
    with pytest.raises(TypeError, match="through its transitions"):
        write(agreement)
    assert Agreement.objects.get(pk=agreement.pk).state == State.DRAFT


def test_a_query_set_writes_other_fields(cast: Cast) -> None:
    agreement = draft(cast)
    assert Agreement.objects.filter(pk=agreement.pk).update(site_country="PR") == 1
    agreement.site_country = "US"
    assert Agreement.objects.bulk_update([agreement], ["site_country"]) == 1


def is_protected(agreement: Agreement) -> bool:
    try:
        agreement.state = State.ACTIVE
    except AttributeError:
        return True
    return False


def is_protected_in_another_thread(agreement: Agreement) -> bool:
    answers: list[bool] = []
    thread = Thread(target=lambda: answers.append(is_protected(agreement)))
    thread.start()
    thread.join()
    return answers == [True]


def test_a_failed_refresh_leaves_the_protection_on(cast: Cast) -> None:
    gone, other = draft(cast), in_state("draft")
    Agreement.objects.filter(pk=gone.pk).update(number=None)
    alive = Agreement.objects.get(pk=gone.pk)
    gone.pk = 0
    with pytest.raises(Agreement.DoesNotExist):
        gone.refresh_from_db()
    for agreement in (gone, alive, other):
        assert is_protected(agreement)
        assert is_protected_in_another_thread(agreement)


def test_a_refresh_reads_the_state_and_never_lifts_the_protection_of_others(cast: Cast) -> None:
    agreement = approved(cast)
    seen: list[bool] = []
    other = Agreement.objects.get(pk=agreement.pk)

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(is_protected(other) and is_protected_in_another_thread(other))
        return execute(sql, params, many, context)

    agreement.start()
    with connection.execute_wrapper(watch):
        agreement.refresh_from_db()
    assert agreement.state == State.APPROVED
    assert seen
    assert all(seen)
    assert is_protected(agreement)


def test_a_case_is_checked_without_tripping_over_its_protected_state(cast: Cast) -> None:
    draft(cast).full_clean(
        exclude=["submitted_at", "approved_at", "starts_on", "ends_on", "ended_on", "end_reason"]
    )
