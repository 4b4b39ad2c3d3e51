"""Addresses of the file: comments and attachments, agreements from before, taking no part."""

from django.urls import URLPattern, path

from agreements.views import entering, file, intake, no_part

urlpatterns: list[URLPattern] = [
    path("agreements/<str:number>/file/", file.case_file, name="case_file"),
    path("agreements/<str:number>/file/<int:pk>/", file.attachment, name="attachment"),
    path("bureau/intake/", intake.intake_one, name="intake"),
    path("bureau/intake/table/", intake.intake_table, name="intake_table"),
    path("bureau/request/", entering.enter_request, name="enter_request"),
    path("no-part/", no_part.no_part, name="no_part"),
]
