"""The addresses of the employee's request."""

from django.urls import URLPattern, path

from agreements.views.request import equipment, kind_pages, overview, schedule, sections, signing, sites

CASE = "agreements/<str:number>"
REQUEST = f"{CASE}/request"

urlpatterns: list[URLPattern] = [
    path("requests/new/", overview.start, name="request_start"),
    path(f"{REQUEST}/", overview.tasks, name="request_tasks"),
    path(f"{REQUEST}/self-assessment/", sections.self_assessment, name="request_self_assessment"),
    path(f"{REQUEST}/eligibility/", overview.eligibility, name="request_eligibility"),
    path(f"{REQUEST}/schedule/", schedule.schedule, name="request_schedule"),
    path(f"{REQUEST}/schedule/consequences/", schedule.consequences, name="request_consequences"),
    path(f"{REQUEST}/sites/", sites.site_list, name="request_sites"),
    path(f"{REQUEST}/sites/add/", sites.site_add, name="request_site_add"),
    path(f"{REQUEST}/sites/<int:ordinal>/", sites.site_edit, name="request_site"),
    path(f"{REQUEST}/sites/<int:ordinal>/remove/", sites.site_remove, name="request_site_remove"),
    path(f"{REQUEST}/communication/", sections.communication, name="request_communication"),
    path(f"{REQUEST}/records/", sections.records, name="request_records"),
    path(f"{REQUEST}/safety/", sites.checklists, name="request_safety"),
    path(f"{REQUEST}/safety/<int:ordinal>/", sites.checklist, name="request_checklist"),
    path(f"{REQUEST}/equipment/", equipment.equipment, name="request_equipment"),
    path(f"{REQUEST}/clauses/", sections.clauses, name="request_clauses"),
    path(f"{REQUEST}/acknowledgements/", sections.acknowledgements, name="request_acknowledgements"),
    path(f"{REQUEST}/more/<slug:section>/", kind_pages.details, name="request_details"),
    path(f"{REQUEST}/check/", signing.check, name="request_check"),
    path(f"{REQUEST}/sign/", signing.sign, name="request_sign"),
    path(f"{CASE}/submitted/", signing.submitted, name="request_submitted"),
    path(f"{CASE}/withdraw/", overview.withdraw, name="request_withdraw"),
]
