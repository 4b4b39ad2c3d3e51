"""Comments and attachments: put beside a case, never changed, each with who can read it."""

from collections.abc import Iterable
from datetime import datetime

from agreements import permissions_file as permissions
from agreements.models import Agreement, Attachment, Comment
from agreements.models.file import Audience
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from eligibility.certificate_files import BadCertificate, CertificateFile, read_certificate
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused
from telework.models import User

LONGEST_COMMENT = 4000
LONGEST_TITLE = 200


@command
def add_comment(*, actor: User, now: datetime, agreement: Agreement, audience: str, text: str) -> Comment:
    """Write a comment beside a case.

    audience  who can read it, a value of `Audience`
    Raises NotPermitted or PolicyRefused (nothing said, too long, no such readers).
    """
    agreement, author = _writer(actor, now, agreement, audience)
    words = text.strip()
    if not words:
        raise PolicyRefused("Write your comment.", fields={"text": "Write your comment."})
    if len(words) > LONGEST_COMMENT:
        why = f"A comment has at most {LONGEST_COMMENT:,} characters. Attach a file for more."
        raise PolicyRefused(why, fields={"text": why})
    comment = Comment.objects.create(
        agreement=agreement, author=author, audience=audience, text=words, written_at=now
    )
    record(agreement, "comment", actor, now, {"comment": comment.pk, "audience": audience})
    return comment


@command
def add_attachment(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    audience: str,
    title: str,
    file_name: str,
    chunks: Iterable[bytes],
) -> Attachment:
    """Put a file beside a case: a PDF or a picture, verified by its content and never run.

    Raises NotPermitted or PolicyRefused (no title, or a file that is not what it says).
    """
    agreement, author = _writer(actor, now, agreement, audience)
    if not title.strip():
        raise PolicyRefused("Say what the file is.", fields={"title": "Say what the file is."})
    file = read_upload(file_name, chunks)
    kept = Attachment.objects.create(
        agreement=agreement,
        added_by=author,
        audience=audience,
        title=title.strip()[:LONGEST_TITLE],
        file_name=file.file_name,
        content_type=file.content_type,
        content=file.content,
        sha256=audit.sha256(file.content),
        added_at=now,
    )
    payload = {"attachment": kept.pk, "audience": audience, "sha256": kept.sha256}
    record(agreement, "attach", actor, now, payload)
    return kept


def read_upload(file_name: str, chunks: Iterable[bytes]) -> CertificateFile:
    """The file, if it is a PDF or a picture and small enough; raises PolicyRefused with what to do."""
    try:
        return read_certificate(file_name, chunks)
    except BadCertificate as bad:
        raise PolicyRefused(str(bad), fields={"file": str(bad)}) from None


def _writer(actor: User, now: datetime, agreement: Agreement, audience: str) -> tuple[Agreement, Employee]:
    locked = lock_case(agreement)
    today = clock.date_of(now)
    access = permissions.may_write(actor, locked, today)
    if access and audience == Audience.DECIDERS:
        access = permissions.may_read_deciders(actor, locked, today)
    if not access:
        raise NotPermitted(access.reason)
    if audience not in Audience.values:
        raise PolicyRefused("Choose who can read it.", fields={"audience": "Choose who can read it."})
    author = employee_of(actor)
    assert author is not None, "whoever may write has an employee record"
    return locked, author
