"""A next version of the terms: a copy to work on, while the signed one stays as it is."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Model

from agreements.models import EquipmentItem, SafetyChecklist, TermsVersion, Worksite
from agreements.models.terms import PROGRESS

NOT_COPIED = PROGRESS | {
    "id",
    "number",
    "opened_at",
    "content",
    "content_sha256",
    "signed_at",
    "findings",
    "emergency",
    "acknowledged",
    "agreement",
}


def details_table(related_name: str) -> type[Model]:
    """The table of a kind, by its related name on a terms version."""
    table = TermsVersion._meta.get_field(related_name).related_model
    assert isinstance(table, type), "a kind's details are a table of their own"
    return table


def copy_for_changes(terms: TermsVersion, now: datetime, **changes: Any) -> TermsVersion:
    """The next version, with everything but signature and acknowledgements, which are given anew.

    changes  fields that differ from the start, for example the purpose
    """
    answers = {
        field.name: getattr(terms, field.name)
        for field in TermsVersion._meta.concrete_fields
        if field.name not in NOT_COPIED
    }
    latest = terms.agreement.latest_terms().number
    copy = TermsVersion.objects.create(
        agreement=terms.agreement, number=latest + 1, opened_at=now, **{**answers, **changes}
    )
    _copy_details(terms, copy)
    for site in terms.worksites.select_related("checklist"):
        _copy_site(site, copy)
    EquipmentItem.objects.bulk_create(
        EquipmentItem(terms=copy, name=e.name, owner=e.owner, serial_number=e.serial_number)
        for e in terms.equipment.all()
    )
    return copy


def kept_acknowledgements(terms: TermsVersion) -> list[str]:
    """Codes of the statements that were signed with `terms` in the words of today; others are asked anew."""
    signed = json.loads(bytes(terms.content or b"{}")).get("acknowledgements", [])
    accepted = {statement["code"]: statement["text"] for statement in signed}
    statements = terms.agreement.kind_record.all_statements
    return [s.code for s in statements if accepted.get(s.code) == s.text]


def _copy_details(terms: TermsVersion, copy: TermsVersion) -> None:
    """What the kind asks of its own, and what the mission stated, as long as it stands."""
    names = {terms.agreement.kind_record.details, "mission"} - {""}
    for name in names:
        row = getattr(terms, name, None)
        if row is not None:
            row.pk, row.terms = None, copy
            row._state.adding = True
            row.save()


def _copy_site(site: Worksite, copy: TermsVersion) -> None:
    checklist = site.checklist if site.has_checklist else None
    values = {
        f.name: getattr(site, f.name) for f in Worksite._meta.concrete_fields if f.name not in ("id", "terms")
    }
    twin = Worksite.objects.create(terms=copy, **values)
    if checklist is not None:
        SafetyChecklist.objects.create(
            worksite=twin,
            answers=checklist.answers,
            address=checklist.address,
            certified_at=checklist.certified_at,
        )
