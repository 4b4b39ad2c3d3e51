"""Letters on the way to the chief of mission: the employee, and the security officer's copy (2368.4(e))."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from agreements.mailing import send
from agreements.models import Agreement, AgreementDocument
from agreements.selectors import office_holders
from deto.models import ClearanceRequest
from deto.policy.clearance import Route
from telework import clock
from telework.models import Document
from telework.roles import Role


def submitted(request: ClearanceRequest, now: datetime) -> None:
    """To the employee; an NSDD-38 request is shared with the post's regional security officer too."""
    agreement = request.terms.agreement
    event = f"terms:{request.terms.number}:clearance:{request.round}"
    context: dict[str, Any] = {"request": request}
    send("deto_submitted", agreement, event, [agreement.employee], now, context=context)
    if request.route_code is Route.NSDD38:
        today = clock.date_of(now)
        officers = office_holders(
            Role.SECURITY_OFFICER, bureau=agreement.bureau_id, post=agreement.post_id, today=today
        )
        # The officer reads the page of the post, not the case.
        context |= {"link": settings.SITE_URL + reverse("post_home")}
        documents = _packet(agreement, request)
        send("deto_nsdd38_copy", agreement, event, officers, now, context=context, documents=documents)


def _packet(agreement: Agreement, request: ClearanceRequest) -> list[Document]:
    """The packet of the round, where it has been made."""
    kept = AgreementDocument.objects.filter(terms=request.terms, kind=AgreementDocument.Kind.PACKET)
    return [one.document for one in kept.select_related("document").order_by("-pk")[:1]]
