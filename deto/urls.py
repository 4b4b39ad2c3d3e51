"""The addresses of the arrangement overseas."""

from django.urls import URLPattern, URLResolver

from deto import urls_stay

urlpatterns: list[URLPattern | URLResolver] = [*urls_stay.urlpatterns]
