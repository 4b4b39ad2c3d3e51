"""Equipment and remote access."""

from django.http import HttpResponse
from django.shortcuts import render

from agreements.forms.request_equipment import EquipmentPage
from agreements.services.drafting import save_equipment
from agreements.views.request.case import Draft, after_saving, section_page

SECTION = "equipment"
ADD = "add"


@section_page(SECTION)
def equipment(draft: Draft) -> HttpResponse:
    """The list; the button "Add another piece" adds a row and saves nothing."""
    posted = draft.request.POST if draft.request.method == "POST" else None
    if posted is not None and ADD in posted:
        page = EquipmentPage.with_another_row(draft.terms, posted)
    else:
        page = EquipmentPage(draft.terms, posted)
        if posted is not None and page.is_valid():
            terms = save_equipment(
                actor=draft.actor,
                now=draft.now,
                agreement=draft.agreement,
                remote_access=page.remote_access,
                items=page.listed,
            )
            return after_saving(draft, terms, SECTION, draft.section_url("request_equipment"))
    context = draft.context(SECTION, form=page.form, items=page.items)
    return render(draft.request, "agreements/request/equipment.html", context)
