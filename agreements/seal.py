"""What a reader learns about the kind of a case: outside the seal of a sealed kind, the pattern alone.

Inside are the employee and who decides or decided (2361.3(c), 2362.5). The offices of the chain are sealed
with the kind, because they give it away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agreements import kinds, permissions, selectors
from agreements.models import Agreement, ApprovalStep, Signature
from agreements.policy.schedule import Pattern
from telework.models import User

# In place of an office, or of a person who acted for one.
OFFICE = "Those who decide"
PATTERN_CITATION = "2361.4"


@dataclass(frozen=True)
class KindShown:
    """What the reader may know of the kind.

    is_open  the reader learns the kind, and with it the chain
    """

    label: str
    citation: str
    is_open: bool


def kind_shown(user: User, agreement: Agreement, today: date, *, pattern: str = "") -> KindShown:
    """The kind by its name, or the agreement by its pattern.

    pattern  code of the pattern of its terms; empty where there is none to show
    """
    if permissions.may_read_kind(user, agreement, today):
        return KindShown(agreement.kind_record.label, agreement.kind_record.citation, True)
    label = f"{kinds.SEALED_LABEL}: {Pattern(pattern).label.lower()}" if pattern else kinds.SEALED_LABEL
    return KindShown(label, PATTERN_CITATION, False)


def closed_to(user: User, agreements: Iterable[Agreement], today: date) -> frozenset[int]:
    """Keys of those among `agreements` whose kind `user` does not learn; at most one query."""
    sealed = [a for a in agreements if a.kind_record.is_sealed]
    if not sealed:
        return frozenset()
    part = selectors.part_in(user, today).filter(terms__agreement__in=sealed)
    mine = set(part.values_list("terms__agreement_id", flat=True))
    mine |= {a.pk for a in sealed if a.employee.user_id == user.pk}
    return frozenset(a.pk for a in sealed) - mine


def readers(agreement: Agreement, today: date) -> frozenset[int]:
    """Keys of the people inside the seal: for letters, which go to people and not to sign-ins."""
    steps = ApprovalStep.objects.filter(terms__agreement=agreement)
    if not agreement.kind_record.is_open_to_chain:
        steps = steps.filter(opened_at__isnull=False)
    people = {agreement.employee_id}
    for step in steps.select_related("assignee", "terms__agreement"):
        people |= {person.pk for person in selectors.deciders(step, today)}
        people |= {key for key in (step.decided_by_id, step.on_behalf_of_id) if key is not None}
    return frozenset(people)


def office_shown(step: ApprovalStep, *, is_open: bool) -> str:
    """The office of a step, or that there is one."""
    return step.office if is_open else OFFICE


def signatures_shown(agreement: Agreement, *, is_open: bool) -> list[Signature]:
    """The signatures of the case; outside the seal the employee's own alone."""
    found = Signature.objects.filter(terms__agreement=agreement).select_related("signer", "terms", "step")
    return [each for each in found if is_open or each.signer_id == agreement.employee_id]
