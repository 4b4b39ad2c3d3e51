"""Pages that belong to no app: sign-in, proof of identity, the statements, and the pages of errors."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from telework import access, clock, identity, sessions
from telework.sign_in import ConfirmIdentityForm, SignInForm

REFUSED = "Your role does not let you open this page or do this."
EXPIRED = (
    "The page you sent was too old, or your browser does not keep cookies for this site. "
    "Go back, reload the page and send it again."
)


class SignIn(LoginView):
    template_name = "telework/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


sign_in = access.rule(access.anyone)(SignIn.as_view())


class SignOut(LogoutView):
    """By POST alone: a link or a picture in somebody's mail must not sign a person out."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = super().post(request, *args, **kwargs)
        if was_signed_in:
            messages.info(request, "You are signed out.")
        return response


sign_out = access.rule(access.anyone)(SignOut.as_view())


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_identity(request: HttpRequest) -> HttpResponse:
    """Ask for the password again, note the time in the session, and go on to `next`."""
    user: Any = request.user
    form = ConfirmIdentityForm(request.POST or None, request=request, user=user)
    onward = _onward(request)
    if form.is_valid():
        identity.remember(request, clock.now())
        return HttpResponseRedirect(onward)
    context = {"form": form, "next": onward, "demo_password": settings.DEMO_PASSWORD if settings.DEMO else ""}
    return render(request, "telework/confirm_identity.html", context)


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """429 after too many wrong passwords; the same whether the user name exists or not."""
    wait = settings.AXES_COOLOFF_TIME
    context = {"minutes": wait // timedelta(minutes=1)}
    page = render(request, "telework/locked_out.html", context, status=429)
    page["Retry-After"] = str(wait // timedelta(seconds=1))
    return page


@access.rule(access.anyone)
@sessions.not_activity
@require_http_methods(["GET", "POST"])
def sign_in_time(request: HttpRequest) -> HttpResponse:
    """Tell a page how many seconds its reader's sign-in has left; a POST says that the reader is there."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    if request.method == "POST":
        sessions.note_activity(request.session, at_once=True)
    return JsonResponse(asdict(sessions.time_left(request.session)))


def _onward(request: HttpRequest) -> str:
    """Where to go next: only an address of this site, else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url("/")


@access.rule(access.anyone)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "telework/privacy.html")


@access.rule(access.anyone)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "telework/accessibility.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without the details that only an attacker could use."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the reason that our own code gave; never another library's words."""
    reason = str(exception) if type(exception) is PermissionDenied else ""
    return render(request, "403.html", {"reason": reason or REFUSED}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was not ours or too old; Django's `reason` is for developers."""
    return render(request, "403.html", {"reason": EXPIRED}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same whether nothing is there or it is not yours to see."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, from a template that needs neither database nor session: either may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)
