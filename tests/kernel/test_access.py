"""Access rules: a view without one is closed, and a refusal says why."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.views.static import serve

from telework import access
from telework.access import Access, AccessMiddleware
from telework.errors import NotPermitted, NotReauthenticated, PolicyRefused, WrongState
from telework.models import User
from telework.refusals import RefusalMiddleware


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def guarded(answer: Access) -> Any:
    @access.rule(lambda request: answer)
    def view(request: HttpRequest) -> HttpResponse:
        return page(request)

    return view


def ask(view: Any, user: Any = None, path: str = "/agreements/TW-1/?tab=2") -> Any:
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return AccessMiddleware(page).process_view(request, view, (), {})


def test_a_view_without_a_rule_is_a_mistake_for_everybody() -> None:
    for user in (None, User(username="emma")):
        with pytest.raises(ImproperlyConfigured, match="page has no access rule"):
            ask(page, user)


def test_a_view_that_says_yes_goes_on() -> None:
    assert ask(guarded(Access.yes())) is None


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back() -> None:
    response = ask(guarded(Access.no("Only for the coordinator.")))
    assert response.status_code == 302
    assert response.url == "/sign-in/?next=/agreements/TW-1/%3Ftab%3D2"


def test_whoever_is_signed_in_is_told_why_not() -> None:
    with pytest.raises(PermissionDenied, match=r"Only for the coordinator\."):
        ask(guarded(Access.no("Only for the coordinator.")), User(username="emma"))


def test_files_are_served_without_a_rule() -> None:
    assert ask(serve) is None


@pytest.mark.parametrize(
    ("check", "stranger", "member"), [(access.anyone, True, True), (access.signed_in, False, True)]
)
def test_the_ready_made_rules(check: Any, *, stranger: bool, member: bool) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert bool(check(request)) is stranger
    request.user = User(username="emma")
    assert bool(check(request)) is member


def test_an_answer_is_true_or_false_and_carries_its_reason() -> None:
    assert Access.yes()
    assert not Access.no("Because.")
    assert Access.no("Because.").reason == "Because."


def refuse(refusal: Exception) -> HttpResponse | None:
    request = RequestFactory().get("/agreements/TW-1/decide/2/?x=1")
    request.user = AnonymousUser()
    return RefusalMiddleware(page).process_exception(request, refusal)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), [(NotPermitted, 403), (WrongState, 409)])
def test_a_refused_command_becomes_a_page_with_its_reason(kind: Any, status: int) -> None:
    response = refuse(kind("Edith Execdir has already decided this."))
    assert response is not None
    assert response.status_code == status
    assert "Edith Execdir has already decided this." in response.content.decode()


def test_a_missing_proof_of_identity_leads_to_the_password_and_back() -> None:
    response = refuse(NotReauthenticated("Confirm."))
    assert response is not None
    onward = "%2Fagreements%2FTW-1%2Fdecide%2F2%2F%3Fx%3D1"
    assert response.headers["Location"] == f"/confirm-identity/?next={onward}"


def test_a_rules_refusal_is_left_to_the_form_and_a_mistake_to_django() -> None:
    assert refuse(PolicyRefused("No.")) is None
    assert refuse(ZeroDivisionError()) is None


@pytest.mark.django_db
def test_a_page_asks_for_sign_in_first() -> None:
    response = Client().get("/confirm-identity/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in/?next=/confirm-identity/")
