"""What a person sees when a command says no and the view has nothing to add."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from telework.errors import NotPermitted, NotReauthenticated, WrongState


class RefusalMiddleware:
    """Turns a refusal into its page: 403 for the wrong person, 409 for the wrong moment, else the password.

    A PolicyRefused is shown on the form it came from, so it is the view's to catch.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, WrongState):
            return render(request, "409.html", {"reason": exception.reason}, status=409)
        if isinstance(exception, NotReauthenticated):
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('confirm_identity')}?{query}")
        return None
