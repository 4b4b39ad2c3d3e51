"""Addresses of the table of closures."""

from django.urls import URLPattern, path

from agreements.views import closures

urlpatterns: list[URLPattern] = [
    path("closures/", closures.closure_list, name="closures"),
    path("closures/add/", closures.closure_add, name="closure_add"),
    path("closures/<int:pk>/remove/", closures.closure_remove, name="closure_remove"),
]
