"""Addresses of the telework courses."""

from django.urls import URLPattern, path

from eligibility.views import training

urlpatterns: list[URLPattern] = [
    path("", training.training, name="training"),
    path("check/", training.training_check, name="training_check"),
    path("certificates/<int:pk>/", training.certificate, name="certificate"),
    path("certificates/<int:pk>/file/", training.certificate_file, name="certificate_file"),
    path("people/", training.training_people, name="training_people"),
    path("people/<str:number>/", training.training_person, name="training_person"),
]
