"""The addresses of the eligibility app."""

from django.urls import URLPattern, URLResolver, include, path

from eligibility.views import operations, roles, vacancies, your_letters

urlpatterns: list[URLPattern | URLResolver] = [
    path("eligibility/", include("eligibility.urls_determination")),
    path("", include("eligibility.urls_decisions")),
    path("training/", include("eligibility.urls_training")),
    path("policies/", include("eligibility.urls_policies")),
    path("your-letters/", your_letters.your_letters, name="your_letters"),
    path("roles/", roles.role_list, name="roles"),
    path("roles/grant/", roles.role_grant, name="role_grant"),
    path("roles/vacant/", vacancies.roles_vacant, name="roles_vacant"),
    path("roles/<int:pk>/end/", roles.role_end, name="role_end"),
    path("operations/", operations.operations, name="operations"),
    path("operations/letters/", operations.send_failed_letters, name="send_failed_letters"),
    path("operations/documents/", operations.render_failed_documents, name="render_failed_documents"),
]
