"""Decisions about eligibility in the walks: people about whom something is decided, and how each is tried."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from eligibility.models import (
    DeclaredEmergency,
    Designation,
    EligibilityException,
    Employee,
    EnteredFact,
    FactDispute,
)
from eligibility.services import designation, disputes, emergency, entered_facts, exceptions
from tests.cast import NOW, TODAY, Cast, person

RULE = "performance.close_supervision"
RUNS, IS_OVER = TODAY + timedelta(days=30), TODAY - timedelta(days=1)
# Undecided: nothing is recorded. Decided: everything is, and runs. Lapsed: everything was, until yesterday.
UNDECIDED, DECIDED, LAPSED = "Undecided", "Decided", "Lapsed"


def decide_about_people(cast: Cast) -> None:
    """Three people in the cast's bureau, under its supervisor."""
    for name, until in ((UNDECIDED, None), (DECIDED, RUNS), (LAPSED, IS_OVER)):
        somebody = person("Noah", name, cast.bureau, supervisor=cast.supervisor, needs_close_supervision=True)
        somebody.user.delete()  # type: ignore[union-attr]
        if until is not None:
            _record(cast, somebody, until)


def _record(cast: Cast, somebody: Employee, until: date) -> None:
    starts_on = TODAY - timedelta(days=60)
    days: dict[str, Any] = {"starts_on": starts_on, "until": until}
    DeclaredEmergency.objects.create(
        name=somebody.family_name,
        authority="Memo",
        entered_by=cast.managing_officer,
        entered_at=NOW,
        **days,
    )
    EligibilityException.objects.create(
        employee=somebody,
        rule_code=RULE,
        reason="Good.",
        granted_by=cast.director,
        granted_at=NOW,
        review_on=until,
        **days,
    )
    Designation.objects.create(
        employee=somebody,
        reason_code="programme_needs",
        reason_citation="2362.1(a)",
        reason_text="Good.",
        designated_by=cast.director,
        designated_at=NOW,
        **days,
    )
    said: dict[str, Any] = {"employee": somebody, "shown": "none", "claim": "Old.", "raised_at": NOW}
    FactDispute.objects.create(fact="rating", label="Rating", due_on=until, **said)
    # Corrected where it is kept, and arrived since.
    FactDispute.objects.create(
        fact="appointment_type",
        label="Type of appointment",
        due_on=until,
        outcome="corrected",
        answer="Right.",
        answered_by=cast.director,
        answered_at=NOW,
        shows_on=until,
        value_then="term",
        **said,
    )
    EnteredFact.objects.create(
        employee=somebody,
        fact="absence_burden",
        value=True,
        statement="Others did the work.",
        entered_by=cast.supervisor,
        entered_at=NOW,
        **days,
    )


def _of(name: str, model: Any, **which: Any) -> Any:
    return model.objects.select_related("employee").get(employee__family_name=name, **which)


def _emergency(name: str) -> DeclaredEmergency:
    return DeclaredEmergency.objects.get(name=name)


def _given(attempt: Any) -> dict[str, Any]:
    return {"actor": attempt.actor, "now": NOW}


DECISION_CALLS: Mapping[str, Callable[[Any], object]] = {
    "grant_exception": lambda a: exceptions.grant_exception(
        **_given(a),
        employee=Employee.objects.get(family_name=UNDECIDED),
        rule_code=RULE,
        reason="Good.",
        until=RUNS,
        review_on=RUNS,
    ),
    "end_exception": lambda a: exceptions.end_exception(
        **_given(a), exception=_of(DECIDED, EligibilityException), reason="Over."
    ),
    "end_lapsed_exception": lambda a: exceptions.end_lapsed_exception(
        **_given(a), exception=_of(LAPSED, EligibilityException)
    ),
    "designate_ineligible": lambda a: designation.designate_ineligible(
        **_given(a),
        employee=Employee.objects.get(family_name=UNDECIDED),
        reason_code="programme_needs",
        reason_text="Good.",
        until=RUNS,
    ),
    "end_designation": lambda a: designation.end_designation(
        **_given(a), designation=_of(DECIDED, Designation), reason="Over."
    ),
    "end_lapsed_designation": lambda a: designation.end_lapsed_designation(
        **_given(a), designation=_of(LAPSED, Designation)
    ),
    "declare_emergency": lambda a: emergency.declare_emergency(
        **_given(a), name="Flood", authority="Memo", starts_on=TODAY
    ),
    "end_emergency": lambda a: emergency.end_emergency(
        **_given(a), emergency=_emergency(DECIDED), reason="Over."
    ),
    "end_lapsed_emergency": lambda a: emergency.end_lapsed_emergency(
        **_given(a), emergency=_emergency(LAPSED)
    ),
    "raise_dispute": lambda a: disputes.raise_dispute(**_given(a), fact="rating", claim="Old."),
    "answer_dispute": lambda a: disputes.answer_dispute(
        **_given(a), dispute=_of(DECIDED, FactDispute, fact="rating"), outcome="stands", answer="Right."
    ),
    "remind_of_dispute": lambda a: disputes.remind_of_dispute(
        **_given(a), dispute=_of(LAPSED, FactDispute, fact="rating")
    ),
    "settle_dispute": lambda a: disputes.settle_dispute(
        **_given(a), dispute=_of(DECIDED, FactDispute, fact="appointment_type")
    ),
    "state_fact": lambda a: entered_facts.state_fact(
        **_given(a),
        employee=Employee.objects.get(family_name=UNDECIDED),
        fact="absence_burden",
        holds=True,
        statement="Others did the work.",
        starts_on=TODAY,
        until=RUNS,
    ),
    "withdraw_fact": lambda a: entered_facts.withdraw_fact(
        **_given(a), entry=_of(DECIDED, EnteredFact), reason="Over."
    ),
    "end_lapsed_fact": lambda a: entered_facts.end_lapsed_fact(**_given(a), entry=_of(LAPSED, EnteredFact)),
}
