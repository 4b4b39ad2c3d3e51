"""The documents of an agreement: asked for once, at the last approval, from the signed bytes."""

import json
from datetime import datetime
from typing import Any

from agreements.content import checklist_content
from agreements.differences import since_standing
from agreements.kinds import SEALED_LABEL
from agreements.mission_shown import lines_of, statement_of
from agreements.models import Agreement, AgreementDocument, ApprovalStep, SafetyChecklist, TermsVersion
from agreements.states import Act, Decision, State
from agreements.trial_of import trial_step
from telework import audit, rendering
from telework.models import Document
from telework.roles import ROLES, Role

EMPLOYEE = ROLES[Role.EMPLOYEE].title
AUTHORITY = "3 FAM 2360 and 5 U.S.C. chapter 65 (Telework Enhancement Act of 2010)"


def request_documents(agreement: Agreement, terms: TermsVersion, now: datetime) -> list[Document]:
    """Ask for the agreement and one DS-1963 for each site; a task renders them."""
    kind = agreement.kind_record
    signed = json.loads(bytes(terms.content or b"{}"))
    whole = {**_frame(agreement, terms), "terms": signed}
    documents = [
        _request(
            agreement,
            terms,
            AgreementDocument.Kind.AGREEMENT,
            template=kind.agreement_template,
            title=f"Telework agreement {agreement.number}",
            name=f"{agreement.number}-terms-{terms.number}.pdf",
            source=whole,
            now=now,
        )
    ]
    certified = [site for site in signed["sites"] if site["checklist"] is not None]
    return documents + [_request_checklist(agreement, terms, signed, site, now) for site in certified]


def request_later_checklist(
    agreement: Agreement, terms: TermsVersion, checklist: SafetyChecklist, now: datetime
) -> Document:
    """Ask for the DS-1963 of a site certified after the start, as may be overseas (2368.4(h))."""
    signed = json.loads(bytes(terms.content or b"{}"))
    site = next(site for site in signed["sites"] if site["ordinal"] == checklist.worksite.ordinal)
    later = {**site, "checklist": checklist_content(checklist), "certified_later": True}
    return _request_checklist(agreement, terms, signed, later, now)


def _request_checklist(
    agreement: Agreement, terms: TermsVersion, signed: dict[str, Any], site: dict[str, Any], now: datetime
) -> Document:
    place = f"{agreement.number}, site {site['ordinal']}"
    return _request(
        agreement,
        terms,
        AgreementDocument.Kind.CHECKLIST,
        template=agreement.kind_record.checklist_template,
        title=f"Safety checklist, in the manner of Form DS-1963, {place}",
        name=f"{agreement.number}-terms-{terms.number}-DS-1963-site-{site['ordinal']}.pdf",
        source={**_checklist_frame(agreement, terms), "employee": signed["employee"], "site": site},
        now=now,
        ordinal=site["ordinal"],
    )


def _request(
    agreement: Agreement,
    terms: TermsVersion,
    kind: AgreementDocument.Kind,
    *,
    template: str,
    title: str,
    name: str,
    source: dict[str, Any],
    now: datetime,
    ordinal: int | None = None,
) -> Document:
    key = f"agreement:{agreement.pk}:terms:{terms.number}:{kind.value}" + (f":{ordinal}" if ordinal else "")
    # An approval that was taken back and given again has papers of its own; the first ones stay on file.
    worksite = terms.worksites.get(ordinal=ordinal) if ordinal else None
    before = AgreementDocument.objects.filter(terms=terms, kind=kind, worksite=worksite).count()
    if before:
        key, name = f"{key}:again:{before}", name.replace(".pdf", f"-again-{before}.pdf")
    document = rendering.request(
        key=key, template=template, title=title, file_name=name, source=audit.canonical(source), now=now
    )
    AgreementDocument.objects.create(terms=terms, kind=kind, worksite=worksite, document=document)
    return document


def _checklist_frame(agreement: Agreement, terms: TermsVersion) -> dict[str, Any]:
    """What stands around a checklist; of a sealed kind nothing of the kind and of who decided.

    The coordinator keeps the checklists (2367(b)) and is outside the seal.
    """
    frame = _frame(agreement, terms)
    if agreement.kind_record.is_sealed:
        own = [each for each in frame["signatures"] if each["capacity"] == EMPLOYEE]
        frame |= {"kind_label": SEALED_LABEL, "signatures": own, "decisions": [], "changes": []}
        frame |= {"mission": None, "consultations": [], "justification": ""}
    return frame


def _signatures(terms: TermsVersion) -> list[dict[str, Any]]:
    """Who signed, less what was taken back."""
    return [
        {
            "name": signature.signer.full_name,
            "capacity": signature.capacity,
            "statement": signature.statement,
            "signed_at": signature.signed_at.isoformat(),
            "authentication": signature.authentication,
            "authenticated_at": signature.authenticated_at.isoformat(),
            "content_sha256": signature.content_sha256,
        }
        for signature in terms.signatures.select_related("signer").exclude(step__taken_back_at__isnull=False)
    ]


def _decided(terms: TermsVersion) -> list[dict[str, Any]]:
    """Who said yes; the employee's own signature stands among the signatures."""
    return [
        {
            "capacity": step.capacity,
            "name": step.decided_by.full_name if step.decided_by else "",
            "effect_on_office": step.effect_on_office,
            "funding_confirmed": step.funding_confirmed,
            "reference": step.reference,
        }
        for step in terms.yes_steps()
        .select_related("decided_by")
        .exclude(act=Act.CONSULT)
        .exclude(role=Role.EMPLOYEE)
    ]


def _frame(agreement: Agreement, terms: TermsVersion) -> dict[str, Any]:
    """What stands around the signed terms: authority, dates, digest, decisions, signatures, readings."""
    assert agreement.starts_on is not None, "documents are made at the last approval, which sets the start"
    # The last day of terms that are still to take effect is not the agreement's yet.
    ends_on = agreement.ends_on if agreement.state == State.APPROVED else terms.requested_end_on
    return {
        "authority": AUTHORITY,
        "kind_label": agreement.kind_record.label,
        "agreement": agreement.number,
        "terms_sha256": terms.content_sha256,
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": ends_on.isoformat() if ends_on else None,
        "takes_effect_on": terms.takes_effect_on.isoformat() if terms.takes_effect_on else None,
        "justification": terms.justification,
        "changes": [difference.to_json() for difference in since_standing(terms)],
        "is_trial": trial_step(agreement) is not None,
        "signatures": _signatures(terms),
        "decisions": _decided(terms),
        "mission": _mission(terms),
        "consultations": [
            {
                "capacity": step.title if step.decision == Decision.NOT_NEEDED else step.capacity,
                "name": step.decided_by.full_name if step.decided_by else "",
                "answer": _answer(step),
            }
            for step in terms.yes_steps().select_related("decided_by").filter(act=Act.CONSULT)
        ],
        "readings": [
            {"matter": reading.matter, "text": reading.text} for reading in agreement.kind_record.all_readings
        ],
    }


def _mission(terms: TermsVersion) -> dict[str, Any] | None:
    """What the mission stated, in words; None where it was not asked."""
    statement = statement_of(terms)
    if statement is None or statement.stated_by is None or statement.stated_at is None:
        return None
    return {
        "by": statement.stated_by.full_name,
        "at": statement.stated_at.isoformat(),
        "rows": [line._asdict() for line in lines_of(statement)],
    }


def _answer(step: ApprovalStep) -> str:
    """That there was an answer, never its words: those are for the people who decide."""
    if step.decision == Decision.NOT_NEEDED:
        return "Not needed"
    return "Advised" if step.concurs is None else "Answered"
