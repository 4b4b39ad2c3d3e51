"""Which arrangement stands in for the others of its employee (2362.5(2))."""

from agreements import kinds
from agreements.models import Agreement
from agreements.states import State


def standing_in_for(agreement: Agreement) -> Agreement | None:
    """The agreement in effect that keeps `agreement` suspended, if there is one."""
    others = Agreement.objects.filter(employee=agreement.employee_id, state=State.ACTIVE)
    return others.filter(kind__in=kinds.suspending_codes()).exclude(pk=agreement.pk).first()
