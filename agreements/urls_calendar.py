"""Addresses of the own calendar."""

from django.urls import URLPattern, path

from agreements.views import calendar

urlpatterns: list[URLPattern] = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<slug:token>.ics", calendar.calendar_feed, name="calendar_feed"),
]
