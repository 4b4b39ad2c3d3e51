"""Forms of the sign-in page and of the page that asks for the password again."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.utils.module_loading import import_string

from telework import clock
from telework.access import Access
from telework.forms import AppForm, UswdsFormMixin
from telework.models import User
from telework.security import is_own_password


class SignInForm(UswdsFormMixin, AuthenticationForm):
    """User name and password; the answer never says which of the two was wrong."""

    error_messages = {
        "invalid_login": "This user name and password do not go together. Check both and try again.",
        "inactive": "This user name and password do not go together. Check both and try again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "User name"
        # The notice above the form is read first.
        self.fields["username"].widget.attrs.pop("autofocus", None)

    def confirm_login_allowed(self, user: Any) -> None:
        """Asked once the password is right, so that the reason is told to its owner alone."""
        super().confirm_login_allowed(user)
        may_sign_in: Callable[[User, date], Access] = import_string(settings.SIGN_IN_RULE)
        access = may_sign_in(user, clock.today())
        if not access:
            raise forms.ValidationError(access.reason)


class ConfirmIdentityForm(AppForm):
    """The password of the person who is signed in, once more."""

    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not is_own_password(self.request, self.user, password):
            raise forms.ValidationError("This is not the password you sign in with. Try again.")
        return password
