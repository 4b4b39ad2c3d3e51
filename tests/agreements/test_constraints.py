"""The database refuses nonsense, whoever writes it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from agreements.models import Agreement, ApprovalStep, Notice, Signature, TermsVersion, Worksite
from agreements.models.terms import SignedTermsError
from tests.cast import NOW, TODAY, Cast, active, approved, draft, submitted

ENDED: dict[str, Any] = {"state": "ended", "ended_on": TODAY, "end_reason": "expired"}


def write(rows: QuerySet[Any], **values: Any) -> None:
    """Write past the state machine and past the query set that guards it."""
    with transaction.atomic():
        QuerySet.update(rows, **values)


def case(cast: Cast, **values: Any) -> Agreement:
    given = {"employee": cast.employee, "bureau": cast.bureau, "kind": "domestic", "opened_at": NOW}
    with transaction.atomic():
        return Agreement.objects.create(**{**given, "state_since": NOW, **values})


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "pending"}, "agreement_state_known"),
        ({"state": "ended", "ended_on": TODAY}, "agreement_ended_whole"),
        ({"state": "ended", "end_reason": "expired"}, "agreement_ended_whole"),
        ({**ENDED, "end_reason": "bored"}, "agreement_ended_whole"),
        ({"ended_on": TODAY}, "agreement_ended_whole"),
        ({"end_reason": "expired"}, "agreement_ended_whole"),
        ({"state": "active"}, "agreement_in_force_has_start"),
        ({"state": "approved", "starts_on": TODAY}, "agreement_in_force_has_start"),
        ({"state": "suspended", "approved_at": NOW}, "agreement_in_force_has_start"),
    ],
)
def test_a_case_makes_sense_or_is_refused(cast: Cast, values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        case(cast, **values)


def test_an_ended_case_with_day_and_reason_is_accepted(cast: Cast) -> None:
    assert case(cast, **ENDED).pk


def test_two_agreements_in_effect_in_one_country_are_refused(cast: Cast) -> None:
    in_effect = {"state": "active", "starts_on": TODAY, "approved_at": NOW}
    case(cast, **in_effect)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        case(cast, kind="another", **in_effect)
    assert case(cast, kind="another", site_country="FR", **in_effect).pk


def test_two_open_cases_of_a_kind_are_refused(cast: Cast) -> None:
    case(cast)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        case(cast)
    for over in ({"state": "withdrawn"}, {"state": "denied"}, ENDED):
        assert case(cast, **over).pk


def test_a_case_number_is_given_once(cast: Cast) -> None:
    case(cast, number="TW-2026-1", state="withdrawn")
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        case(cast, number="TW-2026-1", state="withdrawn")


@pytest.mark.parametrize(
    "values",
    [
        {"decision": "approved"},
        {"decision": "approved", "capacity": "Supervisor"},
        {"decision": "maybe", "capacity": "Supervisor", "closed_at": NOW},
        {"capacity": "Supervisor"},
    ],
    ids=["nobody decided", "no decider", "unknown decision", "capacity without decision"],
)
def test_half_a_decision_is_refused(cast: Cast, values: dict[str, Any]) -> None:
    submitted(cast)
    with pytest.raises(IntegrityError, match="decision_whole"):
        write(ApprovalStep.objects.all(), **values)


def test_a_decider_without_decision_is_refused(cast: Cast) -> None:
    submitted(cast)
    with pytest.raises(IntegrityError, match="decision_whole"):
        write(ApprovalStep.objects.all(), decided_by=cast.supervisor)


def test_a_decision_on_a_step_that_was_never_opened_is_refused(cast: Cast) -> None:
    submitted(cast)
    whole = {"decision": "approved", "decided_by": cast.director, "capacity": "X", "closed_at": NOW}
    with pytest.raises(IntegrityError, match="decision_whole"):
        write(ApprovalStep.objects.filter(opened_at__isnull=True), **whole)


@pytest.mark.citation("2362.1(i)")
@pytest.mark.parametrize("reason", [{}, {"reason_code": "rating"}, {"reason_text": "because"}])
def test_a_denial_without_its_reason_is_refused(cast: Cast, reason: dict[str, str]) -> None:
    submitted(cast)
    whole = {"decision": "denied", "decided_by": cast.supervisor, "capacity": "Supervisor", "closed_at": NOW}
    with pytest.raises(IntegrityError, match="denial_has_reason"):
        write(ApprovalStep.objects.filter(opened_at__isnull=False), **whole, **reason)


def test_two_steps_in_one_place_of_the_chain_are_refused(cast: Cast) -> None:
    submitted(cast)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        write(ApprovalStep.objects.all(), ordinal=7)


def notice(agreement: Agreement, **values: Any) -> Notice:
    given: dict[str, Any] = {
        "agreement": agreement,
        "party": "employee",
        "given_by": agreement.employee,
        "given_at": NOW,
        "given_on": TODAY,
        "earliest_last_day": date(2026, 12, 8),
        "last_day": date(2026, 12, 8),
    }
    with transaction.atomic():
        return Notice.objects.create(**{**given, **values})


@pytest.mark.citation("2362.1(n)")
def test_a_second_running_notice_of_a_side_is_refused_and_one_of_the_other_is_not(cast: Cast) -> None:
    agreement = approved(cast)
    notice(agreement, withdrawn_at=NOW)
    notice(agreement, completed_at=NOW)
    notice(agreement)
    notice(agreement, party="supervisor", reason_code="rating", reason_text="because")
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        notice(agreement)


@pytest.mark.citation("2362.1(m)")
def test_a_notice_that_is_too_short_is_refused(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="notice_long_enough"):
        notice(approved(cast), last_day=date(2026, 12, 8) - timedelta(days=1))


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize("reason", [{}, {"reason_code": "rating"}, {"reason_text": "because"}])
def test_managements_notice_without_reason_is_refused(cast: Cast, reason: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match="management_notice_has_reason"):
        notice(approved(cast), party="supervisor", **reason)


def test_a_notice_of_a_party_nobody_knows_is_refused(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="management_notice_has_reason"):
        notice(approved(cast), party="neighbour", reason_code="rating", reason_text="because")


@pytest.mark.parametrize("values", [{"content_sha256": "ab"}, {"signed_at": NOW}, {"content": b"{}"}])
def test_half_a_signature_on_the_terms_is_refused(cast: Cast, values: dict[str, Any]) -> None:
    draft(cast)
    with pytest.raises(IntegrityError, match="terms_signed_whole"):
        write(TermsVersion.objects.all(), **values)


def test_terms_and_sites_are_numbered_once(cast: Cast) -> None:
    agreement = draft(cast)
    for model, at in (
        (TermsVersion, {"agreement": agreement}),
        (Worksite, {"terms": agreement.latest_terms()}),
    ):
        row = model._base_manager.get(**at)
        row.pk = None
        with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
            row.save(force_insert=True)


def test_the_employee_signs_a_version_once(cast: Cast) -> None:
    submitted(cast)
    signature = Signature.objects.get()
    signature.pk = None
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        signature.save(force_insert=True)


@pytest.mark.parametrize(
    "of", [lambda a: a.employee, lambda a: a.bureau, lambda a: a, lambda a: a.latest_terms()]
)
def test_nothing_that_a_record_stands_on_can_be_deleted(cast: Cast, of: Callable[[Agreement], Any]) -> None:
    agreement = active(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        of(agreement).delete()


def test_signed_terms_cannot_be_written_by_any_other_way(cast: Cast) -> None:
    terms = submitted(cast).latest_terms()
    terms.communication_hours = "never"

    with pytest.raises(SignedTermsError):
        terms.save()
    with pytest.raises(SignedTermsError):
        TermsVersion.objects.filter(pk=terms.pk).update(communication_hours="never")
