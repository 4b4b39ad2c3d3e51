"""Changed terms as tests ask for them: complete unless a test leaves something out."""

from datetime import UTC, date, datetime
from typing import Any

from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy.schedule import Schedule
from agreements.services import accepting, adjusting, changing, proposing, renewal, submission
from agreements.services.drafting import save_section
from telework.models import User
from telework.roles import Role
from tests.cast import Cast, proof, schedule

# The Monday after the agreement of `cast.active` began.
LATER = datetime(2026, 12, 14, 15, 0, tzinfo=UTC)
FROM = date(2027, 1, 4)
MONDAYS_TOO: Schedule = schedule((1, 0), (1, 1), (1, 3), (2, 0), (2, 1), (2, 3))
WHY = "I care for the archive on Mondays now, which I can do from home."


def begin(
    cast: Cast, agreement: Agreement, now: datetime = LATER, by: str = "employee", **given: Any
) -> TermsVersion:
    asked = {"justification": WHY, "takes_effect_on": FROM, **given}
    return changing.begin_changes(actor=cast.user(by), now=now, agreement=agreement, **asked)


def write(
    cast: Cast, agreement: Agreement, section: str, now: datetime = LATER, **answers: Any
) -> TermsVersion:
    return save_section(
        actor=cast.user("employee"), now=now, agreement=agreement, section=section, answers=answers
    )


def send(cast: Cast, agreement: Agreement, now: datetime = LATER) -> Agreement:
    return submission.submit(
        actor=cast.user("employee"), now=now, agreement=agreement, authentication=proof(now)
    )


def amended(cast: Cast, agreement: Agreement, now: datetime = LATER) -> Agreement:
    """Changed terms with a third telework day, sent."""
    begin(cast, agreement, now)
    write(cast, agreement, "schedule", now, schedule_data=MONDAYS_TOO.to_json())
    return send(cast, agreement, now)


def renew(
    cast: Cast, agreement: Agreement, now: datetime = LATER, *, last_day: date | None = None
) -> Agreement:
    return renewal.renew(
        actor=cast.user("employee"),
        now=now,
        agreement=agreement,
        last_day=last_day,
        authentication=proof(now),
    )


def adjust(cast: Cast, agreement: Agreement, now: datetime = LATER, **given: Any) -> TermsVersion:
    return adjust_as(given.pop("actor", None) or cast.user("supervisor"), agreement, now, **given)


def adjust_as(actor: User, agreement: Agreement, now: datetime = LATER, **given: Any) -> TermsVersion:
    asked: dict[str, Any] = {
        "changes": {"schedule_data": MONDAYS_TOO.to_json()},
        "takes_effect_on": None,
        "reason_code": "programme_needs",
        "text": "The counter has to be staffed on Wednesdays.",
        "authentication": proof(now),
    }
    return adjusting.adjust(actor=actor, now=now, agreement=agreement, **{**asked, **given})


def propose(actor: User, step: ApprovalStep, now: datetime = LATER, **given: Any) -> TermsVersion:
    asked: dict[str, Any] = {
        "changes": {"schedule_data": MONDAYS_TOO.to_json()},
        "text": "Mondays suit the office better.",
        "authentication": proof(now),
        "effect_on_office": "None: the work is portable.",
        "equal_treatment": True,
        "funding_confirmed": True,
    }
    return proposing.propose(actor=actor, now=now, step=step, **{**asked, **given})


def to_sign(agreement: Agreement) -> ApprovalStep:
    """The employee's step that waits."""
    return ApprovalStep.objects.get(
        terms__agreement=agreement, role=Role.EMPLOYEE, opened_at__isnull=False, closed_at__isnull=True
    )


def accept(cast: Cast, agreement: Agreement, now: datetime = LATER) -> Agreement:
    return sign_as(cast.user("employee"), agreement, now)


def sign_as(actor: User, agreement: Agreement, now: datetime = LATER) -> Agreement:
    """Whoever it is tries to sign as the employee."""
    return accepting.accept_terms(actor=actor, now=now, step=to_sign(agreement), authentication=proof(now))


def take_back(cast: Cast, agreement: Agreement, by: str = "employee", now: datetime = LATER) -> Agreement:
    return changing.withdraw_changes(actor=cast.user(by), now=now, agreement=agreement)
