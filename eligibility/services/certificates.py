"""The commands around a certificate: somebody uploads theirs, and the coordinator checks it (2362.7)."""

from collections.abc import Iterable
from datetime import date, datetime

from eligibility import training_letters as letters
from eligibility.certificate_files import BadCertificate, read_certificate
from eligibility.models import Employee, TrainingCertificate, TrainingCompletion
from eligibility.policy.courses import fault_of_completion
from eligibility.services.deciding import (
    checked_words,
    decider,
    in_words,
    locked_person,
    record,
    refuse,
    require,
)
from eligibility.services.training import LONGEST_EVIDENCE, written_down
from eligibility.training import Course, may_keep, may_upload
from telework import audit, clock
from telework.commands import command
from telework.errors import WrongState
from telework.models import User

Outcome = TrainingCertificate.Outcome


@command
def upload_certificate(
    *, actor: User, now: datetime, course: str, completed_on: date, file_name: str, chunks: Iterable[bytes]
) -> TrainingCertificate:
    """Keep one's own certificate until the coordinator has checked it.

    chunks  the bytes of the file, a few at a time; no more are read than can be taken
    Raises NotPermitted without an employee record; PolicyRefused, by field, for a day that cannot be, a file
    that is no PDF, PNG or JPEG by its content, and while another certificate of the course waits.
    """
    today = clock.date_of(now)
    require(may_upload(actor, today))
    person = locked_person(decider(actor))
    if course not in Course.values:
        refuse("course", "Choose the course.")
    fault = fault_of_completion(completed_on, today)
    if fault:
        refuse("completed_on", fault)
    _check_none_waits(person, course)
    try:
        file = read_certificate(file_name, chunks)
    except BadCertificate as bad:
        refuse("file", str(bad))
    certificate = TrainingCertificate.objects.create(
        employee=person,
        course=course,
        completed_on=completed_on,
        file_name=file.file_name,
        content_type=file.content_type,
        content=file.content,
        sha256=audit.sha256(file.content),
        uploaded_at=now,
    )
    _record("upload_certificate", certificate, actor, now, completed_on=completed_on)
    letters.certificate_waiting(certificate, now)
    return certificate


@command
def check_certificate(
    *, actor: User, now: datetime, certificate: TrainingCertificate, outcome: str, reason: str = ""
) -> TrainingCertificate:
    """Accept a certificate, which records the course; or refuse it, with a reason that the person reads.

    Raises NotPermitted for all but the coordinator of the bureau, and about one's own; WrongState where it is
    checked already; PolicyRefused, by field, without an answer, and without a reason to refuse.
    """
    today = clock.date_of(now)
    person = locked_person(certificate.employee)
    held = TrainingCertificate.objects.select_for_update().defer("content").get(pk=certificate.pk)
    held.employee = person
    require(may_keep(actor, person, today))
    if held.checked_at is not None:
        raise WrongState(f"This certificate was checked on {in_words(clock.date_of(held.checked_at))}.")
    if outcome not in Outcome.values:
        refuse("outcome", "Say whether you accept the certificate.")
    words = ""
    if outcome == Outcome.REFUSED:
        words = checked_words("reason", reason, "Say why you do not accept it; the person reads it.")
    held.outcome, held.reason = outcome, words
    held.checked_by, held.checked_at = decider(actor), now
    held.save(update_fields=["outcome", "reason", "checked_by", "checked_at"])
    _record("check_certificate", held, actor, now, outcome=outcome, reason=words)
    if outcome == Outcome.ACCEPTED:
        _complete(held, actor, now)
    letters.certificate_checked(held, now)
    return held


def _check_none_waits(person: Employee, course: str) -> None:
    waiting = person.certificates.filter(course=course, checked_at__isnull=True).defer("content").first()
    if waiting is not None:
        refuse(
            "course",
            f"Your certificate of {in_words(clock.date_of(waiting.uploaded_at))} for this course waits to be "
            "checked. You get a letter when it has been.",
        )


def _complete(certificate: TrainingCertificate, actor: User, now: datetime) -> None:
    """The completion, unless the extract has brought the same one meanwhile."""
    person = certificate.employee
    evidence = (
        f"certificate {certificate.pk} ({certificate.sha256[:12]}), checked by {decider(actor).full_name}"
    )
    completion, is_new = TrainingCompletion.objects.get_or_create(
        employee=person,
        course=certificate.course,
        completed_on=certificate.completed_on,
        defaults={"evidence": evidence[:LONGEST_EVIDENCE]},
    )
    if is_new:
        completion.employee = person
        written_down(completion, actor, now)


def _record(
    action: str, certificate: TrainingCertificate, actor: User, now: datetime, **payload: object
) -> None:
    record(
        action,
        certificate.employee,
        f"certificate:{certificate.pk}",
        actor,
        now,
        course=certificate.course,
        sha256=certificate.sha256,
        **payload,
    )
