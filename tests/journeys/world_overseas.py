"""Telework overseas in the walk for accessibility: written, submitted, answered, in effect, resting."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from agreements.models import Agreement, ApprovalStep
from deto import tasks
from deto.models import PostStatus, Task, Waiver
from deto.policy.sections import SECTIONS
from deto.services import statuses, waivers
from eligibility.models import Employee, Post
from telework import clock
from telework.roles import Role
from tests import overseas
from tests.cast import NOW, Cast
from tests.walks.overseas_commands import cast_at, hold, somebody, started

Arguments = list[dict[str, Any]]
CASE_PAGES = {
    "deto_papers": ("deto_draft",),
    "deto_extend": ("deto_active",),
    "deto_orders": ("deto_active",),
    "deto_withdrawal": ("deto_active",),
    "deto_determinations": ("deto_clear",),
    "stay_arrival": ("deto_active", "deto_clear"),
    "stay_departure": ("deto_active",),
}
STEPS = ("deto_submit", "deto_clear")


def add_overseas(cast: Cast, manager: Employee, specialist: Employee) -> dict[str, Agreement]:
    """`manager` holds the post's, M's and career development's offices; Emma writes a request and stays."""
    quito = Post.objects.create(
        code="QUITO", name="Embassy Quito", country="EC", bureau=cast.bureau, time_zone="America/Lima"
    )
    la_paz = Post.objects.create(
        code="LAPAZ", name="Embassy La Paz", country="BO", bureau=cast.bureau, time_zone="America/La_Paz"
    )
    for role in (Role.UNDER_SECRETARY_MANAGEMENT, Role.CAREER_DEVELOPMENT):
        hold(manager, role)
    hold(manager, Role.MANAGEMENT_OFFICER, post=quito)
    hold(manager, Role.MANAGEMENT_OFFICER, post=la_paz)
    # Read anew: a login remembers the roles that it held.
    manager = Employee.objects.get(pk=manager.pk)
    people = {"O": manager, "H": specialist, "M": manager}
    made = {
        "deto_draft": overseas.draft(cast_at(cast, people, quito, cast.employee)),
        "deto_submit": overseas.recommended(cast_at(cast, people, quito, somebody(cast, "Submit"))),
        "deto_clear": overseas.requested(cast_at(cast, people, quito, somebody(cast, "Clear"))),
        "deto_active": started(cast_at(cast, people, quito, somebody(cast, "Overseas"))),
        "deto_resting": started(cast_at(cast, people, la_paz, somebody(cast, "Resting"))),
        "deto_waived": started(cast_at(cast, people, la_paz, somebody(cast, "Waived"))),
    }
    tasks.sweep_due(NOW)
    _add_status(made, manager, la_paz, quito)
    return made


def _add_status(made: Mapping[str, Agreement], manager: Employee, la_paz: Post, quito: Post) -> None:
    """Ordered departure from La Paz, waived for one; a departure from Quito is to come."""
    actor = manager.user
    assert actor is not None, "the holder of the offices has a login"
    given: dict[str, Any] = {"actor": actor, "now": NOW, "source": "26 STATE 1"}
    today = clock.date_of(NOW)
    ordered = statuses.enter_status(**given, status="ordered_departure", starts_on=today, post=la_paz)
    statuses.enter_status(
        **given, status="authorized_departure", starts_on=today + timedelta(days=60), post=quito
    )
    waivers.grant_waiver(
        actor=actor,
        now=NOW,
        agreement=made["deto_waived"],
        status=ordered,
        circumstances="Essential to the talks.",
    )


def steps(cases: Mapping[str, Agreement]) -> Arguments:
    """The steps of the submission and of the chief of mission's answer that wait."""
    waiting = ApprovalStep.objects.filter(
        terms__agreement__in=[cases[name] for name in STEPS], opened_at__isnull=False, closed_at=None
    ).select_related("terms__agreement")
    return [{"number": step.terms.agreement.number, "step": step.pk} for step in waiting]


def details(cases: Mapping[str, Agreement]) -> Arguments:
    return [{"number": cases["deto_draft"].number, "section": section.code} for section in SECTIONS]


def _of_cases(*names: str) -> Callable[[dict[str, Agreement]], Arguments]:
    return lambda cases: [{"number": cases[name].number} for name in names]


def _tasks(cases: dict[str, Agreement]) -> Arguments:
    found = Task.objects.open().filter(agreement=cases["deto_active"]).exclude(code=Task.Code.DS1963)
    return [{"number": cases["deto_active"].number, "task": task.pk} for task in found]


def _waivers(cases: dict[str, Agreement]) -> Arguments:
    status = PostStatus.objects.get(post__code="LAPAZ")
    return [{"number": cases["deto_resting"].number, "status": status.pk}]


# What fills the addresses, by the world's cases.
FILLINGS: dict[str, Callable[[dict[str, Agreement]], Arguments]] = {
    **{name: _of_cases(*cases) for name, cases in CASE_PAGES.items()},
    "deto_certify": lambda cases: [{"number": cases["deto_active"].number, "ordinal": 1}],
    "deto_task_complete": _tasks,
    "post_page": lambda cases: [{"code": "QUITO"}, {"code": "LAPAZ"}],
    "post_status_lift": lambda cases: [{"pk": one.pk} for one in PostStatus.objects.all()],
    "waiver_grant": _waivers,
    "waiver_withdraw": lambda cases: [{"pk": one.pk} for one in Waiver.objects.all()],
}
