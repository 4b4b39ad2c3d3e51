"""The address of a telework site, for a reader beside the chain: each look is recorded first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agreements.forms.address import AddressLookForm
from agreements.permissions_address import may_look_at_address
from agreements.services import address_looks as commands
from agreements.views.lookup import case_or_404, reader
from agreements.views.signed_terms import SiteShown, shown
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused


@access.rule(access.signed_in)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address_look(request: HttpRequest, number: str) -> HttpResponse:
    """First the question why; the answer to it is the address, which no other page of this reader shows."""
    now = clock.now()
    user, case = reader(request), case_or_404(request, number, clock.date_of(now))
    may = may_look_at_address(user, case, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    form, sites = AddressLookForm(request.POST or None), list[SiteShown]()
    if request.method == "POST" and form.is_valid():
        try:
            commands.look_at_address(actor=user, now=now, agreement=case, why=form.cleaned_data["why"])
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            signed = case.terms_versions.filter(signed_at__isnull=False)
            terms = case.terms_in_force()
            terms = terms if terms.is_signed else signed.latest("number")
            terms.agreement = case
            sites = shown(terms, with_home_address=True, with_kind=False).sites
    context = {"agreement": case, "form": form, "sites": sites}
    return render(request, "agreements/address_look.html", context)
