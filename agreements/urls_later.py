"""Addresses of what comes after a decision: taken back, looked at again, declined, suspended."""

from django.urls import URLPattern, path

from agreements.views import pausing, second_thoughts

CASE = "agreements/<str:number>"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/take-back/<int:step>/", second_thoughts.take_back, name="take_back"),
    path(f"{CASE}/look-again/", second_thoughts.look_again, name="look_again"),
    path(f"{CASE}/trial/decline/", second_thoughts.trial_decline, name="trial_decline"),
    path(f"{CASE}/suspension/", pausing.suspension, name="suspension"),
]
