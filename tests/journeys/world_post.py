"""An arrangement of a post in the walk for accessibility: written, consulted about, stated on, approved."""

from collections.abc import Callable
from typing import Any

from agreements.models import Agreement, ApprovalStep
from agreements.services import answers
from eligibility.models import Employee, Position, Post
from telework.roles import Role
from tests import abroad
from tests.cast import NOW, Cast, person
from tests.journeys import world_overseas
from tests.walks.post_world import asked_of_officers, cast_at

Arguments = list[dict[str, Any]]


def add_post(cast: Cast, manager: Employee, hr_officer: Employee) -> dict[str, Agreement]:
    """Readers of the walk hold the offices of the post, and the stranger is assigned there."""
    lima = Post.objects.create(
        code="LIMA", name="Embassy Lima", country="PE", bureau=cast.other_bureau, time_zone="America/Lima"
    )
    Position.objects.filter(pk=cast.stranger.position_id).update(post=lima)
    cast.stranger.refresh_from_db()
    Employee.objects.filter(pk=cast.stranger.pk).update(supervisor=cast.supervisor)
    made = {"abroad_draft": abroad.draft(cast_at(cast, lima, "", cast.stranger))}
    at_lima = cast_at(cast, lima, "Consulted")
    at_lima.manager, at_lima.hr_officer = manager, hr_officer
    abroad.hold(at_lima, manager, Role.MANAGEMENT_OFFICER)
    abroad.hold(at_lima, hr_officer, Role.HR_OFFICER)
    at_lima.security_officer = person("Rosa", "Rso", cast.other_bureau)
    abroad.hold(at_lima, at_lima.security_officer, Role.SECURITY_OFFICER)
    made["abroad_consulted"] = asked_of_officers(at_lima)
    at_lima.employee = cast_at(cast, lima, "Stated").employee
    made["abroad_stated"] = abroad.consulted(at_lima)
    abroad.state(at_lima, made["abroad_stated"], labor_law="")
    step = abroad.step_of(made["abroad_stated"], Role.MANAGEMENT_OFFICER)
    answers.ask_further(
        actor=at_lima.user("manager"),
        now=NOW,
        step=step,
        adviser=hr_officer,
        office="L/EMP",
        question="Does local labor law touch it?",
    )
    return made


def _steps(cases: dict[str, Agreement], *names: str) -> Arguments:
    steps = ApprovalStep.objects.filter(
        terms__agreement__in=[cases[name] for name in names], opened_at__isnull=False, closed_at=None
    ).select_related("terms__agreement")
    return [{"number": step.terms.agreement.number, "step": step.pk} for step in steps]


# What fills the addresses, by the world's cases.
FILLINGS: dict[str, Callable[[dict[str, Agreement]], Arguments]] = {
    "request_details": lambda cases: [
        {"number": cases["abroad_draft"].number, "section": "abroad"},
        *world_overseas.details(cases),
    ],
    "ask_further": lambda cases: _steps(cases, "abroad_consulted", "abroad_stated"),
    "mark_not_needed": lambda cases: _steps(cases, "abroad_consulted"),
    "mission_statement": lambda cases: [
        {"number": cases[name].number} for name in ("abroad_consulted", "abroad_stated")
    ],
    "answer_step": lambda cases: [
        *_steps(cases, "abroad_consulted", "abroad_stated", "accommodation_asked", "accommodation_to_sign"),
        *world_overseas.steps(cases),
    ],
}
