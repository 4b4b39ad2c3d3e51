"""The start page and the inbox: what is mine, what waits for me, whom to ask."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from agreements.models import Agreement, ApprovalStep
from agreements.services import drafting
from eligibility.models import Employee, RoleAssignment, TrainingCompletion
from eligibility.services.certificates import check_certificate
from eligibility.services.disputes import answer_dispute, raise_dispute
from telework.models import User
from tests.browsing import counted, page, signed_in
from tests.cast import NOW, TODAY, Cast, active, approve_step, draft, person, submitted, train, waiting_step
from tests.certificates import uploaded
from tests.deciding import send_back


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def submit_others(cast: Cast, number: int) -> None:
    """Requests of `number` more people with the same supervisor."""
    first = cast.employee
    for place in range(Employee.objects.count(), Employee.objects.count() + number):
        cast.employee = person(f"Pat{place}", f"Person{place}", cast.bureau, supervisor=cast.supervisor)
        train(cast.employee)
        submitted(cast)
    cast.employee = first


def test_whoever_is_not_signed_in_is_asked_to_sign_in_first(client: Client) -> None:
    answer = client.get("/inbox/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/inbox/")


def test_person_without_a_request_gets_the_button_to_begin_one(cast: Cast) -> None:
    text = page(signed_in(cast, "employee"), "/")
    assert "You have no telework agreement" in text
    assert 'href="/requests/new/"' in text
    assert "What stands in the way" not in text


@pytest.mark.citation("2362.7")
def test_a_rule_that_is_not_met_is_named_before_the_request_is_begun(cast: Cast) -> None:
    TrainingCompletion.objects.filter(employee=cast.employee).delete()
    text = page(signed_in(cast, "employee"), "/")
    assert "What stands in the way now" in text
    assert "You have not completed the telework course for employees" in text
    assert 'href="/requests/new/"' in text


def test_person_without_a_position_is_told_why_nothing_can_be_begun(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(position=None)
    text = page(signed_in(cast, "employee"), "/")
    assert "HR has no position recorded for you" in text
    assert "/requests/new/" not in text
    assert "your executive director&#x27;s office" in text


def test_account_without_an_employee_record_gets_a_page_that_says_so(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("nobody", password="x"))
    text = page(client, "/")
    assert "There is no employee record behind your sign-in" in text
    assert "not connected to an employee record" in page(client, "/inbox/", 403)


def test_person_who_has_left_finds_nothing_and_is_told_why(cast: Cast) -> None:
    client = signed_in(cast, "supervisor")
    submitted(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=TODAY - timedelta(days=1))
    text = page(client, "/")
    assert "no longer serve" in text
    assert "Emma" not in text


@pytest.mark.parametrize(
    ("make", "status", "owner", "next_step"),
    [
        (drafting.begin_request, "Being written", "Emma Employee", "Complete the parts"),
        (
            submitted,
            "Being decided",
            "Sam Supervisor (Supervisor, OES)",
            "expected by Tuesday, 1 December 2026",
        ),
        (active, "In effect", "Emma Employee", "Nothing to do"),
    ],
)
def test_my_case_stands_there_with_status_owner_since_and_next_step(
    cast: Cast, make: object, status: str, owner: str, next_step: str
) -> None:
    if make is drafting.begin_request:
        drafting.begin_request(actor=cast.user("employee"), now=NOW)
    else:
        make(cast)  # type: ignore[operator]
    text = page(signed_in(cast, "employee"), "/")
    for words in (Agreement.objects.get().number or "", status, owner, next_step, "2026"):
        assert words in text
    assert "Ask for a telework agreement" not in text
    assert "Ask for another arrangement" in text


def test_returned_request_leads_back_to_its_tasks(cast: Cast) -> None:
    agreement = submitted(cast)
    send_back(cast.user("supervisor"), waiting_step(agreement))
    assert f'href="/agreements/{agreement.number}/request/"' in page(signed_in(cast, "employee"), "/")


def test_earlier_cases_are_listed_and_a_new_one_can_be_begun(cast: Cast) -> None:
    agreement = draft(cast)
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    text = page(signed_in(cast, "employee"), "/")
    assert f"{agreement.number}</a>: withdrawn" in text
    assert 'href="/requests/new/"' in text


def test_decider_sees_the_first_few_of_what_waits_and_the_count(cast: Cast) -> None:
    submit_others(cast, 5)
    text = page(signed_in(cast, "supervisor"), "/")
    assert text.count("You are the supervisor of") == 3
    assert "See all 5" in text
    assert '<span class="app-nav__count">5' in text


def test_nothing_waiting_shows_no_count(cast: Cast) -> None:
    submitted(cast)
    for name in ("employee", "director", "coordinator", "stranger"):
        assert "app-nav__count" not in page(signed_in(cast, name), "/")


def test_inbox_groups_by_urgency_and_leaves_empty_groups_out(cast: Cast) -> None:
    submit_others(cast, 4)
    steps = ApprovalStep.objects.filter(opened_at__isnull=False).order_by("pk")
    dues = [TODAY - timedelta(days=8), TODAY - timedelta(days=7), TODAY, TODAY + timedelta(days=3)]
    for step, due in zip(steps, dues, strict=True):
        ApprovalStep.objects.filter(pk=step.pk).update(due_on=due)
    text = page(signed_in(cast, "supervisor"), "/inbox/")
    titles = ["Very overdue", "Overdue", "Due soon", "Not due yet"]
    places = [text.index(f"<h2>{title}</h2>") for title in titles]
    assert places == sorted(places)
    assert "8 days late" in text
    ApprovalStep.objects.filter(due_on__lt=TODAY).update(due_on=TODAY)
    assert "verdue</h2>" not in page(signed_in(cast, "supervisor"), "/inbox/")


@pytest.mark.parametrize(
    ("due_on", "group"),
    [
        (date(2026, 11, 15), "Very overdue"),
        (date(2026, 11, 16), "Overdue"),
        (date(2026, 11, 22), "Overdue"),
        (date(2026, 11, 23), "Due soon"),
        (date(2026, 11, 25), "Due soon"),
        (date(2026, 11, 26), "Not due yet"),
    ],
)
def test_every_edge_of_urgency(cast: Cast, due_on: date, group: str) -> None:
    submitted(cast)
    ApprovalStep.objects.filter(opened_at__isnull=False).update(due_on=due_on)
    assert f"<h2>{group}</h2>" in page(signed_in(cast, "supervisor"), "/inbox/")


def test_inbox_says_why_it_is_you(cast: Cast) -> None:
    agreement = submitted(cast)
    assert "You are the supervisor of Emma Employee." in page(signed_in(cast, "supervisor"), "/inbox/")
    approve_step(cast, agreement, "supervisor")
    text = page(signed_in(cast, "director"), "/inbox/")
    assert "You decide for OES as bureau executive director." in text
    assert f"/agreements/{agreement.number}/decide/{waiting_step(agreement).pk}/" in text


def test_empty_inbox_says_so(cast: Cast) -> None:
    submitted(cast)
    for name in ("employee", "director", "coordinator", "stranger"):
        assert "Nothing waits for you" in page(signed_in(cast, name), "/inbox/")


@pytest.mark.parametrize("address", ["/", "/inbox/"])
def test_number_of_queries_does_not_grow_with_what_waits(cast: Cast, address: str) -> None:
    submit_others(cast, 2)
    client = signed_in(cast, "supervisor")
    client.get(address)
    with counted() as few:
        client.get(address)
    submit_others(cast, 8)
    with counted() as many:
        client.get(address)
    assert few == many


def test_certificate_waits_for_the_coordinator_alone_until_it_is_checked(cast: Cast) -> None:
    certificate = uploaded(cast)
    link = f'href="/training/certificates/{certificate.pk}/"'
    coordinator = signed_in(cast, "coordinator")
    for address in ("/", "/inbox/"):
        text = page(coordinator, address)
        assert '<span class="app-nav__count">1<' in text
        assert link in text
        assert "Emma Employee: certificate to check" in text
        assert "You keep the record of courses of OES." in text
    for name in ("employee", "supervisor", "director", "other_coordinator"):
        text = page(signed_in(cast, name), "/inbox/")
        assert "app-nav__count" not in text
        assert "Nothing waits for you" in text
    check_certificate(actor=cast.user("coordinator"), now=NOW, certificate=certificate, outcome="accepted")
    assert "Nothing waits for you" in page(coordinator, "/inbox/")


def test_certificate_of_the_coordinator_waits_for_who_stands_in(cast: Cast) -> None:
    uploaded(cast, by="coordinator")
    assert "Cora Coordinator: certificate to check" in page(signed_in(cast, "director"), "/inbox/")
    assert "Nothing waits for you" in page(signed_in(cast, "coordinator"), "/inbox/")


def test_fact_said_to_be_wrong_waits_for_who_keeps_it_until_it_is_answered(cast: Cast) -> None:
    said = {"fact": "close_supervision", "claim": "It is not so."}
    dispute = raise_dispute(actor=cast.user("employee"), now=NOW, **said)
    supervisor = signed_in(cast, "supervisor")
    for address in ("/", "/inbox/", "/inbox/?asked=dispute"):
        text = page(supervisor, address)
        assert '<span class="app-nav__count">1<' in text
        assert f'href="/eligibility/disputes/{dispute.pk}/"' in text
        assert "Emma Employee: a fact said to be wrong" in text
        assert "Expected by 8 December 2026" in text
    assert "Nothing matches" in page(supervisor, "/inbox/?kind=domestic")
    for name in ("employee", "coordinator", "director", "stranger"):
        assert "Nothing waits for you" in page(signed_in(cast, name), "/inbox/")
    answer_dispute(
        actor=cast.user("supervisor"), now=NOW, dispute=dispute, outcome="stands", answer="I checked it."
    )
    assert "Nothing waits for you" in page(supervisor, "/inbox/")


@pytest.mark.parametrize("address", ["/", "/inbox/"])
def test_number_of_queries_does_not_grow_with_the_facts_said_to_be_wrong(cast: Cast, address: str) -> None:
    raise_dispute(actor=cast.user("employee"), now=NOW, fact="rating", claim="It is not so.")
    client = signed_in(cast, "coordinator")
    client.get(address)
    with counted() as few:
        client.get(address)
    for name in ("employee", "supervisor", "director"):
        raise_dispute(actor=cast.user(name), now=NOW, fact="discipline", claim="It is not so.")
    with counted() as many:
        client.get(address)
    assert few == many


@pytest.mark.parametrize("address", ["/", "/inbox/"])
def test_number_of_queries_does_not_grow_with_the_certificates_that_wait(cast: Cast, address: str) -> None:
    uploaded(cast)
    client = signed_in(cast, "coordinator")
    client.get(address)
    with counted() as few:
        client.get(address)
    for name, course in (("employee", "employee"), ("supervisor", "manager"), ("director", "manager")):
        uploaded(cast, name, course)
    with counted() as many:
        client.get(address)
    assert few == many


@pytest.mark.citation("2363.3(a)")
@pytest.mark.parametrize("address", ["/", "/inbox/", "/privacy/", "/nowhere/", "/bureau/"])
def test_coordinators_name_and_mail_stand_on_every_page(cast: Cast, address: str) -> None:
    answer = signed_in(cast, "employee").get(address)
    assert "Cora Coordinator" in answer.content.decode()
    assert "mailto:cora@example.gov" in answer.content.decode()


@pytest.mark.citation("2363.3(a)")
def test_mailbox_and_then_the_executive_office_stand_in_for_a_coordinator(cast: Cast) -> None:
    RoleAssignment.objects.filter(employee=cast.coordinator).delete()
    client = signed_in(cast, "employee")
    assert "mailto:oes@example.gov" in page(client, "/inbox/")
    cast.bureau.telework_mailbox = ""
    cast.bureau.save()
    assert "your executive director&#x27;s office" in page(client, "/inbox/")


def test_only_a_coordinator_has_the_bureaus_list_in_the_navigation(cast: Cast) -> None:
    assert 'href="/bureau/"' in page(signed_in(cast, "coordinator"), "/")
    for name in ("employee", "supervisor", "director", "managing_officer"):
        assert 'href="/bureau/"' not in page(signed_in(cast, name), "/")


def test_page_that_is_open_is_marked_in_the_navigation(cast: Cast) -> None:
    text = page(signed_in(cast, "employee"), "/inbox/")
    assert 'href="/inbox/" aria-current="page"' in text
    assert text.count("aria-current") == 1
