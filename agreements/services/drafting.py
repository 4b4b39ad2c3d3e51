"""Writing a request: begin, save a section, add and remove sites, take it back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from agreements import kinds, letters, permissions
from agreements.models import (
    Agreement,
    EquipmentItem,
    SafetyChecklist,
    TermsVersion,
    Worksite,
)
from agreements.models.agreement import AgreementQuerySet
from agreements.policy import fam_2018
from agreements.policy.sites import UNITED_STATES
from agreements.services.locking import lock_case, lock_draft
from agreements.services.placing import place, post_of
from agreements.services.versions import details_table
from agreements.states import State
from eligibility.models import Employee
from eligibility.permissions import NO_EMPLOYEE_RECORD, employee_of
from telework import audit, clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from telework.roles import Role

# Which answers belong to which section of the request; a section writes its own and no others.
SECTION_FIELDS: Mapping[str, tuple[str, ...]] = {
    "self_assessment": ("self_assessment",),
    "schedule": (
        "pattern",
        "situational_allowed",
        "requested_start_on",
        "requested_end_on",
        "work_schedule",
        "schedule_data",
        "varies_within_locality",
        "temporary_until",
    ),
    "communication": ("communication_methods", "communication_hours", "telework_phone"),
    "records": (
        "takes_records",
        "has_classified_records",
        "has_sensitive_records",
        "records",
        "safeguards",
    ),
    "clauses": (
        "works_through_closure",
        "works_through_liberal_leave",
        "works_through_early_dismissal",
        "unscheduled_telework",
        "coop",
    ),
    "acknowledgements": ("acknowledged",),
}
MOST_SITES = 5


@command
def begin_request(*, actor: User, now: datetime, kind: str = kinds.DOMESTIC) -> Agreement:
    """Open a case for the person who asks; raises WrongState when one of this kind is open already."""
    employee = employee_of(actor)
    if employee is None:
        raise NotPermitted(NO_EMPLOYEE_RECORD)
    agreement, _ = open_request_of(employee, kind, now)
    _audit(agreement, "begin_request", actor, now, {"kind": kind})
    return agreement


def open_request_of(
    employee: Employee, kind: str, now: datetime, *, entered_by: Employee | None = None
) -> tuple[Agreement, TermsVersion]:
    """A case with its first, empty terms, inside a command; raises as `begin_request` does.

    entered_by  the coordinator who writes it for the employee; None: the employee
    """
    Employee.objects.select_for_update().get(pk=employee.pk)
    if employee.is_separated(clock.date_of(now)):
        raise NotPermitted("Only serving employees can ask for a telework agreement.")
    if employee.bureau is None:
        raise PolicyRefused(
            "HR has no position recorded for you, so we cannot tell your bureau. "
            "Ask your HR specialist to record your position."
        )
    if open_case(employee, kind) is not None:
        raise WrongState("You already have an open request or agreement. Continue with that one.")
    # Whoever asks for telework takes part again (2362.1(b)).
    employee.non_participations.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    record = kinds.get(kind)
    post = post_of(employee) if record.is_at_post else None
    agreement = Agreement.objects.create(
        employee=employee,
        bureau=employee.bureau,
        post=post,
        kind=kind,
        site_country=post.country if post is not None else UNITED_STATES,
        opened_at=now,
        state_since=now,
        entered_by=entered_by,
    )
    agreement.number = f"TW-{clock.date_of(now):%Y}-{agreement.pk:06d}"
    agreement.save(update_fields=["number"])
    terms = TermsVersion.objects.create(
        agreement=agreement, number=1, policy_set=fam_2018.NAME, opened_at=now
    )
    if record.details:
        details_table(record.details)._default_manager.create(terms=terms)
    return agreement, terms


def open_case(employee: Employee, kind: str) -> Agreement | None:
    """The employee's case of this kind that is not over, if there is one."""
    return open_cases(employee).filter(kind=kind).first()


def open_cases(employee: Employee) -> AgreementQuerySet:
    """The employee's cases that are not over, at most one of each kind."""
    over = [State.ENDED, State.WITHDRAWN, State.DENIED]
    return Agreement.objects.filter(employee=employee).exclude(state__in=over)


@command
def save_section(
    *, actor: User, now: datetime, agreement: Agreement, section: str, answers: Mapping[str, Any]
) -> TermsVersion:
    """Write the answers of one section; fields of other sections are refused with a KeyError."""
    terms = _draft_of(actor, now, agreement)
    allowed = SECTION_FIELDS[section]
    for name, value in answers.items():
        if name not in allowed:
            raise KeyError(f"{name} does not belong to section {section}")
        setattr(terms, name, value)
    terms.save(update_fields=list(answers))
    _audit(agreement, "save_section", actor, now, {"section": section, "terms": terms.number})
    return terms


@command
def save_details(
    *, actor: User, now: datetime, agreement: Agreement, section: str, answers: Mapping[str, Any]
) -> TermsVersion:
    """Write what only this kind of arrangement asks, into the kind's own table.

    Raises NotPermitted, WrongState, or KeyError for a kind without such a table.
    """
    terms = _draft_of(actor, now, agreement)
    record = terms.agreement.kind_record
    if not record.details:
        raise KeyError(f"{record.code} asks nothing of its own")
    details = getattr(terms, record.details)
    for name, value in answers.items():
        setattr(details, name, value)
    details.save(update_fields=list(answers))
    place(terms)
    _audit(agreement, "save_section", actor, now, {"section": section, "terms": terms.number})
    return terms


@command
def save_worksite(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    values: Mapping[str, Any],
    worksite: Worksite | None = None,
) -> Worksite:
    """Add a site, or change `worksite`; a site's checklist stays with the address it was certified for.

    Raises NotPermitted, WrongState or PolicyRefused (too many sites, the same place twice).
    """
    terms = _draft_of(actor, now, agreement)
    if worksite is None:
        ordinals = list(terms.worksites.values_list("ordinal", flat=True))
        if len(ordinals) >= MOST_SITES:
            raise PolicyRefused(f"An agreement lists at most {MOST_SITES} sites.")
        worksite = Worksite(terms=terms, ordinal=max(ordinals, default=0) + 1)
    else:
        worksite = terms.worksites.get(pk=worksite.pk)
    for name, value in values.items():
        setattr(worksite, name, value)
    if _is_listed(terms, worksite):
        why = "This site is listed already. Change that one, or give this one another name or work area."
        raise PolicyRefused(why, fields={"street": why})
    worksite.save()
    _audit(agreement, "save_worksite", actor, now, {"site": worksite.ordinal, "terms": terms.number})
    return worksite


def _is_listed(terms: TermsVersion, worksite: Worksite) -> bool:
    """True when another site of the request is the same in name, address and work area."""

    def place(site: Worksite) -> tuple[str, ...]:
        address = (site.street, site.city, site.region, site.postal_code, site.country)
        parts = (site.name, *address, site.work_area)
        return tuple(" ".join(part.lower().split()) for part in parts)

    return any(place(other) == place(worksite) for other in terms.worksites.exclude(pk=worksite.pk))


@command
def remove_worksite(*, actor: User, now: datetime, agreement: Agreement, worksite: Worksite) -> None:
    """Take a site and its checklist out of the request."""
    terms = _draft_of(actor, now, agreement)
    terms.worksites.get(pk=worksite.pk).delete()
    _audit(agreement, "remove_worksite", actor, now, {"site": worksite.ordinal, "terms": terms.number})


@command
def certify_site(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    worksite: Worksite,
    answers: Mapping[str, dict[str, Any]],
) -> SafetyChecklist:
    """Keep the employee's own safety certification of one site's present address (2367(b))."""
    terms = _draft_of(actor, now, agreement)
    site = terms.worksites.get(pk=worksite.pk)
    checklist, _ = SafetyChecklist.objects.update_or_create(
        worksite=site, defaults={"answers": dict(answers), "address": site.address, "certified_at": now}
    )
    _audit(agreement, "certify_site", actor, now, {"site": site.ordinal, "terms": terms.number})
    return checklist


@command
def save_equipment(
    *,
    actor: User,
    now: datetime,
    agreement: Agreement,
    remote_access: str,
    items: Sequence[Mapping[str, str]],
) -> TermsVersion:
    """Write remote access and the list of equipment, replacing the list that was there (2366.3)."""
    terms = _draft_of(actor, now, agreement)
    terms.remote_access = remote_access
    terms.equipment_none = not items
    terms.save(update_fields=["remote_access", "equipment_none"])
    terms.equipment.all().delete()
    EquipmentItem.objects.bulk_create(EquipmentItem(terms=terms, **item) for item in items)
    _audit(agreement, "save_equipment", actor, now, {"items": len(items), "terms": terms.number})
    return terms


@command
def withdraw(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """Take a request back before it is decided; open steps close undecided, and who was asked is told."""
    agreement = lock_case(agreement)
    _permit(permissions.may_act(actor, clock.date_of(now)))
    _permit(permissions.may_withdraw(actor, agreement))
    agreement.withdraw()
    agreement.state_since = now
    agreement.save(update_fields=["state", "state_since"])
    terms = agreement.latest_terms()
    asked = terms.steps.filter(closed_at__isnull=True).exclude(role=Role.EMPLOYEE, asked_of="")
    waiting = [step for step in asked if step.is_waiting]
    terms.steps.filter(closed_at__isnull=True).update(closed_at=now)
    _audit(agreement, "withdraw", actor, now, {"terms": terms.number})
    letters.withdrawn(agreement, waiting, now)
    return agreement


def _draft_of(actor: User, now: datetime, agreement: Agreement) -> TermsVersion:
    locked, terms = lock_draft(agreement)
    _permit(permissions.may_act(actor, clock.date_of(now)))
    _permit(permissions.may_edit(actor, locked))
    return terms


def _permit(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)


def _audit(agreement: Agreement, action: str, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    audit.record(
        chain=agreement.chain,
        action=action,
        actor=actor,
        now=now,
        subject=str(agreement.number),
        payload=payload,
    )
