"""Who still has to say yes: each chain as a literal, and how its offices become people.

A chain is resolved once, at submission, and written down as steps; it is never read again for that round.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from agreements.states import Act
from telework.roles import ROLES, Role, Scope


@dataclass(frozen=True)
class ChainStep:
    """One office in a chain, and the act asked of it.

    if_named     left out where nobody holds the office, for example a designated official that no post names
    is_waivable  post management may mark this consultation as not needed, with a reason
    is_wordless  the answer is concur or not, without words
    looks_at     sections of the terms that concern this office: changed terms reach it only when one of them
                 changed; empty: every change does
    or_else      the office that decides where nobody holds `role`
    is_host      the office is that of the post's own bureau, left out where that is the employing one
    is_foreign   asked for members of the Foreign Service only
    """

    role: Role
    act: Act = Act.APPROVE
    if_named: bool = False
    is_waivable: bool = False
    is_wordless: bool = False
    looks_at: frozenset[str] = frozenset()
    or_else: Role | None = None
    is_host: bool = False
    is_foreign: bool = False


Chain = tuple[tuple[ChainStep, ...], ...]  # stages in order; the steps of one stage run in parallel

MONEY_AND_PLACE = frozenset({"schedule", "sites", "equipment"})
AT_POST = frozenset({"dates", "schedule", "sites", "records", "equipment", "abroad", "medevac"})

# 3 FAM 2362.1(d) and 3 FAH-1 H-2361.2: supervisor, then the bureau's executive director.
DOMESTIC: Chain = (
    (ChainStep(Role.SUPERVISOR),),
    (ChainStep(Role.EXECUTIVE_DIRECTOR, looks_at=MONEY_AND_PLACE),),
)
# 2361.3(c): the division decides; the supervisor signs the terms (2362.1(d)).
ACCOMMODATION: Chain = (
    (ChainStep(Role.DRAD),),
    (ChainStep(Role.SUPERVISOR, Act.SIGN),),
)
_POST_DECIDES: Chain = (
    (ChainStep(Role.MANAGEMENT_OFFICER, looks_at=AT_POST),),
    (ChainStep(Role.DESIGNATED_OFFICIAL, if_named=True, looks_at=AT_POST),),
)
# 2362.3(6): supervisor and management officer, after consulting HR officer and regional security officer.
ABROAD: Chain = (
    (ChainStep(Role.SUPERVISOR),),
    (
        ChainStep(Role.HR_OFFICER, Act.CONSULT, looks_at=AT_POST),
        ChainStep(Role.SECURITY_OFFICER, Act.CONSULT, looks_at=AT_POST),
    ),
    *_POST_DECIDES,
)
# 2362.5(4): consultations "where appropriate".
MEDEVAC: Chain = (
    (ChainStep(Role.SUPERVISOR),),
    (
        ChainStep(Role.HR_OFFICER, Act.CONSULT, is_waivable=True, looks_at=AT_POST),
        ChainStep(Role.MEDICAL_SERVICES, Act.CONSULT, is_waivable=True, is_wordless=True, looks_at=AT_POST),
        ChainStep(Role.SECURITY_OFFICER, Act.CONSULT, is_waivable=True, looks_at=AT_POST),
    ),
    *_POST_DECIDES,
)


WHEN_AND_WHAT = frozenset({"dates", "deto_sponsor", "deto_duties"})
# 2368.4(d), (e): these approve in this order; then the request goes to the chief of mission.
DETO: Chain = (
    (ChainStep(Role.SUPERVISOR),),
    (ChainStep(Role.EXECUTIVE_DIRECTOR),),
    (ChainStep(Role.EXECUTIVE_DIRECTOR, is_host=True),),
    (ChainStep(Role.MANAGEMENT_OFFICER, or_else=Role.DESIGNATED_OFFICIAL),),
    (ChainStep(Role.CAREER_DEVELOPMENT, is_foreign=True),),
    (ChainStep(Role.HR_SPECIALIST, Act.RECORD, looks_at=WHEN_AND_WHAT),),
    (
        ChainStep(
            Role.MANAGEMENT_OFFICER, Act.CLEAR, or_else=Role.DESIGNATED_OFFICIAL, looks_at=WHEN_AND_WHAT
        ),
    ),
)


class Directory(Protocol):
    """Who holds an office for one case. People are named by their key."""

    def holders(self, role: Role, *, is_host: bool = False) -> Sequence[int]:
        """The people who hold `role` for this case; none when it is vacant.

        is_host  in the bureau of the post, not in the employing one
        """

    def is_asked(self, office: ChainStep) -> bool:
        """Whether this case needs the office at all: the host bureau, the Foreign Service."""

    def next_level_up(self, person: int) -> int | None:
        """The person to whom `person` reports."""


@dataclass(frozen=True)
class ResolvedStep:
    """A step with its people: `assignee` when it is one person's, else whoever holds the first capacity.

    sole  the one person who can act on the step now, if there is exactly one
    """

    stage: int
    act: Act
    capacities: tuple[Role, ...]
    assignee: int | None
    moved_up: bool = False
    is_waivable: bool = False
    is_wordless: bool = False
    looks_at: frozenset[str] = field(default=frozenset(), compare=False)
    is_host: bool = False
    sole: int | None = field(default=None, compare=False)


def resolve(chain: Chain, directory: Directory, employee: int) -> tuple[ResolvedStep, ...]:
    """Turn a chain into steps for one employee.

    Nobody decides on their own agreement: where the employee is the only holder, or nobody is, the step goes
    to the next level up, those of the whole Department's offices apart. Whoever holds two offices of the
    chain decides once, in both capacities.
    """
    resolved: list[ResolvedStep] = []
    for stage, offices in enumerate(chain, start=1):
        for office in offices:
            if not directory.is_asked(office) or (office.if_named and not directory.holders(office.role)):
                continue
            if office.or_else is not None and not directory.holders(office.role):
                named = directory.holders(office.or_else)
                office = replace(office, role=office.or_else) if named else office
            before = next((s.sole for s in reversed(resolved) if s.sole is not None), None)
            step = _resolve_office(stage, office, directory, employee, before)
            twin = next((s for s in resolved if _same_decider(s, step, directory)), None)
            if twin is None:
                resolved.append(step)
            elif twin.act == step.act and not _is_advised_between(resolved, twin, stage):
                resolved[resolved.index(twin)] = _joint(twin, step)
            else:  # after all advice: what they would say before it, they say together with their decision
                resolved.remove(twin)
                resolved.append(replace(_joint(step, twin), assignee=step.assignee or twin.assignee))
    return tuple(resolved)


def concerned(steps: Iterable[ResolvedStep], changed: Collection[str]) -> tuple[ResolvedStep, ...]:
    """The steps to ask again for changed terms: those whose sections changed (2362.1(n)).

    changed  codes of the sections of the terms that are no longer the same
    """
    return tuple(step for step in steps if not step.looks_at or step.looks_at.intersection(changed))


def _resolve_office(
    stage: int, office: ChainStep, directory: Directory, employee: int, before: int | None
) -> ResolvedStep:
    holders = list(directory.holders(office.role, is_host=office.is_host))
    able = [person for person in holders if person != employee]
    step = ResolvedStep(
        stage,
        office.act,
        (office.role,),
        None,
        is_waivable=office.is_waivable,
        is_wordless=office.is_wordless,
        looks_at=office.looks_at,
        is_host=office.is_host,
    )
    if able:
        is_office = ROLES[office.role].granted_by is not None
        sole = able[0] if len(set(able)) == 1 else None
        return replace(step, assignee=None if is_office else able[0], sole=sole)
    if ROLES[office.role].scope is Scope.DEPARTMENT:
        return step  # its answer is nobody else's to give: it waits until somebody holds the office
    # Held by the employee: up from the employee. Vacant: up from whoever decides before it.
    from_person = employee if holders or before is None else before
    above = directory.next_level_up(from_person)
    return replace(step, assignee=above, sole=above, moved_up=True)


def _same_decider(earlier: ResolvedStep, step: ResolvedStep, directory: Directory) -> bool:
    """True when one person acts on both: they decide once, in both capacities.

    Offices that anybody of several may hold are asked one by one.
    """
    is_advice_before = earlier.act is Act.CONSULT and step.act is Act.APPROVE
    if earlier.act != step.act and not is_advice_before:
        return False
    if earlier.sole is not None and earlier.sole == step.sole:
        return True
    return earlier.assignee is not None and not step.moved_up and _holds(earlier.assignee, step, directory)


def _holds(person: int, step: ResolvedStep, directory: Directory) -> bool:
    return step.assignee is None and person in directory.holders(step.capacities[0], is_host=step.is_host)


def _is_advised_between(resolved: Iterable[ResolvedStep], twin: ResolvedStep, stage: int) -> bool:
    """Whether others advise after `twin` and before `stage`: who decides there hears them first."""
    return any(twin.stage < step.stage < stage and step.act is Act.CONSULT for step in resolved)


def _joint(kept: ResolvedStep, other: ResolvedStep) -> ResolvedStep:
    """One step in both capacities; it looks at everything that either office looks at."""
    looks_at = kept.looks_at | other.looks_at if kept.looks_at and other.looks_at else frozenset[str]()
    return replace(kept, capacities=kept.capacities + other.capacities, looks_at=looks_at, is_waivable=False)


def titles(capacities: Sequence[str]) -> str:
    """Capacities in words, for example "Supervisor and bureau executive director".

    The same one twice is that of two bureaus.
    """
    if len(capacities) > 1 and len(set(capacities)) == 1:
        return f"{ROLES[Role(capacities[0])].title} of both bureaus"
    return joined([ROLES[Role(code)].title for code in capacities])


def joined(names: Sequence[str]) -> str:
    """Titles as one phrase, with a capital at its beginning only."""
    return " and ".join([names[0], *(inside(name) for name in names[1:])])


def inside(title: str) -> str:
    """A title as it stands inside a sentence: "HR specialist" keeps its capitals."""
    return title if title[1:2].isupper() else title[0].lower() + title[1:]
