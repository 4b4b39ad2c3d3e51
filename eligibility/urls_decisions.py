"""The addresses of decisions about eligibility: people, exceptions, designations, emergencies, disputes."""

from django.urls import URLPattern, path

from eligibility.views import decisions, disputes, emergencies, people, statements

urlpatterns: list[URLPattern] = [
    path("eligibility/people/", people.people, name="eligibility_people"),
    path("eligibility/people/<str:number>/", people.person, name="eligibility_person"),
    path("eligibility/people/<str:number>/designate/", decisions.designate, name="designate"),
    path(
        "eligibility/people/<str:number>/except/<str:rule>/",
        decisions.exception_grant,
        name="exception_grant",
    ),
    path("eligibility/exceptions/<int:pk>/end/", decisions.exception_end, name="exception_end"),
    path("eligibility/designations/<int:pk>/end/", decisions.designation_end, name="designation_end"),
    path("eligibility/people/<str:number>/state/<str:fact>/", statements.fact_state, name="fact_state"),
    path("eligibility/facts/<int:pk>/withdraw/", statements.fact_withdraw, name="fact_withdraw"),
    path("eligibility/disputes/", disputes.disputes, name="disputes"),
    path("eligibility/disputes/about/<str:fact>/", disputes.dispute_raise, name="dispute_raise"),
    path("eligibility/disputes/<int:pk>/", disputes.dispute, name="dispute"),
    path("emergencies/", emergencies.emergencies, name="emergencies"),
    path("emergencies/enter/", emergencies.emergency_declare, name="emergency_declare"),
    path("emergencies/<int:pk>/end/", emergencies.emergency_end, name="emergency_end"),
]
