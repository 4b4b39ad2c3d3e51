"""Addresses of the post's pages about evacuations."""

from django.urls import URLPattern, path

from agreements.views import evacuations

urlpatterns: list[URLPattern] = [
    path("evacuations/", evacuations.evacuation_list, name="evacuations"),
    path("evacuations/record/", evacuations.evacuation_record, name="evacuation_record"),
    path("evacuations/<int:pk>/", evacuations.evacuation_change, name="evacuation_change"),
]
