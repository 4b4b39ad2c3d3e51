"""Arrangements of a post in the walks: a draft, and a request on which the post's officers are consulted."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from agreements.models import Agreement, ApprovalStep
from agreements.services import answers, drafting, mission
from eligibility.models import Employee, Position, Post
from telework.roles import Role
from tests import abroad
from tests.cast import NOW, Cast, person, train

DRAFT, CONSULTED = "abroad_draft", "consulted"
STEP_PAGES = frozenset({"answer_step", "ask_further", "mark_not_needed"})
PAGES = STEP_PAGES | {"request_details", "mission_statement"}


def post_cases(office: Cast, post: Post, relation: str) -> dict[tuple[str, str], Agreement]:
    """The cases of the walk of addresses; the walkers hold the offices of the post of the related ones."""
    made = {}
    for state, make in ((DRAFT, abroad.draft), (CONSULTED, asked_of_officers)):
        made[relation, state] = make(cast_at(office, post, f"{state}-{relation}"))
    return made


def asked_of_officers(cast: abroad.PostCast) -> Agreement:
    """The supervisor has approved."""
    agreement = abroad.submitted(cast)
    return abroad.approve(cast, agreement, cast.user("supervisor"), Role.SUPERVISOR)


def cast_at(office: Cast, post: Post, name: str, employee: Employee | None = None) -> abroad.PostCast:
    known = {field: getattr(office, field) for field in Cast.__dataclass_fields__}
    owner = employee or person(
        name, "Owner", office.bureau, supervisor=office.supervisor, post=post, rating_of_record="satisfactory"
    )
    Position.objects.filter(pk=owner.position_id).update(service="foreign")
    train(owner)
    people = {"manager": owner, "hr_officer": owner, "security_officer": owner}
    cast = replace(abroad.PostCast(**known, post=post, **people), employee=owner)
    if not post.telework_policies.exists():
        abroad.put_on_file(cast)
    return cast


def address(name: str, case: Agreement | None) -> str:
    """The address of a page of an arrangement of a post; of nothing without a case."""
    number = case.number if case is not None else "TW-2000-999999"
    if name == "request_details":
        return reverse(name, args=[number, "abroad"])
    if name == "mission_statement":
        return reverse(name, args=[number])
    asked = ApprovalStep.objects.filter(terms__agreement=case, role=Role.HR_OFFICER).first()
    return reverse(name, args=[number, asked.pk if asked is not None else 999999])


def add_post(cast: Cast, people: Mapping[str, Employee]) -> None:
    """For the walk of commands: in Lima H is the HR officer and O the management officer, X is assigned."""
    lima = Post.objects.create(
        code="LIMA", name="Lima", country="NO", bureau=cast.bureau, time_zone="America/Lima"
    )
    Position.objects.filter(pk=people["X"].position_id).update(post=lima)
    people["X"].refresh_from_db()
    Employee.objects.filter(pk=people["X"].pk).update(supervisor=cast.supervisor)
    abroad.draft(cast_at(cast, lima, "", people["X"]))
    at_lima = cast_at(cast, lima, "Consulted")
    abroad.hold(at_lima, people["H"], Role.HR_OFFICER)
    abroad.hold(at_lima, people["O"], Role.MANAGEMENT_OFFICER)
    abroad.hold(at_lima, person("Rosa", "Rso", cast.bureau), Role.SECURITY_OFFICER)
    case = asked_of_officers(at_lima)
    ApprovalStep.objects.filter(terms__agreement=case, role=Role.SECURITY_OFFICER).update(is_waivable=True)


def _step(role: Role) -> ApprovalStep:
    return ApprovalStep.objects.get(role=role, post__code="LIMA")


def _given(attempt: Any) -> dict[str, Any]:
    return {"actor": attempt.actor, "now": NOW}


POST_CALLS: Mapping[str, Callable[[Any], object]] = {
    "advise": lambda a: answers.advise(**_given(a), step=_step(Role.HR_OFFICER), words="No concern."),
    "ask_further": lambda a: answers.ask_further(
        **_given(a),
        step=_step(Role.HR_OFFICER),
        adviser=Employee.objects.get(given_name="Rosa"),
        office="L/EMP",
        question="May it?",
    ),
    "mark_not_needed": lambda a: answers.mark_not_needed(
        **_given(a), step=_step(Role.SECURITY_OFFICER), reason="Nothing about security."
    ),
    "save_mission_statement": lambda a: mission.save_mission_statement(
        **_given(a), agreement=Agreement.objects.get(post__code="LIMA", state="in_review"), answers=STATED
    ),
    "save_details": lambda a: drafting.save_details(
        **_given(a),
        agreement=Agreement.objects.get(post__code="LIMA", state="draft"),
        section="abroad",
        answers={"proximity": "Next door."},
    ),
}
STATED = {"notification": "notified", "notification_on": date(2026, 11, 20)}
