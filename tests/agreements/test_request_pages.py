"""The request as a whole: beginning, the task list, who may open what and when, withdrawal."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Agreement
from agreements.services import drafting
from agreements.states import State
from agreements.urls_request import urlpatterns
from eligibility.models import Employee
from tests.cast import HOME, NOW, Cast, active, draft, safe_answers, submitted, waiting_step
from tests.deciding import deny, send_back
from tests.requesting import posts, text_of, url

EDIT_PAGES = sorted(
    str(pattern.name)
    for pattern in urlpatterns
    if "request/" in str(pattern.pattern) and pattern.name not in ("request_sign", "request_details")
)
WITH_ORDINAL = {"request_site", "request_site_remove", "request_checklist"}


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def emma(client: Client, cast: Cast) -> Client:
    client.force_login(cast.user("employee"))
    return client


def address(name: str, agreement: Agreement) -> str:
    return url(name, agreement, 1 if name in WITH_ORDINAL else None)


def begun(cast: Cast) -> Agreement:
    return drafting.begin_request(actor=cast.user("employee"), now=NOW)


def returned(cast: Cast) -> Agreement:
    agreement = submitted(cast)
    send_back(cast.user("supervisor"), waiting_step(agreement))
    return Agreement.objects.get(pk=agreement.pk)


def test_start_page_tells_the_four_parts_of_privacy_before_anything_is_asked(emma: Client) -> None:
    page = text_of(emma, reverse("request_start"))
    for part in ("Authority", "Purpose", "Routine uses", "Is it voluntary?"):
        assert 0 < page.index(part) < page.index("Begin</button>")
    assert "20 minutes" in page
    assert Agreement.objects.count() == 0


def test_two_clicks_on_begin_open_one_request(emma: Client) -> None:
    first, second = (emma.post(reverse("request_start")) for _ in range(2))
    agreement = Agreement.objects.get()
    assert first["Location"] == second["Location"] == url("request_tasks", agreement)


def test_only_the_likely_arrangement_stands_chosen_and_no_other_once_it_is_open(emma: Client) -> None:
    form = emma.get(reverse("request_start")).context["form"]
    assert form["kind"].value() == "domestic"
    emma.post(reverse("request_start"), {"kind": "domestic"})
    form = emma.get(reverse("request_start")).context["form"]
    assert form.has_choice
    assert not form["kind"].value()


def test_start_page_leads_to_the_agreement_that_is_in_effect(emma: Client, cast: Cast) -> None:
    agreement = active(cast)
    assert str(agreement.number) in text_of(emma, reverse("request_start"))
    assert emma.post(reverse("request_start"))["Location"] == url("agreement", agreement)


def test_without_a_position_no_request_begins_and_the_page_says_whom_to_ask(emma: Client, cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(position=None)
    page = emma.post(reverse("request_start")).content.decode()
    assert "Ask your HR specialist to record your position." in page
    assert Agreement.objects.count() == 0


@pytest.mark.citation("2363.1")
def test_everything_is_locked_until_the_self_assessment_is_done(emma: Client, cast: Cast) -> None:
    agreement = begun(cast)
    page = text_of(emma, url("request_tasks", agreement))
    assert page.count("Cannot start yet") == 11
    assert "0 of 12 tasks completed" in page
    assert "Locked until you have done the self-assessment (3 FAM 2363.1)." in page
    for name in EDIT_PAGES:
        if name not in ("request_tasks", "request_self_assessment"):
            for answer in (emma.get(address(name, agreement)), emma.post(address(name, agreement))):
                assert answer["Location"] == url("request_self_assessment", agreement), name


def test_task_list_shows_the_facts_of_hr_with_source_and_date(emma: Client, cast: Cast) -> None:
    page = text_of(emma, url("request_tasks", begun(cast)))
    for fact in ("Emma Employee", "Programme analyst, GS-13", "Civil Service", "Oceans", "Washington, DC"):
        assert fact in page
    assert "Sam Supervisor, sam@example.gov" in page
    assert page.count("HR extract, as of 2 November 2026") == 11


def test_every_section_saved_through_its_page_completes_the_request(emma: Client, cast: Cast) -> None:
    agreement = begun(cast)
    for where, fields in posts(agreement):
        answer = emma.post(where, fields)
        assert answer.status_code == 302, where
    page = text_of(emma, url("request_tasks", agreement))
    assert page.count("Completed") == 11
    assert "Cannot start yet" not in page


def test_request_is_kept_when_the_person_leaves_and_comes_back(emma: Client, cast: Cast) -> None:
    agreement = begun(cast)
    for where, fields in posts(agreement)[:4]:
        emma.post(where, fields)
    emma.logout()
    emma.force_login(cast.user("employee"))
    assert emma.post(reverse("request_start"))["Location"] == url("request_tasks", agreement)
    assert "Telephone and chat" in text_of(emma, url("request_communication", agreement))


@pytest.mark.parametrize("who", ["supervisor", "director", "coordinator", "stranger", "managing_officer"])
def test_nobody_else_finds_a_page_of_the_request(client: Client, cast: Cast, who: str) -> None:
    agreement = returned(cast)
    client.force_login(cast.user(who))
    for name in (*EDIT_PAGES, "request_sign", "request_submitted", "request_withdraw"):
        assert client.get(address(name, agreement)).status_code == 404, name
        assert client.post(address(name, agreement)).status_code in (404, 405), name


def test_after_submission_the_pages_answer_409_with_words(emma: Client, cast: Cast) -> None:
    agreement = submitted(cast)
    for name in EDIT_PAGES:
        answer = emma.get(address(name, agreement))
        assert answer.status_code == 409, name
        assert "You have submitted this request" in answer.content.decode()
        assert emma.post(address(name, agreement)).status_code in (409, 405), name
    assert emma.post(url("request_schedule", agreement)).status_code == 409


def test_without_sign_in_the_request_asks_for_it(client: Client) -> None:
    assert client.get(reverse("request_start"))["Location"].startswith("/sign-in/")


def test_returned_request_shows_who_asked_what_and_marks_the_section(emma: Client, cast: Cast) -> None:
    agreement = returned(cast)
    page = text_of(emma, url("request_tasks", agreement))
    assert "Sam Supervisor" in page
    assert "Come in on Tuesdays." in page
    assert "To change: Pattern and schedule." in page
    assert page.count("You were asked to change this part.") == 1
    assert "Come in on Tuesdays." in text_of(emma, url("request_schedule", agreement))
    assert "Come in on Tuesdays." not in text_of(emma, url("request_communication", agreement))


@pytest.mark.citation("2362.2(a)")
def test_failed_rule_of_eligibility_locks_signing_and_says_so(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=True)
    tasks = text_of(emma, url("request_tasks", agreement))
    assert "1 rule stands in the way." in tasks
    assert "Locked: a rule of eligibility stands in the way." in tasks
    page = text_of(emma, url("request_eligibility", agreement))
    assert "You are on leave restriction." in page
    assert "2362.2(c)(2)(c)" in page
    assert "This changes on the day the leave restriction ends." in page
    assert "sam@example.gov" in page
    assert "HR extract, as of 2 November 2026" in page
    assert emma.get(url("request_sign", agreement))["Location"] == url("request_check", agreement)


def test_unknown_fact_is_said_to_be_unknown_and_locks_signing(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=None)
    page = text_of(emma, url("request_eligibility", agreement))
    assert "Something is not known yet" in page
    assert "Cannot start yet" in text_of(emma, url("request_tasks", agreement))


def test_eligible_person_reads_that_nothing_stands_in_the_way(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    page = text_of(emma, url("request_eligibility", agreement))
    assert "Nothing stands in the way" in page
    assert "Not met" not in page
    assert emma.post(url("request_eligibility", agreement))["Location"] == url("request_tasks", agreement)


def test_missing_supervisor_locks_signing_and_says_whom_to_ask(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=None)
    for name in ("request_tasks", "request_check"):
        assert "Ask your HR specialist to record your supervisor." in text_of(emma, url(name, agreement))


def test_position_taken_away_by_a_later_extract_locks_signing_and_breaks_no_page(
    emma: Client, cast: Cast
) -> None:
    agreement = draft(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(position=None)
    for name in ("request_tasks", "request_eligibility", "request_check"):
        text_of(emma, url(name, agreement))
    assert emma.get(url("request_sign", agreement))["Location"] == url("request_check", agreement)


def test_withdrawal_asks_first_and_two_clicks_are_one(emma: Client, cast: Cast) -> None:
    agreement = submitted(cast)
    where = url("request_withdraw", agreement)
    assert "Withdraw the request" in text_of(emma, where)
    assert Agreement.objects.get(pk=agreement.pk).state == State.IN_REVIEW
    answers = [emma.post(where) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [reverse("home")] * 2
    assert Agreement.objects.get(pk=agreement.pk).state == State.WITHDRAWN


def test_agreement_in_effect_cannot_be_withdrawn_and_the_page_says_what_to_do(
    emma: Client, cast: Cast
) -> None:
    answer = emma.post(url("request_withdraw", active(cast)))
    assert answer.status_code == 409
    assert "You can give notice instead." in answer.content.decode()


def test_number_of_queries_does_not_grow_with_the_sites(emma: Client, cast: Cast) -> None:
    agreement = draft(cast)
    pages = [address(name, agreement) for name in (*EDIT_PAGES, "request_sign")]
    few = [queries(emma, page) for page in pages]
    add_sites(cast, agreement)
    assert [queries(emma, page) for page in pages] == few


def queries(client: Client, where: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(where).status_code in (200, 302)
    return len(seen)


def add_sites(cast: Cast, agreement: Agreement) -> None:
    for name in ("Library", "Cabin"):
        site = drafting.save_worksite(
            actor=cast.user("employee"), now=NOW, agreement=agreement, values={**HOME, "name": name}
        )
        drafting.certify_site(
            actor=cast.user("employee"), now=NOW, agreement=agreement, worksite=site, answers=safe_answers()
        )


def test_withdrawal_of_a_denied_request_speaks_of_no_notice(emma: Client, cast: Cast) -> None:
    agreement = submitted(cast)
    deny(cast.user("supervisor"), waiting_step(agreement))
    page = emma.get(url("request_withdraw", agreement)).content.decode()
    assert "This case is over, so there is nothing to withdraw. You can make a new request." in page
    assert "give notice instead" not in page


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_confirming_who_one_is_takes_no_other_method(emma: Client, method: str) -> None:
    assert getattr(emma, method)("/confirm-identity/").status_code == 405
