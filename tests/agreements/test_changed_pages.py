"""The pages of changed terms: asked for, renewed, adjusted, proposed, signed; before and after on each."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from agreements.services import drafting
from agreements.states import Purpose
from telework import clock
from tests.cast import HOME, NOW, PASSWORD, Cast, active, safe_answers, submitted, waiting_step
from tests.changing import MONDAYS_TOO, WHY, adjust, amended, begin, send, to_sign, write
from tests.deciding import send_back
from tests.requesting import schedule_post, text_of

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the clock: it stands at the moment of the cast."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: clock.date_of(NOW))


@pytest.fixture
def running(cast: Cast) -> Agreement:
    return active(cast)


def as_(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name))
    return client


def url(name: str, agreement: Agreement, *more: Any) -> str:
    return reverse(name, args=[agreement.number, *more])


def written_post(**changes: str) -> dict[str, str]:
    clauses = dict.fromkeys(
        (
            "works_through_closure",
            "works_through_liberal_leave",
            "works_through_early_dismissal",
            "unscheduled_telework",
        ),
        "yes",
    )
    return {**schedule_post(MONDAYS_TOO, situational_allowed="on"), **clauses, "coop": "none", **changes}


def test_the_employee_begins_writes_and_reads_before_and_after(cast: Cast, running: Agreement) -> None:
    client = as_(cast, "employee")
    assert "Why should the terms change?" in text_of(client, url("terms_change", running))
    empty = client.post(url("terms_change", running), {})
    assert "Say why the terms should change" in empty.content.decode()
    begun = client.post(url("terms_change", running), {"justification": WHY, "takes_effect_on": "2027-01-04"})
    assert begun.url == url("request_tasks", running)  # type: ignore[attr-defined]
    tasks = text_of(client, url("request_tasks", running))
    assert "As it stands" in tasks
    assert "Nothing differs." in tasks
    client.post(
        url("request_schedule", running),
        schedule_post(MONDAYS_TOO, requested_start_on="2027-01-04", situational_allowed="on"),
    )
    tasks = text_of(client, url("request_tasks", running))
    assert "Monday of week 1" in tasks
    assert ">Changed<" in tasks.replace("\n", "")
    assert "Drop these changes" in tasks
    assert "Telework, 8 hours" in text_of(client, url("request_sign", running))


def test_the_decider_reads_what_changes_and_why(cast: Cast, running: Agreement) -> None:
    amended(cast, running)
    step = waiting_step(running)
    page = text_of(as_(cast, "supervisor"), url("decide", running, step.pk))
    assert WHY in page
    assert "What changes in the agreement (its terms, version 1)" in page
    assert "Monday of week 1" in page
    assert url("terms_propose", running, step.pk) in page


def test_the_case_page_shows_the_terms_that_hold_and_those_that_are_asked_for(
    cast: Cast, running: Agreement
) -> None:
    amended(cast, running)
    page = text_of(as_(cast, "employee"), url("agreement", running))
    assert "Terms, version 1" in page
    assert "Changed terms are asked for" in page
    assert url("terms_withdraw", running) in page
    assert "Ask for changed terms" not in page


def test_a_draft_of_changes_is_its_writers_own_paper(cast: Cast, running: Agreement) -> None:
    begin(cast, running)
    assert "Changed terms are asked for" in text_of(as_(cast, "employee"), url("agreement", running))
    for other in ("supervisor", "coordinator"):
        assert "Changed terms are asked for" not in text_of(as_(cast, other), url("agreement", running))


def test_a_changed_street_is_not_told_to_who_may_not_read_it(cast: Cast, running: Agreement) -> None:
    terms = begin(cast, running, NOW)
    site = terms.worksites.get()
    actor = cast.user("employee")
    other = {**HOME, "street": "7 Other Street"}
    drafting.save_worksite(actor=actor, now=NOW, agreement=running, worksite=site, values=other)

    site.refresh_from_db()
    drafting.certify_site(actor=actor, now=NOW, agreement=running, worksite=site, answers=safe_answers())
    send(cast, running, NOW)
    assert "7 Other Street" in text_of(as_(cast, "supervisor"), url("agreement", running))
    auditor = text_of(as_(cast, "auditor"), url("agreement", running))
    assert "7 Other Street" not in auditor
    assert "An address that is not shown to you" in auditor


def test_renewal_is_one_page(cast: Cast, running: Agreement) -> None:
    client = as_(cast, "employee")
    assert "You sign the same terms anew" in text_of(client, url("terms_renew", running))
    refused = client.post(url("terms_renew", running), {"agreed": "on", "password": "wrong"})
    assert "This is not the password" in refused.content.decode()
    done = client.post(url("terms_renew", running), {"agreed": "on", "password": PASSWORD})
    assert done.url == url("request_submitted", running)  # type: ignore[attr-defined]
    assert running.latest_terms().purpose == Purpose.RENEWAL
    assert "Your changed terms are sent" in text_of(client, url("request_submitted", running))


@pytest.mark.citation("2362.1(m)")
def test_the_supervisor_reads_the_days_writes_terms_and_the_employee_reads_before_and_after(
    cast: Cast, running: Agreement
) -> None:
    client = as_(cast, "supervisor")
    page = text_of(client, url("terms_adjust", running))
    assert "Workday 10" in page
    missing = client.post(url("terms_adjust", running), written_post(requested_start_on="2026-12-08"))
    assert "Choose the work-based reason" in missing.content.decode()
    early = client.post(
        url("terms_adjust", running),
        written_post(
            requested_start_on="2026-12-04", reason_code="programme_needs", text="Why.", password=PASSWORD
        ),
    ).content.decode()
    assert "The earliest first day is 12/09/2026" in early
    past = client.post(
        url("terms_adjust", running),
        written_post(requested_start_on="2026-11-02", reason_code="programme_needs", text="Why."),
    ).content.decode()
    assert "The earliest first day is 12/09/2026: notice is at least 10 workdays" in past
    assert "day of approval" not in past
    done = client.post(
        url("terms_adjust", running),
        written_post(
            requested_start_on="2026-12-09",
            reason_code="programme_needs",
            text="The counter has to be staffed.",
        ),
    )
    assert done.url == url("agreement", running)  # type: ignore[attr-defined]
    assert running.latest_terms().purpose == Purpose.ADJUSTMENT
    employee = as_(cast, "employee")
    assert "Answer the new terms" in text_of(employee, url("agreement", running))
    sign = text_of(employee, url("terms_sign", running, to_sign(running).pk))
    for words in ("The counter has to be staffed.", "the agreement ends that day", "Monday of week 1"):
        assert words in sign
    assert "Confirm that it is you" in sign


def test_a_decider_writes_other_terms_on_a_page(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    client = as_(cast, "supervisor")
    assert "Propose other terms" in text_of(client, url("terms_propose", agreement, step.pk))
    same = written_post(
        text="Why.", effect_on_office="None.", equal_treatment="on", password=PASSWORD
    ) | schedule_post(situational_allowed="on")
    assert "Nothing differs" in client.post(url("terms_propose", agreement, step.pk), same).content.decode()
    done = client.post(
        url("terms_propose", agreement, step.pk),
        written_post(text="Mondays suit us.", effect_on_office="None.", equal_treatment="on"),
    )
    assert done.url == url("agreement", agreement)  # type: ignore[attr-defined]
    sign = text_of(as_(cast, "employee"), url("terms_sign", agreement, to_sign(agreement).pk))
    for words in ("Mondays suit us.", "What changed since version 1", "Withdraw the request"):
        assert words in sign


def test_what_was_sent_back_reads_to_be_changed_until_it_is_saved_again(cast: Cast) -> None:
    agreement = submitted(cast)
    send_back(cast.user("supervisor"), waiting_step(agreement), NOW)
    client = as_(cast, "employee")
    assert "To be changed" in text_of(client, url("request_tasks", agreement))
    later = NOW.replace(hour=16)
    drafting.save_section(
        actor=cast.user("employee"),
        now=later,
        agreement=agreement,
        section="schedule",
        answers={"schedule_data": MONDAYS_TOO.to_json()},
    )
    assert "To be changed" not in text_of(client, url("request_tasks", agreement))


def test_parts_that_were_to_be_changed_and_are_not_are_named_before_signing(cast: Cast) -> None:
    agreement = submitted(cast)
    accepted = agreement.terms_versions.get(number=1).acknowledged
    send_back(cast.user("supervisor"), waiting_step(agreement), NOW)
    write(cast, agreement, "acknowledgements", NOW, acknowledged=accepted)
    client = as_(cast, "employee")
    named = "Nothing was changed in: <strong>Pattern and schedule</strong>."
    for name in ("request_check", "request_sign"):
        assert named in text_of(client, url(name, agreement))
    assert "Ready to sign" in text_of(client, url("request_check", agreement))
    write(cast, agreement, "schedule", NOW, schedule_data=MONDAYS_TOO.to_json())
    for name in ("request_check", "request_sign"):
        assert "Nothing was changed in" not in text_of(client, url(name, agreement))


def test_the_next_reader_of_a_returned_request_sees_before_and_after(cast: Cast) -> None:
    agreement = submitted(cast)
    send_back(cast.user("supervisor"), waiting_step(agreement), NOW)

    write(cast, agreement, "schedule", NOW, schedule_data=MONDAYS_TOO.to_json())
    accepted = agreement.terms_versions.get(number=1).acknowledged
    write(cast, agreement, "acknowledgements", NOW, acknowledged=accepted)
    send(cast, agreement, NOW)
    page = text_of(as_(cast, "supervisor"), url("decide", agreement, waiting_step(agreement).pk))
    assert "What changed since version 1" in page
    assert "Monday of week 1" in page


def test_pages_ask_constant_queries_however_much_changed(
    cast: Cast, running: Agreement, django_assert_max_num_queries: Any
) -> None:
    amended(cast, running)
    client = as_(cast, "supervisor")
    with django_assert_max_num_queries(60):
        text_of(client, url("agreement", running))


def test_taking_back_asks_first(cast: Cast, running: Agreement) -> None:
    adjust(cast, running, NOW)
    client = as_(cast, "supervisor")
    assert "Take the changed terms back?" in text_of(client, url("terms_withdraw", running))
    client.post(url("terms_withdraw", running))
    assert running.changed_terms() is None
    again = client.get(url("terms_withdraw", running))
    assert again.url == url("agreement", running)  # type: ignore[attr-defined]
