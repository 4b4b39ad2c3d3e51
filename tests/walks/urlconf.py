"""The product's addresses with bare error pages: a walk of thousands of requests asks for answers alone."""

from django.http import HttpRequest, HttpResponse

from telework.urls import urlpatterns

__all__ = ["handler403", "handler404", "urlpatterns"]


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=403)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(status=404)
