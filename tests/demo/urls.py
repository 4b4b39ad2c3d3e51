"""The addresses as demo mode has them: the product's, and the demonstration's own below /demo/."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from zeal import zeal_ignore

from demo import views
from telework import urls


@wraps(views.move_clock)
def move_clock(request: HttpRequest) -> HttpResponse:
    """A move sweeps day after day, so it asks the same questions again and again, on purpose."""
    with zeal_ignore():
        return views.move_clock(request)


urlpatterns = [
    *urls.urlpatterns,
    path("demo/clock/", move_clock, name="demo_clock"),
    path("demo/", include("demo.urls")),
]

handler403, handler404 = urls.handler403, urls.handler404
