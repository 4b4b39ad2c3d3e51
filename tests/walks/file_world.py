"""What stands beside a case, in the walks: comments, files, agreements from before, taking no part."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from agreements.models import Agreement, Attachment, NonParticipation
from agreements.models.file import Audience
from agreements.policy.intake import PaperAgreement
from agreements.policy.schedule import Pattern, Schedule
from agreements.services import entering, filing, intake, taking_part
from eligibility.models import Employee
from tests.cast import NOW, START
from tests.certificates import pdf_bytes

PAGES = frozenset({"case_file", "attachment"})
PAPER = PaperAgreement(
    pattern=Pattern.SITUATIONAL,
    starts_on=date(2026, 3, 2),
    signed_on=date(2026, 2, 20),
    ends_on=None,
    week1=(),
    week2=(),
    city="Arlington",
    region="VA",
)
ASKED = {
    "pattern": Pattern.SITUATIONAL,
    "requested_start_on": START,
    "schedule_data": Schedule.at_office().to_json(),
}


def attached(case: Agreement) -> Attachment:
    """A file that everybody who sees the case can read, made where there is none."""
    given = {
        "added_by": case.employee,
        "title": "A plan",
        "file_name": "plan.pdf",
        "content_type": "application/pdf",
        "content": pdf_bytes(),
        "sha256": "0" * 64,
        "added_at": NOW,
    }
    return Attachment.objects.get_or_create(agreement=case, audience=Audience.CASE, defaults=given)[0]


def address(name: str, case: Agreement | None) -> str:
    """The address of a page of the file; without a case, of nothing."""
    number = str(case.number) if case is not None else "TW-2000-999999"
    if name == "case_file":
        return reverse(name, args=[number])
    return reverse(name, args=[number, attached(case).pk if case is not None else 999999])


def _without_case(attempt: Any) -> Employee:
    """Somebody of the case's bureau who has no agreement: who is its executive director."""
    found = Employee.objects.filter(
        position__bureau=attempt.case.bureau, roles__role="executive_director", agreements=None
    ).first()
    assert found is not None, "the world has such a person"
    return found


def add_somebody_apart(person: Employee) -> None:
    """Somebody who said that they take no part."""
    NonParticipation.objects.create(employee=person, recorded_at=NOW)


FILE_CALLS: Mapping[str, Callable[[Any], object]] = {
    "add_comment": lambda a: filing.add_comment(**a.given, audience=Audience.CASE, text="Seen."),
    "add_attachment": lambda a: filing.add_attachment(
        **a.given, audience=Audience.CASE, title="A plan", file_name="plan.pdf", chunks=[pdf_bytes()]
    ),
    "record_no_part": lambda a: taking_part.record_no_part(actor=a.actor, now=NOW),
    "take_part_again": lambda a: taking_part.take_part_again(actor=a.actor, now=NOW),
    "take_in": lambda a: intake.take_in(actor=a.actor, now=NOW, employee=_without_case(a), paper=PAPER),
    "enter_request": lambda a: entering.enter_request(
        actor=a.actor, now=NOW, employee=_without_case(a), answers=ASKED
    ),
}
