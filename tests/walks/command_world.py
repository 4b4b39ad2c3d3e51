"""The world of the command walk: one case in every state, and everybody who might try something."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

from django.db import models

from agreements.models import Agreement
from agreements.services import drafting, lifecycle, reviews, suspension
from agreements.states import WAITING_TO_END
from eligibility.models import Employee, PersonnelChange, Post, RoleAssignment
from telework.models import Document, OutboxMessage, User
from telework.roles import ROLES, Role, Scope
from tests.cast import (
    NOW,
    START,
    TODAY,
    Cast,
    approve_step,
    approved,
    draft,
    grant,
    make_cast,
    person,
    submitted,
    train,
    waiting_step,
)
from tests.deciding import deny, send_back
from tests.walks import later_world, terms_world
from tests.walks.calendar_world import add_feed
from tests.walks.decisions import decide_about_people
from tests.walks.file_world import add_somebody_apart
from tests.walks.injury_world import add_reports
from tests.walks.letter_world import add_held_letter
from tests.walks.loan_world import add_loans
from tests.walks.overseas_commands import add_overseas
from tests.walks.post_world import add_post
from tests.walks.routing_world import add_routing
from tests.walks.sealed_world import add_sealed
from tests.walks.training import make_files

BEFORE_START = datetime(2026, 12, 6, 17, 0, tzinfo=UTC)
ON_START = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)
LAST_DAY = date(2027, 3, 31)
AFTER_LAST_DAY = datetime(2027, 4, 1, 17, 0, tzinfo=UTC)
LAST_SERVICE = date(2027, 6, 30)
AFTER_SERVICE = datetime(2027, 7, 1, 17, 0, tzinfo=UTC)
# Cases that are in effect now began in the summer.
SUMMER = datetime(2026, 6, 15, 15, 0, tzinfo=UTC)
YESTERDAY = TODAY - timedelta(days=1)

# The employee number of somebody who has no login yet.
NO_LOGIN = "999999"

LETTERS = "ESDGCHTAMXOZWNY"
LEAVERS = "ZW"


@dataclass
class World:
    """Cases by state, people by letter, and roles by who holds them and when."""

    cast: Cast
    people: dict[str, Employee]
    post: Post
    no_record: User
    cases: dict[str, Agreement] = field(default_factory=dict)
    held: dict[tuple[str, str], RoleAssignment] = field(default_factory=dict)
    # By case, a digest of everything once its employee and its supervisor have left.
    left: dict[int, str] = field(default_factory=dict)

    def place(self, role: Role) -> dict[str, models.Model]:
        """The bureau or the post for which `role` is held, as the command takes it."""
        scope = ROLES[role].scope
        return {Scope.BUREAU: {"bureau": self.cast.bureau}, Scope.POST: {"post": self.post}}.get(scope, {})


def make_world() -> World:
    cast = make_cast()
    people = {
        "S": cast.supervisor,
        "D": cast.director,
        "G": office("Dora", Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast),
        "C": cast.coordinator,
        "H": office("Hans", Role.HR_SPECIALIST, cast),
        "T": cast.managing_officer,
        "A": cast.auditor,
        "M": office("Adam", Role.ADMINISTRATOR, cast),
        "X": cast.stranger,
        "O": office("Olga", Role.EXECUTIVE_DIRECTOR, replace(cast, bureau=cast.other_bureau)),
    }
    User.objects.system()
    without_login = person("Noel", "Nologin", cast.bureau)
    Employee.objects.filter(pk=without_login.pk).update(number=NO_LOGIN, user=None)
    post = Post.objects.create(
        code="OSLO", name="Oslo", country="NO", bureau=cast.bureau, time_zone="Europe/Oslo"
    )
    world = World(cast, people, post, User.objects.create_user("no-record"))
    world.cases = {state: build(owned(cast, state)) for state, build in STATES.items()}
    add_overseas(cast, people, world.cases["active"].employee)
    later_world.end_years()
    for case in world.cases.values():
        lose_a_letter(case)
        change_facts(case)
    Document.objects.update(attempts=1)
    # Something to determine anew.
    Employee.objects.filter(pk=world.cases["active"].employee_id).update(on_leave_restriction=True)
    hold_roles(world)
    add_post(cast, people)
    add_routing(cast)
    add_sealed(cast, people)
    decide_about_people(cast)
    make_files(world.cases["active"], world.post)
    add_somebody_apart(cast.stranger)
    add_reports(world.cases)
    add_feed(world.cases["active"].employee)
    add_held_letter(world.cases["active"].employee)
    add_loans(world.cases, cast.director)
    return world


def change_facts(case: Agreement) -> None:
    """A change is not handled yet, a live case is reviewed for another, and the employee leaves in a year.

    What the law rules out stands on the record of one who has an agreement in effect.
    """
    Employee.objects.filter(pk=case.employee_id).update(separated_on=LAST_SERVICE)
    PersonnelChange.objects.create(employee=case.employee, matter="rating", as_of=TODAY, recorded_at=NOW)
    if case.state in WAITING_TO_END:
        system = User.objects.system()
        reviews.open_review(actor=system, now=NOW, agreement=case, cause="supervisor", details="Nina")
    if case.employee.given_name == "Owner-active":
        case.employee.discipline.create(reference="D-active", kind="pornography", action_on=YESTERDAY)


def lose_a_letter(case: Agreement) -> None:
    """The first letter about the case, where there is one, cannot be delivered."""
    first = OutboxMessage.objects.filter(key__startswith=f"agreement:{case.pk}:").order_by("pk").first()
    if first is not None:
        OutboxMessage.objects.filter(pk=first.pk).update(state="failed", failure="550 No such user")


def office(given: str, role: Role, cast: Cast) -> Employee:
    holder = person(given, "Office", cast.bureau)
    grant(holder, role, cast.bureau if ROLES[role].scope is Scope.BUREAU else None)
    return holder


def owned(cast: Cast, state: str) -> Cast:
    """The cast around a case of a person of its own."""
    owner = person(f"Owner-{state}", "Employee", cast.bureau, supervisor=cast.supervisor)
    train(owner)
    return replace(cast, employee=owner)


def review_2(cast: Cast) -> Agreement:
    return approve_step(cast, submitted(cast), "supervisor")


def returned(cast: Cast) -> Agreement:
    """Returned by the supervisor, and complete again."""
    case = send_back(cast.user("supervisor"), waiting_step(submitted(cast)))
    drafting.save_section(
        actor=cast.user("employee"),
        now=NOW,
        agreement=case,
        section="acknowledgements",
        answers={"acknowledged": case.terms_versions.get(number=1).acknowledged},
    )
    return case


def denied(cast: Cast) -> Agreement:
    return deny(cast.user("supervisor"), waiting_step(submitted(cast)))


def approved_until(cast: Cast, asked: datetime = NOW, start: date = START) -> Agreement:
    """Approved, with a last day agreed."""
    case = approved(cast, asked, start=start)
    Agreement.objects.filter(pk=case.pk).update(ends_on=LAST_DAY)
    return Agreement.objects.get(pk=case.pk)


def active(cast: Cast) -> Agreement:
    case = approved_until(cast, SUMMER, SUMMER.date())
    return lifecycle.start(actor=User.objects.system(), now=SUMMER, agreement=case)


def noticed(side: str, now: datetime = NOW) -> Callable[[Cast], Agreement]:
    def build(cast: Cast) -> Agreement:
        case = active(cast)
        reason = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}
        lifecycle.give_notice(actor=cast.user(side), now=now, agreement=case, **reason)
        return case

    return build


def suspended(cast: Cast) -> Agreement:
    """Suspended by what has been taken off the record since."""
    return suspension.suspend(
        actor=User.objects.system(),
        now=NOW,
        agreement=active(cast),
        cause="conduct.pornography",
        citation="2362.2(c)(2)(d)",
        reason="You were officially disciplined.",
    )


def ended(cast: Cast) -> Agreement:
    """Ended by the employee's notice, in the summer."""
    case = noticed("employee", SUMMER)(cast)
    return lifecycle.end_if_due(actor=User.objects.system(), now=SUMMER + timedelta(days=30), agreement=case)


def withdrawn(cast: Cast) -> Agreement:
    return drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=submitted(cast))


STATES: dict[str, Callable[[Cast], Agreement]] = {
    "draft": draft,
    "review_1": submitted,
    "review_2": review_2,
    "returned": returned,
    "denied": denied,
    "approved": approved_until,
    "active": active,
    "noticed_e": noticed("employee"),
    "noticed_s": noticed("supervisor"),
    "suspended": suspended,
    "ended": ended,
    "withdrawn": withdrawn,
    **terms_world.states(active),
    **later_world.states(active),
}

# The first and the last day of a role that is so today.
TIMES = {
    "in force": (date(2020, 1, 1), None),
    "to come": (TODAY + timedelta(days=30), None),
    "over": (date(2020, 1, 1), YESTERDAY),
}


def hold_roles(world: World) -> None:
    """Each role held by somebody else, before, now and later."""
    granted = [role for role in Role if ROLES[role].granted_by is not None]
    for role, (time, (starts_on, ends_on)) in product(granted, TIMES.items()):
        world.held[role.value, time] = RoleAssignment.objects.create(
            employee=person(f"{role.value}-{time}", "Holder", world.cast.bureau),
            role=role,
            starts_on=starts_on,
            ends_on=ends_on,
            granted_by="test",
            **world.place(role),
        )


def actor_of(world: World, letter: str, case: Agreement, holder: Employee | None = None) -> User:
    """The login behind a letter, with nothing remembered; whoever has left, leaves here."""
    if letter == "Y":
        return User.objects.system()
    if letter == "N":
        return User.objects.get(pk=world.no_record.pk)
    of_case = {"E": case.employee, "W": case.employee, "Z": case.employee.supervisor, "P": holder}
    who = of_case.get(letter) or world.people[letter]
    if letter in LEAVERS:
        Employee.objects.filter(pk=who.pk).update(separated_on=YESTERDAY)
    return User.objects.get(pk=who.user_id)
