"""Sealed arrangements in the walks: evacuations that a post records, accommodations to decide and to sign."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from agreements.models import Agreement, ApprovalStep, MedicalEvacuation
from agreements.services import accommodation, evacuation, signing
from eligibility.models import Employee, Post
from telework.roles import Role
from tests import sealed
from tests.cast import NOW, TODAY, Cast, grant, person, proof, train

PAGES = frozenset({"evacuation_change"})
THROUGH = date(2027, 1, 15)


def address(name: str, case: Agreement | None) -> str:
    """The address of the days that the post recorded about the owner of a case; of nothing without a case."""
    if case is None:
        return reverse(name, args=[999999])
    owner = Agreement.objects.select_related("employee").get(pk=case.pk).employee
    assert case.post is not None, "only cases of a post are asked"
    return reverse(name, args=[_recorded(owner, case.post).pk])


def _recorded(owner: Employee, post: Post) -> MedicalEvacuation:
    found = owner.evacuations.first()
    if found is not None:
        return found
    return MedicalEvacuation.objects.create(
        employee=owner, post=post, starts_on=TODAY, ends_on=THROUGH, recorded_by=owner, recorded_at=NOW
    )


def add_sealed(cast: Cast, people: Mapping[str, Employee]) -> None:
    """For the walk of commands: M decides accommodations, S signs; H and O record who is away from Lima."""
    grant(people["M"], Role.DRAD)
    for name in ("Asked", "Decided"):
        owner = person(f"{name}-sealed", "Owner", cast.bureau, supervisor=cast.supervisor)
        train(owner)
        if name == "Asked":
            sealed.accommodation_asked(owner)
        else:
            sealed.accommodation_decided(owner, people["M"])
    away = person("Away", "Owner", replace(cast).bureau, post=Post.objects.get(code="LIMA"))
    _recorded(away, Post.objects.get(code="LIMA"))


def _step(act: str) -> ApprovalStep:
    return ApprovalStep.objects.get(
        act=act, opened_at__isnull=False, closed_at__isnull=True, terms__agreement__kind="accommodation"
    )


def _given(attempt: Any) -> dict[str, Any]:
    return {"actor": attempt.actor, "now": NOW}


def _away(attempt: Any) -> dict[str, Any]:
    return {**_given(attempt), "evacuation": MedicalEvacuation.objects.get(employee__given_name="Away")}


SEALED_CALLS: Mapping[str, Callable[[Any], object]] = {
    "decide_accommodation": lambda a: accommodation.decide_accommodation(
        **_given(a),
        step=_step("approve"),
        authentication=proof(),
        reference=sealed.REFERENCE,
        decided_on=sealed.DECIDED_ON,
    ),
    "sign_step": lambda a: signing.sign_step(
        **_given(a), step=_step("sign"), authentication=proof(), equal_treatment=True
    ),
    "send_back": lambda a: signing.send_back(**_given(a), step=_step("sign"), text="Two are needed."),
    "record_evacuation": lambda a: evacuation.record_evacuation(
        **_given(a),
        employee=Employee.objects.get(given_name="Stan"),
        starts_on=TODAY,
        ends_on=THROUGH,
    ),
    "shorten_evacuation": lambda a: evacuation.shorten_evacuation(
        **_away(a), ends_on=THROUGH - timedelta(days=1)
    ),
    "extend_evacuation": lambda a: evacuation.extend_evacuation(
        **_away(a), ends_on=THROUGH + timedelta(days=1)
    ),
}
