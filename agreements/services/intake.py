"""Agreements made on paper or in an older system: put on file as they are, marked as taken in."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime

from agreements import kinds, letters_file
from agreements import permissions_file as permissions
from agreements.models import Agreement, Attachment, Review, TermsVersion
from agreements.models.file import Audience
from agreements.policy import fam_2018, intake
from agreements.policy.intake import PaperAgreement
from agreements.services.deciding import record, save_state
from agreements.services.drafting import open_case
from agreements.services.filing import read_upload
from agreements.services.yearly import count_anew
from agreements.states import Purpose
from eligibility.certificate_files import CertificateFile
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused
from telework.models import User

SCAN_TITLE = "The agreement as it was signed, scanned"


@command
def take_in(
    *,
    actor: User,
    now: datetime,
    employee: Employee,
    paper: PaperAgreement,
    file_name: str = "",
    chunks: Iterable[bytes] = (),
) -> Agreement:
    """Put an agreement in effect already on file, with its own dates and its scan (2367(b)).

    paper              what is known of it; `has_scan` follows from the file
    file_name, chunks  the scan, a PDF or a picture; empty: it is listed as incomplete
    Raises NotPermitted or PolicyRefused by field (a day that cannot be, an agreement that is here already).
    """
    locked = Employee.objects.select_for_update().get(pk=employee.pk)
    employee = Employee.objects.with_bureau().get(pk=locked.pk)
    today = clock.date_of(now)
    access = permissions.may_keep_intake(actor, employee, today)
    if not access:
        raise NotPermitted(access.reason)
    file = read_upload(file_name, chunks) if file_name else None
    paper = replace(paper, has_scan=file is not None)
    _check(employee, paper, now)
    agreement, terms = _put_on_file(employee, paper, now)
    if file is not None:
        _keep_scan(agreement, terms, file, actor, now)
    missing = intake.lacks(paper, today)
    if intake.REVIEW in missing:
        _ask_for_review(agreement, paper, now)
    else:
        count_anew(agreement, paper.reviewed_on or paper.starts_on)
    payload = {"starts_on": paper.starts_on.isoformat(), "lacks": list(missing)}
    record(agreement, "take_in", actor, now, payload)
    letters_file.taken_in(agreement, missing, now)
    return agreement


def _check(employee: Employee, paper: PaperAgreement, now: datetime) -> None:
    today = clock.date_of(now)
    fields = intake.problems(paper, today)
    if employee.is_separated(today):
        fields["employee"] = "This person has left the Department, so no agreement is in effect."
    elif employee.bureau is None:
        fields["employee"] = "HR has no position recorded for this person."
    elif open_case(employee, kinds.DOMESTIC) is not None:
        fields["employee"] = "This person has a request or an agreement here already."
    if fields:
        raise PolicyRefused("The agreement was not put on file.", fields=fields)


def _put_on_file(employee: Employee, paper: PaperAgreement, now: datetime) -> tuple[Agreement, TermsVersion]:
    """The case in effect and its one version, whose content says what is known and from where."""
    assert employee.bureau is not None, "checked before"
    agreement = Agreement.objects.create(
        employee=employee,
        bureau=employee.bureau,
        kind=kinds.DOMESTIC,
        opened_at=now,
        state_since=now,
        submitted_at=now,
        approved_at=now,
        taken_in_at=now,
        starts_on=paper.starts_on,
        ends_on=paper.ends_on,
    )
    agreement.number = f"TW-{clock.date_of(now):%Y}-{agreement.pk:06d}"
    agreement.take_in()
    save_state(agreement, now, "number")
    known = {name: _plain(value) for name, value in asdict(paper).items()}
    content = audit.canonical(
        {"format": 1, "agreement": agreement.number, "taken_in": True, "employee": employee.number, **known}
    )
    terms = TermsVersion.objects.create(
        agreement=agreement,
        number=1,
        policy_set=fam_2018.NAME,
        purpose=Purpose.INTAKE,
        opened_at=now,
        pattern=paper.pattern,
        schedule_data=intake.schedule_of(paper.week1, paper.week2).to_json(),
        requested_start_on=paper.starts_on,
        requested_end_on=paper.ends_on,
        content=content,
        content_sha256=audit.sha256(content),
        signed_at=now,
        accepted_at=now,
        takes_effect_on=paper.starts_on,
        took_effect_at=now,
    )
    return agreement, terms


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _keep_scan(
    agreement: Agreement, terms: TermsVersion, file: CertificateFile, actor: User, now: datetime
) -> None:
    keeper = employee_of(actor)
    assert keeper is not None, "whoever may put on file has an employee record"
    Attachment.objects.create(
        agreement=agreement,
        terms=terms,
        added_by=keeper,
        audience=Audience.CASE,
        title=SCAN_TITLE,
        file_name=file.file_name,
        content_type=file.content_type,
        content=file.content,
        sha256=audit.sha256(file.content),
        added_at=now,
    )


def _ask_for_review(agreement: Agreement, paper: PaperAgreement, now: datetime) -> None:
    Review.objects.create(
        agreement=agreement,
        cause=intake.CAUSE,
        details=intake.REVIEW_DETAILS,
        opened_at=now,
        due_on=intake.first_review_on(paper, clock.date_of(now)),
    )
