"""Roles that nobody holds: what each stops, and whom to ask (3 FAM 2362.3(6), 2363.3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from eligibility.models import Bureau, Employee, Post, RoleAssignment
from eligibility.permissions import bureaus_where, has_role
from eligibility.selectors import DIRECTOR, holders
from telework.models import User
from telework.roles import ROLES, Role

ADMINISTRATOR = "a system administrator"
READERS = DIRECTOR | {Role.COORDINATOR}
# 3 FAM 2362.3(6) names all three for a request to telework from a post.
POST_ROLES = (Role.MANAGEMENT_OFFICER, Role.HR_OFFICER, Role.SECURITY_OFFICER)
NO_DIRECTOR = (
    "New requests of the bureau go to the next level up instead, and a request that has reached this office "
    "waits until somebody holds it. Nobody can grant the roles of coordinator, HR specialist and designee."
)
ONLY_DESIGNEE = (
    "The designee decides on requests. But nobody can grant or end the roles of coordinator, HR specialist "
    "and designee."
)
STOPS = {
    Role.COORDINATOR: (
        "Nobody keeps the bureau's agreements, chases late decisions or answers questions. Letters to the "
        "coordinator reach nobody.",
        "2363.3",
    ),
    Role.MANAGEMENT_OFFICER: ("Nobody can approve a request to telework from this post.", "2362.3(6)"),
    Role.HR_OFFICER: (
        "A request to telework from this post cannot be approved: the human resources officer must be "
        "consulted first.",
        "2362.3(6)",
    ),
    Role.SECURITY_OFFICER: (
        "A request to telework from this post cannot be approved: the regional security officer must be "
        "consulted first.",
        "2362.3(6)",
    ),
}


@dataclass(frozen=True)
class Contact:
    """Somebody to ask; `mail` may be empty."""

    name: str
    mail: str


@dataclass(frozen=True)
class Vacancy:
    """One role that nobody holds, what that stops, and who can fill it."""

    role: Role
    stops: str
    citation: str
    ask: str
    contacts: tuple[Contact, ...]

    @property
    def title(self) -> str:
        return ROLES[self.role].title


@dataclass(frozen=True)
class VacantPlace:
    """A bureau, or a post of it, and the roles that nobody holds there."""

    bureau: Bureau
    post: Post | None
    vacancies: tuple[Vacancy, ...]

    @property
    def heading(self) -> str:
        """What the places of a list stand under."""
        name = f"{self.bureau.name} ({self.bureau.code})"
        return name if self.post is None else f"Posts of {name}"


def vacancies(user: User | AnonymousUser, today: date) -> list[VacantPlace]:
    """What nobody holds: everywhere for the administrator, else in the reader's bureau and at its posts.

    Bureaus come first: what they lack stops more.

    The number of queries does not depend on the number of bureaus and posts.
    """
    reach = _reach(user, today)
    if reach is not None and not reach:
        return []
    administrators = tuple(_contact(p) for p in holders(Role.ADMINISTRATOR, today=today))
    directors = _directors(today)
    found = [
        VacantPlace(bureau, None, tuple(_of_bureau(bureau, directors, administrators)))
        for bureau in _bureaus(reach, today)
    ]
    found += [
        VacantPlace(post.bureau, post, tuple(_of_post(post, administrators))) for post in _posts(reach, today)
    ]
    return sorted(found, key=lambda place: (place.post is not None, place.bureau.code))


def has_vacancies(user: User | AnonymousUser, today: date) -> bool:
    """Whether `vacancies` would find anything."""
    reach = _reach(user, today)
    if reach is not None and not reach:
        return False
    return _bureaus(reach, today).exists() or _posts(reach, today).exists()


def _reach(user: User | AnonymousUser, today: date) -> frozenset[int] | None:
    """The bureaus whose vacancies `user` sees; None for all."""
    return None if has_role(user, Role.ADMINISTRATOR, today) else bureaus_where(user, READERS, today)


def _held(today: date, role: Role, place: str) -> Exists:
    return Exists(
        RoleAssignment.objects.in_force(today).by_serving(today).filter(role=role, **{place: OuterRef("pk")})
    )


def _bureaus(reach: frozenset[int] | None, today: date) -> "QuerySet[Bureau]":
    bureaus = Bureau.objects.all() if reach is None else Bureau.objects.filter(pk__in=reach)
    roles = (Role.EXECUTIVE_DIRECTOR, Role.EXECUTIVE_DIRECTOR_DESIGNEE, Role.COORDINATOR)
    return bureaus.annotate(**{f"has_{role}": _held(today, role, "bureau") for role in roles}).filter(
        Q(has_executive_director=False) | Q(has_coordinator=False)
    )


def _posts(reach: frozenset[int] | None, today: date) -> "QuerySet[Post]":
    posts = Post.objects.all() if reach is None else Post.objects.filter(bureau__in=reach)
    missing = Q()
    for role in POST_ROLES:
        missing |= Q(**{f"has_{role}": False})
    annotated = posts.annotate(**{f"has_{role}": _held(today, role, "post") for role in POST_ROLES})
    return annotated.filter(missing).select_related("bureau")


def _directors(today: date) -> Mapping[int, tuple[Contact, ...]]:
    found: defaultdict[int, tuple[Contact, ...]] = defaultdict(tuple)
    rows = RoleAssignment.objects.in_force(today).by_serving(today).filter(role=Role.EXECUTIVE_DIRECTOR)
    for row in rows.select_related("employee").order_by("starts_on", "pk"):
        if row.bureau_id is not None:
            found[row.bureau_id] += (_contact(row.employee),)
    return found


def _of_bureau(
    bureau: Bureau, directors: Mapping[int, tuple[Contact, ...]], administrators: tuple[Contact, ...]
) -> Iterable[Vacancy]:
    if not bureau.has_executive_director:  # type: ignore[attr-defined]
        has_designee = bureau.has_executive_director_designee  # type: ignore[attr-defined]
        stops = ONLY_DESIGNEE if has_designee else NO_DIRECTOR
        yield Vacancy(Role.EXECUTIVE_DIRECTOR, stops, "2362.1(d)", ADMINISTRATOR, administrators)
    if not bureau.has_coordinator:  # type: ignore[attr-defined]
        stops, citation = STOPS[Role.COORDINATOR]
        if asked := directors.get(bureau.pk, ()):
            yield Vacancy(Role.COORDINATOR, stops, citation, "the bureau's executive director", asked)
        else:
            ask = f"{ADMINISTRATOR}, who first fills the executive director's office"
            yield Vacancy(Role.COORDINATOR, stops, citation, ask, administrators)


def _of_post(post: Post, administrators: tuple[Contact, ...]) -> Iterable[Vacancy]:
    for role in POST_ROLES:
        if not getattr(post, f"has_{role}"):
            yield Vacancy(role, *STOPS[role], ADMINISTRATOR, administrators)


def _contact(person: Employee) -> Contact:
    return Contact(person.full_name, person.email)
