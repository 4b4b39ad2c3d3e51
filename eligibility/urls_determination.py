"""Addresses of determinations: one's own, the bureau's, and what would be if."""

from django.urls import URLPattern, path

from eligibility.views import coverage, determination, what_if

urlpatterns: list[URLPattern] = [
    path("", determination.my_eligibility, name="eligibility"),
    path("check/", determination.check, name="eligibility_check"),
    path("determinations/<int:pk>/", determination.determination, name="eligibility_determination"),
    path("coverage/", coverage.coverage, name="eligibility_coverage"),
    path("coverage/people/", coverage.people, name="coverage_people"),
    path("history/<str:number>/", determination.person, name="eligibility_history"),
    path("what-if/", what_if.what_if, name="eligibility_what_if"),
]
