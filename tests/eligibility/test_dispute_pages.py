"""The pages on which somebody says that a fact is wrong, and others answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from eligibility.disputes import FACTS
from eligibility.models import (
    FactDispute,
)
from eligibility.services import disputes as dispute_commands
from telework import clock
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, Cast, draft, make_cast, person
from tests.eligibility.deciding import (
    fails_own_rule,
)
from tests.eligibility.deciding import grant as grant_exception
from tests.eligibility.decision_pages import of


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cast = make_cast()
    fails_own_rule(cast)
    return cast


# --- facts said to be wrong -------------------------------------------------------------------------------


def say_wrong(cast: Cast, fact: str = "close_supervision") -> FactDispute:
    return dispute_commands.raise_dispute(
        actor=cast.user("employee"), now=NOW, fact=fact, claim="That ended in May."
    )


def test_a_fact_is_said_to_be_wrong_on_the_page_and_answered_on_another(cast: Cast) -> None:
    employee, supervisor = signed_in(cast, "employee"), signed_in(cast, "supervisor")
    address = reverse("dispute_raise", args=["close_supervision"])

    asked = page(employee, address)
    assert "Sam Supervisor" in asked
    assert "Tuesday, 8 December 2026" in asked
    assert "Say what is wrong" in words(employee.post(address, {"claim": ""}))
    for _ in range(2):
        answer = employee.post(address, {"claim": "That ended in May."})
        made = FactDispute.objects.get()
        assert answer.headers["Location"] == reverse("dispute", args=[made.pk])
    one = reverse("dispute", args=[made.pk])

    assert "Needs close supervision" in page(supervisor, reverse("disputes"))
    assert "Your answer in words" in page(supervisor, one)
    assert "Your answer in words" not in page(employee, one)
    assert employee.post(one, {"outcome": "corrected", "answer": "So it is."}).status_code == 403
    given = {"outcome": "corrected", "answer": "Right: I have taken it back."}
    assert "Choose what is right." in words(supervisor.post(one, given))
    given |= {"code": "no", "since": "2026-05-04"}
    assert supervisor.post(one, given).status_code == 302
    assert supervisor.post(one, given).status_code == 409
    assert "Right: I have taken it back." in page(employee, one)
    assert "since Monday, 4 May 2026" in page(employee, one)


def test_an_answer_without_words_keeps_the_choice(cast: Cast) -> None:
    made = say_wrong(cast)

    answer = signed_in(cast, "supervisor").post(
        reverse("dispute", args=[made.pk]), {"outcome": "stands", "answer": ""}
    )

    assert "Say what you found; the person reads it." in words(answer)
    assert 'value="stands"' in words(answer)
    assert "checked" in words(answer)


@pytest.mark.parametrize(("who", "status"), [("director", 200), ("coordinator", 200), ("stranger", 404)])
def test_the_bureau_reads_and_strangers_do_not(cast: Cast, who: str, status: int) -> None:
    made = say_wrong(cast)

    assert signed_in(cast, who).get(reverse("dispute", args=[made.pk])).status_code == status


def test_the_coordinator_sees_what_is_overdue(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    say_wrong(cast)
    coordinator = signed_in(cast, "coordinator")
    assert "No answer is overdue." in page(coordinator, reverse("disputes"))

    later = NOW + timedelta(days=30)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert "Overdue</span> since 8 December 2026" in page(signed_in(cast, "coordinator"), reverse("disputes"))


@pytest.mark.parametrize("fact", ["salary", "exceptions"])
def test_there_is_no_page_for_what_is_no_fact(cast: Cast, fact: str) -> None:
    assert signed_in(cast, "employee").get(reverse("dispute_raise", args=[fact])).status_code == 404


def test_the_list_of_disputes_asks_the_same_number_of_queries_however_long_it_is(cast: Cast) -> None:
    say_wrong(cast)
    dispute_commands.raise_dispute(actor=cast.user("employee"), now=NOW, fact="rating", claim="No.")
    coordinator = signed_in(cast, "coordinator")
    page(coordinator, reverse("disputes"))
    with counted() as few:
        page(coordinator, reverse("disputes"))
    for given in ("Una", "Vera"):
        other = person(given, "Another", cast.bureau, supervisor=cast.supervisor)
        assert other.user is not None
        for fact in ("rating", "employee_training", "close_supervision"):
            dispute_commands.raise_dispute(actor=other.user, now=NOW, fact=fact, claim="No.")
    with counted() as many:
        page(coordinator, reverse("disputes"))

    assert few == many


def test_beside_each_fact_of_a_request_stands_where_to_say_that_it_is_wrong(cast: Cast) -> None:
    shown = page(signed_in(cast, "employee"), reverse("request_eligibility", args=[draft(cast).number]))

    assert reverse("dispute_raise", args=["close_supervision"]) in shown
    assert reverse("dispute_raise", args=["employee_training"]) in shown


@pytest.mark.parametrize("name", ["eligibility_check", "eligibility"])
def test_beside_each_fact_on_ones_own_page_stands_where_to_say_that_it_is_wrong(
    cast: Cast, name: str
) -> None:
    grant_exception(cast)  # determines, so that there is something to show

    shown = page(signed_in(cast, "employee"), reverse(name))

    for fact in FACTS:
        assert reverse("dispute_raise", args=[fact]) in shown


def test_on_somebody_elses_page_nobody_says_that_a_fact_is_wrong(cast: Cast) -> None:
    grant_exception(cast)

    shown = page(signed_in(cast, "supervisor"), of(cast.employee, "eligibility_history"))

    assert reverse("dispute_raise", args=["rating"]) not in shown


def test_the_navigation_leads_to_ones_own_dispute(cast: Cast) -> None:
    say_wrong(cast)

    assert f'href="{reverse("disputes")}"' in page(signed_in(cast, "employee"), reverse("home"))
    assert f'href="{reverse("disputes")}"' in page(signed_in(cast, "supervisor"), reverse("home"))
