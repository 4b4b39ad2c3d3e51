"""One department with an agreement in every state, and what to put into every address of the application."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from agreements.links import Page, letter_url
from agreements.models import Agreement, AgreementDocument
from demo.personas import PERSONAS
from eligibility.models import Employee, RoleAssignment
from telework import clock, outbox, rendering
from telework.models import OutboxMessage, User
from telework.roles import Role
from tests import cast as people
from tests.cast import Cast
from tests.journeys import (
    world_calendar,
    world_eligibility,
    world_file,
    world_injury,
    world_later,
    world_letters,
    world_loan,
    world_overseas,
    world_post,
    world_routing,
    world_sealed,
    world_terms,
)
from tests.journeys.world_states import STATES, WITH_PDF
from tests.stories import told_once

# Everybody who may look, by role.
READERS = (
    "employee",
    "supervisor",
    "director",
    "coordinator",
    "stranger",
    "other_coordinator",
    "managing_officer",
    "auditor",
    "administrator",
    "hr_specialist",
    "without_record",
    "nobody",
)
Arguments = list[dict[str, Any]]
# What only some kinds have.
OF_KINDS = world_overseas.FILLINGS | world_post.FILLINGS
# Ways to look at one page that have pictures of their own: a filter, a search, a page that does not exist.
VARIANTS: dict[str, tuple[str, ...]] = {
    "bureau": ("?state=active", "?q=nobody"),
    "roles": ("?q=nobody",),
    "role_grant": ("?q=Sam",),
    "coverage_people": ("?q=nobody",),
    "eligibility_what_if": ("?change=rule_off&rule=training.employee", "?change=rating"),
    "request_schedule": ("?next=check",),
    "confirm_identity": ("?next=/inbox/",),
    **world_routing.VARIANTS,
}


@dataclass
class World:
    """The cast, and one agreement for each state and each turn that pages show differently."""

    cast: Cast
    administrator: Employee
    cases: dict[str, Agreement]

    @property
    def readers(self) -> dict[str, User | None]:
        """The user behind each of READERS; None is somebody who is not signed in."""
        others: dict[str, User | None] = {
            "administrator": self.administrator.user,
            "hr_specialist": User.objects.get(username="hal"),
            "without_record": User.objects.get(username="norecord"),
            "nobody": None,
        }
        return {name: self.cast.user(name) for name in READERS if name not in others} | others


@told_once
def make_world() -> World:
    """Everything is made by the commands that a person would use, at the present of the clock."""
    cast = people.make_cast()
    people.train(cast.director, "manager")
    for person, persona in zip((cast.employee, cast.supervisor, cast.director), PERSONAS, strict=False):
        person.number = persona.employee_number
        person.save()
    administrator = people.person("Ada", "Administrator", cast.other_bureau)
    people.grant(administrator, Role.ADMINISTRATOR)
    User.objects.create_user(username="norecord", password=people.PASSWORD)
    world = World(cast, administrator, {})
    world_eligibility.add_people(cast)
    for name, make in STATES.items():
        world.cases[name] = make(_somebody(cast, name))
        if name == WITH_PDF:
            rendering.render_due(clock.now())
            outbox.deliver_due(clock.now())
    # The employee of the story has the request that is being written.
    world.cases["own_draft"] = people.draft(cast)
    world.cases |= world_post.add_post(cast, administrator, Employee.objects.get(user__username="hal"))
    hal = Employee.objects.get(user__username="hal")
    world.cases |= world_overseas.add_overseas(cast, administrator, hal)
    world.cases |= world_sealed.add_sealed(cast, administrator)
    world.cases |= world_file.add_file(_somebody(cast, "taken_in"), world.cases["active"])
    world_loan.add_loans(cast, world.cases["active"])
    world_injury.add_report(world.cases["active"])
    world_routing.add_delegations(cast)
    world_calendar.add_feed(cast)
    world_letters.add_daily_letter(cast)
    _lose_a_letter(world)
    return world


def _lose_a_letter(world: World) -> None:
    """As if the mail server had refused the reader's address for good."""
    case = world.cases[WITH_PDF]
    letters = OutboxMessage.objects.filter(template="agreement_started", to=case.employee.email)
    assert letters.update(state=OutboxMessage.State.FAILED, sent_at=None) == 1


def _somebody(cast: Cast, name: str) -> Cast:
    """The cast with another employee, because a person has one agreement at a time."""
    somebody = people.person(f"Em{name.replace('_', '')}", "Example", cast.bureau, supervisor=cast.supervisor)
    people.train(somebody)
    return replace(cast, employee=somebody)


def numbers(world: World, *names: str) -> Arguments:
    return [{"number": world.cases[name].number} for name in names or world.cases]


def _steps(world: World) -> Arguments:
    """Every step that was opened, of the cases that show them differently."""
    shown = ("in_review", "second_step", "returned", "denied", "approved", "looked_at_again", "abroad_stated")
    cases = [world.cases[name] for name in shown]
    return [
        {"number": case.number, "step": step.pk}
        for case in cases
        for step in case.latest_terms().latest_round().filter(opened_at__isnull=False)
    ]


def _tokens(world: World) -> Arguments:
    reader = world.cast.supervisor
    return [
        {"token": letter_url(world.cases["in_review"], page, reader).rpartition("/go/")[2].strip("/")}
        for page in Page
    ] + [{"token": "forged"}]


def _letters(world: World) -> Arguments:
    """The newest letter of each kind."""
    kinds = OutboxMessage.objects.order_by().values_list("template", flat=True).distinct()
    return [{"pk": OutboxMessage.objects.filter(template=kind).latest("pk").pk} for kind in kinds]


def _sites(world: World) -> Arguments:
    return [{**given, "ordinal": 1} for given in _drafts(world)]


def _drafts(world: World) -> Arguments:
    return numbers(world, "own_draft", "in_review")


# What fills the address of that name; an address with a parameter that is not here fails the test.
FILLINGS: dict[str, Callable[[World], Arguments]] = {
    "agreement": numbers,
    "decide": _steps,
    "decided": _steps,
    "address_look": lambda world: numbers(world, "active", "in_review"),
    "case_file": lambda world: numbers(world, "active", "in_review", "taken_in"),
    "attachment": lambda world: world_file.attachments(),
    "evacuation_change": lambda world: world_sealed.evacuations(),
    **{
        name: lambda world, fill=fill: fill(world.cases)  # type: ignore[misc]
        for name, fill in {
            **world_injury.FILLINGS,
            **world_calendar.FILLINGS,
            **world_later.FILLINGS,
            **world_letters.FILLINGS,
            **world_loan.FILLINGS,
            **world_routing.FILLINGS,
            **world_terms.FILLINGS,
        }.items()
    },
    "cancel": lambda world: numbers(world, "in_review", "approved", "active", "notice"),
    "cancelled": lambda world: numbers(world, "active", "notice", "notice_of_supervisor"),
    "notice_withdraw": lambda world: numbers(world, "active", "notice", "notice_of_supervisor"),
    "review": lambda world: [
        {"number": world.cases[name].number, "pk": world.cases[name].reviews.get().pk}
        for name in ("reviewed", "suspended", "trial_reviewed", "year_ending")
    ],
    "document": lambda world: [
        {"pk": kept.document_id}
        for kept in AgreementDocument.objects.filter(
            terms__agreement__in=[world.cases[WITH_PDF], world.cases["ended"]]
        )
    ],
    "document_pdf": lambda world: FILLINGS["document"](world),
    "letter_link": _tokens,
    "demo_letter": _letters,
    "letter_send_again": lambda world: [
        {"pk": OutboxMessage.objects.get(state=OutboxMessage.State.FAILED).pk}
    ],
    "eligibility_history": lambda world: [{"number": world.cast.employee.number}],
    "eligibility_determination": lambda world: [
        {"pk": world.cases["in_review"].employee.determinations.get(is_current=True).pk}
    ],
    "role_end": lambda world: [
        {"pk": RoleAssignment.objects.filter(employee=world.cast.coordinator).earliest("pk").pk},
        {"pk": RoleAssignment.objects.filter(employee=world.administrator).earliest("pk").pk},
    ],
    "request_site": _sites,
    "request_site_remove": _sites,
    "request_checklist": _sites,
    "request_submitted": lambda world: numbers(world, "own_draft", "in_review", "approved"),
    "request_withdraw": lambda world: numbers(world, "own_draft", "in_review", "approved"),
}
EVERY_PART_OF_A_REQUEST = "request_"
NAMES = {*FILLINGS, *world_eligibility.FILLINGS, *world_post.FILLINGS, *VARIANTS}


def patterns(
    resolver: URLResolver | None = None, converters: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str]]]:
    """Every address of the URL configuration: its name and its parameters."""
    for entry in (resolver or get_resolver()).url_patterns:
        found = converters | frozenset(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, found)
        else:
            assert isinstance(entry, URLPattern)
            assert entry.name, f"{entry.pattern} has no name"
            yield entry.name, found


def addresses(world: World, name: str, parameters: frozenset[str]) -> list[str]:
    """The addresses of that name to look at; KeyError when nobody has said what to fill in."""
    if not parameters:
        return [reverse(name), *(reverse(name) + query for query in VARIANTS.get(name, ()))]
    given = FILLINGS.get(name)
    if given is None and name.startswith(EVERY_PART_OF_A_REQUEST) and parameters == {"number"}:
        given = _drafts
    if given is None and name in world_eligibility.FILLINGS:
        filled = world_eligibility.FILLINGS[name]()
    elif given is None and name in OF_KINDS:
        filled = OF_KINDS[name](world.cases)
    elif given is None:
        raise KeyError(f"Say in tests/journeys/world.py what to fill into the address {name!r}")
    else:
        filled = given(world)
    assert filled, f"nothing to fill into {name}"
    assert all(set(arguments) == parameters for arguments in filled), name
    queries = ("", *VARIANTS.get(name, ()))
    return [reverse(name, kwargs=arguments) + query for arguments in filled for query in queries]


def own_addresses(case: Agreement) -> Iterator[str]:
    """Where the employee looks: the start page, and every address with no more than their case's number."""
    yield reverse("home")
    given = {"number": str(case.number), "ordinal": 1}
    for name, parameters in patterns():
        if "number" in parameters and parameters <= set(given):
            yield reverse(name, kwargs={parameter: given[parameter] for parameter in parameters})
