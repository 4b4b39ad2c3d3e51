"""Addresses beside a decision: further advice, consultations left out, the mission's statement."""

from django.urls import URLPattern, path

from agreements.views import consult

CASE = "agreements/<str:number>"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/ask/<int:step>/", consult.ask_further, name="ask_further"),
    path(f"{CASE}/not-needed/<int:step>/", consult.mark_not_needed, name="mark_not_needed"),
    path(f"{CASE}/mission/", consult.mission_statement, name="mission_statement"),
]
