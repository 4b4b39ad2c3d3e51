"""The pages on which an exception is made, and ended."""

from datetime import date

import pytest
from django.urls import reverse

from eligibility.models import (
    EligibilityException,
)
from telework import clock
from tests.browsing import page, signed_in, words
from tests.cast import NOW, Cast, make_cast
from tests.eligibility.deciding import (
    IN_EMERGENCY,
    RULE,
    barred,
    declare,
    fails_own_rule,
    handles_classified_daily,
)
from tests.eligibility.deciding import grant as grant_exception
from tests.eligibility.decision_pages import of

EXCEPTION = {"reason": "Only she knows the system.", "until": "2027-03-01", "review_on": "2027-01-15"}


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cast = make_cast()
    fails_own_rule(cast)
    return cast


# --- what the employee reads of it --------------------------------------------------------------------------


def test_the_live_check_says_where_an_exception_is_possible_and_only_there(cast: Cast) -> None:
    employee, words_of_it = signed_in(cast, "employee"), "can make an exception from what is in the way"
    assert words_of_it in page(employee, reverse("eligibility_check"))
    discipline = cast.employee.discipline.create(
        reference="D1", kind="pornography", action_on=date(2026, 11, 2)
    )
    assert words_of_it not in page(employee, reverse("eligibility_check"))
    discipline.delete()
    grant_exception(cast)
    assert words_of_it not in page(employee, reverse("eligibility_check"))


# --- exceptions -------------------------------------------------------------------------------------------


@pytest.mark.citation("2362.2 general")
def test_an_exception_is_made_on_the_page_and_sent_twice_is_one(cast: Cast) -> None:
    director = signed_in(cast, "director")
    address = of(cast.employee, "exception_grant", RULE)

    for _ in range(2):
        answer = director.post(address, EXCEPTION)
        assert (answer.status_code, answer.headers["Location"]) == (302, of(cast.employee))

    assert EligibilityException.objects.count() == 1
    assert barred(cast) == []
    assert director.get(address).status_code == 302


def test_what_was_typed_stays_beside_what_is_wrong(cast: Cast) -> None:
    given = {**EXCEPTION, "until": "2026-11-01", "reason": "Only <script>she</script>"}
    answer = signed_in(cast, "director").post(of(cast.employee, "exception_grant", RULE), given)

    shown = words(answer)
    assert "has passed already" in shown
    assert "Only &lt;script&gt;she&lt;/script&gt;" in shown
    assert not EligibilityException.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"reason": "x" * 10_000}, {"until": "9999-12-31"}, {"until": "0001-01-01"}, {"until": "soon"}]
)
def test_hostile_input_is_refused_with_words(cast: Cast, changes: dict[str, str]) -> None:
    answer = signed_in(cast, "director").post(
        of(cast.employee, "exception_grant", RULE), {**EXCEPTION, **changes}
    )

    assert "No exception was made" in words(answer)
    assert not EligibilityException.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("supervisor", 403), ("coordinator", 403), ("stranger", 404)])
def test_who_may_not_except_is_told_so(cast: Cast, who: str, status: int) -> None:
    address = of(cast.employee, "exception_grant", RULE)

    assert signed_in(cast, who).get(address).status_code == status
    assert signed_in(cast, who).post(address, EXCEPTION).status_code == status


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("conduct.pornography", "The law itself sets this rule"),
        ("training.employee", "Exceptions are possible only where"),
        ("conduct.leave_restriction", "The rule is met today"),
    ],
)
def test_where_no_exception_is_possible_the_page_says_why(cast: Cast, rule: str, says: str) -> None:
    shown = page(signed_in(cast, "director"), of(cast.employee, "exception_grant", rule))

    assert says in shown
    assert "Make the exception</button>" not in shown


def test_a_rule_that_does_not_exist_is_not_found(cast: Cast) -> None:
    address = of(cast.employee, "exception_grant", "no.such.rule")

    assert signed_in(cast, "director").get(address).status_code == 404


@pytest.mark.citation("2362.4")
def test_in_an_emergency_the_form_asks_for_it_and_else_there_is_no_form(cast: Cast) -> None:
    handles_classified_daily(cast)
    director, address = signed_in(cast, "director"), of(cast.employee, "exception_grant", IN_EMERGENCY)
    assert "none is. Ask the telework managing officer" in page(director, address)

    flood = declare(cast)
    assert "Washington flood" in page(director, address)
    short = {**EXCEPTION, "until": "2026-12-10", "review_on": "2026-12-01"}
    assert "Choose the emergency" in words(director.post(address, short))
    assert director.post(address, {**short, "emergency": flood.pk}).status_code == 302
    assert EligibilityException.objects.get().emergency == flood


def test_an_exception_is_ended_on_the_page_with_a_reason(cast: Cast) -> None:
    exception = grant_exception(cast)
    director, address = signed_in(cast, "director"), reverse("exception_end", args=[exception.pk])

    assert "The rule counts again at once." in page(director, address)
    assert "Say why it ends." in words(director.post(address, {"reason": ""}))
    assert director.post(address, {"reason": "Replaced."}).status_code == 302
    assert director.post(address, {"reason": "Replaced."}).status_code == 409
    assert barred(cast) == [RULE]


@pytest.mark.parametrize(("who", "status"), [("supervisor", 403), ("stranger", 404), ("employee", 404)])
def test_an_exception_is_not_ended_by_others(cast: Cast, who: str, status: int) -> None:
    exception = grant_exception(cast)

    answer = signed_in(cast, who).post(reverse("exception_end", args=[exception.pk]), {"reason": "No."})

    assert answer.status_code == status
