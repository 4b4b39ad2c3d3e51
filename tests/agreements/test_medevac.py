"""Telework during an evacuation: its chain, its days, and the agreement that waits meanwhile (2362.5)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements.models import Agreement, Suspension
from agreements.policy import interim
from agreements.services import drafting, evacuation, lifecycle, suspension
from agreements.states import Decision, EndReason, State
from eligibility.models import DisciplineAction, Employee
from telework.errors import PolicyRefused
from telework.models import OutboxMessage, User
from telework.roles import Role
from tests import abroad, sealed
from tests.abroad import PostCast, approve, make_post_cast
from tests.cast import NOW, START, TODAY
from tests.traces import actions, letters, refused

STARTED = datetime(2026, 12, 7, 15, 0, tzinfo=UTC)
AFTER = datetime(2027, 3, 7, 15, 0, tzinfo=UTC)  # the day after the last


@pytest.fixture
def cast(db: None) -> PostCast:
    return make_post_cast()


@pytest.fixture
def mel(cast: PostCast) -> Employee:
    return sealed.medical(cast)


def system() -> User:
    return User.objects.system()


def start(agreement: Agreement, now: datetime = STARTED) -> Agreement:
    return lifecycle.start(actor=system(), now=now, agreement=agreement)


def at_post(cast: PostCast) -> Agreement:
    """An agreement in effect at the post."""
    agreement = abroad.approved(cast)
    return start(agreement)


@pytest.mark.citation("2362.5(4)")
def test_supervisor_and_management_decide_after_three_consultations(cast: PostCast, mel: Employee) -> None:
    sealed.evacuated(cast)
    agreement = sealed.medevac_approved(cast, mel)
    assert (agreement.state, agreement.starts_on, agreement.ends_on) == (State.APPROVED, START, sealed.LAST)
    steps = agreement.latest_terms().latest_round()
    assert [(s.role, s.decision) for s in steps] == [
        ("supervisor", Decision.APPROVED),
        ("hr_officer", Decision.ADVISED),
        ("medical_services", Decision.ADVISED),
        ("security_officer", Decision.ADVISED),
        ("management_officer", Decision.APPROVED),
    ]
    medical = next(step for step in steps if step.role == "medical_services")
    assert (medical.concurs, medical.reason_text, medical.is_waivable) == (True, "", True)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"last": None}, "medevac.end"),
        ({"last": sealed.LAST + timedelta(days=1)}, "medevac.ninety_days"),
        ({"work": ""}, "medevac.work"),
        ({"tasks": " "}, "medevac.tasks"),
        ({"evacuation": None}, "medevac.recorded"),
    ],
)
@pytest.mark.citation("2362.5(2)")
@pytest.mark.citation("2362.5(3)")
def test_a_request_that_breaks_a_rule_is_not_submitted(
    cast: PostCast, given: dict[str, Any], code: str
) -> None:
    sealed.evacuated(cast)
    sealed.medevac_draft(cast, **given)
    agreement = Agreement.objects.get()
    with refused(PolicyRefused) as refusal:
        sealed.submission.submit(
            actor=cast.user("employee"), now=NOW, agreement=agreement, authentication=sealed.proof()
        )
    assert code in [finding.code for finding in refusal.value.findings]


@pytest.mark.parametrize("code", ["no_substitute_for_leave", "no_delay", "documents_segregated"])
@pytest.mark.citation("2362.5(5)")
def test_the_employee_accepts_what_holds_during_an_evacuation_and_abroad(cast: PostCast, code: str) -> None:
    sealed.evacuated(cast)
    agreement = sealed.medevac_draft(cast)
    accepted = [s.code for s in agreement.kind_record.all_statements if s.code != code]
    given: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    drafting.save_section(**given, section="acknowledgements", answers={"acknowledged": accepted})
    with refused(PolicyRefused) as refusal:
        sealed.submission.submit(**given, authentication=sealed.proof())
    assert [finding.code for finding in refusal.value.findings] == ["acknowledgements.accepted"]


@pytest.mark.citation("2362.5(2)")
def test_telework_does_not_go_beyond_the_evacuation(cast: PostCast) -> None:
    sealed.evacuated(cast, ends_on=date(2027, 1, 15))
    with pytest.raises(PolicyRefused) as refusal:
        sealed.medevac_asked(cast, last=date(2027, 1, 16))
    codes = [finding.code for finding in refusal.value.findings]
    assert codes == ["medevac.within", "medevac.ninety_days"]


@pytest.mark.citation("2362.5(1)")
def test_without_a_policy_of_the_post_nothing_is_submitted(db: None) -> None:
    cast = make_post_cast(with_policy=False)
    sealed.evacuated(cast)
    with pytest.raises(PolicyRefused) as refusal:
        sealed.medevac_asked(cast)
    assert [finding.code for finding in refusal.value.findings] == ["abroad.post_policy"]


@pytest.mark.citation("2362.5(1)")
def test_management_states_nsdd38_before_it_approves_and_local_factors_only_for_a_site_abroad(
    cast: PostCast, mel: Employee
) -> None:
    sealed.evacuated(cast)
    agreement = sealed.medevac_consulted(cast, mel)
    with refused(PolicyRefused) as refusal:
        approve(cast, agreement, cast.user("manager"), Role.MANAGEMENT_OFFICER)
    assert [finding.code for finding in refusal.value.findings] == ["mission.nsdd38"]
    agreement.latest_terms().worksites.update(country="NO")
    with refused(PolicyRefused) as refusal:
        approve(cast, agreement, cast.user("manager"), Role.MANAGEMENT_OFFICER)
    assert len(refusal.value.findings) == 5


@pytest.mark.citation("2362.5(2)")
def test_the_days_of_all_arrangements_of_one_evacuation_are_added_up(cast: PostCast, mel: Employee) -> None:
    sealed.evacuated(cast)
    first = start(sealed.medevac_approved(cast, mel, last=date(2026, 12, 26)))  # 20 days
    over = datetime(2026, 12, 28, 15, 0, tzinfo=UTC)
    lifecycle.end_if_due(actor=system(), now=over, agreement=first)
    begins = date(2027, 1, 4)
    latest = begins + timedelta(days=69)
    with pytest.raises(PolicyRefused) as refusal:
        sealed.medevac_asked(cast, over, start=begins, last=latest + timedelta(days=1))
    assert [finding.code for finding in refusal.value.findings] == ["medevac.ninety_days"]
    assert "The latest last day is 14 March 2027." in refusal.value.findings[0].message
    second = Agreement.objects.exclude(pk=first.pk).get()
    drafting.withdraw(actor=cast.user("employee"), now=over, agreement=second)
    assert sealed.medevac_asked(cast, over, start=begins, last=latest).state == State.IN_REVIEW


@pytest.mark.citation("2362.5(2)")
def test_while_it_is_in_effect_the_agreement_at_post_is_suspended_and_then_holds_again(
    cast: PostCast, mel: Employee
) -> None:
    home = at_post(cast)
    sealed.evacuated(cast)
    away = start(sealed.medevac_approved(cast, mel, STARTED), STARTED)
    home.refresh_from_db()
    assert (away.state, home.state) == (State.ACTIVE, State.SUSPENDED)
    held = Suspension.objects.get()
    assert (held.agreement, held.cause, held.citation) == (home, interim.CAUSE, interim.CITATION)
    assert letters(home)["agreement_set_aside"] == ["ama", "cora", "sam"]
    away = lifecycle.end_if_due(actor=system(), now=AFTER, agreement=away)
    home.refresh_from_db()
    assert (away.state, away.end_reason, home.state) == (State.ENDED, EndReason.EXPIRED, State.ACTIVE)
    assert letters(home)["agreement_resumed"] == ["ama", "cora", "sam"]


def test_a_suspension_by_law_outlasts_it_without_a_gap(cast: PostCast, mel: Employee) -> None:
    home = at_post(cast)
    sealed.evacuated(cast)
    away = start(sealed.medevac_approved(cast, mel, STARTED), STARTED)
    DisciplineAction.objects.create(
        employee=cast.employee, kind="absence", action_on=TODAY, calendar_year=2026, days=6
    )
    lifecycle.end_if_due(actor=system(), now=AFTER, agreement=away)
    home.refresh_from_db()
    assert home.state == State.SUSPENDED
    assert [s.cause for s in Suspension.objects.order_by("pk")] == [interim.CAUSE, "conduct.absence"]


def test_what_the_law_had_suspended_stays_set_aside_while_it_is_in_effect(
    cast: PostCast, mel: Employee
) -> None:
    home = at_post(cast)
    suspension.suspend(
        actor=system(), now=STARTED, agreement=home, cause="conduct.absence", citation="2362.2(c)", reason="x"
    )
    sealed.evacuated(cast)
    start(sealed.medevac_approved(cast, mel, STARTED), STARTED)
    suspension.resume_if_cleared(actor=system(), now=STARTED, agreement=home)
    home.refresh_from_db()
    assert home.state == State.SUSPENDED
    assert Suspension.objects.filter(lifted_at=None).get().cause == interim.CAUSE


def test_another_agreement_waits_with_its_start_until_it_is_over(cast: PostCast, mel: Employee) -> None:
    sealed.evacuated(cast)
    away = start(sealed.medevac_approved(cast, mel), STARTED)
    home = start(abroad.approved(cast), STARTED)
    assert home.state == State.APPROVED
    lifecycle.end_if_due(actor=system(), now=AFTER, agreement=away)
    home = start(home, AFTER)
    assert (home.state, home.starts_on) == (State.ACTIVE, AFTER.date())


@pytest.mark.citation("2362.5(2)")
def test_shortening_the_evacuation_shortens_the_arrangement_and_is_told(
    cast: PostCast, mel: Employee
) -> None:
    recorded = sealed.evacuated(cast)
    agreement = start(sealed.medevac_approved(cast, mel))
    earlier = date(2027, 1, 15)
    evacuation.shorten_evacuation(
        actor=cast.user("manager"), now=STARTED, evacuation=recorded, ends_on=earlier
    )
    agreement.refresh_from_db()
    assert agreement.ends_on == earlier
    assert letters(agreement)["evacuation_shortened"] == ["ama", "sam"]
    assert actions(agreement)[-1] == "shorten"


def test_a_request_beyond_a_shortened_evacuation_is_not_approved(cast: PostCast, mel: Employee) -> None:
    recorded = sealed.evacuated(cast)
    agreement = sealed.medevac_consulted(cast, mel)
    evacuation.shorten_evacuation(
        actor=cast.user("hr_officer"), now=NOW, evacuation=recorded, ends_on=date(2027, 1, 15)
    )
    with refused(PolicyRefused) as refusal:
        approve(cast, agreement, cast.user("manager"), Role.MANAGEMENT_OFFICER)
    assert "medevac.within" in [finding.code for finding in refusal.value.findings]


@pytest.mark.citation("2362.5(2)")
def test_an_extension_leaves_the_arrangement_and_asks_for_new_terms(cast: PostCast, mel: Employee) -> None:
    recorded = sealed.evacuated(cast)
    agreement = start(sealed.medevac_approved(cast, mel))
    evacuation.extend_evacuation(
        actor=cast.user("manager"), now=STARTED, evacuation=recorded, ends_on=date(2027, 5, 31)
    )
    agreement.refresh_from_db()
    assert agreement.ends_on == sealed.LAST
    assert OutboxMessage.objects.filter(template="evacuation_extended").get().to == "ama@example.gov"
