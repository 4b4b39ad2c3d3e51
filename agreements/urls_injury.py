"""Addresses of reports of injuries at the alternate site."""

from django.urls import URLPattern, path

from agreements.views import injury

CASE = "agreements/<str:number>"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/injuries/report/", injury.injury_report, name="injury_report"),
    path(f"{CASE}/injuries/<int:pk>/", injury.injury, name="injury"),
]
