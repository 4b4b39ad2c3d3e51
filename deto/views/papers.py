"""The files of a request to telework overseas: what is there, what can be needed, and the upload."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.views.request.case import Draft, address_of, assessment_first, open_draft
from deto.forms.papers import PaperForm
from deto.papers import papers_of
from deto.policy.paper_places import PLACES
from deto.policy.work import WORK_READING
from deto.services.papers import put_paper
from eligibility.permissions import employee_only
from telework import access
from telework.errors import PolicyRefused


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, number: str) -> HttpResponse:
    """The employee's own request, while it is written; ?file= chooses beforehand which one it is."""
    draft = open_draft(request, number)
    if draft.agreement.kind_record.details != "deto":
        raise Http404
    return assessment_first(draft) or _page(draft)


def _page(draft: Draft) -> HttpResponse:
    request = draft.request
    is_sent = request.method == "POST"
    form = PaperForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"code": request.GET.get("file", "")},
    )
    if form.is_valid() and _is_put(draft, form):
        messages.success(request, "The file is there now. You sign it together with your answers.")
        return redirect(reverse("deto_papers", args=[draft.agreement.number]) + draft.query)
    present = list(papers_of(draft.terms))
    context = {
        "agreement": draft.agreement,
        "form": form,
        "rows": [(paper, PLACES[paper.code], _part(draft, paper.code)) for paper in present],
        "back": draft.onward,
        "back_label": "Back to your answers" if draft.comes_from_check else "Back to the task list",
        "readings": (WORK_READING,),
    }
    return render(request, "deto/papers.html", context)


def _part(draft: Draft, code: str) -> str:
    return address_of(draft.agreement, PLACES[code].section.code) + draft.query


def _is_put(draft: Draft, form: PaperForm) -> bool:
    upload = form.cleaned_data["file"]
    try:
        put_paper(
            actor=draft.actor,
            now=draft.now,
            agreement=draft.agreement,
            code=form.cleaned_data["code"],
            file_name=upload.name,
            chunks=upload.chunks(),
        )
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True
