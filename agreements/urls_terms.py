"""The addresses of changed terms."""

from django.urls import URLPattern, path

from agreements.views import terms_change, terms_sign, terms_write

CASE = "agreements/<str:number>"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/change/", terms_change.change, name="terms_change"),
    path(f"{CASE}/change/withdraw/", terms_change.withdraw, name="terms_withdraw"),
    path(f"{CASE}/renew/", terms_change.renew, name="terms_renew"),
    path(f"{CASE}/adjust/", terms_write.adjust, name="terms_adjust"),
    path(f"{CASE}/decide/<int:step>/propose/", terms_write.propose, name="terms_propose"),
    path(f"{CASE}/terms/<int:step>/sign/", terms_sign.sign, name="terms_sign"),
]
