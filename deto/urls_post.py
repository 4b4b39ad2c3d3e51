"""Addresses of the post and of career development."""

from django.urls import URLPattern, path

from deto.views import career, post

CASE = "agreements/<str:number>/overseas"

urlpatterns: list[URLPattern] = [
    path("overseas/posts/", post.post_home, name="post_home"),
    path("overseas/posts/<str:code>/", post.post_page, name="post_page"),
    path(f"{CASE}/arrival/", post.arrival, name="stay_arrival"),
    path(f"{CASE}/departure/", post.departure, name="stay_departure"),
    path("overseas/foreign-service/", career.career_list, name="career_list"),
    path("overseas/foreign-service.csv", career.career_list_csv, name="career_list_csv"),
]
