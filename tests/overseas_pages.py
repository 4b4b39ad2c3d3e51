"""The pages of a request to telework overseas: addresses, and what a browser would post."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from agreements.policy.schedule import Schedule
from tests import requesting
from tests.certificates import pdf_bytes
from tests.overseas import ANSWERS, APARTMENT, EVERY_DAY, LAST_DAY, OverseasCast

YES_NO = {True: "yes", False: "no"}


def part(agreement: Agreement, section: str) -> str:
    return reverse("request_details", args=[agreement.number, section])


def files(agreement: Agreement) -> str:
    return reverse("deto_papers", args=[agreement.number])


def typed(cast: OverseasCast, section: str, **changes: Any) -> dict[str, str]:
    """What a browser posts for a section of ANSWERS; `changes` replace single fields."""
    said = {**ANSWERS[section], **({"post": cast.post.pk} if section == "deto_sponsor" else {}), **changes}
    return {name: _text(value) for name, value in said.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    return value.isoformat() if isinstance(value, date) else str(value)


def upload(client: Client, agreement: Agreement, code: str = "ds7644", content: bytes = b"") -> Any:
    file = SimpleUploadedFile("plan.pdf", content or pdf_bytes(), "application/pdf")
    return client.post(files(agreement), {"code": code, "file": file})


def everything(cast: OverseasCast, agreement: Agreement) -> list[tuple[str, dict[str, Any]]]:
    """Every section in the order of the task list; the safety checklist follows after the start."""
    url = requesting.url
    shared = dict(requesting.posts(agreement))
    every_day = Schedule.from_json(EVERY_DAY["schedule_data"])
    last_day = LAST_DAY.isoformat()
    shared[url("request_schedule", agreement)] = requesting.schedule_post(
        every_day, requested_end_on=last_day
    )
    shared[url("request_site_add", agreement)] = APARTMENT
    del shared[url("request_checklist", agreement, 1)]
    accepted = {statement.code: "on" for statement in agreement.kind_record.all_statements}
    shared[url("request_acknowledgements", agreement)] = accepted
    own = [(part(agreement, section), typed(cast, section)) for section in ANSWERS]
    (first, *rest) = shared.items()
    return [first, *own, *rest]
