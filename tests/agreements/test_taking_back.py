"""A decision is taken back while nothing has followed; both stay on the record, and who was told is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from agreements import history_later
from agreements.models import Agreement, AgreementDocument, ApprovalStep
from agreements.services import drafting, lifecycle, taking_back
from agreements.states import Decision, State
from telework import outbox, rendering
from telework.errors import NotPermitted, WrongState
from telework.models import OutboxMessage, User
from tests.agreements.letter_events import only
from tests.cast import NOW, START, Cast, approve_step, approved, submitted, waiting_step
from tests.deciding import approve, deny, send_back
from tests.traces import actions, letters, payload, refused

SOON = NOW + timedelta(hours=2)
NEXT_WORKDAY = NOW + timedelta(days=1)
TOO_LATE = NOW + timedelta(days=2)


def step_of(agreement: Agreement, by: str) -> ApprovalStep:
    steps = ApprovalStep.objects.filter(terms__agreement=agreement, taken_back_at__isnull=True)
    return steps.get(role=by, closed_at__isnull=False)


def take_back(cast: Cast, by: str, step: ApprovalStep, now: object = SOON) -> ApprovalStep:
    return taking_back.take_back(actor=cast.user(by), now=now, step=step)  # type: ignore[arg-type]


def all_gone() -> None:
    """Every letter so far has reached its reader."""
    OutboxMessage.objects.filter(state="queued").update(state="sent", sent_at=NOW)


def states(template: str) -> list[str]:
    return list(
        OutboxMessage.objects.filter(template=template).order_by("pk").values_list("state", flat=True)
    )


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def test_supervisor_takes_an_approval_back_and_the_next_office_is_asked_no_more(cast: Cast) -> None:
    agreement = approve_step(cast, submitted(cast), "supervisor")
    all_gone()
    anew = take_back(cast, "supervisor", step_of(agreement, "supervisor"))
    old = ApprovalStep.objects.get(terms__agreement=agreement, decision=Decision.APPROVED)
    assert old.taken_back_at == SOON
    assert (anew.stage, anew.round, anew.assignee) == (old.stage, old.round, cast.supervisor)
    assert waiting_step(agreement) == anew
    assert anew.opened_at == SOON
    assert actions(agreement)[-1] == "take_back"
    assert payload(agreement, "take_back")["decision"] == "approved"
    assert letters(agreement)["decision_taken_back"] == ["edith", "emma"]


def test_approved_again_it_goes_on_as_if_asked_for_the_first_time(cast: Cast) -> None:
    agreement = approve_step(cast, submitted(cast), "supervisor")
    anew = take_back(cast, "supervisor", step_of(agreement, "supervisor"))
    approve(cast.user("supervisor"), anew, SOON)
    assert waiting_step(agreement).role == "executive_director"
    assert letters(agreement)["decision_needed"] == ["edith", "edith", "sam"]
    approve(cast.user("director"), waiting_step(agreement), SOON)
    assert again(agreement).state == State.APPROVED


def test_last_approval_taken_back_undoes_the_agreement_and_its_papers_no_longer_hold(cast: Cast) -> None:
    agreement = approved(cast)
    all_gone()
    anew = take_back(cast, "director", step_of(agreement, "executive_director"))
    case = again(agreement)
    assert (case.state, case.starts_on, case.approved_at) == (State.IN_REVIEW, None, None)
    assert case.latest_terms().accepted_at is None
    assert letters(agreement)["decision_taken_back"] == ["cora", "emma", "sam"]
    approve(cast.user("director"), anew, SOON)
    case = again(agreement)
    assert (case.state, case.starts_on) == (State.APPROVED, START)
    papers = AgreementDocument.objects.with_void().filter(terms__agreement=case, kind="agreement")
    assert list(papers.order_by("pk").values_list("is_void", flat=True)) == [True, False]
    assert len(letters(agreement)["agreement_approved"]) == 6


def test_papers_name_a_decider_who_took_back_and_approved_again_once(cast: Cast) -> None:
    agreement = approved(cast)
    approve(
        cast.user("director"), take_back(cast, "director", step_of(agreement, "executive_director")), SOON
    )
    paper = AgreementDocument.objects.filter(terms__agreement=agreement, kind="agreement").latest("pk")
    source = bytes(paper.document.source).decode()
    assert source.count('"capacity":"Bureau executive director"') == 2  # the decision and the signature


def test_return_is_taken_back_before_the_employee_begins(cast: Cast) -> None:
    agreement = send_back(cast.user("supervisor"), waiting_step(submitted(cast)))
    take_back(cast, "supervisor", step_of(agreement, "supervisor"))
    case = again(agreement)
    assert (case.state, case.latest_terms().number) == (State.IN_REVIEW, 1)
    assert waiting_step(case).assignee == cast.supervisor
    assert "You need not change the request now" in only("decision_taken_back", "emma").text


def test_denial_is_taken_back(cast: Cast) -> None:
    agreement = approve_step(cast, submitted(cast), "supervisor")
    deny(cast.user("director"), waiting_step(agreement))
    all_gone()
    take_back(cast, "director", step_of(agreement, "executive_director"))
    assert again(agreement).state == State.IN_REVIEW
    assert letters(agreement)["decision_taken_back"] == ["emma", "sam"]
    approve(cast.user("director"), waiting_step(agreement), SOON)
    assert again(agreement).state == State.APPROVED


def test_letters_of_an_approval_that_wait_for_their_papers_never_go_out_once_it_is_taken_back(
    cast: Cast,
) -> None:
    agreement = approved(cast)
    assert outbox.deliver_due(NOW).sent
    mail.outbox.clear()
    take_back(cast, "director", step_of(agreement, "executive_director"))
    assert states("agreement_approved") == ["withdrawn"] * 3
    assert letters(agreement)["decision_taken_back"] == ["emma"], (
        "her pages have shown it; no letter told others"
    )

    rendering.render_due(SOON)
    outbox.deliver_due(SOON)
    assert [sorted(letter.to) for letter in mail.outbox] == [["emma@example.gov"]]
    assert "was taken back" in mail.outbox[0].subject
    kept_back = payload(agreement, "take_back")["letters_not_sent"]
    assert sorted(kept_back) == sorted(
        OutboxMessage.objects.filter(state="withdrawn").values_list("key", flat=True)
    )


def test_approved_again_its_letters_are_new_ones_and_go_out(cast: Cast) -> None:
    agreement = approved(cast)
    anew = take_back(cast, "director", step_of(agreement, "executive_director"))
    approve(cast.user("director"), anew, SOON)
    assert states("agreement_approved") == ["withdrawn"] * 3 + ["queued"] * 3


def test_whoever_was_not_asked_yet_by_letter_is_neither_asked_nor_told(cast: Cast) -> None:
    agreement = approve_step(cast, submitted(cast), "supervisor")
    outbox.deliver_due(NOW)
    OutboxMessage.objects.filter(to__startswith="edith").update(state="failed", sent_at=None)
    take_back(cast, "supervisor", step_of(agreement, "supervisor"))
    assert OutboxMessage.objects.get(to__startswith="edith").state == "withdrawn"
    assert letters(agreement)["decision_taken_back"] == ["emma"]
    assert states("decision_made") == ["sent"]
    assert states("request_received") == ["sent"], "what stays true stays"


def test_history_says_how_many_letters_were_kept_back(cast: Cast) -> None:
    agreement = approved(cast)
    take_back(cast, "director", step_of(agreement, "executive_director"))
    said = history_later.DETAILS["take_back"](payload(agreement, "take_back"))
    assert said == (
        "The approval stays on the record; the step waits anew. 3 letters about it were not sent any more."
    )


def begun_to_change(cast: Cast) -> ApprovalStep:
    agreement = send_back(cast.user("supervisor"), waiting_step(submitted(cast)))
    answers = {"takes_records": True, "records": "Notes"}
    drafting.save_section(
        actor=cast.user("employee"), now=NOW, agreement=agreement, section="records", answers=answers
    )
    return step_of(agreement, "supervisor")


def asked_anew(cast: Cast) -> ApprovalStep:
    agreement = deny(cast.user("supervisor"), waiting_step(submitted(cast)))
    drafting.begin_request(actor=cast.user("employee"), now=NOW)
    return step_of(agreement, "supervisor")


def noticed(cast: Cast) -> ApprovalStep:
    agreement = approved(cast)
    lifecycle.give_notice(actor=cast.user("employee"), now=NOW, agreement=agreement)
    return step_of(agreement, "executive_director")


def started(cast: Cast) -> ApprovalStep:
    agreement = approved(cast, start=NOW.date())
    lifecycle.start(actor=User.objects.system(), now=NOW, agreement=agreement)
    return step_of(agreement, "executive_director")


def taken_back_once(cast: Cast) -> ApprovalStep:
    agreement = approve_step(cast, submitted(cast), "supervisor")
    step = step_of(agreement, "supervisor")
    take_back(cast, "supervisor", step)
    return step


FOLLOWED: tuple[tuple[str, Callable[[Cast], ApprovalStep]], ...] = (
    ("supervisor", lambda cast: step_of(approved(cast), "supervisor")),
    ("supervisor", begun_to_change),
    ("supervisor", asked_anew),
    ("director", noticed),
    ("director", started),
    ("supervisor", taken_back_once),
    ("supervisor", lambda cast: waiting_step(submitted(cast))),
)


@pytest.mark.parametrize(("by", "decided"), FOLLOWED, ids=range(len(FOLLOWED)))
def test_what_something_followed_from_stands(
    cast: Cast, by: str, decided: Callable[[Cast], ApprovalStep]
) -> None:
    step = decided(cast)
    kind = NotPermitted if step.decided_by is None else WrongState
    with refused(kind):
        take_back(cast, by, step)


def test_next_workday_is_the_last_on_which_it_can_be_taken_back(cast: Cast) -> None:
    agreement = approve_step(cast, submitted(cast), "supervisor")
    step = step_of(agreement, "supervisor")
    with refused(WrongState):
        take_back(cast, "supervisor", step, TOO_LATE)
    assert take_back(cast, "supervisor", step, NEXT_WORKDAY).is_waiting


@pytest.mark.parametrize("by", ["employee", "director", "coordinator", "stranger", "managing_officer"])
def test_nobody_takes_back_for_somebody_else(cast: Cast, by: str) -> None:
    agreement = approve_step(cast, submitted(cast), "supervisor")
    step = step_of(agreement, "supervisor")
    with refused(NotPermitted):
        take_back(cast, by, step)
