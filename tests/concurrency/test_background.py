"""Two workers beside each other: each start, each end and each letter happens once."""

from datetime import UTC, datetime, timedelta
from functools import partial

from django.core import mail

from agreements.models import Agreement
from agreements.services import lifecycle
from agreements.states import State
from agreements.tasks import sweep_due
from telework import audit, outbox, rendering
from telework.models import Document, OutboxMessage, User
from tests.cast import NOW, Cast, active, approved
from tests.together import many_times, raised, together
from tests.traces import actions, letters

START_DAY = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)
AFTER_NOTICE = datetime(2026, 12, 22, 17, 0, tzinfo=UTC)


@many_times
def test_two_sweeps_start_an_agreement_once(cast: Cast, repetition: int) -> None:
    agreement = approved(cast)
    outcomes = together(*[partial(sweep_due, START_DAY) for _ in range(2)])
    assert raised(outcomes) == []
    assert sorted((swept.started, swept.failed) for swept in outcomes) == [(0, 0), (1, 0)]
    assert Agreement.objects.get(pk=agreement.pk).state == State.ACTIVE
    assert actions(agreement).count("start") == 1
    assert letters(agreement)["agreement_started"] == [cast.employee.email.partition("@")[0], "sam"]
    assert audit.first_fault(agreement.chain) is None


@many_times
def test_two_sweeps_end_an_agreement_once(cast: Cast, repetition: int) -> None:
    agreement = active(cast)
    lifecycle.give_notice(actor=cast.user("employee"), now=START_DAY, agreement=agreement)
    outcomes = together(*[partial(sweep_due, AFTER_NOTICE) for _ in range(2)])
    assert raised(outcomes) == []
    assert sorted((swept.ended, swept.failed) for swept in outcomes) == [(0, 0), (1, 0)]
    assert actions(agreement).count("end") == 1
    assert letters(agreement)["agreement_ended"] == ["cora", cast.employee.email.partition("@")[0], "sam"]


@many_times
def test_a_sweep_and_a_withdrawn_notice_come_to_one_outcome(cast: Cast, repetition: int) -> None:
    agreement = active(cast)
    notice = lifecycle.give_notice(actor=cast.user("employee"), now=START_DAY, agreement=agreement)
    still_running = AFTER_NOTICE - timedelta(days=1)
    actor = User.objects.get(pk=cast.user("employee").pk)
    swept, withdrawn = together(
        partial(sweep_due, AFTER_NOTICE),
        partial(lifecycle.withdraw_notice, actor=actor, now=still_running, notice=notice),
    )
    notice.refresh_from_db()
    ended = Agreement.objects.get(pk=agreement.pk).state == State.ENDED
    assert swept.failed == 0
    assert ended is (notice.completed_at is not None) is (notice.withdrawn_at is None)
    assert ended is isinstance(withdrawn, Exception)
    assert audit.first_fault(agreement.chain) is None


@many_times
def test_two_drains_send_each_letter_once(cast: Cast, repetition: int) -> None:
    for number in range(6):
        OutboxMessage.objects.create(
            key=f"letter:{repetition}:{number}",
            to="emma@example.gov",
            template="test",
            subject=f"Letter {repetition}.{number}",
            text="Text",
            html="<p>Text</p>",
            queued_at=NOW,
            next_try_at=NOW,
        )
    outcomes = together(*[partial(outbox.deliver_due, NOW) for _ in range(3)])
    assert raised(outcomes) == []
    assert sum(delivery.sent for delivery in outcomes) == 6
    assert sorted(message.subject for message in mail.outbox[-6:]) == [
        f"Letter {repetition}.{number}" for number in range(6)
    ]
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {("sent", 1)}


@many_times
def test_a_document_asked_for_several_times_at_once_is_one(cast: Cast, repetition: int) -> None:
    def ask() -> Document:
        return rendering.request(
            key=f"document:{repetition}",
            template="t.html",
            title="T",
            file_name="t.pdf",
            source=b"{}",
            now=NOW,
        )

    outcomes = together(ask, ask, ask)
    assert raised(outcomes) == []
    assert len({document.pk for document in outcomes}) == 1
