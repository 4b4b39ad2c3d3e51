"""An agreement that rests on a declared emergency carries its name and ends with it (2362.4)."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from agreements.history import history_of
from agreements.models import Agreement, Review
from agreements.services import lifecycle
from agreements.tasks import sweep_due
from eligibility.models import DeclaredEmergency
from eligibility.services import emergency as emergencies
from telework import clock, rendering
from telework.errors import PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from tests import cast as people
from tests.agreements.paper import document_of
from tests.browsing import page, proven, signed_in
from tests.cast import NOW, START, TODAY, Cast, approve_step, draft, submitted
from tests.eligibility.deciding import IN_EMERGENCY, declare, grant, handles_classified_daily, letters

pytestmark = pytest.mark.citation("2362.4")

LAST_DAY = TODAY + timedelta(days=30)
IN_EFFECT = NOW + timedelta(days=15)


def excepted(cast: Cast, **days: date | None) -> DeclaredEmergency:
    """Emma handles classified information daily, and is excepted while the flood lasts."""
    cast.employee = handles_classified_daily(cast)
    flood = declare(cast, **days)
    until = {"until": LAST_DAY, "review_on": LAST_DAY}
    grant(cast, rule_code=IN_EMERGENCY, emergency=flood, **until)
    return flood


def ended(flood: DeclaredEmergency, cast: Cast, now: datetime = IN_EFFECT) -> DeclaredEmergency:
    officer = cast.user("managing_officer")
    return emergencies.end_emergency(actor=officer, now=now, emergency=flood, reason="The water is gone.")


def signed_content(agreement: Agreement) -> dict[str, object]:
    content: dict[str, object] = json.loads(bytes(agreement.latest_terms().content or b"{}"))
    return content


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def test_what_is_signed_carries_the_name_and_the_pdf_and_the_history_say_it(cast: Cast) -> None:
    flood = excepted(cast)

    agreement = people.approved(cast)

    assert agreement.terms_in_force().emergency == flood
    assert signed_content(agreement)["emergency"] == {
        "name": "Washington flood",
        "authority": "Determination 2026-14 of the Secretary",
        "citation": "2362.4",
        "text": "Telework is possible here only by an exception while this emergency is declared. "
        "The agreement ends with it.",
    }
    assert "Declared emergency: “Washington flood”" in rendering.as_html(document_of(agreement, "agreement"))
    told = {event.title: event.detail for event in history_of(agreement, with_drafting=False)}
    assert "rests on the emergency “Washington flood” and ends with it" in told["Agreement complete"]
    assert "ends with it, without notice (3 FAM 2362.4)" in letters("agreement_approved")["emma"].text


def test_an_agreement_without_one_says_nothing_of_it(cast: Cast) -> None:
    declare(cast)

    agreement = people.approved(cast)

    assert agreement.terms_in_force().emergency is None
    assert "emergency" not in signed_content(agreement)


def test_the_pages_say_it_before_the_signature_and_after(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    excepted(cast)
    agreement = draft(cast)
    employee = proven(cast, "employee")

    for name in ("request_check", "request_sign"):
        shown = page(employee, reverse(name, args=[agreement.number]))
        assert "excepted only while this emergency is declared" in shown
    digest = page(employee, reverse("request_sign", args=[agreement.number])).split("app-digest")[1]
    people.submission.submit(
        actor=cast.user("employee"), now=NOW, agreement=agreement, authentication=people.proof()
    )
    assert again(agreement).latest_terms().content_sha256 in digest
    shown = page(signed_in(cast, "employee"), reverse("agreement", args=[agreement.number]))
    assert "Declared emergency:" in shown
    assert "Washington flood" in shown


def test_ending_the_emergency_ends_the_agreement_at_once_with_its_reason_and_once(cast: Cast) -> None:
    flood = excepted(cast)
    agreement = people.active(cast)
    ended(flood, cast)

    done = sweep_due(IN_EFFECT)

    over = again(agreement)
    assert (over.state, over.end_reason, over.ended_on) == (
        "ended",
        "emergency_over",
        clock.date_of(IN_EFFECT),
    )
    assert (done.ended, done.failed, done.reviewed) == (1, 0, 0)
    assert not Review.objects.exists()
    told = letters("agreement_ended")
    assert set(told) == {"emma", "sam", "cora"}
    assert "“Washington flood”" in told["emma"].text
    event = AuditEvent.objects.get(action="end", chain=agreement.chain)
    assert event.payload.data == {"ended_on": over.ended_on.isoformat(), "reason": "emergency_over"}
    before = OutboxMessage.objects.count()
    assert sweep_due(IN_EFFECT).ended == 0
    assert OutboxMessage.objects.count() == before


def test_it_holds_through_the_last_day_of_the_emergency_and_no_longer(cast: Cast) -> None:
    excepted(cast)
    agreement = people.active(cast)
    last = NOW + (LAST_DAY - TODAY)

    assert sweep_due(last).ended == 0
    assert sweep_due(last + timedelta(days=1)).ended == 1
    assert (again(agreement).ended_on, again(agreement).end_reason) == (LAST_DAY, "emergency_over")


def test_whatever_ends_it_before_is_the_reason(cast: Cast) -> None:
    flood = excepted(cast)
    agreement = people.active(cast)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=START)
    ended(flood, cast)

    sweep_due(IN_EFFECT)

    assert again(agreement).end_reason == "expired"


def test_an_approved_agreement_ends_with_it_too_before_it_starts(cast: Cast) -> None:
    flood = excepted(cast)
    agreement = people.approved(cast)
    ended(flood, cast, NOW)

    sweep_due(NOW)

    over = again(agreement)
    assert (over.state, over.end_reason, over.ended_on) == ("ended", "emergency_over", TODAY)


def test_one_without_the_emergency_goes_on_when_it_ends(cast: Cast) -> None:
    agreement = people.active(cast)
    ended(declare(cast), cast)

    assert sweep_due(IN_EFFECT).ended == 0
    with pytest.raises(WrongState):
        lifecycle.end_if_due(actor=User.objects.system(), now=IN_EFFECT, agreement=agreement)


def test_an_exception_granted_after_the_signature_needs_a_new_one(cast: Cast) -> None:
    agreement = submitted(cast)
    excepted(cast)

    with pytest.raises(PolicyRefused, match="has to carry its name and end with it"):
        approve_step(cast, agreement, "supervisor")


def test_of_two_emergencies_the_first_to_end_counts(cast: Cast) -> None:
    storm = declare(cast, name="Storm", until=None)
    flood = excepted(cast)
    position = cast.employee.position
    assert position is not None
    position.onsite_activity, position.onsite_activity_portable = "daily", False
    position.save()
    grant(
        cast,
        rule_code="position.daily_on_site",
        emergency=storm,
        until=LAST_DAY,
        review_on=LAST_DAY,
    )

    assert submitted(cast).latest_terms().emergency == flood


@pytest.mark.parametrize("rule", ["performance.close_supervision"])
def test_an_exception_that_needs_no_emergency_ties_the_agreement_to_none(cast: Cast, rule: str) -> None:
    people.Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=True)
    cast.employee = people.Employee.objects.get(pk=cast.employee.pk)
    grant(cast, rule_code=rule)

    assert submitted(cast).latest_terms().emergency is None
