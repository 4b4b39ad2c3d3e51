"""The address of a site, read for cause."""

from django.urls import URLPattern, path

from agreements.views import address

urlpatterns: list[URLPattern] = [
    path("agreements/<str:number>/address/", address.address_look, name="address_look"),
]
