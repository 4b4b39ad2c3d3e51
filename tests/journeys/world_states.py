"""How an agreement comes into each state that pages show differently."""

from collections.abc import Callable
from datetime import timedelta

from agreements.models import Agreement
from agreements.services import drafting, lifecycle, review, reviews, suspension
from telework.models import User
from tests import cast as people
from tests.cast import Cast
from tests.journeys import world_later, world_terms


def _returned(cast: Cast) -> Agreement:
    agreement = people.submitted(cast)
    return review.return_for_changes(
        actor=cast.user("supervisor"),
        now=people.NOW,
        step=people.waiting_step(agreement),
        sections=["schedule", "clauses"],
        text="Thursdays are for the staff meeting.",
    )


def _denied(cast: Cast) -> Agreement:
    agreement = people.submitted(cast)
    return review.deny(
        actor=cast.user("supervisor"),
        now=people.NOW,
        step=people.waiting_step(agreement),
        reason_code="programme_needs",
        text="The counter has to be staffed.",
    )


def _second_step(cast: Cast) -> Agreement:
    agreement = people.submitted(cast)
    return people.approve_step(cast, agreement, "supervisor")


def _withdrawn(cast: Cast) -> Agreement:
    agreement = people.submitted(cast)
    return drafting.withdraw(actor=cast.user("employee"), now=people.NOW, agreement=agreement)


def _notice(cast: Cast) -> Agreement:
    agreement = people.approved(cast)
    lifecycle.give_notice(actor=cast.user("employee"), now=people.NOW, agreement=agreement)
    return agreement


def _notice_of_supervisor(cast: Cast) -> Agreement:
    agreement = people.active(cast)
    lifecycle.give_notice(
        actor=cast.user("supervisor"),
        now=people.NOW,
        agreement=agreement,
        reason_code="programme_needs",
        reason_text="The counter has to be staffed.",
    )
    return agreement


def _ended(cast: Cast) -> Agreement:
    agreement = _notice(cast)
    later = people.NOW + timedelta(days=40)
    lifecycle.start(actor=User.objects.system(), now=later, agreement=agreement)
    return lifecycle.end_if_due(actor=User.objects.system(), now=later, agreement=agreement)


def _reviewed(cast: Cast) -> Agreement:
    agreement = people.active(cast)
    reviews.open_review(
        actor=User.objects.system(),
        now=people.NOW,
        agreement=agreement,
        cause="supervisor",
        details="Supervisor: Sam Supervisor → Nina New (as of 1 November 2026)",
    )
    return agreement


def _suspended(cast: Cast) -> Agreement:
    return suspension.suspend(
        actor=User.objects.system(),
        now=people.NOW,
        agreement=_reviewed(cast),
        cause="conduct.pornography",
        citation="2362.2(c)(2)(d)",
        reason="You were officially disciplined.",
    )


# The first has its PDFs and its letters have gone out; those of the others are still to be made.
WITH_PDF = "active"
STATES: dict[str, Callable[[Cast], Agreement]] = {
    WITH_PDF: people.active,
    "in_review": people.submitted,
    "second_step": _second_step,
    "returned": _returned,
    "denied": _denied,
    "withdrawn": _withdrawn,
    "approved": people.approved,
    "notice": _notice,
    "notice_of_supervisor": _notice_of_supervisor,
    "reviewed": _reviewed,
    "suspended": _suspended,
    "ended": _ended,
    **world_later.STATES,
    **world_terms.STATES,
}
