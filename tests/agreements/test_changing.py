"""Changed terms: asked for, routed to whom they concern, refused, taken back; the old ones hold meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agreements import tasks
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.services import changing, lifecycle, renewal
from agreements.services.drafting import save_worksite
from agreements.services.renewal import take_effect
from agreements.services.versions import kept_acknowledgements
from agreements.states import Purpose, State
from telework.errors import NotPermitted, NotReauthenticated, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from tests.cast import HOME, NOW, Cast, active, approve_step, approved, waiting_step
from tests.changing import FROM, LATER, MONDAYS_TOO, WHY, amended, begin, renew, send, take_back, write
from tests.deciding import deny, send_back

FROM_DAY = datetime(2027, 1, 4, 17, 0, tzinfo=UTC)


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def actions(agreement: Agreement) -> list[str]:
    events = AuditEvent.objects.filter(chain=agreement.chain).order_by("sequence")
    return list(events.values_list("action", flat=True))


def letters(agreement: Agreement, template: str) -> set[str]:
    found = OutboxMessage.objects.filter(
        template=template, key__startswith=f"agreement:{agreement.pk}:"
    ).values_list("to", flat=True)
    return {address.partition("@")[0] for address in found}


def asked(agreement: Agreement) -> list[str]:
    return [step.role for step in agreement.latest_terms().latest_round()]


@pytest.mark.citation("2362.1(n)")
def test_changed_terms_begin_as_a_copy_of_those_in_force_with_the_justification(cast: Cast) -> None:
    agreement = active(cast)
    terms = begin(cast, agreement)
    assert (terms.number, terms.purpose, terms.justification) == (2, Purpose.AMENDMENT, WHY)
    assert terms.requested_start_on == FROM
    assert terms.acknowledged == agreement.terms_versions.get(number=1).acknowledged
    assert [site.street for site in terms.worksites.all()] == ["100 Example Street"]
    assert again(agreement).state == State.ACTIVE
    assert again(agreement).terms_in_force().number == 1
    assert actions(agreement)[-1] == "begin_changes"


@pytest.mark.citation("2362.1(n)")
def test_changed_terms_need_a_justification_and_a_day_that_is_not_past(cast: Cast) -> None:
    agreement = active(cast)
    with pytest.raises(PolicyRefused) as refusal:
        begin(cast, agreement, justification=" ", takes_effect_on=date(2026, 12, 13))
    assert set(refusal.value.fields) == {"justification", "takes_effect_on"}
    assert agreement.terms_versions.count() == 1


def test_only_the_employee_begins_and_only_once(cast: Cast) -> None:
    agreement = active(cast)
    for other in ("supervisor", "director", "coordinator", "stranger"):
        with pytest.raises(NotPermitted):
            changing.begin_changes(
                actor=cast.user(other),
                now=LATER,
                agreement=agreement,
                justification=WHY,
                takes_effect_on=FROM,
            )
    begin(cast, agreement)
    with pytest.raises(WrongState, match="being written already"):
        begin(cast, agreement)


def test_a_statement_that_changed_since_is_accepted_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = active(cast)
    statements = agreement.kind_record.all_statements
    accepted = begin(cast, agreement).acknowledged
    assert len(accepted) == len(statements)
    take_back(cast, agreement)
    kept = TermsVersion.objects.get(agreement=agreement, number=1)
    content = bytes(kept.content or b"").replace(statements[0].text.encode(), b"In older words.")
    monkeypatch.setattr(TermsVersion, "content", property(lambda _: content, lambda *_: None))
    assert set(accepted) - set(kept_acknowledgements(kept)) == {statements[0].code}


@pytest.mark.citation("2362.1(n)")
@pytest.mark.parametrize(
    ("section", "answers", "offices"),
    [
        ("communication", {"communication_hours": "9 to 5"}, ["supervisor"]),
        ("clauses", {"unscheduled_telework": False}, ["supervisor"]),
        ("schedule", {"schedule_data": MONDAYS_TOO.to_json()}, ["supervisor", "executive_director"]),
        ("schedule", {"requested_end_on": date(2027, 6, 30)}, ["supervisor"]),
    ],
)
def test_the_supervisor_is_asked_always_and_others_where_what_they_look_at_changed(
    cast: Cast, section: str, answers: dict[str, object], offices: list[str]
) -> None:
    agreement = active(cast)
    begin(cast, agreement)
    write(cast, agreement, section, **answers)
    send(cast, agreement)
    assert asked(agreement) == offices
    assert again(agreement).state == State.ACTIVE
    assert letters(agreement, "changes_received") == {"emma"}
    assert "sam" in letters(agreement, "decision_needed")


def test_terms_in_which_nothing_differs_are_not_sent(cast: Cast) -> None:
    agreement = active(cast)
    begin(cast, agreement)
    with pytest.raises(PolicyRefused, match="Nothing differs"):
        send(cast, agreement)
    assert not agreement.latest_terms().is_signed


@pytest.mark.citation("2367(b)")
def test_a_changed_address_makes_its_checklist_stale_and_holds_the_signature(cast: Cast) -> None:
    agreement = active(cast)
    terms = begin(cast, agreement)
    site = terms.worksites.get()
    save_worksite(
        actor=cast.user("employee"),
        now=LATER,
        agreement=agreement,
        worksite=site,
        values={**HOME, "street": "7 Other Street"},
    )
    with pytest.raises(PolicyRefused) as refusal:
        send(cast, agreement)
    assert any("safety" in finding.section for finding in refusal.value.findings)


@pytest.mark.citation("2362.1(n)")
def test_the_new_terms_supersede_the_old_on_their_day_in_the_same_instant(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    approve_step(cast, agreement, "supervisor", LATER)
    after = approve_step(cast, agreement, "director", LATER)
    assert after.state == State.ACTIVE
    new = after.latest_terms()
    assert (new.accepted_at, new.takes_effect_on, new.took_effect_at) == (LATER, FROM, None)
    assert after.terms_in_force().number == 1
    assert letters(agreement, "terms_accepted") == {"emma", "sam", "cora"}
    assert new.documents.count() == 2
    assert tasks.sweep_due(FROM_DAY - timedelta(days=1)).changed == 0
    assert tasks.sweep_due(FROM_DAY).changed == 1
    assert tasks.sweep_due(FROM_DAY).changed == 0
    old, new = agreement.terms_versions.order_by("number")
    assert old.superseded_at == new.took_effect_at == FROM_DAY
    assert again(agreement).terms_in_force() == new
    assert letters(agreement, "terms_in_effect") == {"emma", "sam"}


def test_a_late_sweep_brings_terms_into_effect_and_changes_no_date(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    approve_step(cast, agreement, "supervisor", LATER)
    approve_step(cast, agreement, "director", LATER)
    tasks.sweep_due(FROM_DAY + timedelta(days=9))
    assert again(agreement).terms_in_force().takes_effect_on == FROM


def test_terms_take_effect_by_themselves_only(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    approve_step(cast, agreement, "supervisor", LATER)
    approve_step(cast, agreement, "director", LATER)
    terms = agreement.latest_terms()
    with pytest.raises(NotPermitted):
        take_effect(actor=cast.user("employee"), now=FROM_DAY, terms=terms)
    with pytest.raises(WrongState):
        take_effect(actor=User.objects.system(), now=LATER, terms=terms)


@pytest.mark.citation("2362.1(n)")
def test_refused_changes_leave_the_old_terms_in_force(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    deny(cast.user("supervisor"), waiting_step(agreement), LATER)
    after = again(agreement)
    assert (after.state, after.terms_in_force().number, after.changed_terms()) == (State.ACTIVE, 1, None)
    assert letters(agreement, "changes_refused") == {"emma"}
    assert letters(agreement, "request_denied") == set()
    begin(cast, agreement)  # another change can be asked for


def test_returned_changes_are_written_on_and_go_on_to_hold_the_old_terms(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    send_back(cast.user("supervisor"), waiting_step(agreement), LATER)
    third = again(agreement).changed_terms()
    assert third is not None
    assert (third.number, third.purpose, third.justification) == (3, Purpose.AMENDMENT, WHY)
    assert third.acknowledged
    assert again(agreement).is_editable
    write(cast, agreement, "clauses", unscheduled_telework=False)
    send(cast, agreement)
    assert asked(agreement) == ["supervisor", "executive_director"]


def test_changed_terms_are_taken_back_until_they_are_accepted(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    with pytest.raises(NotPermitted):
        take_back(cast, agreement, "supervisor")
    take_back(cast, agreement)
    after = again(agreement)
    assert (after.state, after.changed_terms(), after.is_editable) == (State.ACTIVE, None, False)
    assert not ApprovalStep.objects.filter(terms__agreement=agreement, closed_at__isnull=True).exists()
    assert letters(agreement, "changes_withdrawn") == {"sam"}
    with pytest.raises(WrongState):
        take_back(cast, agreement)


def test_accepted_terms_are_not_taken_back(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    approve_step(cast, agreement, "supervisor", LATER)
    approve_step(cast, agreement, "director", LATER)
    with pytest.raises(NotPermitted):
        take_back(cast, agreement)


def test_changed_terms_before_the_start_reopen_the_agreement(cast: Cast) -> None:
    agreement = approved(cast)
    begin(cast, agreement, NOW, takes_effect_on=date(2026, 12, 14))
    assert again(agreement).state == State.APPROVED
    write(cast, agreement, "communication", NOW, communication_hours="9 to 5")
    send(cast, agreement, NOW)
    assert again(agreement).state == State.IN_REVIEW
    after = approve_step(cast, agreement, "supervisor", NOW)
    assert (after.state, after.starts_on) == (State.APPROVED, date(2026, 12, 14))
    assert after.terms_in_force().number == 2


@pytest.mark.parametrize("how", ["denied", "withdrawn", "returned and withdrawn"])
def test_changes_before_the_start_that_come_to_nothing_leave_it_approved(cast: Cast, how: str) -> None:
    agreement = approved(cast)
    begin(cast, agreement, NOW)
    write(cast, agreement, "communication", NOW, communication_hours="9 to 5")
    send(cast, agreement, NOW)
    if how == "denied":
        deny(cast.user("supervisor"), waiting_step(agreement), NOW)
    elif how == "withdrawn":
        take_back(cast, agreement, now=NOW)
    else:
        send_back(cast.user("supervisor"), waiting_step(agreement), NOW)
        take_back(cast, agreement, now=NOW)
    after = again(agreement)
    assert (after.state, after.terms_in_force().number) == (State.APPROVED, 1)
    day = datetime(2026, 12, 7, 17, tzinfo=UTC)
    assert lifecycle.start(actor=User.objects.system(), now=day, agreement=after).state == State.ACTIVE


def test_an_agreement_that_ends_ends_its_changes_too(cast: Cast) -> None:
    agreement = amended(cast, active(cast))
    notice = lifecycle.give_notice(actor=cast.user("employee"), now=LATER, agreement=agreement)
    after = datetime.combine(notice.last_day + timedelta(days=1), LATER.timetz())
    lifecycle.end_if_due(actor=User.objects.system(), now=after, agreement=agreement)
    assert again(agreement).changed_terms() is None
    assert not ApprovalStep.objects.filter(terms__agreement=agreement, closed_at__isnull=True).exists()


@pytest.mark.citation("2362.1(n)")
def test_renewal_with_nothing_changed_asks_the_supervisor_alone(cast: Cast) -> None:
    agreement = renew(cast, active(cast))
    terms = agreement.latest_terms()
    assert terms.purpose == Purpose.RENEWAL
    assert asked(agreement) == ["supervisor"]
    after = approve_step(cast, agreement, "supervisor", LATER)
    assert after.state == State.ACTIVE
    tasks.sweep_due(LATER)
    assert again(agreement).terms_in_force().number == 2


def test_renewal_moves_the_last_day(cast: Cast) -> None:
    agreement = active(cast)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2027, 3, 31))
    with pytest.raises(PolicyRefused):
        renew(cast, again(agreement), last_day=date(2027, 3, 31))
    renew(cast, again(agreement), last_day=date(2028, 3, 31))
    approve_step(cast, agreement, "supervisor", LATER)
    tasks.sweep_due(LATER)
    assert again(agreement).ends_on == date(2028, 3, 31)


def test_renewal_is_signed_with_a_fresh_proof(cast: Cast) -> None:
    agreement = active(cast)
    with pytest.raises(NotReauthenticated):
        renewal.renew(
            actor=cast.user("employee"), now=LATER, agreement=agreement, last_day=None, authentication=None
        )
    assert agreement.terms_versions.count() == 1
