"""How each command is tried: complete, so that nothing but the person and the moment can be in its way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from agreements.models import Agreement, ApprovalStep, Worksite
from agreements.services import (
    address_looks,
    closures,
    drafting,
    lifecycle,
    reviews,
    submission,
    suspension,
    undelivered,
)
from agreements.undelivered import FailedLetter, letters_that_failed
from eligibility.models import Bureau
from eligibility.services import determination, determination_run, operations, outcomes, workforce
from telework import seals
from telework.models import Closure, User
from tests.cast import HOME, NOW, proof, safe_answers
from tests.deciding import approve, deny, send_back
from tests.walks.calendar_world import CALENDAR_CALLS
from tests.walks.command_world import AFTER_LAST_DAY, AFTER_SERVICE, BEFORE_START, NO_LOGIN, ON_START
from tests.walks.decisions import DECISION_CALLS
from tests.walks.file_world import FILE_CALLS
from tests.walks.injury_world import INJURY_CALLS
from tests.walks.later_world import LATER_CALLS
from tests.walks.letter_world import LETTER_CALLS
from tests.walks.loan_world import LOAN_CALLS
from tests.walks.overseas_commands import OVERSEAS_CALLS
from tests.walks.post_world import POST_CALLS
from tests.walks.routing_world import ROUTING_CALLS
from tests.walks.sealed_world import SEALED_CALLS
from tests.walks.terms_world import TERMS_CALLS
from tests.walks.training import TRAINING_CALLS

ORDINALS = {"step 1": 1, "step 2": 2}


@dataclass(frozen=True)
class Attempt:
    """One person who tries something on one case; `on` is the table's word for the step or the day."""

    actor: User
    case: Agreement
    on: str = ""
    folder: Path | None = None

    @property
    def given(self) -> dict[str, Any]:
        """The first arguments of nearly every command."""
        return {"actor": self.actor, "now": NOW, "agreement": self.case}

    @property
    def step(self) -> ApprovalStep:
        """The step of the first terms: those of the case's one round."""
        return ApprovalStep.objects.get(
            terms__agreement=self.case, terms__number=1, ordinal=ORDINALS[self.on]
        )

    @property
    def site(self) -> Worksite:
        """The site of the latest terms."""
        return self.case.latest_terms().worksites.get()

    @property
    def letter(self) -> FailedLetter:
        """The letter about the case that could not be delivered."""
        everywhere = Bureau.objects.values_list("pk", flat=True)
        (found,) = [one for one in letters_that_failed(everywhere) if one.chain == self.case.chain]
        return found

    def at(self, moment: datetime) -> dict[str, Any]:
        return {**self.given, "now": moment}


def in_days(attempt: Attempt) -> dict[str, Any]:
    days = {"before": BEFORE_START, "on it": ON_START, "after": AFTER_LAST_DAY}
    return attempt.at(days[attempt.on])


def give_login(attempt: Attempt) -> object:
    return workforce.give_login(
        actor=attempt.actor, now=NOW, employee_number=NO_LOGIN, username="new", password=None
    )


def give_logins(attempt: Attempt) -> object:
    return workforce.give_logins(actor=attempt.actor, now=NOW, usernames={NO_LOGIN: "new"}, password_hash="!")


CALLS: Mapping[str, Callable[[Attempt], object]] = {
    "begin_request": lambda a: drafting.begin_request(actor=a.actor, now=NOW),
    "save_section": lambda a: drafting.save_section(
        **a.given, section="records", answers={"takes_records": True, "records": "Notes"}
    ),
    "save_worksite": lambda a: drafting.save_worksite(**a.given, values={**HOME, "name": "Second"}),
    "remove_worksite": lambda a: drafting.remove_worksite(**a.given, worksite=a.site),
    "certify_site": lambda a: drafting.certify_site(**a.given, worksite=a.site, answers=safe_answers()),
    "save_equipment": lambda a: drafting.save_equipment(**a.given, remote_access="own_device", items=[]),
    "withdraw": lambda a: drafting.withdraw(**a.given),
    "submit": lambda a: submission.submit(**a.given, authentication=proof()),
    "approve": lambda a: approve(a.actor, a.step, funding_confirmed=True),
    "return_for_changes": lambda a: send_back(a.actor, a.step),
    "deny": lambda a: deny(a.actor, a.step),
    "start": lambda a: lifecycle.start(**in_days(a)),
    "end_if_due": lambda a: lifecycle.end_if_due(**in_days(a)),
    "give_notice": lambda a: lifecycle.give_notice(
        **a.given, reason_code="programme_needs", reason_text="The desk must be staffed."
    ),
    "withdraw_notice": lambda a: lifecycle.withdraw_notice(
        actor=a.actor, now=NOW, notice=a.case.notices.get()
    ),
    "open_review": lambda a: reviews.open_review(**a.given, cause="rating", details="Unacceptable"),
    "handle_change": lambda a: reviews.handle_change(
        actor=a.actor, now=NOW, change=a.case.employee.changes.get()
    ),
    "seal_audit": lambda a: seals.seal_audit(actor=a.actor, now=NOW),
    "put_aside_changes": lambda a: reviews.put_aside_changes(actor=a.actor, now=NOW),
    "decide_review": lambda a: reviews.decide_review(
        actor=a.actor,
        now=NOW,
        review=a.case.reviews.get(),
        outcome="notice",
        statement="The desk must be staffed.",
        reason_code="programme_needs",
    ),
    "remind_of_review": lambda a: reviews.remind_of_review(
        actor=a.actor, now=AFTER_LAST_DAY, review=a.case.reviews.get()
    ),
    "suspend": lambda a: suspension.suspend(
        **a.given, cause="conduct.pornography", citation="2362.2(c)(2)(d)", reason="Official discipline."
    ),
    "suspend_if_barred": lambda a: suspension.suspend_if_barred(**a.given),
    "resume": lambda a: suspension.resume(**a.given, because="The record is clear."),
    "resume_if_cleared": lambda a: suspension.resume_if_cleared(**a.given),
    "withdraw_for_leaver": lambda a: suspension.withdraw_for_leaver(**a.at(AFTER_SERVICE)),
    "send_again": lambda a: undelivered.send_again(actor=a.actor, now=NOW, letter=a.letter),
    "determine": lambda a: determination.determine(
        actor=a.actor, now=NOW, employee=a.case.employee, occasion="request"
    ),
    "determine_person": lambda a: determination_run.determine_person(
        actor=a.actor, now=NOW, employee=a.case.employee
    ),
    "determine_chunk": lambda a: determination_run.determine_chunk(
        actor=a.actor,
        now=NOW,
        occasion="nightly",
        only_changed=True,
        after=0,
    ),
    "close_day": lambda a: determination_run.close_day(actor=a.actor, now=NOW, run=determination_run.Run()),
    "tell_outcomes": lambda a: outcomes.tell_outcomes(actor=a.actor, now=NOW),
    "import_workforce": lambda a: workforce.import_workforce(
        actor=a.actor, now=NOW, folder=a.folder, accept=True
    ),
    "give_login": give_login,
    "give_logins": give_logins,
    "add_closure": lambda a: closures.add_closure(
        actor=a.actor, now=NOW, day=date(2026, 12, 8), authority="Order", reason="Closed"
    ),
    "remove_closure": lambda a: closures.remove_closure(
        actor=a.actor, now=NOW, closure=Closure.objects.earliest("day"), why="Entered by mistake"
    ),
    "send_failed_letters": lambda a: operations.send_failed_letters(actor=a.actor, now=NOW),
    "render_failed_documents": lambda a: operations.render_failed_documents(actor=a.actor, now=NOW),
    "look_at_address": lambda a: address_looks.look_at_address(**a.given, why="Audit 26-014"),
    **CALENDAR_CALLS,
    **DECISION_CALLS,
    **LATER_CALLS,
    **FILE_CALLS,
    **INJURY_CALLS,
    **LETTER_CALLS,
    **LOAN_CALLS,
    **OVERSEAS_CALLS,
    **POST_CALLS,
    **ROUTING_CALLS,
    **SEALED_CALLS,
    **TERMS_CALLS,
    **TRAINING_CALLS,
}
