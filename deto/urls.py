"""The addresses of the arrangement overseas."""

from django.urls import URLPattern, URLResolver, path

from deto import urls_stay
from deto.views import papers

urlpatterns: list[URLPattern | URLResolver] = [
    *urls_stay.urlpatterns,
    path("agreements/<str:number>/request/files/", papers.papers, name="deto_papers"),
]
