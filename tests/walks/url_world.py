"""The world of the URL walk: somebody for every role, and cases in every state that pages tell apart."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse

from agreements.links import Page, letter_url
from agreements.models import Agreement, AgreementDocument, ApprovalStep
from agreements.services import lifecycle, reviews
from eligibility.models import Bureau, Employee, Post, RoleAssignment
from eligibility.services.determination import determine
from telework.models import OutboxMessage, User
from telework.roles import ROLES, Role, Scope
from tests.cast import (
    NOW,
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
)
from tests.changing import adjust_as
from tests.walks import (
    calendar_world,
    file_world,
    injury_world,
    later_world,
    loan_world,
    overseas_world,
    routing_world,
    sealed_world,
    terms_world,
)
from tests.walks.command_world import lose_a_letter
from tests.walks.decision_pages import DECISION_PAGES, decision_address
from tests.walks.post_world import PAGES as POST_PAGES
from tests.walks.post_world import address as post_address
from tests.walks.post_world import post_cases
from tests.walks.training import TRAINING_PAGES, training_address

ANONYMOUS, NO_RECORD, SEPARATED = "anonymous", "no_record", "separated"
OUTSIDERS = frozenset({NO_RECORD, SEPARATED})
ACTORS = (*(role.value for role in Role), NO_RECORD, SEPARATED, ANONYMOUS)
STATES = ("draft", "review_1", "review_2", "active", "noticed", "adjusted")

# The groups that the tables speak of.
GROUPS = {
    "@chain": {"supervisor", "executive_director", "executive_director_designee"},
    "@signers": {"executive_director", "executive_director_designee"},
    "@bureau": {"executive_director", "executive_director_designee", "coordinator"},
    "@department": {"managing_officer", "auditor"},
    "@post": {"management_officer", "hr_officer", "security_officer"},
    "@readers": {"coordinator", "managing_officer", "auditor"},
    "@grantors": {"administrator", "executive_director"},
}

STARTED = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # the Friday before NOW
ASKED = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
LETTER_PAGES = {"draft": Page.TASKS, "review_1": Page.DECIDE, "review_2": Page.DECIDE}


@dataclass
class World:
    """Who asks, and what they ask for: cases and role assignments by relation and state or role."""

    users: dict[str, User]
    people: dict[str, Employee]
    cases: dict[tuple[str, str], Agreement] = field(default_factory=dict)
    assignments: dict[tuple[str, str], RoleAssignment] = field(default_factory=dict)

    def login(self, pk: int) -> User:
        """The same login for every request, so that who it is and which roles it holds are read once."""
        return next(user for user in self.users.values() if user.pk == pk)

    def own(self, actor: str, state: str) -> Agreement:
        """Hand the related case of `state` to `actor`, decided by others; the caller undoes it."""
        case, owner = self.cases["related", state], self.people[actor]
        Agreement.objects.filter(pk=case.pk).update(employee=owner)
        another = self.assignments["related", "executive_director"].employee
        ApprovalStep.objects.filter(terms__agreement=case, decided_by=owner).update(decided_by=another)
        return case

    def assignment_of(self, actor: str) -> RoleAssignment:
        return RoleAssignment.objects.get(employee=self.people[actor])


def make_world() -> World:
    cast = make_cast()
    elsewhere = other_office(cast)
    users, people = walkers(cast)
    world = World(users, people)
    for relation, office in (("related", cast), ("unrelated", elsewhere)):
        routing_world.give(office)
        for state in STATES:
            world.cases[relation, state] = case_in(office, state, f"{state}-{relation}")
            lose_a_letter(world.cases[relation, state])
        for state in later_world.STATES:
            world.cases[relation, state] = later_world.case_of(office, state, relation)
    own_post = Post.objects.get(bureau=cast.bureau)
    other_post = post("LIMA", cast.other_bureau)
    world.cases |= post_cases(cast, own_post, "related") | post_cases(elsewhere, other_post, "unrelated")
    world.cases |= overseas_world.overseas_cases(cast, own_post, "related")
    world.cases |= overseas_world.overseas_cases(elsewhere, other_post, "unrelated")
    calendar_world.add_feed(world.cases["related", "active"].employee)
    world.assignments = {
        ("related", "coordinator"): given(Role.COORDINATOR, cast.bureau),
        ("related", "executive_director"): given(Role.EXECUTIVE_DIRECTOR, cast.bureau),
        ("related", "hr_officer"): given(Role.HR_OFFICER, own_post),
        ("unrelated", "coordinator"): given(Role.COORDINATOR, cast.other_bureau),
        ("unrelated", "executive_director"): given(Role.EXECUTIVE_DIRECTOR, cast.other_bureau),
        ("unrelated", "hr_officer"): given(Role.HR_OFFICER, other_post),
        ("unrelated", "payroll"): given(Role.PAYROLL, None),
    }
    return world


def walkers(cast: Cast) -> tuple[dict[str, User], dict[str, Employee]]:
    """One person for each role, in the bureau of the related cases, and the outsiders."""
    people = {
        "supervisor": cast.supervisor,
        "executive_director": cast.director,
        "coordinator": cast.coordinator,
        "managing_officer": cast.managing_officer,
        "auditor": cast.auditor,
        "employee": person("Walker", "Employee", cast.bureau, supervisor=cast.supervisor),
        SEPARATED: person("Walker-Separated", "Former", cast.bureau, separated_on=TODAY - timedelta(days=1)),
    }
    grant(people[SEPARATED], Role.EXECUTIVE_DIRECTOR, cast.bureau)
    own_post = post("OSLO", cast.bureau)
    for role in Role:
        if role.value not in people:
            holder = person(f"Walker-{role.value}", "Holder", cast.bureau)
            hold(holder, role, {Scope.BUREAU: cast.bureau, Scope.POST: own_post}.get(ROLES[role].scope))
            people[role.value] = holder
    above = person("Wanda", "Above", cast.bureau)
    for holder in people.values():
        train(holder)
        Employee.objects.filter(pk=holder.pk, supervisor=None).update(supervisor=above)
    users = {name: User.objects.get(employee=holder) for name, holder in people.items()}
    users[NO_RECORD] = User.objects.create_user("no-record")
    return users, people


def post(code: str, bureau: Bureau) -> Post:
    return Post.objects.create(code=code, name=code, country="NO", bureau=bureau, time_zone="Europe/Oslo")


def hold(holder: Employee, role: Role, place: Bureau | Post | None) -> RoleAssignment:
    return RoleAssignment.objects.create(
        employee=holder,
        role=role,
        bureau=place if isinstance(place, Bureau) else None,
        post=place if isinstance(place, Post) else None,
        starts_on=date(2020, 1, 1),
        granted_by="test",
    )


def given(role: Role, place: Bureau | Post | None) -> RoleAssignment:
    """The assignment of somebody who asks for nothing."""
    bureau = place.bureau if isinstance(place, Post) else place or Bureau.objects.earliest("pk")
    return hold(person(f"Holder-{role.value}-{place}", "Other", bureau), role, place)


def other_office(cast: Cast) -> Cast:
    """The same offices in the other bureau."""
    director = person("Bella", "Director", cast.other_bureau)
    grant(director, Role.EXECUTIVE_DIRECTOR, cast.other_bureau)
    supervisor = person("Bob", "Supervisor", cast.other_bureau, supervisor=director)
    train(supervisor, "manager")
    return replace(
        cast, bureau=cast.other_bureau, director=director, supervisor=supervisor, employee=supervisor
    )


def case_in(office: Cast, state: str, name: str) -> Agreement:
    """A case of a person of its own, brought to `state` by the commands that people use."""
    owner = person(name, "Owner", office.bureau, supervisor=office.supervisor)
    train(owner)
    cast = replace(office, employee=owner)
    if state == "draft":
        return draft(cast)
    if state.startswith("review"):
        case = submitted(cast)
        return case if state == "review_1" else approve_step(cast, case, "supervisor")
    case = approved(cast, ASKED, start=STARTED.date())
    case = lifecycle.start(actor=User.objects.system(), now=STARTED, agreement=case)
    if state == "active":
        system = User.objects.system()
        reviews.open_review(actor=system, now=NOW, agreement=case, cause="supervisor", details="Nina")
    if state == "adjusted":
        adjust_as(cast.user("supervisor"), case, NOW)
    if state == "noticed":
        lifecycle.give_notice(actor=cast.user("employee"), now=NOW, agreement=case)
    return case


def address(world: World, name: str, case: Agreement | None) -> str:
    """The address of page `name` of `case`; without a case, the same address of nothing."""
    if name in routing_world.PAGES:
        return routing_world.address(name, case)
    if name in later_world.PAGES:
        return later_world.address(name, case)
    if name in terms_world.PAGES:
        return terms_world.address(name, case)
    if name in file_world.PAGES:
        return file_world.address(name, case)
    if name in loan_world.PAGES:
        return loan_world.address(case)
    if name in injury_world.PAGES:
        return injury_world.address(name, case)
    if name in sealed_world.PAGES:
        return sealed_world.address(name, case)
    if name in overseas_world.PAGES:
        return overseas_world.address(name, case)
    if name in POST_PAGES:
        return post_address(name, case)
    return training_address(name, case) if name in TRAINING_PAGES else _address(name, case)


def _address(name: str, case: Agreement | None) -> str:
    number = str(case.number) if case is not None else "TW-2000-999999"
    if name in ("decide", "decided", "decide_unopened"):
        return reverse(name.removesuffix("_unopened"), args=[number, step_of(name, case)])
    if name == "review":
        asked = case.reviews.first() if case is not None else None
        return reverse(name, args=[number, asked.pk if asked is not None else 999999])
    if name in ("document", "document_pdf"):
        kept = AgreementDocument.objects.filter(terms__agreement=case, kind="agreement").first()
        return reverse(name, args=[kept.document_id if kept is not None and case is not None else 999999])
    if name == "letter_link":
        return link_of(case)
    if name in DECISION_PAGES:
        return decision_address(name, owner_of(case) if case is not None else None)
    if name == "eligibility_history":
        return reverse(name, args=[owner_of(case).number if case is not None else "nobody"])
    if name == "eligibility_determination":
        return reverse(name, args=[determination_about(case) if case is not None else 999999])
    if name == "letter_send_again":
        of_case = f"agreement:{case.pk if case is not None else 0}:"
        lost = OutboxMessage.objects.filter(key__startswith=of_case, state="failed").first()
        return reverse(name, args=[lost.pk if lost is not None else 999999])
    if name in ("request_site", "request_site_remove", "request_checklist"):
        return reverse(name, args=[number, 1])
    return reverse(name, args=[number])


def owner_of(case: Agreement) -> Employee:
    """Whose case it is now: `own` hands it over."""
    return Agreement.objects.select_related("employee").get(pk=case.pk).employee


def determination_about(case: Agreement) -> int:
    """What is current about the employee of the case, made where nothing was determined yet."""
    person = owner_of(case)
    found = person.determinations.filter(is_current=True).first()
    if found is None:
        system = User.objects.system()
        found = determine(actor=system, now=NOW, employee=person, occasion="request")
    return found.pk


def step_of(name: str, case: Agreement | None) -> int:
    """The step that was opened last, or the first that was not; a step of nothing without a case."""
    if case is None:
        return 999999
    steps = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=name == "decide_unopened")
    return steps.order_by("-ordinal").values_list("pk", flat=True)[0]


def link_of(case: Agreement | None) -> str:
    """The path of a letter's link, as it was sent to the employee while the case stood as it stands."""
    if case is None:
        return reverse("letter_link", args=["nothing"])
    page = LETTER_PAGES.get(state_of(case), Page.CASE)
    url = letter_url(case, page, case.employee)
    return url[url.index("/go/") :]


def state_of(case: Agreement) -> str:
    return "review_1" if case.state == "in_review" else case.state


def any_letter() -> int:
    return OutboxMessage.objects.earliest("pk").pk
