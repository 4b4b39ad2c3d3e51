"""The addresses of what is due overseas."""

from django.urls import URLPattern, path

from deto.views import certifying, tasks, tasks_late

CASE = "agreements/<str:number>/overseas"

urlpatterns: list[URLPattern] = [
    path("overseas/due/", tasks.mine, name="deto_tasks"),
    path("overseas/late/", tasks_late.late, name="deto_tasks_late"),
    path("overseas/late.csv", tasks_late.late_csv, name="deto_tasks_late_csv"),
    path(f"{CASE}/task/<int:task>/", tasks.complete, name="deto_task_complete"),
    path(f"{CASE}/checklists/<int:ordinal>/", certifying.certify, name="deto_certify"),
]
