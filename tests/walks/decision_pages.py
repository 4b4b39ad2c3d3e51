"""Pages of decisions about eligibility in the URL walk: what each is about is recorded when asked for."""

from datetime import timedelta

from django.urls import reverse

from eligibility.models import (
    DeclaredEmergency,
    Designation,
    EligibilityException,
    Employee,
    EnteredFact,
    FactDispute,
)
from tests.cast import NOW, TODAY

RULE = "performance.close_supervision"
STATED = "absence_burden"
DECISION_PAGES = frozenset(
    {
        "eligibility_person",
        "designate",
        "designation_end",
        "exception_grant",
        "exception_end",
        "emergency_end",
        "dispute_raise",
        "dispute",
        "fact_state",
        "fact_withdraw",
    }
)
UNTIL = TODAY + timedelta(days=30)


def decision_address(name: str, somebody: Employee | None) -> str:
    """The address of page `name` about `somebody`; without anybody, the same address of nothing."""
    number = somebody.number if somebody is not None else "nobody"
    if name in ("eligibility_person", "designate"):
        return reverse(name, args=[number])
    if name == "exception_grant":
        return reverse(name, args=[number, RULE])
    if name == "fact_state":
        return reverse(name, args=[number, STATED])
    if name == "dispute_raise":
        return reverse(name, args=["rating" if somebody is not None else "nothing"])
    return reverse(name, args=[_recorded(name, somebody) if somebody is not None else 999999])


def _recorded(name: str, somebody: Employee) -> int:
    """What the page is about, made where it was not; by somebody whom that does not concern."""
    days = {"starts_on": TODAY, "until": UNTIL}
    by = Employee.objects.exclude(pk=somebody.pk).order_by("pk")[0]
    if name == "designation_end":
        made = {"reason_code": "programme_needs", "reason_text": "Good.", "designated_by": by, **days}
        return Designation.objects.get_or_create(employee=somebody, defaults={**made, "designated_at": NOW})[
            0
        ].pk
    if name == "exception_end":
        made = {"reason": "Good.", "granted_by": by, "granted_at": NOW, "review_on": UNTIL, **days}
        return EligibilityException.objects.get_or_create(employee=somebody, rule_code=RULE, defaults=made)[
            0
        ].pk
    if name == "emergency_end":
        made = {"authority": "Memo", "entered_by": by, "entered_at": NOW, **days}
        return DeclaredEmergency.objects.get_or_create(name="Flood", defaults=made)[0].pk
    if name == "fact_withdraw":
        made = {"value": True, "statement": "Good.", "entered_by": by, "entered_at": NOW, **days}
        return EnteredFact.objects.get_or_create(employee=somebody, fact=STATED, defaults=made)[0].pk
    said = {"label": "Rating", "shown": "none", "claim": "Old.", "raised_at": NOW, "due_on": UNTIL}
    return FactDispute.objects.get_or_create(employee=somebody, fact="rating", defaults=said)[0].pk
