"""The people around an arrangement of a post: Ama asks in Oslo; Mona manages the post, Hugo and Rosa advise.

Dean is the designated official, whom only some tests name; Sam supervises, as in `tests.cast`.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from agreements.models import Agreement, ApprovalStep
from agreements.policy import abroad
from agreements.services import answers, drafting, mission, review, submission
from eligibility.models import Employee, Post, PostPolicy, RoleAssignment
from telework.models import User
from telework.roles import Role
from tests.cast import (
    NOW,
    START,
    Cast,
    make_cast,
    person,
    proof,
    safe_answers,
    section_answers,
    train,
)
from tests.stories import told_once

FLAT = {
    "kind": "home",
    "name": "Flat",
    "street": "Eksempelgata 1",
    "city": "Oslo",
    "region": "",
    "postal_code": "0150",
    "country": "NO",
    "work_area": "Study",
}
CIRCUMSTANCES = "The chancery is being rebuilt; reporting work needs quiet."
DETAILS = {
    "special_circumstances": CIRCUMSTANCES,
    "proximity": "Two kilometers, ten minutes by tram.",
    "in_third_country": False,
    "third_country": "",
}
STATEMENT: dict[str, Any] = {
    "security": "As the regional security officer advises: no concern.",
    "inviolability": "The residence is on the diplomatic list.",
    "labor_law": "None applies.",
    "notification": "not_notified",
    "notification_on": date(2026, 11, 20),
    "notification_by": "Chief of mission",
    "nsdd38_needed": False,
    "nsdd38_reference": "",
    "nsdd38_statement": "No new position.",
}


@dataclass
class PostCast(Cast):
    """The cast with the people of one post; `employee` is assigned there."""

    post: Post
    manager: Employee
    hr_officer: Employee
    security_officer: Employee


@told_once
def make_post_cast(*, with_policy: bool = True) -> PostCast:
    cast = make_cast()
    post = Post.objects.create(
        code="OSLO", name="Embassy Oslo", country="NO", bureau=cast.bureau, time_zone="Europe/Oslo"
    )
    at_post = {"post": post, "service": "foreign", "rating_of_record": "satisfactory"}
    home = {name: getattr(cast, name) for name in Cast.__dataclass_fields__}
    manager = person("Mona", "Manager", cast.bureau, supervisor=cast.director, **at_post)
    made = PostCast(
        **home,
        post=post,
        manager=manager,
        hr_officer=person("Hugo", "Hrofficer", cast.bureau, supervisor=manager, **at_post),
        security_officer=person("Rosa", "Rso", cast.bureau, supervisor=manager, **at_post),
    )
    made = replace(made, employee=person("Ama", "Abroad", cast.bureau, supervisor=cast.supervisor, **at_post))
    train(made.employee)
    for name, role in (
        ("manager", Role.MANAGEMENT_OFFICER),
        ("hr_officer", Role.HR_OFFICER),
        ("security_officer", Role.SECURITY_OFFICER),
    ):
        hold(made, getattr(made, name), role)
    if with_policy:
        put_on_file(made)
    return made


def hold(cast: PostCast, holder: Employee, role: Role) -> RoleAssignment:
    """Give `holder` an office of the post."""
    return RoleAssignment.objects.create(
        employee=holder, role=role, post=cast.post, starts_on=date(2020, 1, 1), granted_by="test"
    )


def put_on_file(cast: PostCast) -> PostPolicy:
    return PostPolicy.objects.create(
        post=cast.post,
        text="Telework is possible.",
        approving_official="Chief of mission",
        effective_on=date(2026, 1, 1),
        entered_at=NOW,
    )


@told_once
def draft(
    cast: PostCast, now: datetime = NOW, *, details: dict[str, Any] | None = None, **changes: Any
) -> Agreement:
    """A complete request, not yet signed; `changes` go into the site."""
    given: dict[str, Any] = {"actor": cast.user("employee"), "now": now}
    agreement = drafting.begin_request(**given, kind="abroad")
    given["agreement"] = agreement
    for section, said in section_answers(START).items():
        drafting.save_section(**given, section=section, answers=said)
    accepted = [statement.code for statement in agreement.kind_record.all_statements]
    drafting.save_section(**given, section="acknowledgements", answers={"acknowledged": accepted})
    drafting.save_details(**given, section=abroad.SECTION, answers={**DETAILS, **(details or {})})
    home = {**FLAT, "country": str(cast.post.country)}
    site = drafting.save_worksite(**given, values={**home, **changes})
    drafting.certify_site(**given, worksite=site, answers=safe_answers())
    drafting.save_equipment(**given, remote_access="global_opennet", items=[])
    return agreement


@told_once
def submitted(cast: PostCast, now: datetime = NOW, **changes: Any) -> Agreement:
    return submission.submit(
        actor=cast.user("employee"), now=now, agreement=draft(cast, now, **changes), authentication=proof(now)
    )


def step_of(agreement: Agreement, role: Role) -> ApprovalStep:
    """The step of an office in the latest round."""
    steps = agreement.latest_terms().latest_round()
    return next(step for step in steps if role in step.capacities)


def approve(cast: PostCast, agreement: Agreement, by: User, role: Role, now: datetime = NOW) -> Agreement:
    return review.approve(
        actor=by,
        now=now,
        step=step_of(agreement, role),
        authentication=proof(now),
        effect_on_office="None: the work is portable.",
        equal_treatment=True,
    )


def advise(agreement: Agreement, by: User, role: Role, words: str = "No concern.") -> Agreement:
    return answers.advise(actor=by, now=NOW, step=step_of(agreement, role), words=words)


def state(cast: PostCast, agreement: Agreement, **changes: Any) -> None:
    """The mission's statement by the management officer."""
    mission.save_mission_statement(
        actor=cast.user("manager"), now=NOW, agreement=agreement, answers={**STATEMENT, **changes}
    )


@told_once
def consulted(cast: PostCast, **changes: Any) -> Agreement:
    """The supervisor has approved, both officers have advised; the post's management is asked."""
    agreement = submitted(cast, **changes)
    approve(cast, agreement, cast.user("supervisor"), Role.SUPERVISOR)
    advise(agreement, cast.user("hr_officer"), Role.HR_OFFICER, "Labor law does not apply.")
    advise(agreement, cast.user("security_officer"), Role.SECURITY_OFFICER, "The residence is guarded.")
    return agreement


@told_once
def approved(cast: PostCast, **changes: Any) -> Agreement:
    """Everybody has said yes; the post names no designated official."""
    agreement = consulted(cast, **changes)
    state(cast, agreement)
    return approve(cast, agreement, cast.user("manager"), Role.MANAGEMENT_OFFICER)
