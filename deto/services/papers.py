"""The files of a request: put by the employee, a newer one in the place of an older (2368.4(c), 2368.11)."""

from collections.abc import Iterable
from datetime import datetime

from agreements import permissions
from agreements.models import Agreement, Attachment
from agreements.models.file import Audience
from agreements.services.deciding import record
from agreements.services.filing import read_upload
from agreements.services.locking import lock_draft
from deto.models import Paper
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused
from telework.models import User

NO_SUCH_PAPER = "Choose which file it is."


@command
def put_paper(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    code: str,
    file_name: str,
    chunks: Iterable[bytes],
) -> Paper:
    """Put one of the named files on the case while its terms are written; it is signed with them.

    code  a value of `Paper.Code`; the file of that code that was there before stays on the case, replaced
    Raises NotPermitted, WrongState or PolicyRefused (no such file, or not what its name says).
    """
    agreement = _own_draft(actor, now, agreement)
    if agreement.kind_record.details != "deto" or code not in Paper.Code.values:
        raise PolicyRefused(NO_SUCH_PAPER, fields={"code": NO_SUCH_PAPER})
    file = read_upload(file_name, chunks)
    person = employee_of(actor)
    assert person is not None, "only people write requests"
    agreement.deto_papers.filter(code=code, replaced_at=None).update(replaced_at=now)
    kept = Attachment.objects.create(
        agreement=agreement,
        added_by=person,
        audience=Audience.CASE,
        title=Paper.Code(code).label,
        file_name=file.file_name,
        content_type=file.content_type,
        content=file.content,
        sha256=audit.sha256(file.content),
        added_at=now,
    )
    paper = Paper.objects.create(agreement=agreement, code=code, attachment=kept)
    record(agreement, "put_paper", actor, now, {"paper": code, "attachment": kept.pk, "sha256": kept.sha256})
    return paper


def _own_draft(actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """The case under lock, if it is the actor's own and its terms are being written."""
    locked, _ = lock_draft(agreement)
    for access in (permissions.may_act(actor, clock.date_of(now)), permissions.may_edit(actor, locked)):
        if not access:
            raise NotPermitted(access.reason)
    return locked
