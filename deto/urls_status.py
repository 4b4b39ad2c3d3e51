"""Addresses of statuses and waivers."""

from django.urls import URLPattern, path

from deto.views import status, waiver

urlpatterns: list[URLPattern] = [
    path("overseas/statuses/", status.statuses, name="post_statuses"),
    path("overseas/statuses/enter/", status.status_enter, name="post_status_enter"),
    path("overseas/statuses/<int:pk>/lift/", status.status_lift, name="post_status_lift"),
    path("overseas/waivers/", waiver.waivers, name="waivers"),
    path("overseas/waivers/<int:pk>/withdraw/", waiver.waiver_withdraw, name="waiver_withdraw"),
    path("agreements/<str:number>/overseas/waive/<int:status>/", waiver.waiver_grant, name="waiver_grant"),
]
