"""Policies of bureaus and posts: who keeps them, what is refused, and where they are read."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from eligibility.local_policy import policy_of
from eligibility.models import BureauPolicy, Post, PostPolicy, RoleAssignment
from eligibility.services.local_policy import (
    end_bureau_policy,
    end_post_policy,
    record_post_policy,
    save_bureau_policy,
)
from telework import audit
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent
from telework.roles import Role
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, TODAY, Cast, make_cast, person

pytestmark = pytest.mark.django_db

BUREAU, POST = "/policies/bureaus/OES/", "/policies/posts/OSLO/"
FORM = {
    "title": "Telework in Oceans",
    "text": "Talk to your team first.",
    "contact": "OES/EX",
    "effective_on": TODAY.isoformat(),
}
POST_FORM = {
    "text": "Management notice 26-01",
    "approving_official": "A. Mbassador, Chief of Mission",
    "effective_on": TODAY.isoformat(),
}


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        yield make_cast()


@pytest.fixture
def oslo(cast: Cast) -> Post:
    post = Post.objects.create(
        code="OSLO", name="Oslo", country="NO", bureau=cast.bureau, time_zone="Europe/Oslo"
    )
    officer = person("Olav", "Officer", cast.bureau)
    RoleAssignment.objects.create(
        employee=officer,
        role=Role.MANAGEMENT_OFFICER,
        post=post,
        starts_on=date(2020, 1, 1),
        granted_by="test",
    )
    cast.stranger = officer
    return post


def save(cast: Cast, by: str = "director", **changes: Any) -> BureauPolicy:
    given = {**FORM, "effective_on": TODAY, "parameters": {}, **changes}
    return save_bureau_policy(actor=cast.user(by), now=NOW, bureau=cast.bureau, **given)


def put_on_file(cast: Cast, post: Post, by: str = "stranger", **changes: Any) -> PostPolicy:
    given = {**POST_FORM, "effective_on": TODAY, **changes}
    return record_post_policy(actor=cast.user(by), now=NOW, post=post, **given)


# --- Bureaus --------------------------------------------------------------------------------------------
@pytest.mark.citation("2362(d)")
@pytest.mark.parametrize("by", ["director", "managing_officer"])
def test_a_bureau_has_its_own_policy_no_stricter_than_the_departments(cast: Cast, by: str) -> None:
    policy = save(cast, by, parameters={"notice_workdays": 15})
    assert policy_of(cast.employee, TODAY) == policy
    assert policy_of(cast.employee, TODAY - timedelta(days=1)) is None
    assert AuditEvent.objects.get().action == "save_bureau_policy"
    assert audit.first_fault("bureau:OES") is None


@pytest.mark.citation("2362(d)")
def test_a_stricter_parameter_is_refused_with_the_citation(cast: Cast) -> None:
    with pytest.raises(PolicyRefused, match=r"2362\(d\)") as refused:
        save(cast, parameters={"telework_days_a_week": 2, "notice_workdays": 15})
    assert list(refused.value.fields) == ["telework_days_a_week"]
    assert not BureauPolicy.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("by", ["employee", "supervisor", "coordinator", "other_coordinator", "auditor"])
def test_nobody_else_keeps_the_policy_of_a_bureau(cast: Cast, by: str) -> None:
    policy = save(cast)
    with pytest.raises(NotPermitted):
        save(cast, by, effective_on=TODAY + timedelta(days=1))
    with pytest.raises(NotPermitted):
        end_bureau_policy(actor=cast.user(by), now=NOW, policy=policy, ends_on=TODAY)
    assert BureauPolicy.objects.get().ends_on is None


def test_a_new_policy_ends_the_one_before_it(cast: Cast) -> None:
    first = save(cast)
    with pytest.raises(PolicyRefused, match="a later day"):
        save(cast)
    second = save(cast, effective_on=TODAY + timedelta(days=9))
    first.refresh_from_db()
    assert first.ends_on == TODAY + timedelta(days=8)
    assert policy_of(cast.employee, TODAY + timedelta(days=9)) == second


def test_a_policy_is_ended_once(cast: Cast) -> None:
    policy = save(cast)
    for day in (TODAY - timedelta(days=1), date(9999, 12, 31)):
        with pytest.raises(PolicyRefused):
            end_bureau_policy(actor=cast.user("director"), now=NOW, policy=policy, ends_on=day)
    end_bureau_policy(actor=cast.user("director"), now=NOW, policy=policy, ends_on=TODAY)
    with pytest.raises(WrongState):
        end_bureau_policy(actor=cast.user("director"), now=NOW, policy=policy, ends_on=TODAY)
    assert policy_of(cast.employee, TODAY + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("text", "x" * 10_000),
        ("contact", "x" * 161),
        ("effective_on", date(1, 1, 1)),
        ("effective_on", date(9999, 12, 31)),
    ],
)
def test_words_and_days_that_do_not_do_are_refused_beside_their_field(
    cast: Cast, field: str, value: object
) -> None:
    with pytest.raises(PolicyRefused) as refused:
        save(cast, **{field: value})
    assert list(refused.value.fields) == [field]
    assert not BureauPolicy.objects.exists()


# --- Posts ----------------------------------------------------------------------------------------------
@pytest.mark.citation("2362.3(1)")
def test_the_posts_management_officer_puts_its_policy_on_file(cast: Cast, oslo: Post) -> None:
    policy = put_on_file(cast, oslo)
    assert list(PostPolicy.objects.in_force(TODAY)) == [policy]
    end_post_policy(actor=cast.user("managing_officer"), now=NOW, policy=policy, ends_on=TODAY)
    assert not PostPolicy.objects.in_force(TODAY + timedelta(days=1)).exists()
    assert [event.action for event in AuditEvent.objects.filter(chain="post:OSLO")] == [
        "record_post_policy",
        "end_post_policy",
    ]


@pytest.mark.parametrize("by", ["employee", "director", "coordinator", "auditor"])
def test_nobody_else_puts_the_policy_of_a_post_on_file(cast: Cast, oslo: Post, by: str) -> None:
    with pytest.raises(NotPermitted, match="2362"):
        put_on_file(cast, oslo, by)
    assert not PostPolicy.objects.exists()


# --- Pages ----------------------------------------------------------------------------------------------
def test_the_director_puts_a_policy_on_file_and_ends_it(cast: Cast) -> None:
    client = signed_in(cast, "director")
    answer = client.post(BUREAU, {**FORM, "notice_workdays": "15"})
    assert (answer.status_code, answer["Location"]) == (302, BUREAU)
    shown = page(client, BUREAU)
    assert "15 workdays" in shown
    policy = BureauPolicy.objects.get()
    answer = client.post(f"/policies/bureaus/ended/{policy.pk}/", {"ends_on": TODAY.isoformat()})
    assert (answer.status_code, answer["Location"]) == (302, BUREAU)
    assert client.get(f"/policies/bureaus/ended/{policy.pk}/").status_code == 409


def test_a_stricter_parameter_stays_typed_with_the_words_beside_it(cast: Cast) -> None:
    shown = words(signed_in(cast, "director").post(BUREAU, {**FORM, "months_of_service": "12"}))
    assert "stricter than the Department" in shown
    assert 'value="12"' in shown
    assert "3 FAM 2362(d)" in shown


def test_everybody_reads_and_only_keepers_change(cast: Cast, oslo: Post) -> None:
    policy, of_post = save(cast), put_on_file(cast, oslo)
    client = signed_in(cast, "employee")
    for address in ("/policies/bureaus/", BUREAU, "/policies/posts/", POST):
        assert "Put a policy on file" not in page(client, address)
    ends = [f"/policies/bureaus/ended/{policy.pk}/", f"/policies/posts/ended/{of_post.pk}/"]
    assert [client.get(address).status_code for address in ends] == [403, 403]
    assert [client.post(address, FORM).status_code for address in (BUREAU, POST)] == [403, 403]
    assert "Put a policy on file" in page(signed_in(cast, "stranger"), POST)
    answer = signed_in(cast, "managing_officer").post(
        POST, {**POST_FORM, "effective_on": (TODAY + timedelta(days=1)).isoformat()}
    )
    assert answer.status_code == 302


@pytest.mark.citation("2362(d)")
def test_the_bureaus_policy_is_shown_before_a_request_begins(cast: Cast) -> None:
    client = signed_in(cast, "employee")
    assert "Your bureau’s own policy" not in page(client, "/requests/new/")  # noqa: RUF001
    save(cast)
    assert "Telework in Oceans" in page(client, "/requests/new/")


def test_the_lists_ask_the_same_number_of_queries_whatever_the_rows(cast: Cast, oslo: Post) -> None:
    client = signed_in(cast, "managing_officer")
    with counted() as before:
        page(client, "/policies/bureaus/")
    save(cast)
    save_bureau_policy(
        actor=cast.user("managing_officer"),
        now=NOW,
        bureau=cast.other_bureau,
        parameters={},
        **{**FORM, "effective_on": TODAY},
    )
    with counted() as after:
        page(client, "/policies/bureaus/")
    assert before == after
