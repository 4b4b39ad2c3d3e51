"""The addresses of the arrangement overseas."""

from django.urls import URLPattern, URLResolver, path

from deto import urls_post, urls_status, urls_stay, urls_tasks
from deto.views import determinations, papers

urlpatterns: list[URLPattern | URLResolver] = [
    *urls_stay.urlpatterns,
    *urls_tasks.urlpatterns,
    *urls_post.urlpatterns,
    *urls_status.urlpatterns,
    path(
        "agreements/<str:number>/overseas/determinations/",
        determinations.determinations,
        name="deto_determinations",
    ),
    path("agreements/<str:number>/request/files/", papers.papers, name="deto_papers"),
]
