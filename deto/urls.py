"""The addresses of the arrangement overseas."""

from django.urls import URLPattern, URLResolver, path

from deto.views import papers

urlpatterns: list[URLPattern | URLResolver] = [
    path("agreements/<str:number>/request/files/", papers.papers, name="deto_papers"),
]
