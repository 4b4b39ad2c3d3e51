"""Form DS-1963 of the place overseas, certified by the employee after the start (2368.4(g), (h))."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agreements import paper
from agreements.models import Agreement, SafetyChecklist, TermsVersion, Worksite
from agreements.permissions import may_alone
from agreements.policy import safety
from agreements.policy.safety import Answer
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from agreements.states import State
from deto import letters_tasks
from deto.models import Task
from deto.planning import KIND
from eligibility.permissions import employee_of
from telework import clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

NOT_YET = (
    "The checklist is certified at the place itself, after the arrangement has started (3 FAM 2368.4(h)). "
    "Come back on the first day."
)
NOT_REMEDIED = "Say what you will do about it and by when (3 FAM 2362.1(k))."
DANGER = (
    "A danger of fire or from electricity is put right first; a promise is not enough (3 FAM 2362.1(k)). "
    "Certify the site when it is done, or ask your bureau telework coordinator."
)


def may_certify(user: User, agreement: Agreement, now: datetime) -> Access:
    """The employee alone: it certifies their own place."""
    return may_alone(
        user,
        agreement.employee_id,
        clock.date_of(now),
        "The employee certifies the checklist of their own place (3 FAM 2368.4(g)).",
    )


@command
def certify_overseas(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    worksite: Worksite,
    answers: Mapping[str, dict[str, Any]],
) -> SafetyChecklist:
    """Certify one site of the terms in force; with the last one the task is done.

    Raises NotPermitted, WrongState (not started, certified already) or PolicyRefused (a question without an
    answer, a "no" without remedy, fire or electricity not safe).
    """
    agreement = lock_case(agreement)
    access = may_certify(actor, agreement, now)
    if not access:
        raise NotPermitted(access.reason)
    if agreement.kind != KIND or agreement.state not in (State.ACTIVE, State.SUSPENDED):
        raise WrongState(NOT_YET)
    terms = agreement.terms_in_force()
    site = terms.worksites.select_related("checklist").filter(ordinal=worksite.ordinal).first()
    if site is None or site.pk != worksite.pk:
        raise WrongState("This site is not in the terms that hold today. Open the checklists again.")
    if is_certified(site):
        raise WrongState("This site is certified already. Nothing was changed.")
    _check(answers)
    checklist, _ = SafetyChecklist.objects.update_or_create(
        worksite=site, defaults={"answers": dict(answers), "address": site.address, "certified_at": now}
    )
    checklist.worksite = site
    document = paper.request_later_checklist(agreement, terms, checklist, now)
    record(agreement, "certify_overseas", actor, now, {"site": site.ordinal, "terms": terms.number})
    letters_tasks.checklist_handed_in(agreement, site, document, now)
    if not left_to_certify(terms):
        _complete(agreement, actor, now)
    return checklist


def is_certified(site: Worksite) -> bool:
    """Whether its present address is certified."""
    return site.has_checklist and not site.checklist.is_stale


def left_to_certify(terms: TermsVersion) -> list[Worksite]:
    return [site for site in terms.worksites.select_related("checklist") if not is_certified(site)]


def _complete(agreement: Agreement, actor: User, now: datetime) -> None:
    """The task is done with the last checklist."""
    person, today = employee_of(actor), clock.date_of(now)
    for task in Task.objects.open().filter(agreement=agreement, code=Task.Code.DS1963):
        task.done_on, task.done_at, task.done_by = today, now, person
        task.save(update_fields=["done_on", "done_at", "done_by"])
        payload = {"task": task.code, "due_on": task.due_on.isoformat(), "done_on": today.isoformat()}
        record(agreement, "complete_task", actor, now, payload)


def _check(answers: Mapping[str, dict[str, Any]]) -> None:
    given = {code: Answer.from_json(data) for code, data in answers.items()}
    fields = {question.code: "Answer this question." for question in safety.unanswered(given)}
    fields |= {f"{question.code}_remedy": NOT_REMEDIED for question in safety.without_remedy(given)}
    fields |= {question.code: DANGER for question in safety.dangers(given)}
    if fields:
        raise PolicyRefused("The site was not certified.", fields=fields)
