"""What is signed: the same content gives the same bytes, and one changed term gives others."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from agreements.content import FORMAT, content_of
from agreements.models import Agreement, EquipmentItem, Worksite
from agreements.policy import clauses, safety
from eligibility.models import Employee
from telework.audit import canonical, sha256
from tests.cast import Cast, draft, schedule, submitted

pytestmark = pytest.mark.citation("2362.1(d)")


def digest(agreement: Agreement) -> str:
    again = Agreement.objects.get(pk=agreement.pk)
    return sha256(canonical(content_of(again, again.latest_terms())))


def test_the_signed_bytes_are_the_content_of_the_terms(cast: Cast) -> None:
    agreement = submitted(cast)
    terms = agreement.latest_terms()
    assert digest(agreement) == terms.content_sha256
    content = json.loads(bytes(terms.content or b""))
    assert canonical(content) == bytes(terms.content or b"")
    assert (content["format"], content["agreement"], content["terms"]) == (FORMAT, agreement.number, 1)


def test_the_content_says_everything_that_was_agreed(cast: Cast) -> None:
    content = json.loads(bytes(submitted(cast).latest_terms().content or b""))
    assert content["policy_set"] == "fam_2018"
    assert content["employee"]["name"] == "Emma Employee"
    assert content["employee"]["supervisor"] == "Sam Supervisor"
    arrangement = content["arrangement"]
    assert (arrangement["pattern"], arrangement["requested_start_on"]) == ("core", "2026-12-07")
    assert len(arrangement["schedule"]) == 14
    assert arrangement["official_worksite"]["site"] == "regular"
    (site,) = content["sites"]
    assert site["address"]["street"] == "100 Example Street"
    assert len(site["checklist"]["answers"]) == len(safety.QUESTIONS)
    assert [clause["code"] for clause in content["clauses"]] == [c.code for c in clauses.CLAUSES]
    promised = [statement["code"] for statement in content["acknowledgements"]]
    assert promised == [statement.code for statement in clauses.EMPLOYEE_ACKNOWLEDGEMENTS]


def test_the_same_content_gives_the_same_digest_every_time(cast: Cast) -> None:
    agreement = draft(cast)
    assert digest(agreement) == digest(agreement)


def terms(**values: Any) -> Callable[[Agreement], None]:
    def change(agreement: Agreement) -> None:
        agreement.terms_versions.update(**values)

    return change


def site(**values: Any) -> Callable[[Agreement], None]:
    def change(agreement: Agreement) -> None:
        Worksite.objects.filter(terms__agreement=agreement).update(**values)

    return change


def one_safety_answer(agreement: Agreement) -> None:
    checklist = agreement.latest_terms().worksites.get().checklist
    checklist.answers["screen"]["answer"] = "no"
    checklist.save()


def one_more_device(agreement: Agreement) -> None:
    EquipmentItem.objects.create(terms=agreement.latest_terms(), name="Laptop", owner="government")


CHANGES: dict[str, Callable[[Agreement], None]] = {
    "pattern": terms(pattern="situational"),
    "situational days": terms(situational_allowed=False),
    "start": terms(requested_start_on=date(2026, 12, 8)),
    "end": terms(requested_end_on=date(2027, 12, 8)),
    "work schedule": terms(work_schedule="flexitour"),
    "one day of the schedule": terms(schedule_data=schedule((1, 1), (1, 3), (2, 1)).to_json()),
    "how reached": terms(communication_methods="By pigeon"),
    "when reached": terms(communication_hours="Noon"),
    "telephone": terms(telework_phone="202-555-0199"),
    "records": terms(takes_records=True),
    "safeguards": terms(safeguards="A locked case"),
    "remote access": terms(remote_access="none"),
    "closure": terms(works_through_closure=False),
    "unscheduled telework": terms(unscheduled_telework=False),
    "continuity": terms(coop="emergency"),
    "acknowledgements": terms(acknowledged=["voluntary"]),
    "address": site(street="101 Example Street"),
    "country": site(country="PR"),
    "work area": site(work_area="Kitchen"),
    "safety answer": one_safety_answer,
    "equipment": one_more_device,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_one_changed_term_changes_the_digest(cast: Cast, change: Callable[[Agreement], None]) -> None:
    agreement = draft(cast)
    before = digest(agreement)
    change(agreement)
    assert digest(agreement) != before


def test_what_hr_changes_later_does_not_touch_what_was_signed(cast: Cast) -> None:
    agreement = submitted(cast)
    signed = agreement.latest_terms().content_sha256
    Employee.objects.filter(pk=cast.employee.pk).update(family_name="Married")
    assert agreement.latest_terms().content_sha256 == signed
    assert digest(agreement) != signed


def test_the_self_assessment_is_the_employees_own_and_not_in_the_agreement(cast: Cast) -> None:
    agreement = draft(cast)
    before = digest(agreement)
    terms(self_assessment={"portable_work": "no"})(agreement)
    assert digest(agreement) == before
