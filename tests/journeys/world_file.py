"""What stands beside a case in the walk for accessibility: comments, files, and an agreement from before."""

from typing import Any

from agreements.models import Agreement, Attachment
from agreements.models.file import Audience
from agreements.services import filing, intake
from tests.cast import NOW, Cast
from tests.certificates import pdf_bytes
from tests.walks.file_world import PAPER, attached


def add_file(cast: Cast, case: Agreement) -> dict[str, Agreement]:
    """Comments and a file beside `case`; the employee of `cast` has an agreement from before."""
    attached(case)
    for audience in Audience:
        filing.add_comment(
            actor=cast.user("supervisor"), now=NOW, agreement=case, audience=audience, text="Talked it over."
        )
    taken_in = intake.take_in(
        actor=cast.user("coordinator"),
        now=NOW,
        employee=cast.employee,
        paper=PAPER,
        file_name="scan.pdf",
        chunks=[pdf_bytes()],
    )
    return {"taken_in": taken_in}


def attachments() -> list[dict[str, Any]]:
    return [{"number": kept.agreement.number, "pk": kept.pk} for kept in Attachment.objects.all()]
