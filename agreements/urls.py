"""The addresses of the agreements app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("agreements.urls_request")),
    path("", include("agreements.urls_cases")),
    path("", include("agreements.urls_terms")),
    path("", include("agreements.urls_routing")),
    path("", include("agreements.urls_consult")),
    path("", include("agreements.urls_later")),
    path("", include("agreements.urls_closures")),
    path("", include("agreements.urls_file")),
    path("", include("agreements.urls_evacuations")),
    path("", include("agreements.urls_injury")),
    path("", include("agreements.urls_calendar")),
    path("", include("agreements.urls_loan")),
    path("", include("agreements.urls_address")),
]
