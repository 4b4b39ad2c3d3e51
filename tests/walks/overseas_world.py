"""Stays overseas in the walk of URLs: written, with the chief of mission, in effect; statuses and waivers."""

from dataclasses import replace
from datetime import UTC, date, datetime

from django.urls import reverse

from agreements.models import Agreement
from deto.models import PostStatus, Task, Waiver
from deto.services import tasks
from eligibility.models import Post
from telework.models import User
from telework.roles import Role
from tests import overseas
from tests.cast import NOW, Cast, grant, person, train
from tests.overseas import OverseasCast

DRAFT, CLEAR, ACTIVE = "deto_draft", "deto_clear", "deto_active"
ASKED = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
STARTED = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
TO_COME = date(2027, 2, 1)
EARLY = {"deto_sponsor": {"arrives_on": date(2026, 11, 10)}}
CASE_PAGES = frozenset(
    {
        "deto_papers",
        "deto_extend",
        "deto_orders",
        "deto_withdrawal",
        "deto_determinations",
        "stay_arrival",
        "stay_departure",
    }
)
PAGES = CASE_PAGES | {
    "deto_certify",
    "deto_task_complete",
    "post_page",
    "post_status_lift",
    "waiver_grant",
    "waiver_withdraw",
}


def overseas_cases(office: Cast, post: Post, relation: str) -> dict[tuple[str, str], Agreement]:
    """The stays of one office at one post, where a status is to come; a waiver for one."""
    cast = _cast_at(office, post)
    made = {
        (relation, DRAFT): overseas.draft(_owned(cast, f"deto-draft-{relation}")),
        (relation, CLEAR): overseas.requested(_owned(cast, f"deto-clear-{relation}")),
        (relation, ACTIVE): _active(_owned(cast, f"deto-active-{relation}")),
    }
    status = PostStatus.objects.create(
        post=post,
        status="ordered_departure",
        starts_on=TO_COME,
        source="26 STATE 1",
        entered_by=cast.manager,
        entered_at=NOW,
    )
    Waiver.objects.create(
        agreement=made[relation, CLEAR],
        status=status,
        circumstances="Essential to the talks.",
        granted_by=cast.manager,
        granted_at=NOW,
    )
    return made


def _active(cast: OverseasCast) -> Agreement:
    case = overseas.approved(cast, ASKED, start=STARTED.date(), answers=EARLY)
    case = overseas.start(case, STARTED)
    tasks.plan_tasks(actor=User.objects.system(), now=STARTED, agreement=case)
    return case


def _cast_at(office: Cast, post: Post) -> OverseasCast:
    known = {field: getattr(office, field) for field in Cast.__dataclass_fields__}
    manager = person(f"Manager-{post.code}", "Other", office.bureau)
    specialist = person(f"Specialist-{post.code}", "Other", office.bureau)
    grant(specialist, Role.HR_SPECIALIST, office.bureau)
    people = {"career_director": manager, "under_secretary": manager, "security_officer": manager}
    cast = OverseasCast(
        **known,
        **people,
        host_bureau=office.bureau,
        post=post,
        host_director=office.director,
        manager=manager,
        hr_specialist=specialist,
    )
    overseas.hold(cast, manager, Role.MANAGEMENT_OFFICER)
    return cast


def _owned(cast: OverseasCast, name: str) -> OverseasCast:
    owner = person(
        name,
        "Owner",
        cast.bureau,
        supervisor=cast.supervisor,
        government_service_since=date(2015, 1, 5),
    )
    train(owner)
    return replace(cast, employee=owner)


def address(name: str, case: Agreement | None) -> str:
    """The address of a page of a stay; of nothing without a case."""
    number = case.number if case is not None else "TW-2000-999999"
    if name in CASE_PAGES:
        return reverse(name, args=[number])
    if name == "deto_certify":
        return reverse(name, args=[number, 1])
    if name == "deto_task_complete":
        task = Task.objects.filter(agreement=case, code=Task.Code.SF50_IN).first()
        return reverse(name, args=[number, task.pk if task is not None else 999999])
    if name == "post_page":
        return reverse(name, args=[case.post.code if case is not None and case.post else "NOWHERE"])
    status = PostStatus.objects.filter(post=case.post).first() if case is not None else None
    key = status.pk if status is not None else 999999
    if name == "post_status_lift":
        return reverse(name, args=[key])
    if name == "waiver_grant":
        return reverse(name, args=[number, key])
    waiver = Waiver.objects.filter(agreement=case).first()
    return reverse(name, args=[waiver.pk if waiver is not None and case is not None else 999999])
