"""Documents of a case: the page, and the PDF made once from the same signed bytes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from agreements import permissions, selectors
from agreements.models import Agreement, AgreementDocument
from agreements.views.lookup import reader
from telework import access, clock, documents, rendering
from telework.errors import NotPermitted
from telework.models import Document


@access.rule(access.signed_in)
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as a page to read and print: the HTML that the PDF is made from, in the site's frame."""
    case, paper = _document_or_404(request, pk)
    return _page(request, case, paper)


@access.rule(access.signed_in)
@require_safe
def document_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF; while there is none, the page that says why."""
    case, paper = _document_or_404(request, pk)
    if paper.pdf is None:
        return _page(request, case, paper)
    response = HttpResponse(bytes(paper.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{paper.file_name}"'
    return response


def _document_or_404(request: HttpRequest, pk: int) -> tuple[Agreement, Document]:
    """A document of a case that the reader may see; NotPermitted for who may not see the address in it."""
    today = clock.today()
    visible = selectors.visible_to(request.user, today).select_related("employee")
    kept = get_object_or_404(
        AgreementDocument.objects.select_related("document", "terms").filter(
            terms__agreement__in=visible.values("pk")
        ),
        document__in=Document.objects.filter(pk=pk),
    )
    case: Agreement = visible.get(pk=kept.terms.agreement_id)
    user = reader(request)
    may = permissions.may_see_home_address(user, case, today)
    if not may:
        raise NotPermitted(f"This document holds a home address. {may.reason}")
    if kept.kind != AgreementDocument.Kind.CHECKLIST and not permissions.may_read_kind(user, case, today):
        raise NotPermitted("This document is read by the employee and by those who decide.")
    return case, kept.document


def _page(request: HttpRequest, case: Agreement, paper: Document) -> HttpResponse:
    context = {
        "agreement": case,
        "document": paper,
        "body": body_of(rendering.as_html(paper)),
        "pdf_available": documents.is_available(),
    }
    return render(request, "agreements/document.html", context)


def body_of(html: str) -> SafeString:
    """What stands between the body tags of a document, to be put into a page that has a main part already."""
    body = html.partition("<body>")[2].partition("</body>")[0]
    body = body.replace("<main>", "<div>").replace("</main>", "</div>")
    return mark_safe(body)  # noqa: S308 - a template of ours has rendered and escaped it
