"""Sealed cases in every state that pages tell apart, and everybody who reads of them from outside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from django.urls import URLPattern, URLResolver, get_resolver

from agreements.injuries import sites_of
from agreements.models import Agreement, AgreementDocument, ApprovalStep
from agreements.services import injuries, lifecycle, review, signing
from eligibility.models import Employee
from telework.models import OutboxMessage, User
from telework.roles import Role
from tests import sealed
from tests.abroad import PostCast, make_post_cast
from tests.abroad import approved as approved_abroad
from tests.cast import NOW, TODAY, grant, person, train, waiting_step
from tests.walks.command_world import lose_a_letter

ASKED = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
# What nobody outside may read of a sealed case, in lower case.
SEALED_WORDS = (
    "accommodation",
    "disabilit",
    "medevac",
    "medical",
    "evacuat",
    "health unit",
    "2361.3(c)",
    "2362.5",
)
# People whose office says it; on a list of a bureau's people they are people as any other.
SEALED_NAMES = ("division", "medofficer")
# An office by its letters, which a random token may have in it, too.
OFFICE = re.compile(r"\bdrad\b")
OUTSIDE = (
    "coordinator",
    "director",
    "designee",
    "managing_officer",
    "auditor",
    "hr_specialist",
    "administrator",
    "stranger",
    "other_coordinator",
    "other_supervisor",
)


@dataclass
class SealWorld:
    """The cast at a post, who decides on sealed cases, and the cases by what they show."""

    cast: PostCast
    dora: Employee
    mel: Employee
    outside: dict[str, Employee]
    cases: dict[str, Agreement] = field(default_factory=dict)

    def login(self, pk: int) -> User:
        return User.objects.get(pk=pk)


def make_world() -> SealWorld:
    cast = make_post_cast()
    world = SealWorld(cast, sealed.division(cast), sealed.medical(cast), outsiders(cast))
    accommodations(world)
    evacuations(world)
    for name in ("active", "away"):
        report_injury(world.cases[name])
    for case in world.cases.values():
        lose_a_letter(case)
    to_deciders = OutboxMessage.objects.filter(to__in=[world.dora.email, world.mel.email])
    to_deciders.update(state="failed", failure="550 No such user")
    return world


def outsiders(cast: PostCast) -> dict[str, Employee]:
    people = {name: getattr(cast, name) for name in OUTSIDE if hasattr(cast, name)}
    for name, role in (
        ("designee", Role.EXECUTIVE_DIRECTOR_DESIGNEE),
        ("hr_specialist", Role.HR_SPECIALIST),
        ("administrator", Role.ADMINISTRATOR),
    ):
        people[name] = person(name, "Outside", cast.bureau)
        grant(people[name], role, None if role is Role.ADMINISTRATOR else cast.bureau)
    people["other_supervisor"] = person("Olga", "Othersupervisor", cast.bureau, is_supervisory=True)
    return people


def owner(world: SealWorld, name: str) -> Employee:
    """Somebody of the domestic bureau with a case of their own."""
    somebody = person(name, "Owner", world.cast.bureau, supervisor=world.cast.supervisor)
    train(somebody)
    return somebody


def accommodations(world: SealWorld) -> None:
    supervisor, dora, cases = world.cast.supervisor, world.dora, world.cases
    dates = {"now": ASKED, "start": TODAY}
    cases["asked"] = sealed.accommodation_asked(owner(world, "Asked"))
    cases["to_sign"] = sealed.accommodation_decided(owner(world, "Tosign"), dora)
    cases["approved"] = sealed.accommodation_approved(owner(world, "Approved"), dora)
    cases["active"] = sealed.accommodation_approved(owner(world, "Active"), dora, **dates)
    lifecycle.start(actor=User.objects.system(), now=NOW, agreement=cases["active"])
    given = {"now": NOW, "actor": dora.user}
    denied = sealed.accommodation_asked(owner(world, "Denied"))
    step = waiting_step(denied)
    cases["denied"] = review.deny(
        **given, step=step, reason_code="not_approved", text="A disability is meant."
    )
    returned = sealed.accommodation_asked(owner(world, "Returned"))
    step = waiting_step(returned)
    words = {"sections": ["schedule"], "text": "For medical reasons fewer days."}
    cases["returned"] = review.return_for_changes(**given, step=step, **words)
    back = sealed.accommodation_decided(owner(world, "Sentback"), dora)
    cases["sent_back"] = signing.send_back(
        actor=supervisor.user, now=NOW, step=waiting_step(back), text="The accommodation does not fit."
    )


def evacuations(world: SealWorld) -> None:
    """One in effect, with the agreement at post that waits; one that the supervisor has just got."""
    cast, system = world.cast, User.objects.system()
    at_post = approved_abroad(cast)
    Agreement.objects.filter(pk=at_post.pk).update(starts_on=TODAY)
    at_post.refresh_from_db()
    world.cases["at_post"] = lifecycle.start(actor=system, now=NOW, agreement=at_post)
    sealed.evacuated(cast, ASKED)
    last = date(2026, 12, 31)
    away = sealed.medevac_approved(cast, world.mel, NOW, start=TODAY, last=last)
    world.cases["away"] = lifecycle.start(actor=system, now=NOW, agreement=away)
    another = person("Awaiting", "Owner", cast.bureau, supervisor=cast.supervisor, post=cast.post)
    train(another)
    beside = replace(cast, employee=another)
    sealed.evacuated(beside, ASKED)
    world.cases["consulting"] = sealed.medevac_asked(beside, last=last)


def report_injury(case: Agreement) -> None:
    """Today, at the first site: the letters go out, and those who read it have a page more."""
    injuries.report_injury(
        actor=User.objects.get(pk=case.employee.user_id),
        now=NOW,
        agreement=case,
        happened_on=TODAY,
        happened_time=time(0, 30),
        worksite=sites_of(case)[0],
        on_duty=True,
        account="A shelf fell on the desk.",
    )


def addresses_of_cases() -> Iterator[str]:
    """The route of every page that belongs to one case; the request itself is its employee's alone."""
    for route in _routes(get_resolver().url_patterns, ""):
        if route.startswith("agreements/<str:number>/") and "/request/" not in route:
            yield route


def addresses_of_lists() -> Iterator[str]:
    """The route of every page without an argument."""
    for route in _routes(get_resolver().url_patterns, ""):
        if "<" not in route:
            yield route


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def fill(route: str, case: Agreement) -> list[str]:
    """The addresses of a route for one case; those of a step for its first and its last opened one."""
    steps = ApprovalStep.objects.filter(terms__agreement=case).order_by("terms", "round", "ordinal")
    keys = {step.pk for step in (steps.first(), steps.filter(opened_at__isnull=False).last()) if step}
    route = "/" + route.replace("<str:number>", str(case.number))
    if "<int:step>" in route:
        return [route.replace("<int:step>", str(pk)) for pk in sorted(keys)]
    reported = case.injuries.first() if "/injuries/" in route else None
    return [re.sub("<int:[a-z]+>", str(reported.pk if reported is not None else 1), route)]


def documents_of(case: Agreement) -> list[str]:
    """The addresses of the documents of a case, as pages and as files."""
    keys = AgreementDocument.objects.filter(terms__agreement=case).values_list("document", flat=True)
    return [f"/documents/{pk}/{kind}" for pk in keys for kind in ("", "pdf/")]


def words_in(text: str, *, people: bool = False) -> list[str]:
    """The sealed words in `text`, which may name everybody where it is a list of `people`."""
    lowered = text.lower()
    words = SEALED_WORDS if people else SEALED_WORDS + SEALED_NAMES
    return [word for word in words if word in lowered] + OFFICE.findall(lowered)


def letters_to(reader: Employee) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(to=reader.email))
