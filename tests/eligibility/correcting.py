"""What the tests of entered and corrected facts share."""

from datetime import date
from typing import Any

from eligibility.collect import facts_of
from eligibility.models import Employee, EnteredFact, FactDispute
from eligibility.services import disputes, entered_facts
from eligibility.services.corrections import Correction
from telework.models import User
from telework.policy import Fact
from telework.roles import Role
from tests.cast import NOW, TODAY, Cast, grant, person

SINCE, UNTIL = date(2026, 10, 1), date(2027, 3, 1)


def with_hr(cast: Cast) -> Cast:
    """The cast, with somebody who keeps what HR keeps."""
    grant(person("Hana", "Hrspec", cast.bureau), Role.HR_SPECIALIST, cast.bureau)
    return cast


def fact(cast: Cast, name: str, on: date = TODAY) -> Fact[Any]:
    """The fact about Emma that counts on a day."""
    found: Fact[Any] = getattr(facts_of(Employee.objects.with_bureau().get(pk=cast.employee.pk), on), name)
    return found


def dispute(cast: Cast, name: str) -> FactDispute:
    return disputes.raise_dispute(actor=cast.user("employee"), now=NOW, fact=name, claim="It is wrong.")


def corrected(
    cast: Cast, name: str, by: str = "hana", words: str = "You are right.", **given: Any
) -> FactDispute:
    """Emma says that a fact is wrong; whoever keeps it corrects it."""
    return disputes.answer_dispute(
        actor=User.objects.get(username=by),
        now=NOW,
        dispute=dispute(cast, name),
        outcome="corrected",
        answer=words,
        correction=Correction(**given),
    )


def state(cast: Cast, by: str = "supervisor", **changes: Any) -> EnteredFact:
    """Sam states that Emma's absence burdens the office, from 1 October through 1 March."""
    given: dict[str, Any] = {
        "employee": cast.employee,
        "fact": "absence_burden",
        "holds": True,
        "statement": "Three reports were late, and others wrote them.",
        "starts_on": SINCE,
        "until": UNTIL,
        **changes,
    }
    return entered_facts.state_fact(actor=cast.user(by), now=given.pop("now", NOW), **given)
