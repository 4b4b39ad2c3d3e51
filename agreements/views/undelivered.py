"""The coordinator's button that sends a letter again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.services.undelivered import send_again
from agreements.undelivered import letters_that_failed
from agreements.views.lookup import reader
from eligibility.permissions import bureaus_where, holds
from telework import access, clock
from telework.roles import Role


@access.rule(holds(Role.COORDINATOR))
@require_http_methods(["GET", "HEAD", "POST"])
def letter_send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it again; opened by its address, after signing in anew, it leads to the list with the button."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("bureau"))
    now, user = clock.now(), reader(request)
    bureaus = bureaus_where(user, frozenset({Role.COORDINATOR}), clock.date_of(now))
    letter = next((failed for failed in letters_that_failed(bureaus) if failed.message.pk == pk), None)
    if letter is None:
        raise Http404
    send_again(actor=user, now=now, letter=letter)
    where = "out again" if letter.is_sealed else f"to {letter.address_now}"
    messages.success(request, f"The letter goes {where} now. If it fails again, it comes back here.")
    return HttpResponseRedirect(reverse("bureau"))
