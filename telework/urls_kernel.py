"""Addresses of the pages that belong to no app."""

from django.urls import path

from telework import health, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("sign-in-time/", views.sign_in_time, name="sign_in_time"),
    path("confirm-identity/", views.confirm_identity, name="confirm_identity"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
]
