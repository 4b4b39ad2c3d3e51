"""Writing a request: who may, what is kept, what is refused, and taking it back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, EquipmentItem, SafetyChecklist, TermsVersion, Worksite
from agreements.services import drafting
from agreements.services.drafting import SECTION_FIELDS
from agreements.states import State
from eligibility.models import Employee
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from tests.cast import HOME, NOW, TODAY, Cast, approved, draft, safe_answers, section_answers, submitted
from tests.traces import actions, letters, nothing_written, refused

pytestmark = pytest.mark.citation("2362.1(b)")


def begin(actor: User) -> Agreement:
    return drafting.begin_request(actor=actor, now=NOW)


def save(actor: User, agreement: Agreement, section: str = "records", **answers: Any) -> TermsVersion:
    return drafting.save_section(
        actor=actor, now=NOW, agreement=agreement, section=section, answers=answers or {"takes_records": True}
    )


def test_an_employee_begins_a_request_of_their_own_bureau(cast: Cast) -> None:
    agreement = begin(cast.user("employee"))
    assert (agreement.employee, agreement.bureau, agreement.state) == (
        cast.employee,
        cast.bureau,
        State.DRAFT,
    )
    assert agreement.number == f"TW-2026-{agreement.pk:06d}"
    assert agreement.latest_terms().policy_set == "fam_2018"
    assert actions(agreement) == ["begin_request"]
    assert letters(agreement) == {}


def test_a_second_request_is_refused_while_the_first_is_open(cast: Cast) -> None:
    begin(cast.user("employee"))
    with refused(WrongState):
        begin(cast.user("employee"))


def test_a_new_request_can_follow_one_that_was_withdrawn(cast: Cast) -> None:
    first = begin(cast.user("employee"))
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=first)
    assert begin(cast.user("employee")).number != first.number


def test_an_account_without_employee_record_cannot_begin(cast: Cast) -> None:
    system = User.objects.system()
    with refused(NotPermitted):
        begin(system)


@pytest.mark.parametrize(("left_on", "is_gone"), [(TODAY - timedelta(days=1), True), (TODAY, False)])
def test_who_has_left_cannot_begin(cast: Cast, left_on: date, *, is_gone: bool) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=left_on)
    if is_gone:
        with refused(NotPermitted):
            begin(cast.user("employee"))
    else:
        assert begin(cast.user("employee")).state == State.DRAFT


def test_somebody_without_position_cannot_begin_and_is_told_whom_to_ask(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(position=None)
    with refused(PolicyRefused) as refusal:
        begin(cast.user("employee"))
    assert "HR specialist" in refusal.value.reason


@pytest.mark.parametrize("section", SECTION_FIELDS)
def test_every_section_keeps_its_own_answers(cast: Cast, section: str) -> None:
    agreement = begin(cast.user("employee"))
    answers = section_answers()[section]
    save(cast.user("employee"), agreement, section, **answers)
    kept = agreement.latest_terms()
    assert {name: getattr(kept, name) for name in answers} == answers
    assert actions(agreement)[-1] == "save_section"


@pytest.mark.parametrize(
    ("section", "field"),
    [
        ("records", "pattern"),
        ("schedule", "content_sha256"),
        ("schedule", "signed_at"),
        ("clauses", "official_worksite"),
        ("communication", "agreement_id"),
    ],
)
def test_a_section_cannot_write_what_belongs_elsewhere(cast: Cast, section: str, field: str) -> None:
    agreement = begin(cast.user("employee"))
    with nothing_written(), pytest.raises(KeyError):
        save(cast.user("employee"), agreement, section, **{field: "x"})


def test_an_unknown_section_is_a_mistake(cast: Cast) -> None:
    agreement = begin(cast.user("employee"))
    with nothing_written(), pytest.raises(KeyError):
        save(cast.user("employee"), agreement, "money", pay="more")


@pytest.mark.parametrize("who", ["supervisor", "director", "coordinator", "stranger", "managing_officer"])
def test_only_the_employee_writes_their_request(cast: Cast, who: str) -> None:
    agreement, actor = draft(cast), cast.user(who)
    site = agreement.latest_terms().worksites.get()
    case: dict[str, Any] = {"actor": actor, "now": NOW, "agreement": agreement}
    with refused(NotPermitted):
        save(actor, agreement)
    with refused(NotPermitted):
        drafting.save_worksite(**case, values=HOME)
    with refused(NotPermitted):
        drafting.remove_worksite(**case, worksite=site)
    with refused(NotPermitted):
        drafting.certify_site(**case, worksite=site, answers=safe_answers())
    with refused(NotPermitted):
        drafting.save_equipment(**case, remote_access="none", items=[])
    with refused(NotPermitted):
        drafting.withdraw(**case)


def test_sites_are_added_changed_and_removed(cast: Cast) -> None:
    agreement = draft(cast)
    case: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    second = drafting.save_worksite(**case, values={**HOME, "kind": "other", "name": "Library"})
    assert second.ordinal == 2
    drafting.save_worksite(**case, worksite=second, values={"city": "Bethesda", "region": "MD"})
    assert Worksite.objects.get(pk=second.pk).city == "Bethesda"
    first = agreement.latest_terms().worksites.get(ordinal=1)
    drafting.remove_worksite(**case, worksite=first)
    assert list(agreement.latest_terms().worksites.values_list("ordinal", flat=True)) == [2]
    assert not SafetyChecklist.objects.exists()
    assert drafting.save_worksite(**case, values=HOME).ordinal == 3


def test_at_most_five_sites_are_listed(cast: Cast) -> None:
    agreement = draft(cast)
    case: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    for number in range(4):
        drafting.save_worksite(**case, values={**HOME, "name": f"Site {number}"})
    with refused(PolicyRefused):
        drafting.save_worksite(**case, values=HOME)


def test_another_cases_site_cannot_be_reached_through_ones_own(cast: Cast) -> None:
    foreign = submitted(cast).latest_terms().worksites.get()
    own = begin(cast.user("stranger"))
    case: dict[str, Any] = {"actor": cast.user("stranger"), "now": NOW, "agreement": own, "worksite": foreign}
    for write, more in (
        (drafting.save_worksite, {"values": {"city": "Nowhere"}}),
        (drafting.remove_worksite, {}),
        (drafting.certify_site, {"answers": {}}),
    ):
        with nothing_written(), pytest.raises(Worksite.DoesNotExist):
            write(**case, **more)  # type: ignore[operator]


@pytest.mark.citation("2367(b)")
def test_a_certification_belongs_to_the_address_it_was_given_for(cast: Cast) -> None:
    agreement = draft(cast)
    case: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    site = agreement.latest_terms().worksites.get()
    assert not site.checklist.is_stale
    site = drafting.save_worksite(**case, worksite=site, values={"street": "7 Another Street"})
    assert Worksite.objects.get(pk=site.pk).checklist.is_stale
    drafting.certify_site(**case, worksite=site, answers=safe_answers())
    assert not Worksite.objects.get(pk=site.pk).checklist.is_stale
    assert SafetyChecklist.objects.count() == 1


@pytest.mark.citation("2366.3(a)")
def test_the_list_of_equipment_is_replaced_whole(cast: Cast) -> None:
    agreement = draft(cast)
    case: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    items = [{"name": "Laptop", "owner": "government"}, {"name": "Screen", "owner": "employee"}]
    assert not drafting.save_equipment(**case, remote_access="global_opennet", items=items).equipment_none
    assert drafting.save_equipment(**case, remote_access="none", items=[]).equipment_none
    assert not EquipmentItem.objects.exists()


def test_a_draft_is_withdrawn_without_a_letter_to_anybody(cast: Cast) -> None:
    agreement = drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=draft(cast))
    assert agreement.state == State.WITHDRAWN
    assert actions(agreement)[-1] == "withdraw"
    assert letters(agreement) == {}


def test_a_request_in_review_is_withdrawn_and_who_was_asked_is_told(cast: Cast) -> None:
    agreement = submitted(cast)
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    steps = agreement.latest_terms().steps
    assert not steps.filter(closed_at__isnull=True).exists()
    assert not steps.exclude(decision="").exists()
    assert letters(agreement)["request_withdrawn"] == ["sam"]


def test_an_approved_agreement_is_cancelled_with_notice_and_not_withdrawn(cast: Cast) -> None:
    agreement = approved(cast)
    with refused(NotPermitted) as refusal:
        drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    assert "notice" in refusal.value.reason


def test_what_was_signed_does_not_change(cast: Cast) -> None:
    agreement = submitted(cast)
    case: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    site = agreement.latest_terms().worksites.get()
    with refused(WrongState):
        save(cast.user("employee"), agreement)
    with refused(WrongState):
        drafting.save_worksite(**case, values=HOME)
    with refused(WrongState):
        drafting.remove_worksite(**case, worksite=site)
    with refused(WrongState):
        drafting.certify_site(**case, worksite=site, answers=safe_answers())
    with refused(WrongState):
        drafting.save_equipment(**case, remote_access="none", items=[])


def test_saving_a_section_takes_a_constant_number_of_queries(cast: Cast) -> None:
    agreement = draft(cast)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            save(cast.user("employee"), agreement)
        return len(asked)

    save(cast.user("employee"), agreement)
    before = queries()
    for number in range(3):
        drafting.save_worksite(
            actor=cast.user("employee"),
            now=NOW,
            agreement=agreement,
            values={**HOME, "name": f"Site {number}"},
        )
    assert queries() == before
