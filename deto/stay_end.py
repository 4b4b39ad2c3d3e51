"""What bounds a stay overseas: the sponsor's orders as amended, and the chief of mission (2368.6(a), (d))."""

from datetime import date

from agreements.models import Agreement, TermsVersion
from agreements.selectors import office_holders
from agreements.states import EndReason
from deto.models import OrdersAmendment, Withdrawal
from deto.policy import end
from eligibility.models import Employee
from telework.roles import Role


def amended_end(agreement: Agreement) -> date | None:
    """The end of the sponsor's assignment by the latest amendment; None while there is none."""
    latest = OrdersAmendment.objects.filter(agreement=agreement).first()
    return latest.assignment_ends_on if latest is not None else None


def sponsors_end(terms: TermsVersion) -> date | None:
    """The end of the sponsor's assignment: as amended, else as the employee stated it in `terms`."""
    stated: date | None = terms.deto.assignment_ends_on
    return amended_end(terms.agreement) or stated


def withdrawn_through(agreement: Agreement) -> date | None:
    """The last day that the chief of mission named; None while the approval stands."""
    withdrawal = Withdrawal.objects.filter(agreement=agreement).first()
    return withdrawal.last_day if withdrawal is not None else None


def latest_day(agreement: Agreement) -> date | None:
    """The day beyond which no terms carry the stay; None: the terms alone say."""
    return end.latest_day((amended_end(agreement), withdrawn_through(agreement)))


def end_reason(agreement: Agreement) -> EndReason:
    """Why the agreement ends on the last day that it names."""
    return end.reason_of(
        agreement.ends_on,
        withdrawn=withdrawn_through(agreement),
        sponsors_end=sponsors_end(agreement.terms_in_force()),
    )


def offices(agreement: Agreement, today: date) -> list[Employee]:
    """The HR specialists of the bureau and the management of the post: they act on every end."""
    found: list[Employee] = []
    for role in (Role.HR_SPECIALIST, Role.MANAGEMENT_OFFICER):
        found += office_holders(role, bureau=agreement.bureau_id, post=agreement.post_id, today=today)
    return found
