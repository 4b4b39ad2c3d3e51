"""What HR has on record about an employee, as the pages of the request show it: value, source, date."""

from datetime import date

from eligibility.collect import HR_EXTRACT
from eligibility.models import Employee, Position
from telework.components import SummaryRow
from telework.policy import in_words


def facts_on_record(employee: Employee) -> list[SummaryRow]:
    """The prefilled facts; nobody types them here, so each says where it comes from."""
    supervisor = employee.supervisor
    said = [
        ("Name", employee.full_name),
        ("Employee number", employee.number),
        ("Appointment", employee.get_appointment_type_display()),
        ("Work schedule", "Part-time" if employee.is_part_time else "Full time"),
        *_position(employee.position),
        ("Supervisor", f"{supervisor.full_name}, {supervisor.email}" if supervisor else ""),
    ]
    source = provenance(employee.facts_as_of)
    return [SummaryRow(label, value, source=source) for label, value in said]


def _position(position: Position | None) -> list[tuple[str, str]]:
    """A later extract may have taken the position away; then the page says that none is known."""
    if position is None:
        return [("Position", "")]
    bureau = position.bureau
    return [
        ("Position", f"{position.title}, {position.pay_plan}-{position.grade} ({position.number})"),
        ("Service", position.get_service_display()),
        ("Bureau and office", f"{bureau.name} ({position.office_symbol or bureau.code})"),
        ("Duty station", position.duty_station_name),
        ("Locality pay area", position.locality_pay_area),
        ("Bargaining unit", position.bargaining_unit or "None"),
    ]


def provenance(as_of: date) -> str:
    return f"{HR_EXTRACT}, as of {in_words(as_of)}"
