"""The coordinator's list: exactly their bureaus, what is incomplete first, found quickly at any size."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from agreements.gaps import Gap, with_gap
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.services import lifecycle
from agreements.states import State
from eligibility.models import Employee, TrainingCompletion
from telework.models import Document
from telework.roles import Role
from tests.browsing import counted, page, signed_in
from tests.cast import NOW, TODAY, Cast, approve_step, approved, draft, grant, submitted, train, waiting_step
from tests.deciding import deny, send_back


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def many(cast: Cast, number: int, state: State = State.ACTIVE, pattern: str = "core", **facts: Any) -> None:
    """`number` agreements of as many people, with signed terms."""
    first = Employee.objects.filter(number__startswith="M").count()
    people = Employee.objects.bulk_create(
        Employee(
            number=f"M{first + i:05d}",
            given_name=f"Mia{first + i}",
            family_name=f"Many{first + i:05d}",
            position=cast.employee.position,
            supervisor=cast.supervisor,
            appointment_type="career",
            hired_on=date(2020, 1, 1),
            facts_as_of=TODAY,
        )
        for i in range(number)
    )
    cases = Agreement.objects.bulk_create(
        Agreement(
            **{
                "number": f"TW-2025-{employee.pk:06d}",
                "employee": employee,
                "bureau": cast.bureau,
                "kind": "domestic",
                "state": state,
                "state_since": NOW,
                "opened_at": NOW,
                "submitted_at": NOW,
                "approved_at": NOW,
                "starts_on": TODAY,
                **facts,
            }
        )
        for employee in people
    )
    TermsVersion.objects.bulk_create(
        TermsVersion(
            agreement=case,
            number=1,
            policy_set="fam_2018",
            opened_at=NOW,
            pattern=pattern,
            content=b"{}",
            content_sha256="0" * 64,
            signed_at=NOW,
        )
        for case in cases
    )


def listed(text: str) -> list[str]:
    """The family names in the order of the list."""
    names = Employee.objects.values_list("given_name", "family_name")
    found = [(text.find(f">{given} {family}</a>"), family) for given, family in names]
    return [family for place, family in sorted(found) if place >= 0]


def gap_of(agreement: Agreement) -> str | None:
    gap: str | None = with_gap(Agreement.objects.all(), TODAY).get(pk=agreement.pk).gap
    return gap


def test_list_is_for_coordinators_alone(cast: Cast) -> None:
    submitted(cast)
    for name in ("employee", "supervisor", "director", "managing_officer", "auditor"):
        assert "This page is for the bureau telework coordinator." in page(
            signed_in(cast, name), "/bureau/", 403
        )


@pytest.mark.citation("2363.3(b)")
def test_coordinator_sees_every_agreement_of_exactly_their_bureaus(cast: Cast) -> None:
    agreement = submitted(cast)
    many(cast, 1)
    many(cast, 1, bureau=cast.other_bureau)
    theirs, others = (
        listed(page(signed_in(cast, "coordinator"), "/bureau/")),
        Agreement.objects.order_by("pk"),
    )
    assert theirs == ["Employee", others[1].employee.family_name]
    assert listed(page(signed_in(cast, "other_coordinator"), "/bureau/")) == [others[2].employee.family_name]
    assert str(agreement.number) in page(signed_in(cast, "coordinator"), "/bureau/")


def test_coordinator_of_two_bureaus_sees_both_named(cast: Cast) -> None:
    grant(cast.coordinator, Role.COORDINATOR, cast.other_bureau)
    many(cast, 1)
    many(cast, 1, bureau=cast.other_bureau)
    text = page(signed_in(cast, "coordinator"), "/bureau/")
    assert "Agreements of Economic Affairs (EB) and Oceans (OES)" in text
    assert len(listed(text)) == 2


def test_request_that_is_being_written_is_not_listed(cast: Cast) -> None:
    draft(cast)
    text = page(signed_in(cast, "coordinator"), "/bureau/")
    assert "No agreements yet" in text
    assert "Emma" not in text


def test_counts_of_every_state_lead_to_the_filter(cast: Cast) -> None:
    many(cast, 3)
    many(cast, 2, State.DENIED, approved_at=None, starts_on=None)
    text = page(signed_in(cast, "coordinator"), "/bureau/")
    assert '<a class="usa-link" href="?state=active">In effect</a> <strong>3</strong>' in text
    assert '<a class="usa-link" href="?state=denied">Denied</a> <strong>2</strong>' in text
    assert "Withdrawn</a>" not in text


@pytest.mark.parametrize(
    ("query", "families"),
    [
        ("q=emm", ["Employee"]),
        ("q=EMPLOYEE+emma", ["Employee"]),
        ("q=emma+nobody", []),
        ("q=TW-2026", ["Employee"]),
        ("q=many", ["Many00001", "Many00000"]),
        ("q=%25", []),
        ("state=in_review", ["Employee"]),
        ("state=active", ["Many00000"]),
        ("pattern=situational", ["Many00001"]),
        ("pattern=core&state=active", ["Many00000"]),
        ("pattern=core&state=denied", []),
        ("state=bogus", ["Many00001", "Employee", "Many00000"]),
    ],
)
def test_search_and_filters(cast: Cast, query: str, families: list[str]) -> None:
    submitted(cast)
    many(cast, 1)
    many(cast, 1, State.RETURNED, "situational", approved_at=None, starts_on=None)
    text = page(signed_in(cast, "coordinator"), f"/bureau/?{query}")
    assert sorted(listed(text)) == sorted(families)
    assert ("Nothing matches" in text) == (not families)


def test_search_keeps_what_was_typed_and_can_be_taken_back(cast: Cast) -> None:
    many(cast, 2)
    text = page(signed_in(cast, "coordinator"), "/bureau/?q=mia&state=active")
    assert 'value="mia"' in text
    assert '<option value="active" selected>' in text
    assert "Show all 2" in text


def test_unknown_filter_value_is_named_as_wrong(cast: Cast) -> None:
    many(cast, 1)
    assert "bogus is not one of the available choices" in page(
        signed_in(cast, "coordinator"), "/bureau/?state=bogus"
    )


def test_pages_hold_twenty_five_and_keep_the_filter(cast: Cast) -> None:
    many(cast, 60)
    client = signed_in(cast, "coordinator")
    first, last = page(client, "/bureau/?state=active"), page(client, "/bureau/?state=active&page=3")
    assert (len(listed(first)), len(listed(last))) == (25, 10)
    assert "?state=active&amp;page=2" in first
    assert len(listed(page(client, "/bureau/?page=999"))) == 10


def test_queries_stay_the_same_for_ten_and_for_a_thousand(cast: Cast) -> None:
    submitted(cast)
    many(cast, 10)
    client = signed_in(cast, "coordinator")
    client.get("/bureau/")
    with counted() as few:
        client.get("/bureau/")
    many(cast, 990)
    with counted() as lots:
        client.get("/bureau/")
    assert few == lots
    # The list, its counts and gaps; letters that failed; steps by time; what the navigation counts.
    assert lots[0] <= 19


def test_incomplete_comes_first_with_a_word_for_what_is_missing(cast: Cast) -> None:
    many(cast, 2)
    agreement = submitted(cast)
    ApprovalStep.objects.filter(opened_at__isnull=False).update(due_on=TODAY - timedelta(days=1))
    text = page(signed_in(cast, "coordinator"), "/bureau/")
    assert listed(text)[0] == "Employee"
    assert "Decision overdue" in text
    assert gap_of(agreement) == Gap.OVERDUE


def test_decision_due_today_is_not_overdue(cast: Cast) -> None:
    agreement = submitted(cast)
    ApprovalStep.objects.filter(opened_at__isnull=False).update(due_on=TODAY)
    assert gap_of(agreement) is None


def test_row_names_who_has_the_decision(cast: Cast) -> None:
    agreement = submitted(cast)
    client = signed_in(cast, "coordinator")
    assert '<td data-label="With">Sam Supervisor</td>' in page(client, "/bureau/")
    approve_step(cast, agreement, "supervisor")
    assert '<td data-label="With">Bureau executive director, OES</td>' in page(client, "/bureau/")


def test_returned_request_waits_for_the_employee(cast: Cast) -> None:
    agreement = send_back(cast.user("supervisor"), waiting_step(submitted(cast)))
    assert gap_of(agreement) == Gap.RETURNED


def test_office_that_nobody_holds_is_missing_a_decider(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    assert gap_of(agreement) is None
    cast.director.roles.update(ends_on=TODAY - timedelta(days=1))
    assert gap_of(agreement) == Gap.VACANT


def test_decider_who_has_left_is_missing_too(cast: Cast) -> None:
    agreement = submitted(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=TODAY)
    assert gap_of(agreement) is None, "the last day is a day of service"
    Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=TODAY - timedelta(days=1))
    assert gap_of(agreement) == Gap.VACANT


def test_office_held_by_the_employee_alone_is_vacant_for_their_case(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    cast.director.roles.update(employee=cast.employee)
    assert gap_of(agreement) == Gap.VACANT


def test_document_that_failed_and_start_that_is_held_are_named(cast: Cast) -> None:
    agreement = approved(cast)
    assert gap_of(agreement) is None
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=TODAY - timedelta(days=1))
    assert gap_of(agreement) == Gap.HELD
    Document.objects.update(failure="broken")
    assert gap_of(agreement) == Gap.DOCUMENT


def test_case_that_is_over_lacks_nothing(cast: Cast) -> None:
    step = waiting_step(submitted(cast))
    ApprovalStep.objects.update(due_on=TODAY - timedelta(days=3))
    agreement = deny(cast.user("supervisor"), step)
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=None)
    assert gap_of(agreement) is None


def test_employee_without_a_supervisor_on_record_is_named(cast: Cast) -> None:
    agreement = approved(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=None)
    assert gap_of(agreement) == Gap.SUPERVISOR


@pytest.mark.citation("2362.7")
def test_supervisor_without_the_course_for_managers_is_what_is_missing(cast: Cast) -> None:
    agreement = submitted(cast)
    assert gap_of(agreement) is None
    TrainingCompletion.objects.filter(employee=cast.supervisor).delete()
    assert gap_of(agreement) == Gap.COURSE
    train(cast.supervisor, "manager")
    approve_step(cast, agreement, "supervisor")
    TrainingCompletion.objects.filter(employee=cast.supervisor).delete()
    assert gap_of(agreement) is None, "the executive director needs no such course"


def test_list_shows_the_start_asked_for_and_the_last_day_of_a_running_notice(cast: Cast) -> None:
    agreement = submitted(cast)
    client = signed_in(cast, "coordinator")
    assert '7 December 2026<span class="app-source">asked for</span>' in page(client, "/bureau/")
    approve_step(cast, agreement, "supervisor")
    approve_step(cast, agreement, "director")
    assert "asked for" not in page(client, "/bureau/")
    lifecycle.give_notice(actor=cast.user("employee"), now=NOW, agreement=agreement)
    assert '8 December 2026<span class="app-source">notice is running</span>' in page(client, "/bureau/")
