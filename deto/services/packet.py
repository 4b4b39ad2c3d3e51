"""The packet for the chief of mission: one PDF with everything, and the files inside it (2368.4(e))."""

import base64
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from agreements.models import Agreement, AgreementDocument, ApprovalStep
from agreements.permissions import may_watch
from agreements.services.changing import permit
from agreements.services.deciding import record
from agreements.services.locking import lock_step
from agreements.states import Act, Decision
from deto.models import Determinations, Paper
from deto.permissions_stay import KIND
from deto.services.clearance import clearance_of
from deto.stated import stated
from telework import audit, rendering
from telework.commands import command
from telework.errors import WrongState
from telework.models import Document, User

TEMPLATE = "pdf/deto_packet.html"


def steps_to_pack(now: datetime) -> "QuerySet[ApprovalStep]":
    """Steps of HR that wait and have no packet yet."""
    made = AgreementDocument.objects.filter(
        terms=OuterRef("terms"),
        kind=AgreementDocument.Kind.PACKET,
        document__requested_at__gte=OuterRef("opened_at"),
    )
    waiting = ApprovalStep.objects.filter(
        terms__agreement__kind=KIND, act=Act.RECORD, opened_at__isnull=False, closed_at__isnull=True
    )
    return waiting.exclude(Exists(made)).select_related("terms__agreement").order_by("pk")


@command
def make_packet(*, actor: User, now: datetime, step: ApprovalStep) -> Document:
    """Ask for the packet of a request that everybody has approved; a task renders it.

    Raises NotPermitted for people, WrongState where it is made or nothing waits.
    """
    agreement, step = lock_step(step)
    permit(may_watch(actor))
    if not steps_to_pack(now).filter(pk=step.pk).exists():
        raise WrongState("The packet is there, or nothing is to be submitted.")
    # An approval that was taken back and given again has a packet of its own; the first stays on file.
    kind = AgreementDocument.Kind.PACKET
    number = AgreementDocument.objects.filter(terms=step.terms, kind=kind).count() + 1
    document = rendering.request(
        key=f"agreement:{agreement.pk}:terms:{step.terms.number}:packet:{number}",
        template=TEMPLATE,
        title=f"Request to the chief of mission, {agreement.number}",
        file_name=f"{agreement.number}-terms-{step.terms.number}-request-{number}.pdf",
        source=audit.canonical(content_of(agreement, step)),
        now=now,
    )
    AgreementDocument.objects.create(terms=step.terms, kind=kind, document=document)
    record(agreement, "make_packet", actor, now, {"terms": step.terms.number, "round": step.round})
    return document


def content_of(agreement: Agreement, step: ApprovalStep) -> dict[str, Any]:
    """What the chief of mission reads: who, where, how long, why this way, who approved, which files."""
    employee, position, terms = agreement.employee, agreement.employee.position, step.terms
    assert position is not None, "a request is opened only for somebody with a position"
    assert agreement.post is not None, "a request overseas names its post"
    way = clearance_of(terms)
    return {
        "agreement": agreement.number,
        "terms_sha256": terms.content_sha256,
        "employee": {
            "name": employee.full_name,
            "title": position.title,
            "service": position.get_service_display(),
            "grade": f"{position.pay_plan}-{position.grade}".strip("-"),
            "supervisor": employee.supervisor.full_name if employee.supervisor else "",
        },
        "employing_bureau": agreement.bureau.name,
        "host_bureau": agreement.post.bureau.name,
        "post": agreement.post.name,
        "starts_on": terms.requested_start_on.isoformat() if terms.requested_start_on else "",
        "ends_on": terms.requested_end_on.isoformat() if terms.requested_end_on else "",
        "way": {"label": way.label, "days": way.days, "reason": way.reason, "citation": way.citation},
        "answers": [
            {"label": row.label, "text": row.text, "citation": row.citation}
            for row in stated(terms)
            if row.text
        ],
        "determinations": _determinations(agreement),
        "approvals": _approvals(terms.latest_round()),
        "files": [_file(paper) for paper in _papers(agreement)],
    }


def _determinations(agreement: Agreement) -> list[dict[str, str]]:
    found = Determinations.objects.filter(agreement=agreement).first()
    if found is None:
        return []
    pairs = (
        ("Privileges and immunities", found.immunities, found.immunities_on),
        ("Local law and work authorization", found.work_authorization, found.work_authorization_on),
    )
    return [
        {"label": label, "text": text, "on": day.isoformat()} for label, text, day in pairs if day is not None
    ]


def _approvals(steps: "QuerySet[ApprovalStep]") -> list[dict[str, str]]:
    decided = steps.filter(decision=Decision.APPROVED).select_related("decided_by")
    return [
        {
            "capacity": one.capacity,
            "name": one.decided_by.full_name if one.decided_by else "",
            "at": one.closed_at.isoformat() if one.closed_at else "",
            "effect": one.effect_on_office,
        }
        for one in decided
    ]


def _papers(agreement: Agreement) -> "QuerySet[Paper]":
    return Paper.objects.filter(agreement=agreement, replaced_at__isnull=True).select_related("attachment")


def _file(paper: Paper) -> dict[str, str]:
    """A file by its fingerprint, and its bytes, which go into the PDF as they are."""
    kept = paper.attachment
    return {
        "title": paper.get_code_display(),
        "file_name": kept.file_name,
        "sha256": kept.sha256,
        "content_type": kept.content_type,
        "base64": base64.b64encode(bytes(kept.content)).decode("ascii"),
    }
