"""An agreement approved in full, and what its documents say."""

from agreements.models import Agreement, AgreementDocument
from agreements.services import drafting
from telework.models import Document
from tests import cast as people
from tests.cast import NOW, Cast

RECORDS = {
    "takes_records": True,
    "records": "Drafts of reports & notes <unclassified>",
    "safeguards": "Encrypted laptop; locked drawer",
}
REMEDY = "I will fasten the shelf.\nMy brother helps."
EQUIPMENT = [{"name": "Laptop", "owner": "government", "serial_number": "SN-4711"}]


def approved_in_full(cast: Cast) -> Agreement:
    """An approved agreement with records, equipment and one open point of safety."""
    actor, agreement = cast.user("employee"), people.draft(cast)
    drafting.save_section(actor=actor, now=NOW, agreement=agreement, section="records", answers=RECORDS)
    drafting.save_equipment(
        actor=actor, now=NOW, agreement=agreement, remote_access="global_opennet", items=EQUIPMENT
    )
    answers = people.safe_answers()
    answers["shelves"] = {"answer": "no", "remedy": REMEDY, "remedy_on": "2026-12-04"}
    site = agreement.latest_terms().worksites.get()
    drafting.certify_site(actor=actor, now=NOW, agreement=agreement, worksite=site, answers=answers)
    people.submission.submit(actor=actor, now=NOW, agreement=agreement, authentication=people.proof())
    people.approve_step(cast, agreement, "supervisor")
    people.approve_step(cast, agreement, "director")
    return agreement


def document_of(agreement: Agreement, kind: str) -> Document:
    return AgreementDocument.objects.get(terms__agreement=agreement, kind=kind).document
