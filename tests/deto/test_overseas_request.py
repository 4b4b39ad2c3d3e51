"""The request through its pages: from the first question to the signature, and whatever is refused there."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from agreements.services import drafting
from agreements.states import State
from deto.models import Paper, PostStatus
from tests.browsing import page, proven, signed_in, words
from tests.cast import NOW, TODAY, section_answers
from tests.overseas import ANSWERS, OverseasCast, draft, make_overseas_cast, submitted
from tests.overseas_pages import everything, files, part, typed, upload
from tests.requesting import url


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def berlin() -> OverseasCast:
    return make_overseas_cast()


def begun(cast: OverseasCast) -> Agreement:
    """A fresh request with the self-assessment done."""
    given: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW}
    agreement = drafting.begin_request(**given, kind="deto")
    said = section_answers()["self_assessment"]
    drafting.save_section(**given, agreement=agreement, section="self_assessment", answers=said)
    return agreement


def fill_in(cast: OverseasCast, emma: Client) -> Agreement:
    """Through the pages, from the choice of the kind on."""
    emma.post(reverse("request_start"), {"kind": "deto"})
    agreement = Agreement.objects.get(employee=cast.employee, kind="deto")
    for address, posted in everything(cast, agreement):
        answer = emma.post(address, posted)
        assert answer.status_code == 302, (address, words(answer)[:3000])
    return agreement


def sign(emma: Client, agreement: Agreement) -> None:
    shown = page(emma, url("request_sign", agreement))
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', shown)
    assert digest is not None
    emma.post(url("request_sign", agreement), {"digest": digest.group(1), "agreed": "on"})


@pytest.mark.citation("2368.4(c)")
def test_civil_service_request_is_filled_in_and_signed_with_its_performance_plan(
    berlin: OverseasCast,
) -> None:
    emma = proven(berlin, "employee")
    agreement = fill_in(berlin, emma)
    assert "Form DS-7644 is part of the agreement" in page(emma, url("request_check", agreement))
    assert upload(emma, agreement).status_code == 302
    checked = page(emma, url("request_check", agreement))
    assert "Ready to sign" in checked
    paper = Paper.objects.get(agreement=agreement)
    assert paper.attachment.sha256 in checked
    sign(emma, agreement)
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert agreement.state == State.IN_REVIEW
    signed = bytes(agreement.latest_terms().content or b"").decode()
    assert paper.attachment.sha256 in signed
    assert "MED-77" in signed


def test_foreign_service_request_is_filled_in_and_signed_without_any_file() -> None:
    cast = make_overseas_cast(service="foreign")
    emma = proven(cast, "employee")
    agreement = fill_in(cast, emma)
    sign(emma, agreement)
    assert Agreement.objects.get(pk=agreement.pk).state == State.IN_REVIEW
    assert not Paper.objects.exists()


@pytest.mark.citation("2368.2")
@pytest.mark.citation("2368.8(a)")
@pytest.mark.parametrize(
    ("section", "changes", "said"),
    [
        ("deto_sponsor", {"is_sponsored": False}, "does not allow independent stays"),
        ("deto_sponsor", {"is_excluded_arrangement": True}, "has rules of its own"),
        ("deto_sponsor", {"orders_reference": ""}, "Give the reference of the orders."),
        ("deto_sponsor", {"post": ""}, "Choose the post."),
        ("deto_sponsor", {"arrives_on": date(2026, 11, 22)}, "The day of arrival is past."),
        ("deto_sponsor", {"assignment_ends_on": "soon"}, "Write a date as month, day, year"),
        ("deto_duties", {"has_country_duties": True}, "Say what these duties are."),
        ("deto_duties", {"classified": "rarely"}, "Give the reference of the confirmation."),
        ("deto_duties", {"classified": "monthly"}, "The law rules out such telework"),
        ("deto_work", {"midyear_on": ""}, "Give the day of the mid-year review."),
        ("deto_station", {"station": "mission"}, "Say what the host bureau has agreed to."),
        ("deto_costs", {"icass_source": ""}, "Name the funds."),
        ("deto_health", {"medical_reference": ""}, "Give the reference of the clearance."),
        ("deto_health", {"is_medically_cleared": ""}, "Choose an answer."),
        ("deto_health", {"medically_cleared_on": date(2026, 11, 24)}, "today or before"),
    ],
)
def test_wrong_answer_is_told_beside_the_field_and_nothing_typed_is_lost(
    berlin: OverseasCast, section: str, changes: dict[str, Any], said: str
) -> None:
    agreement = begun(berlin)
    posted = typed(berlin, section, **changes)
    shown = words(signed_in(berlin, "employee").post(part(agreement, section), posted))
    assert said in shown.replace("&#x27;", "'")
    for name, value in posted.items():
        if value and value not in ("yes", "no"):
            assert value.replace("&", "&amp;") in shown, name


@pytest.mark.citation("2368.9(a)")
def test_nothing_medical_is_kept_of_whoever_is_not_in_the_medical_program(berlin: OverseasCast) -> None:
    agreement = begun(berlin)
    posted = typed(berlin, "deto_health", in_medical_program=False)
    assert signed_in(berlin, "employee").post(part(agreement, "deto_health"), posted).status_code == 302
    kept = agreement.latest_terms().deto
    assert kept.in_medical_program is False
    assert (kept.is_medically_cleared, kept.medically_cleared_on, kept.medical_reference) == (None, None, "")


def test_answer_that_counts_no_more_is_emptied(berlin: OverseasCast) -> None:
    agreement = begun(berlin)
    emma = signed_in(berlin, "employee")
    emma.post(part(agreement, "deto_costs"), typed(berlin, "deto_costs"))
    emma.post(part(agreement, "deto_costs"), typed(berlin, "deto_costs", has_icass_costs=False))
    kept = agreement.latest_terms().deto
    assert (kept.has_icass_costs, kept.icass_costs, kept.icass_source) == (False, "", "")


@pytest.mark.citation("2368.4(e)")
@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (date(2027, 12, 5), "Country clearance, for a stay of 364 days."),
        (date(2027, 12, 6), "NSDD-38, for a stay of 365 days."),
    ],
)
def test_way_to_the_chief_of_mission_is_shown_while_the_request_is_written(
    berlin: OverseasCast, last_day: date, said: str
) -> None:
    agreement = draft(berlin, last_day=last_day)
    emma = signed_in(berlin, "employee")
    assert said in page(emma, part(agreement, "deto_sponsor"))
    assert said in page(emma, url("request_check", agreement))


def test_way_to_the_chief_of_mission_is_no_answer_and_is_not_signed(berlin: OverseasCast) -> None:
    signed = bytes(submitted(berlin).latest_terms().content or b"").decode()
    assert "364 days" not in signed
    assert "How the chief of mission will be asked" not in signed


def test_way_to_the_chief_of_mission_is_not_guessed_before_the_dates_are_known(berlin: OverseasCast) -> None:
    text = page(signed_in(berlin, "employee"), part(begun(berlin), "deto_sponsor"))
    assert "How the chief of mission will be asked" not in text


def test_task_list_and_pages_say_who_needs_each_part_for_what(berlin: OverseasCast) -> None:
    agreement = begun(berlin)
    emma = signed_in(berlin, "employee")
    tasks = page(emma, url("request_tasks", agreement)).replace("&#x27;", "'")
    for section in agreement.kind_record.all_sections:
        assert section.why, section
        assert section.why in tasks or section.code == "eligibility", section
    for section in agreement.kind_record.sections:
        assert section.why in page(emma, part(agreement, section.code)).replace("&#x27;", "'")


@pytest.mark.citation("2368.3(b)(5)")
def test_eligibility_asks_for_the_post_before_it_judges_it(berlin: OverseasCast) -> None:
    agreement = begun(berlin)
    emma = signed_in(berlin, "employee")
    PostStatus.objects.create(
        post=berlin.post,
        status=PostStatus.Status.UNACCOMPANIED,
        starts_on=TODAY,
        source="Cable 12",
        entered_by=berlin.manager,
        entered_at=NOW,
    )
    before = page(emma, url("request_eligibility", agreement))
    assert "You have not named the post yet" in before
    assert "Nothing speaks against you" in before
    assert "Year of service." in before
    emma.post(part(agreement, "deto_sponsor"), typed(berlin, "deto_sponsor"))
    after = page(emma, url("request_eligibility", agreement))
    assert "In force: Unaccompanied" in after


def test_facts_that_cannot_be_disputed_are_not_linked(berlin: OverseasCast) -> None:
    text = page(signed_in(berlin, "employee"), url("request_eligibility", draft(berlin)))
    assert reverse("dispute_raise", args=["appointment_type"]) in text
    assert reverse("dispute_raise", args=["statuses"]) not in text


def test_home_overseas_can_be_written_before_the_post_is_named(berlin: OverseasCast) -> None:
    agreement = begun(berlin)
    assert "In which country is it?" in page(
        signed_in(berlin, "employee"), url("request_site_add", agreement)
    )


@pytest.mark.parametrize("name", ["supervisor", "coordinator", "stranger", "manager"])
def test_request_of_another_person_is_not_there(berlin: OverseasCast, name: str) -> None:
    agreement = draft(berlin)
    for address in (files(agreement), *(part(agreement, section) for section in ANSWERS)):
        page(signed_in(berlin, name), address, 404)


def test_sections_say_in_the_content_what_was_answered(berlin: OverseasCast) -> None:
    content = json.loads(bytes(submitted(berlin).latest_terms().content or b"{}"))
    rows = {row["label"]: row["text"] for section in content["details"] for row in section["rows"]}
    assert rows["Post"] == "Embassy Berlin"
    assert rows["Projected ICASS costs"] == "$9,400 a year"
    assert rows["Duties about the host country or its region"] == "None about the host country or its region"
    assert rows["Who pays a medical evacuation"] == "The sponsor's agency"
    assert len(content["details"]) == len(ANSWERS)
