"""A marker must bite: whatever is changed in a rule or its numbers, a test with its citation fails."""

import pytest

from tests.guidance import biting
from tests.guidance.biting import CASES, Mutation

MUTATIONS = tuple(biting.mutations())


def test_rules_numbers_and_cases_are_found() -> None:
    names = {mutation.name for mutation in MUTATIONS}

    assert {
        "conduct.absence: outcome",
        "conduct.absence: limit +1",
        "conduct.absence: since -1",
        "schedule.core_every_week: minimum +1",
        "agreements.policy.notice.earliest_last_day: NOTICE_WORKDAYS +1",
        "deto.policy.clearance.clearance: NSDD38_FROM_DAYS -1",
    } <= names
    assert len(CASES) > 200


def test_all_cases_pass_before_anything_is_changed() -> None:
    nothing = Mutation("nothing", ("236",), lambda: None, lambda: None)

    assert biting.survives(nothing)
    assert all(not biting._fails(case) for case in CASES)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_marked_test_notices(mutation: Mutation) -> None:
    assert not biting.survives(mutation), (
        f"no policy test marked with {' or '.join(mutation.citations)} fails when {mutation.name} is changed"
    )
