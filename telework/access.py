"""Who may open a page: every view carries a rule, and a view without one is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponseBase

SERVED_WITHOUT_RULE = ("django.contrib.staticfiles.views", "django.views.static")


@dataclass(frozen=True)
class Access:
    """An answer with its reason; the button, the 403 page and the log use the same words."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    @classmethod
    def yes(cls) -> "Access":
        return cls(True)

    @classmethod
    def no(cls, reason: str) -> "Access":
        return cls(False, reason)


AccessRule = Callable[[HttpRequest], Access]
View = TypeVar("View", bound=Callable[..., Any])

SIGN_IN_FIRST = "Sign in first."


def anyone(request: HttpRequest) -> Access:
    """Open to the world: sign-in, statements, error pages."""
    return Access.yes()


def signed_in(request: HttpRequest) -> Access:
    """Open to whoever is signed in; what they see is then decided object by object."""
    return Access.yes() if request.user.is_authenticated else Access.no(SIGN_IN_FIRST)


def rule(check: AccessRule) -> Callable[[View], View]:
    """Give a view its access rule."""

    def mark(view: View) -> View:
        view.access_rule = check  # type: ignore[attr-defined]
        return view

    return mark


class AccessMiddleware:
    """Asks the view's rule before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if getattr(view, "__module__", "") in SERVED_WITHOUT_RULE:
            return None
        check: AccessRule | None = getattr(view, "access_rule", None)
        if check is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} has no access rule")
        access = check(request)
        if access:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied(access.reason)
