"""Where somebody turns who thinks that a decision is wrong: by service and bargaining unit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Route:
    """A way to have a decision reviewed outside the chain of the request.

    code      names the route in records
    title     what it is called
    citation  where it is laid down
    text      who it is for and whom to ask, to the employee
    """

    code: str
    title: str
    citation: str
    text: str


FOREIGN_SERVICE = Route(
    "foreign_service",
    "Foreign Service grievance",
    "3 FAM 4400",
    "You are in the Foreign Service, so you can file a grievance under the Foreign Service grievance system. "
    "Ask the grievance staff of the Bureau of Human Resources, or your union representative, how and by "
    "when.",
)
NEGOTIATED = Route(
    "negotiated",
    "Negotiated grievance procedure",
    "5 U.S.C. 7121",
    "Your position is in a bargaining unit, so you can use the grievance procedure of your unit's agreement. "
    "Ask your union representative or your HR specialist how and by when.",
)
ADMINISTRATIVE = Route(
    "administrative",
    "Administrative grievance",
    "3 FAM 4700",
    "You are in the Civil Service and your position is in no bargaining unit, so you can file an "
    "administrative grievance. Ask your HR specialist how and by when.",
)
# By service, and whether the position is in a bargaining unit.
ROUTES = {
    ("foreign", True): FOREIGN_SERVICE,
    ("foreign", False): FOREIGN_SERVICE,
    ("civil", True): NEGOTIATED,
    ("civil", False): ADMINISTRATIVE,
}


def route_of(service: str, bargaining_unit: str) -> Route:
    """The route of somebody of that service.

    service          "civil" or "foreign"
    bargaining_unit  its code; empty where the position is in none
    """
    return ROUTES[service, bool(bargaining_unit)]
