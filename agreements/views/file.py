"""What stands beside a case: comments and attachments, each with who can read it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from agreements import permissions_file as permissions
from agreements.forms.file import AttachmentForm, CommentForm
from agreements.models import Agreement
from agreements.services import filing
from agreements.views.lookup import case_or_404, reader
from eligibility.permissions import employee_only
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused
from telework.models import User


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def case_file(request: HttpRequest, number: str) -> HttpResponse:
    """Comments and attachments of a case that the reader can read, and the forms to add one."""
    today = clock.today()
    case, user = case_or_404(request, number, today), reader(request)
    may_write = permissions.may_write(user, case, today)
    if request.method == "POST" and not may_write:
        raise NotPermitted(may_write.reason)
    with_deciders = bool(permissions.may_read_deciders(user, case, today))
    sent = request.POST.get("form", "")
    comment = CommentForm(request.POST if sent == "comment" else None, with_deciders=with_deciders)
    attachment = AttachmentForm(
        request.POST if sent == "attachment" else None,
        request.FILES if sent == "attachment" else None,
        with_deciders=with_deciders,
    )
    if (comment.is_valid() and _commented(user, case, comment)) or (
        attachment.is_valid() and _attached(user, case, attachment)
    ):
        messages.success(request, "It is on the file now.")
        return HttpResponseRedirect(reverse("case_file", args=[case.number]))
    readable = permissions.readable(user, case, today)
    context = {
        "agreement": case,
        "comments": case.comments.filter(readable).select_related("author"),
        "attachments": case.attachments.filter(readable).select_related("added_by").defer("content"),
        "comment": comment,
        "attachment": attachment,
        "sent": comment if comment.is_bound else attachment,
        "may_write": may_write,
    }
    return render(request, "agreements/case_file.html", context)


@access.rule(employee_only)
@require_safe
def attachment(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The bytes as they came, to be saved: never shown inside this site."""
    today = clock.today()
    case = case_or_404(request, number, today)
    readable = permissions.readable(reader(request), case, today)
    kept = get_object_or_404(case.attachments.filter(readable), pk=pk)
    response = HttpResponse(bytes(kept.content), content_type=kept.content_type)
    response["Content-Disposition"] = content_disposition_header(True, kept.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store, private"
    return response


def _commented(user: User, case: Agreement, form: CommentForm) -> bool:
    try:
        filing.add_comment(actor=user, now=clock.now(), agreement=case, **form.cleaned_data)
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True


def _attached(user: User, case: Agreement, form: AttachmentForm) -> bool:
    given = form.cleaned_data
    try:
        filing.add_attachment(
            actor=user,
            now=clock.now(),
            agreement=case,
            audience=given["audience"],
            title=given["title"],
            file_name=given["file"].name or "",
            chunks=given["file"].chunks(),
        )
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True
