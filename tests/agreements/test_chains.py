"""Who still has to say yes: the chain and its people, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from agreements import chains
from agreements.chains import DOMESTIC, ChainStep, ResolvedStep, resolve, titles
from agreements.states import Act
from telework.roles import Role

EMMA, SAM, EDITH, DORA, UNA = range(1, 6)
SUPERVISOR, DIRECTOR = Role.SUPERVISOR, Role.EXECUTIVE_DIRECTOR


@dataclass
class Offices:
    """A directory from two tables: office to holders, and person to the one above."""

    held: Mapping[Role, Sequence[int]]
    above: Mapping[int, int] = field(default_factory=dict)

    def holders(self, role: Role, *, is_host: bool = False) -> Sequence[int]:
        return self.held.get(role, ())

    def is_asked(self, office: ChainStep) -> bool:
        return True

    def next_level_up(self, person: int) -> int | None:
        return self.above.get(person)


def step(stage: int, *capacities: Role, assignee: int | None = None, moved_up: bool = False) -> ResolvedStep:
    return ResolvedStep(stage, Act.APPROVE, capacities, assignee, moved_up)


@pytest.mark.citation("2362.1(d)")
def test_the_supervisor_decides_first_and_then_the_bureaus_executive_director() -> None:
    offices = Offices({SUPERVISOR: [SAM], DIRECTOR: [EDITH]})
    assert resolve(DOMESTIC, offices, EMMA) == (step(1, SUPERVISOR, assignee=SAM), step(2, DIRECTOR))


def test_the_bureaus_step_is_open_to_whoever_holds_the_office_or_is_designee() -> None:
    offices = Offices({SUPERVISOR: [SAM], DIRECTOR: [EDITH, DORA]})
    assert resolve(DOMESTIC, offices, EMMA)[1] == step(2, DIRECTOR, assignee=None)


@pytest.mark.parametrize("holders", [[SAM], [SAM, DORA], [EDITH, SAM]])
def test_a_supervisor_who_also_decides_for_the_bureau_decides_once_in_both_capacities(
    holders: list[int],
) -> None:
    offices = Offices({SUPERVISOR: [SAM], DIRECTOR: holders})
    assert resolve(DOMESTIC, offices, EMMA) == (step(1, SUPERVISOR, DIRECTOR, assignee=SAM),)


def test_a_vacant_office_goes_to_the_level_above_the_decider_before_it() -> None:
    offices = Offices({SUPERVISOR: [SAM]}, above={EMMA: SAM, SAM: UNA})
    assert resolve(DOMESTIC, offices, EMMA) == (
        step(1, SUPERVISOR, assignee=SAM),
        step(2, DIRECTOR, assignee=UNA, moved_up=True),
    )


def test_a_vacant_office_with_nobody_above_stays_open_for_whoever_comes_to_hold_it() -> None:
    offices = Offices({SUPERVISOR: [SAM]})
    assert resolve(DOMESTIC, offices, EMMA)[1] == step(2, DIRECTOR, assignee=None, moved_up=True)


def test_a_vacant_supervisors_office_goes_to_the_level_above_the_employee() -> None:
    offices = Offices({DIRECTOR: [EDITH]}, above={EMMA: UNA})
    assert resolve(DOMESTIC, offices, EMMA) == (
        step(1, SUPERVISOR, assignee=UNA, moved_up=True),
        step(2, DIRECTOR),
    )


def test_an_executive_director_who_asks_is_decided_on_by_the_next_level_up_once() -> None:
    offices = Offices({SUPERVISOR: [UNA], DIRECTOR: [EDITH]}, above={EDITH: UNA})
    (only,) = resolve(DOMESTIC, offices, EDITH)
    assert only.assignee == UNA
    assert only.capacities == (SUPERVISOR, DIRECTOR)


def test_an_executive_director_with_a_designee_leaves_the_decision_to_the_designee() -> None:
    offices = Offices({SUPERVISOR: [UNA], DIRECTOR: [EDITH, DORA]}, above={EDITH: UNA})
    assert resolve(DOMESTIC, offices, EDITH)[1] == step(2, DIRECTOR, assignee=None)


@pytest.mark.parametrize("holders", [[EMMA], [EMMA, DORA], [DORA, EMMA], []])
def test_nobody_is_made_the_decider_on_their_own_agreement(holders: list[int]) -> None:
    offices = Offices({SUPERVISOR: [SAM], DIRECTOR: holders}, above={EMMA: SAM, SAM: UNA})
    assert EMMA not in [resolved.assignee for resolved in resolve(DOMESTIC, offices, EMMA)]


def test_parallel_offices_share_a_stage_and_stages_keep_their_order() -> None:
    advisers = (ChainStep(Role.HR_OFFICER), ChainStep(Role.SECURITY_OFFICER))
    chain = ((ChainStep(SUPERVISOR),), advisers, (ChainStep(Role.MANAGEMENT_OFFICER),))
    held = {SUPERVISOR: [SAM], Role.HR_OFFICER: [DORA], Role.SECURITY_OFFICER: [UNA]}
    resolved = resolve(chain, Offices({**held, Role.MANAGEMENT_OFFICER: [EDITH]}), EMMA)
    assert resolved == (
        step(1, SUPERVISOR, assignee=SAM),
        step(2, Role.HR_OFFICER),
        step(2, Role.SECURITY_OFFICER),
        step(3, Role.MANAGEMENT_OFFICER),
    )


def test_one_person_in_two_offices_that_are_not_neighbours_decides_once() -> None:
    chain: chains.Chain = (
        (ChainStep(Role.MANAGEMENT_OFFICER),),
        (ChainStep(SUPERVISOR),),
        (ChainStep(Role.HR_OFFICER),),
    )
    held = {Role.MANAGEMENT_OFFICER: [UNA], SUPERVISOR: [SAM], Role.HR_OFFICER: [UNA]}
    assert resolve(chain, Offices(held), EMMA) == (
        step(1, Role.MANAGEMENT_OFFICER, Role.HR_OFFICER),
        step(2, SUPERVISOR, assignee=SAM),
    )


@pytest.mark.parametrize(
    ("capacities", "words"),
    [
        (["supervisor"], "Supervisor"),
        (["executive_director"], "Bureau executive director"),
        (["supervisor", "executive_director"], "Supervisor and bureau executive director"),
    ],
)
def test_capacities_read_as_words(capacities: list[str], words: str) -> None:
    assert titles(capacities) == words
