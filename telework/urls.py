"""Every address of the application; the demo's own only where the demo runs."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("telework.urls_kernel")),
    path("", include("agreements.urls")),
    path("", include("deto.urls")),
    path("", include("eligibility.urls")),
    path("guidance/", include("guidance.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))

handler400 = "telework.views.bad_request"
handler403 = "telework.views.permission_denied"
handler404 = "telework.views.page_not_found"
handler500 = "telework.views.server_error"
