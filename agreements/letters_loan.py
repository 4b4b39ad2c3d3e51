"""Letters about equipment on loan: to be lent, confirmed or declined, overdue (2366.3(a), (b))."""

from collections.abc import Sequence
from datetime import datetime

from agreements import selectors
from agreements.mailing import coordinators, send, without
from agreements.models import Agreement, Loan
from telework import clock
from telework.models import User
from telework.roles import Role


def asked(agreement: Agreement, loans: Sequence[Loan], now: datetime) -> None:
    """To the bureau's executive director and the designee: what the agreement lists as the Government's."""
    today = clock.date_of(now)
    lenders = selectors.office_holders(
        Role.EXECUTIVE_DIRECTOR, bureau=agreement.bureau_id, post=None, today=today
    )
    people = [person for person in lenders if person.pk != agreement.employee_id]
    event = f"loans:{min(loan.pk for loan in loans)}"
    send("loan_asked", agreement, event, people, now, context={"loans": loans})


def decided(loan: Loan, actor: User, now: datetime) -> None:
    """To the employee and the coordinators: it is lent, or why not."""
    agreement = loan.agreement
    people = without(actor, [agreement.employee, *coordinators(agreement, now)])
    event = f"loan:{loan.pk}:{now:%Y%m%d%H%M%S}"
    send("loan_decided", agreement, event, people, now, context={"loan": loan})


def overdue(loan: Loan, now: datetime) -> None:
    """To the employee while they serve, the supervisor and the coordinators, once."""
    agreement, today = loan.agreement, clock.date_of(now)
    sides = (agreement.employee, agreement.employee.supervisor)
    people = [person for person in sides if person is not None and not person.is_separated(today)]
    people += coordinators(agreement, now)
    send("loan_overdue", agreement, f"loan:{loan.pk}:overdue", people, now, context={"loan": loan})
