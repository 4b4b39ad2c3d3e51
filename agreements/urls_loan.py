"""Addresses of equipment: on loan, and who pays for remote access."""

from django.urls import URLPattern, path

from agreements.views import fob_billing, loans

urlpatterns: list[URLPattern] = [
    path("loans/", loans.loan_list, name="loans"),
    path("loans/<int:pk>/", loans.loan, name="loan"),
    path("remote-access/", fob_billing.fob_billing, name="fob_billing"),
    path("remote-access/csv/", fob_billing.fob_billing_csv, name="fob_billing_csv"),
]
