"""Pages of eligibility: one's own, the past, the live check, coverage, and what would be if."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from eligibility.models import DisciplineAction, EligibilityDetermination, Employee
from eligibility.services.determination_run import determine_all
from eligibility.services.outcomes import tell_everybody
from telework import clock
from telework.models import User
from telework.roles import Role
from tests.browsing import counted, page, signed_in
from tests.cast import NOW, Cast, grant, make_cast, person

LATER = NOW + timedelta(days=7)


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return make_cast()


def determined(now: Any = NOW, *, told: bool = False) -> None:
    system = User.objects.system()
    determine_all(actor=system, now=now, occasion="nightly", only_changed=True)
    if told:
        tell_everybody(actor=system, now=now, most=1_000)


def failing(cast: Cast, on: date = date(2026, 11, 2)) -> None:
    DisciplineAction.objects.create(
        employee=cast.employee,
        reference="D1",
        kind="absence",
        action_on=on,
        calendar_year=2025,
        days=Decimal("5.5"),
    )


def current(who: Employee) -> EligibilityDetermination:
    return EligibilityDetermination.objects.get(employee=who, is_current=True)


def history(who: Employee) -> str:
    return reverse("eligibility_history", args=[who.number])


def test_before_the_first_determination_the_page_says_when_it_comes(cast: Cast) -> None:
    assert "Not determined yet" in page(signed_in(cast, "employee"), reverse("eligibility"))


@pytest.mark.citation("2362.2(a)")
def test_my_eligibility_shows_each_rule_with_fact_source_and_date(cast: Cast) -> None:
    failing(cast)
    determined(told=True)
    shown = page(signed_in(cast, "employee"), reverse("eligibility"))
    assert "Not eligible" in shown
    assert "What stands in the way" in shown
    assert "5.5 days in 2025" in shown
    assert "Discipline record, as of 2 November 2026" in shown
    assert "Your most recent rating of record is not below fully successful." in shown
    assert "You were told" in shown


def test_the_live_check_keeps_nothing(cast: Cast) -> None:
    failing(cast)
    shown = page(signed_in(cast, "employee"), reverse("eligibility_check"))
    assert "Not today" in shown
    assert "5.5 days in 2025" in shown
    assert not EligibilityDetermination.objects.exists()


def test_the_live_check_leads_to_a_request(cast: Cast) -> None:
    shown = page(signed_in(cast, "employee"), reverse("eligibility_check"))
    assert "Yes, you may ask" in shown
    assert reverse("request_start") in shown


def test_a_past_determination_is_shown_as_it_was_and_says_that_it_was_corrected(cast: Cast) -> None:
    determined()
    then = current(cast.employee)
    failing(cast)
    determined(LATER)
    client = signed_in(cast, "employee")
    shown = page(client, reverse("eligibility_determination", args=[then.pk]))
    assert "What was determined on 23 November 2026" in shown
    assert "Corrected later" in shown
    assert "concerns the time since 2 November 2026" in shown
    assert "5.5 days" not in shown
    both = page(client, reverse("eligibility"))
    assert "A correction of the record" in both
    assert "for the time since 2 November 2026" in both


@pytest.mark.parametrize("name", ["stranger", "other_coordinator"])
def test_strangers_find_no_determination(cast: Cast, name: str) -> None:
    determined()
    client = signed_in(cast, name)
    page(client, reverse("eligibility_determination", args=[current(cast.employee).pk]), 404)
    page(client, history(cast.employee), 404)


@pytest.mark.parametrize("name", ["supervisor", "director", "coordinator"])
def test_the_offices_of_the_bureau_read_the_facts(cast: Cast, name: str) -> None:
    failing(cast)
    determined()
    client = signed_in(cast, name)
    assert "5.5 days in 2025" in page(client, history(cast.employee))
    shown = page(client, reverse("eligibility_determination", args=[current(cast.employee).pk]))
    assert "5.5 days in 2025" in shown


@pytest.mark.parametrize("name", ["managing_officer", "auditor"])
def test_the_department_reads_the_outcome_without_the_facts(cast: Cast, name: str) -> None:
    failing(cast)
    determined()
    client = signed_in(cast, name)
    for address in (
        history(cast.employee),
        reverse("eligibility_determination", args=[current(cast.employee).pk]),
    ):
        shown = page(client, address)
        assert "Not eligible" in shown
        assert "5.5 days" not in shown
        assert "You see the outcome." in shown


def test_the_coordinator_has_somebody_determined_once(cast: Cast) -> None:
    client = signed_in(cast, "coordinator")
    for expected in ("was determined anew: eligible", "Nothing has changed since Monday, 23 November 2026"):
        answer = client.post(history(cast.employee), follow=True)
        assert expected in answer.content.decode() or expected.startswith("Nothing")
    assert cast.employee.determinations.count() == 1


@pytest.mark.parametrize("name", ["supervisor", "managing_officer"])
def test_others_have_nobody_determined(cast: Cast, name: str) -> None:
    client = signed_in(cast, name)
    assert "Determine anew now" not in page(client, history(cast.employee))
    assert client.post(history(cast.employee)).status_code == 403
    assert not EligibilityDetermination.objects.exists()


@pytest.mark.citation("2362.2(a)")
def test_coverage_counts_who_is_determined_and_told(cast: Cast) -> None:
    failing(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(email="")
    client = signed_in(cast, "coordinator")
    assert "<strong>0 of 4 employees are determined and told (0 percent)." in page(
        client, reverse("eligibility_coverage")
    )
    determined(told=True)
    shown = page(client, reverse("eligibility_coverage"))
    assert "3 of 4 employees are determined and told (75 percent)." in shown
    assert "1 person has no mail address" in shown
    assert "Economic Affairs" not in shown


def test_coverage_of_the_department_has_every_bureau(cast: Cast) -> None:
    shown = page(signed_in(cast, "managing_officer"), reverse("eligibility_coverage"))
    assert "Oceans" in shown
    assert "Economic Affairs" in shown


def test_coverage_costs_the_same_queries_whatever_the_number(cast: Cast) -> None:
    determined(told=True)
    client = signed_in(cast, "managing_officer")
    addresses = [reverse("eligibility_coverage"), reverse("coverage_people")]
    for address in addresses:
        page(client, address)
    few = []
    for address in addresses:
        with counted() as queries:
            page(client, address)
        few += queries
    for number in range(12):
        person(f"More{number}", "People", cast.bureau)
    determined(told=True)
    many = []
    for address in addresses:
        with counted() as queries:
            page(client, address)
        many += queries
    assert many == few


FILTERS = {
    "outcome=not_eligible": {"Emma Employee"},
    "outcome=none": set(),
    "told=no_mail": {"Sam Supervisor"},
    "told=untold": {"Sam Supervisor"},
    "q=execdir": {"Edith Execdir"},
}


@pytest.mark.parametrize("query", FILTERS)
def test_people_are_found_by_outcome_and_by_being_told(cast: Cast, query: str) -> None:
    failing(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(email="")
    trained(cast)
    determined(told=True)
    answer = signed_in(cast, "coordinator").get(reverse("coverage_people") + f"?{query}")
    assert {who.full_name for who in answer.context["page"].object_list} == FILTERS[query]


def trained(cast: Cast) -> None:
    """Nobody but Emma has anything in the way."""
    for who in (cast.director, cast.coordinator, cast.supervisor):
        who.training.create(course="employee", completed_on=date(2026, 1, 12), evidence="certificate")


def asked(cast: Cast, name: str, **query: str) -> Any:
    return signed_in(cast, name).get(reverse("eligibility_what_if"), query)


def names(answer: Any) -> set[str]:
    return {one.person.full_name for one in answer.context["page"].object_list}


def test_without_a_rule_those_become_eligible_who_fail_nothing_else(cast: Cast) -> None:
    answer = asked(cast, "coordinator", change="rule_off", rule="training.employee")
    assert names(answer) == {"Edith Execdir", "Cora Coordinator", "Sam Supervisor"}
    assert answer.context["supposed"].asked == 4
    assert not EligibilityDetermination.objects.exists()


def test_another_limit_of_absence_changes_the_outcome_at_the_limit(cast: Cast) -> None:
    failing(cast)
    above = asked(cast, "coordinator", change="absence_limit", days="5.5")
    at = asked(cast, "coordinator", change="absence_limit", days="5.4")
    assert (names(above), names(at)) == ({"Emma Employee"}, set())


def test_conduct_is_counted_and_not_named_for_the_department(cast: Cast) -> None:
    failing(cast)
    answer = asked(cast, "managing_officer", change="absence_limit", days="6")
    shown = " ".join(answer.content.decode().split())
    assert "1 of 8 people would have another outcome" in shown
    assert "They are not named here" in shown
    assert "Emma" not in shown


def test_another_rating_of_one_person(cast: Cast) -> None:
    number = cast.employee.number
    answer = asked(cast, "coordinator", change="rating", person=number, rating="unacceptable")
    assert names(answer) == {"Emma Employee"}
    fine = asked(cast, "coordinator", change="rating", person=number, rating="outstanding")
    assert names(fine) == set()


WRONG = [
    ({"change": "rating", "person": "", "rating": "exceeds"}, "Write the employee number."),
    ({"change": "rating", "person": "777", "rating": "exceeds"}, "Nobody in your reach has this number."),
    ({"change": "rule_off"}, "Choose the rule."),
    ({"change": "rule_off", "rule": "conduct.absence"}, "Select a valid choice."),
    ({"change": "absence_limit", "days": "many"}, "Enter a number."),
    ({"change": "absence_limit", "days": "-1"}, "greater than or equal to 0.5"),
    ({"change": ""}, "Choose what would be different."),
]


@pytest.mark.parametrize(("query", "message"), WRONG)
def test_a_question_that_cannot_be_asked_says_why(cast: Cast, query: dict[str, str], message: str) -> None:
    answer = asked(cast, "coordinator", **query)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert "supposed" not in answer.context


def test_somebody_elses_person_is_not_asked_about(cast: Cast) -> None:
    answer = asked(cast, "coordinator", change="rating", person=cast.stranger.number, rating="unacceptable")
    assert "Nobody in your reach has this number." in answer.content.decode()


@pytest.mark.parametrize("name", ["eligibility_coverage", "coverage_people", "eligibility_what_if"])
def test_pages_of_the_bureau_are_closed_to_others(cast: Cast, name: str) -> None:
    assert signed_in(cast, "employee").get(reverse(name)).status_code == 403
    specialist = person("Hans", "Specialist", cast.bureau)
    grant(specialist, Role.HR_SPECIALIST, cast.bureau)
    assert signed_in(cast, "coordinator").get(reverse(name)).status_code == 200


def test_what_if_asks_a_bounded_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eligibility.what_if.MOST_PEOPLE", 2)
    answer = asked(cast, "coordinator", change="rule_off", rule="training.employee")
    assert answer.context["supposed"].asked == 2
    assert answer.context["supposed"].is_cut
