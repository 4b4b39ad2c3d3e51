"""From seats to positions and people: services, grades, duty stations, ratings, all by chance from a seed."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from eligibility.sample.posts import ARLINGTON, ELSEWHERE, WASHINGTON, DutyStation, station_abroad
from eligibility.sample.seats import Seat

T = TypeVar("T")

# Title, occupational series, for the Civil Service; title, skill code, for the Foreign Service.
CIVIL_WORK = (
    ("Management and Program Analyst", "0343"),
    ("Foreign Affairs Officer", "0130"),
    ("Administrative Specialist", "0301"),
    ("Information Technology Specialist", "2210"),
    ("Budget Analyst", "0560"),
    ("Public Affairs Specialist", "1035"),
    ("Contract Specialist", "1102"),
    ("Program Assistant", "0303"),
    ("Grants Management Specialist", "1109"),
)
BUREAU_WORK = {
    "CA": (("Passport Specialist", "0967"), ("Consular Affairs Analyst", "0343")),
    "DS": (("Security Specialist", "0080"), ("Criminal Investigator", "1811")),
    "L": (("Attorney Adviser", "0905"),),
    "GTM": (("Human Resources Specialist", "0201"),),
    "MED": (("Nurse Consultant", "0610"),),
    "FSI": (("Training Specialist", "1712"),),
    "CGFS": (("Financial Management Specialist", "0501"),),
    "OBO": (("Project Engineer", "0801"),),
    "DT": (("Information Technology Specialist", "2210"),),
}
FOREIGN_WORK = (
    ("Political Officer", "5505"),
    ("Economic Officer", "5015"),
    ("Consular Officer", "3001"),
    ("Management Officer", "2010"),
    ("Public Diplomacy Officer", "4400"),
    ("Office Management Specialist", "9017"),
)

CLASSIFIED_AT_HOME = (("never", 44), ("occasional", 33), ("monthly", 14), ("daily", 6), ("", 3))
CLASSIFIED_ABROAD = (("never", 15), ("occasional", 35), ("monthly", 30), ("daily", 17), ("", 3))
ON_SITE = (("never", 58), ("occasional", 29), ("daily", 10), ("", 3))
PORTABLE = (("no", 60), ("yes", 32), ("", 8))
CIVIL_RATINGS = (
    ("outstanding", 33),
    ("exceeds", 36),
    ("fully_successful", 24),
    ("minimally_successful", 2),
    ("unacceptable", 1),
    ("", 4),
)
FOREIGN_RATINGS = (("satisfactory", 95), ("unsatisfactory", 1), ("", 4))
APPOINTMENTS = (
    ("career", 70),
    ("career_conditional", 17),
    ("excepted", 5),
    ("term", 3),
    ("personal_services", 3),
    ("contractor", 2),
)
SHORTEST_RATED = timedelta(days=120)


def drawn(random: Random, table: Sequence[tuple[T, int]]) -> T:
    """One of the values, as often as its weight says."""
    point = random.randrange(sum(weight for _, weight in table))
    for value, weight in table:
        point -= weight
        if point < 0:
            return value
    raise AssertionError("the weights are used up only at the end")


def position_row(random: Random, seat: Seat, number: str) -> dict[str, str]:
    """A row of positions.csv."""
    service = _service(random, seat)
    title, occupation = _work(random, seat, service)
    station = _station(random, seat)
    onsite = "never" if seat.cast else drawn(random, ON_SITE)
    row = {
        "number": number,
        "title": seat.title or title,
        "bureau": seat.bureau,
        "post": seat.post.code if seat.post else "",
        "office_symbol": _office_symbol(random, seat),
        "service": service,
        "pay_plan": _pay_plan(seat, service),
        "grade": _grade(random, seat, service),
        "occupational_code": occupation,
        "is_supervisory": "yes" if seat.leads else "no",
        "bargaining_unit": _bargaining_unit(random, seat, service),
        "duty_station_code": station.code,
        "duty_station_name": station.name,
        "locality_pay_area": station.locality,
        "in_washington_area": "yes" if station.in_washington_area else "no",
        "classified_handling": _classified(random, seat),
        "onsite_activity": onsite,
        "onsite_activity_portable": drawn(random, PORTABLE) if onsite == "daily" else "",
    }
    return row | (seat.cast.position if seat.cast else {})


def person_row(
    random: Random, seat: Seat, position: dict[str, str], names: tuple[str, str], on: date
) -> dict[str, str]:
    """A row of employees.csv, but for number, mail, position and supervisor."""
    since = on - timedelta(days=random.randrange(1_200 if seat.cast else 120, 11_500))
    came_from_elsewhere = seat.cast is None and random.random() < 0.3
    hired_on = on - timedelta(days=random.randrange(90, (on - since).days)) if came_from_elsewhere else since
    rated_on = on - timedelta(days=random.randrange(30, 330))
    rating = _rating(random, seat, position["service"]) if rated_on > hired_on + SHORTEST_RATED else ""
    is_new = (on - hired_on).days < 365
    row = {
        "given_name": names[0],
        "family_name": names[1],
        "work_phone": f"202-555-{random.randrange(10_000):04d}",
        "appointment_type": _appointment(random, seat, position),
        "is_part_time": "yes" if not seat.leads and not seat.cast and random.random() < 0.03 else "no",
        "rating_of_record": rating,
        "rating_on": rated_on.isoformat() if rating else "",
        "government_service_since": since.isoformat(),
        "probation_ends_on": (hired_on + timedelta(days=365)).isoformat() if is_new else "",
        "hired_on": hired_on.isoformat(),
        "separated_on": "",
        "as_of": on.isoformat(),
    }
    return row | _conduct(random, seat, on) | (seat.cast.person if seat.cast else {})


def _conduct(random: Random, seat: Seat, on: date) -> dict[str, str]:
    """The few who are supervised closely, on leave restriction, or whose absence burdens the office."""
    plain = seat.cast is not None or seat.leads
    chance = 1.0 if plain else random.random()
    unknown = not plain and random.random() < 0.01
    restricted = 0.015 <= chance < 0.025
    burden = 0.025 <= chance < 0.030
    until = (on + timedelta(days=random.randrange(30, 180))).isoformat()
    return {
        "needs_close_supervision": "" if unknown else ("yes" if chance < 0.015 else "no"),
        "on_leave_restriction": "yes" if restricted else "no",
        "leave_restriction_until": until if restricted else "",
        "absence_burden": "yes" if burden else "no",
        "absence_burden_statement": "Long unplanned absences left the counter without cover."
        if burden
        else "",
    }


def _service(random: Random, seat: Seat) -> str:
    if seat.cast is not None:
        return "civil"
    if seat.post is not None:
        return "foreign" if seat.leads or random.random() < 0.9 else "civil"
    return "foreign" if random.random() < 0.25 else "civil"


def _work(random: Random, seat: Seat, service: str) -> tuple[str, str]:
    work = FOREIGN_WORK if service == "foreign" else CIVIL_WORK
    own = BUREAU_WORK.get(seat.bureau, ())
    return random.choice(own if own and service == "civil" and random.random() < 0.5 else work)


def _station(random: Random, seat: Seat) -> DutyStation:
    if seat.post is not None:
        return station_abroad(seat.post)
    if seat.cast is not None or seat.leads:
        return WASHINGTON
    return drawn(random, ((WASHINGTON, 74), (ARLINGTON, 12), (random.choice(ELSEWHERE), 14)))


def _office_symbol(random: Random, seat: Seat) -> str:
    office = random.choice(("PO", "RA", "SP", "MS", "TD"))
    if seat.rank >= 3:
        office = "FO"
    if "Executive Director" in seat.title or "Coordinator" in seat.title:
        office = "EX"
    return f"{seat.bureau}/{office}"


def _pay_plan(seat: Seat, service: str) -> str:
    if seat.rank >= 3:
        return "FE" if service == "foreign" else "ES"
    return "FP" if service == "foreign" else "GS"


def _grade(random: Random, seat: Seat, service: str) -> str:
    if seat.rank >= 3:
        return "OC" if service == "foreign" else "00"
    if service == "foreign":
        return f"{random.randrange(1, 3) if seat.leads else random.randrange(2, 7):02d}"
    return f"{random.randrange(14, 16) if seat.leads else random.choice((7, 9, 11, 12, 13, 13, 14)):02d}"


def _bargaining_unit(random: Random, seat: Seat, service: str) -> str:
    if seat.leads:
        return ""
    if service == "foreign":
        return "AFSA"
    return drawn(random, (("AFGE-1534", 70), ("", 30))) if seat.bureau != "CA" else "NFFE-1998"


def _classified(random: Random, seat: Seat) -> str:
    if seat.cast is not None:
        return "occasional"
    return drawn(random, CLASSIFIED_ABROAD if seat.post else CLASSIFIED_AT_HOME)


def _rating(random: Random, seat: Seat, service: str) -> str:
    if seat.cast is not None:
        return "satisfactory" if service == "foreign" else "exceeds"
    return drawn(random, FOREIGN_RATINGS if service == "foreign" else CIVIL_RATINGS)


def _appointment(random: Random, seat: Seat, position: dict[str, str]) -> str:
    if seat.cast is not None or seat.leads:
        return "career"
    if position["service"] == "civil":
        return "family_member" if seat.post is not None else drawn(random, APPOINTMENTS)
    return drawn(random, (("career", 85), ("limited_noncareer", 15)))
