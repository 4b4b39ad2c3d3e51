"""Granting and ending roles: by whom, when, for what; audited, told by letter; a refusal writes nothing."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from eligibility.models import RoleAssignment
from eligibility.permissions import grantable_roles
from telework import audit
from telework.errors import NotPermitted, PolicyRefused
from telework.models import AuditEvent, OutboxMessage, User
from telework.roles import ROLES, Role, Scope
from tests.cast import TODAY, person
from tests.eligibility.role_cast import REASON, Offices, make_offices
from tests.eligibility.role_commands import EVERYBODY, GRANTS, NEXT_MONTH, TOMORROW, YESTERDAY, refused


@pytest.fixture
def offices(db: None) -> Offices:
    return make_offices()


def place_of(role: Role, offices: Offices) -> dict[str, Any]:
    scope = ROLES[role].scope
    if scope is Scope.BUREAU:
        return {"bureau": offices.cast.bureau}
    return {"post": offices.post} if scope is Scope.POST else {}


@pytest.mark.parametrize("by", EVERYBODY)
def test_each_role_is_granted_by_the_grantor_of_the_role_table_alone(offices: Offices, by: str) -> None:
    newcomer = person("Nora", "Newcomer", offices.cast.bureau)
    for role in Role:
        act = partial(offices.grant, by, newcomer, role, **place_of(role, offices))
        if role in GRANTS.get(by, set()):
            granted = act()
            assert RoleAssignment.objects.in_force(TODAY).filter(pk=granted.pk, employee=newcomer).exists()
        else:
            refused(NotPermitted, act)


@pytest.mark.parametrize("by", EVERYBODY)
def test_the_roles_a_page_offers_are_those_that_the_command_takes(offices: Offices, by: str) -> None:
    assert set(grantable_roles(offices.user(by), TODAY)) == GRANTS.get(by, set())


def test_executive_director_grants_in_the_own_bureau_only(offices: Offices) -> None:
    refusal = refused(
        NotPermitted,
        lambda: offices.grant(
            "director", offices.cast.stranger, Role.COORDINATOR, bureau=offices.cast.other_bureau
        ),
    )
    assert "executive director of that bureau" in refusal.reason


def test_administrator_whose_role_is_over_grants_nothing(offices: Offices) -> None:
    RoleAssignment.objects.filter(employee=offices.administrator).update(ends_on=YESTERDAY)
    refused(NotPermitted, lambda: offices.grant("administrator", offices.cast.stranger, Role.AUDITOR))


def test_administrator_who_has_left_grants_nothing(offices: Offices) -> None:
    offices.administrator.separated_on = YESTERDAY
    offices.administrator.save()
    refused(NotPermitted, lambda: offices.grant("administrator", offices.cast.stranger, Role.AUDITOR))


def test_superuser_flag_grants_nothing(offices: Offices) -> None:
    User.objects.filter(pk=offices.cast.stranger.user_id).update(is_superuser=True, is_staff=True)
    refused(NotPermitted, lambda: offices.grant("stranger", offices.cast.employee, Role.AUDITOR))


@pytest.mark.parametrize(("by", "role"), [("administrator", Role.AUDITOR), ("director", Role.COORDINATOR)])
def test_nobody_grants_themselves_a_role(offices: Offices, by: str, role: Role) -> None:
    own = offices.administrator if by == "administrator" else offices.cast.director
    refusal = refused(NotPermitted, lambda: offices.grant(by, own, role, **place_of(role, offices)))
    assert refusal.reason.startswith("Nobody grants themselves a role.")


# --- What is refused ----------------------------------------------------------------------------------------

SCOPES: list[tuple[str, Role, set[str], str | None]] = [
    ("director", Role.COORDINATOR, set(), "bureau"),
    ("director", Role.COORDINATOR, {"bureau", "post"}, "post"),
    ("administrator", Role.MANAGEMENT_OFFICER, set(), "post"),
    ("administrator", Role.MANAGEMENT_OFFICER, {"bureau", "post"}, "bureau"),
    ("administrator", Role.MANAGEMENT_OFFICER, {"post"}, None),
    ("administrator", Role.AUDITOR, {"bureau"}, "bureau"),
    ("administrator", Role.AUDITOR, {"post"}, "post"),
    ("administrator", Role.AUDITOR, set(), None),
    ("administrator", Role.EXECUTIVE_DIRECTOR, {"bureau"}, None),
]


@pytest.mark.parametrize(("by", "role", "given", "field"), SCOPES)
def test_role_is_held_within_its_scope(
    offices: Offices, by: str, role: Role, given: set[str], field: str | None
) -> None:
    places = {"bureau": offices.cast.bureau, "post": offices.post}
    chosen = {name: places[name] for name in given}

    def act() -> object:
        return offices.grant(by, offices.cast.stranger, role, **chosen)

    if field is None:
        act()
    else:
        assert list(refused(PolicyRefused, act).fields) == [field]


DATES: list[tuple[date, date | None, str | None]] = [
    (YESTERDAY, None, "starts_on"),
    (TODAY, None, None),
    (TODAY, TODAY, None),
    (TOMORROW, TODAY, "ends_on"),
    (TODAY, YESTERDAY, "ends_on"),
    (NEXT_MONTH, NEXT_MONTH, None),
]


@pytest.mark.parametrize(("starts_on", "ends_on", "field"), DATES)
def test_role_is_never_backdated_and_never_ends_before_it_begins(
    offices: Offices, starts_on: date, ends_on: date | None, field: str | None
) -> None:
    def act() -> object:
        return offices.grant(
            "administrator", offices.cast.stranger, Role.AUDITOR, starts_on=starts_on, ends_on=ends_on
        )

    if field is None:
        act()
    else:
        assert list(refused(PolicyRefused, act).fields) == [field]


@pytest.mark.parametrize(
    ("separated_on", "starts_on", "allowed"),
    [(YESTERDAY, TODAY, False), (TODAY, TODAY, True), (TODAY, TOMORROW, False), (NEXT_MONTH, TODAY, True)],
)
def test_whoever_has_left_by_the_first_day_gets_no_role(
    offices: Offices, separated_on: date, starts_on: date, allowed: bool
) -> None:
    leaver = person("Lea", "Leaver", offices.cast.bureau, separated_on=separated_on)

    def act() -> object:
        return offices.grant("administrator", leaver, Role.AUDITOR, starts_on=starts_on)

    if allowed:
        act()
    else:
        assert list(refused(PolicyRefused, act).fields) == ["employee"]


# What is held (first and last day), what is asked for, and whether both are one role at one time.
PERIODS: list[tuple[date, date | None, date, date | None, bool]] = [
    (TODAY, None, TODAY, None, True),
    (TODAY, None, NEXT_MONTH, None, True),
    (NEXT_MONTH, None, TODAY, None, True),
    (NEXT_MONTH, None, TODAY, NEXT_MONTH, True),
    (NEXT_MONTH, None, TODAY, NEXT_MONTH - timedelta(days=1), False),
    (TODAY, TOMORROW, TOMORROW, None, True),
    (TODAY, TODAY, TOMORROW, None, False),
]


@pytest.mark.parametrize(("from_", "until", "starts_on", "ends_on", "is_double"), PERIODS)
def test_nobody_holds_the_same_role_twice_at_one_time(
    offices: Offices, from_: date, until: date | None, starts_on: date, ends_on: date | None, is_double: bool
) -> None:
    stranger = offices.cast.stranger
    offices.grant("administrator", stranger, Role.AUDITOR, starts_on=from_, ends_on=until)

    def act() -> object:
        return offices.grant("administrator", stranger, Role.AUDITOR, starts_on=starts_on, ends_on=ends_on)

    if is_double:
        assert "holds this role already" in refused(PolicyRefused, act).fields["employee"]
    else:
        act()


def test_same_role_at_another_post_or_by_another_person_is_no_double(offices: Offices) -> None:
    other = offices.post.__class__.objects.create(
        code="BERGEN", name="Bergen", country="NO", bureau=offices.cast.bureau, time_zone="Europe/Oslo"
    )
    offices.grant("administrator", offices.cast.stranger, Role.HR_OFFICER, post=offices.post)
    offices.grant("administrator", offices.cast.stranger, Role.HR_OFFICER, post=other)
    offices.grant("administrator", offices.cast.employee, Role.HR_OFFICER, post=offices.post)

    assert RoleAssignment.objects.filter(role=Role.HR_OFFICER).count() == 3


# --- Record and letters -------------------------------------------------------------------------------------


def test_grant_and_end_stand_in_the_audit_chain(offices: Offices) -> None:
    granted = offices.grant(
        "director", offices.cast.stranger, Role.HR_SPECIALIST, bureau=offices.cast.bureau, ends_on=NEXT_MONTH
    )
    offices.end("director", granted)

    first, second = AuditEvent.objects.filter(chain="roles")
    assert (first.action, second.action) == ("grant_role", "end_role")
    assert (first.actor_id, first.subject) == (offices.cast.director.user_id, f"role:{granted.pk}")
    held = {
        "employee": offices.cast.stranger.number,
        "role": "hr_specialist",
        "bureau": "OES",
        "post": None,
        "starts_on": TODAY.isoformat(),
    }
    assert first.payload.data == {**held, "ends_on": NEXT_MONTH.isoformat()}
    assert second.payload.data == {**held, "ends_on": TODAY.isoformat(), "reason": REASON}
    assert audit.first_fault("roles") is None
    assert granted.granted_by == "Edith Execdir"


# Who acts, on which role; who is told.
LETTERS: list[tuple[str, Role, list[str]]] = [
    ("director", Role.HR_SPECIALIST, ["stan@example.gov"]),
    ("administrator", Role.SECURITY_OFFICER, ["edith@example.gov", "stan@example.gov"]),
    ("administrator", Role.EXECUTIVE_DIRECTOR, ["edith@example.gov", "stan@example.gov"]),
    ("administrator", Role.DRAD, ["stan@example.gov"]),
]


@pytest.mark.parametrize(("by", "role", "told"), LETTERS)
def test_person_and_executive_director_are_told_and_never_the_actor(
    offices: Offices, by: str, role: Role, told: list[str]
) -> None:
    held = offices.grant(by, offices.cast.stranger, role, **place_of(role, offices))
    granted = OutboxMessage.objects.filter(template="role_granted")
    assert sorted(letter.to for letter in granted) == told
    assert all(ROLES[role].title in letter.subject for letter in granted)
    for letter in granted:
        assert ("give it up" in letter.text) == (letter.to == "stan@example.gov")

    offices.end(by, held)
    ended = OutboxMessage.objects.filter(template="role_ended")
    assert sorted(letter.to for letter in ended) == told
    for letter in ended:
        assert REASON in letter.text
        assert "Monday, 23 November 2026" in letter.text


def test_whoever_gives_up_the_own_role_gets_no_letter_and_the_executive_director_does(
    offices: Offices,
) -> None:
    offices.end("coordinator", offices.held(Role.COORDINATOR))
    assert [letter.to for letter in OutboxMessage.objects.all()] == ["edith@example.gov"]


def test_reason_is_text_in_the_letter_whatever_it_holds(offices: Offices) -> None:
    offices.end("director", offices.held(Role.COORDINATOR), reason="<script>alert(1)</script> & more")
    letter = OutboxMessage.objects.get(to="cora@example.gov")

    assert "<script>alert(1)</script> & more" in letter.text
    assert "<script>" not in letter.html


def test_refusal_is_logged(offices: Offices, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "etelework.refusals"), pytest.raises(NotPermitted):
        offices.grant("employee", offices.cast.stranger, Role.AUDITOR)

    assert [getattr(record, "command", "") for record in caplog.records] == ["grant_role"]
