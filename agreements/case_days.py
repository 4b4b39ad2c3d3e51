"""The workdays of a case: those of its employee's duty station."""

from agreements.models import Agreement


def in_washington(agreement: Agreement) -> bool:
    """Whether the employee's duty station lies in the area that has Inauguration Day."""
    position = agreement.employee.position
    return position is not None and position.in_washington_area
