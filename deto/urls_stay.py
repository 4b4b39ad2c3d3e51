"""Addresses that move the end of a stay overseas."""

from django.urls import URLPattern, path

from deto.views import stay

CASE = "agreements/<str:number>/overseas"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/extend/", stay.extend, name="deto_extend"),
    path(f"{CASE}/orders/", stay.amended_orders, name="deto_orders"),
    path(f"{CASE}/withdrawal/", stay.record_withdrawal, name="deto_withdrawal"),
]
