"""Addresses of the demonstration's own pages, below /demo/ and in demo mode only."""

from django.urls import path

from demo import views

urlpatterns = [
    path("", views.people, name="demo_people"),
    path("step-into/", views.step_into, name="demo_step_into"),
    path("clock/", views.move_clock, name="demo_clock"),
    path("mail/", views.mail, name="demo_mail"),
    path("mail/<int:pk>/", views.letter, name="demo_letter"),
]
