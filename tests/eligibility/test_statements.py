"""What a supervisor states about a report: close supervision, and absence that burdens the office."""

from datetime import date, timedelta
from typing import Any

import pytest

from eligibility.models import Employee, EnteredFact, PersonnelChange
from eligibility.services import entered_facts
from eligibility.services.lapsing import end_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, User
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.eligibility.correcting import SINCE, UNTIL, corrected, fact, state, with_hr
from tests.eligibility.deciding import barred, fails_own_rule, is_eligible_by_record, letters, refused


@pytest.fixture
def cast(db: None) -> Cast:
    return with_hr(make_cast())


STATED = [
    pytest.param(
        "close_supervision",
        "performance.close_supervision",
        marks=pytest.mark.citation("2362.2(c)(2)(a)"),
    ),
    pytest.param("absence_burden", "conduct.absence_burden", marks=pytest.mark.citation("2362.2(c)(2)(e)")),
]


@pytest.mark.parametrize(("name", "rule"), STATED)
def test_the_supervisor_states_it_and_that_bars(cast: Cast, name: str, rule: str) -> None:
    made = state(cast, fact=name)

    assert barred(cast) == [rule]
    assert is_eligible_by_record(cast) is False
    assert (made.starts_on, made.until, made.entered_by) == (SINCE, UNTIL, cast.supervisor)
    assert fact(cast, name).source == "Entered by Sam Supervisor"
    event = AuditEvent.objects.get(action="enter_fact")
    assert event.chain == f"employee:{cast.employee.pk}"
    assert event.payload.data["until"] == UNTIL.isoformat()


@pytest.mark.citation("2362.2(c)(2)(e)")
def test_the_statement_itself_is_shown_with_the_rule(cast: Cast) -> None:
    state(cast)

    assert fact(cast, "absence_burden_statement").value == "Three reports were late, and others wrote them."


@pytest.mark.citation("2362.1(e)")
@pytest.mark.parametrize("name", ["close_supervision", "absence_burden"])
def test_a_statement_has_live_agreements_reviewed(cast: Cast, name: str) -> None:
    made = state(cast, fact=name)
    entered_facts.withdraw_fact(actor=cast.user("supervisor"), now=NOW, entry=made, reason="It is over.")

    changes = PersonnelChange.objects.order_by("pk").values_list("matter", "old", "new", "as_of")
    assert list(changes) == [(name, "no", "yes", SINCE), (name, "yes", "no", TODAY)]


@pytest.mark.citation("2362.2(c)(2)(e)")
@pytest.mark.parametrize(
    "who",
    ["employee", "director", "coordinator", "stranger", "other_coordinator", "managing_officer", "auditor"],
)
def test_nobody_but_the_supervisor_states_or_takes_back(cast: Cast, who: str) -> None:
    refused(NotPermitted, lambda: state(cast, by=who))
    made = state(cast)
    refused(
        NotPermitted,
        lambda: entered_facts.withdraw_fact(actor=cast.user(who), now=NOW, entry=made, reason="No."),
    )


def test_nobody_states_it_about_themselves(cast: Cast) -> None:
    refused(NotPermitted, lambda: state(cast, employee=cast.supervisor))


@pytest.mark.citation("2362.2(c)(2)(e)")
def test_the_person_is_told_what_was_stated_and_what_it_means(cast: Cast) -> None:
    state(cast)

    told = letters("fact_stated")
    assert set(told) == {"emma"}
    assert "Three reports were late, and others wrote them." in told["emma"].text
    assert "from Thursday, 1 October 2026 through Monday, 1 March 2027" in told["emma"].text
    assert "cannot ask for telework while this lasts" in told["emma"].text


LIMITS = [
    pytest.param({"statement": " "}, "statement", id="no words"),
    pytest.param({"statement": "x" * 10_000}, "statement", id="10,000 characters"),
    pytest.param({"starts_on": TODAY + timedelta(1)}, "starts_on", id="to come"),
    pytest.param({"starts_on": TODAY}, "", id="since today"),
    pytest.param({"starts_on": TODAY - timedelta(365)}, "", id="since a year"),
    pytest.param({"starts_on": TODAY - timedelta(366)}, "starts_on", id="since longer than a year"),
    pytest.param({"starts_on": date(1, 1, 1)}, "starts_on", id="the year 0001"),
    pytest.param({"until": None}, "until", id="no last day"),
    pytest.param({"until": TODAY}, "", id="through today"),
    pytest.param({"until": TODAY - timedelta(1)}, "until", id="over already"),
    pytest.param({"until": TODAY + timedelta(365)}, "", id="for a year"),
    pytest.param({"until": TODAY + timedelta(366)}, "until", id="for longer than a year"),
    pytest.param({"until": date(9999, 12, 31)}, "until", id="the year 9999"),
]


@pytest.mark.citation("2362.2(c)(2)(e)")
@pytest.mark.parametrize(("changes", "field"), LIMITS)
def test_a_statement_needs_words_about_the_work_and_its_days(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    if field:
        assert set(refused(PolicyRefused, lambda: state(cast, **changes)).fields) == {field}
    else:
        assert state(cast, **changes).pk


@pytest.mark.parametrize("name", ["rating", "leave_restriction", "nothing"])
def test_other_facts_are_not_the_supervisors_to_state(cast: Cast, name: str) -> None:
    refused(PolicyRefused, lambda: state(cast, fact=name))


def test_the_same_is_not_stated_twice(cast: Cast) -> None:
    state(cast)

    assert "recorded already" in refused(PolicyRefused, lambda: state(cast)).reason


@pytest.mark.citation("2362.2(c)(2)(a)")
def test_the_supervisor_states_that_it_is_no_longer_so_over_the_extract(cast: Cast) -> None:
    fails_own_rule(cast)

    made = state(cast, fact="close_supervision", holds=False, until=None)

    assert barred(cast) == []
    assert (made.value, made.until) == (False, None)
    assert "This is no longer so" in letters("fact_stated")["emma"].text
    again = {"fact": "close_supervision", "holds": False, "until": None}
    assert "nothing to state" in refused(PolicyRefused, lambda: state(cast, **again)).reason


@pytest.mark.citation("2362.2(c)(2)(e)")
def test_taking_it_back_lifts_the_bar_at_once(cast: Cast) -> None:
    made = state(cast)

    def withdraw(reason: str = "The work is caught up.") -> EnteredFact:
        return entered_facts.withdraw_fact(actor=cast.user("supervisor"), now=NOW, entry=made, reason=reason)

    assert set(refused(PolicyRefused, lambda: withdraw("")).fields) == {"reason"}
    ended = withdraw()

    assert (ended.ended_at, ended.ended_by, ended.ended_because) == (
        NOW,
        cast.supervisor,
        "The work is caught up.",
    )
    assert barred(cast) == []
    assert is_eligible_by_record(cast) is True
    assert set(letters("entered_fact_ended")) == {"emma"}
    assert "The work is caught up." in letters("entered_fact_ended")["emma"].text
    refused(WrongState, withdraw)


def test_what_others_entered_is_not_the_supervisors_to_take_back(cast: Cast) -> None:
    made = corrected(cast, "rating", code="outstanding", since=SINCE).correction

    refused(
        PolicyRefused,
        lambda: entered_facts.withdraw_fact(actor=cast.user("supervisor"), now=NOW, entry=made, reason="No."),
    )


@pytest.mark.citation("2362.2(c)(2)(e)")
def test_a_statement_lapses_after_its_last_day(cast: Cast) -> None:
    made = state(cast)
    system = User.objects.system()
    last = NOW + (UNTIL - TODAY)

    refused(WrongState, lambda: entered_facts.end_lapsed_fact(actor=system, now=last, entry=made))
    assert barred(cast, UNTIL) == ["conduct.absence_burden"]
    assert barred(cast, UNTIL + timedelta(1)) == []
    assert end_due(last + timedelta(1))["ended"] == 1
    assert end_due(last + timedelta(1))["ended"] == 0
    assert EnteredFact.objects.get().ended_because == "Its last day was Monday, 1 March 2027."
    refused(
        NotPermitted,
        lambda: entered_facts.end_lapsed_fact(actor=cast.user("supervisor"), now=last, entry=made),
    )


def test_a_new_supervisor_takes_over_what_was_stated(cast: Cast) -> None:
    made = state(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=cast.director)

    entered_facts.withdraw_fact(actor=cast.user("director"), now=NOW, entry=made, reason="It is over.")

    assert set(letters("entered_fact_ended")) == {"emma", "sam"}


def test_nothing_is_stated_about_who_has_left(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=TODAY - timedelta(1))

    refused(PolicyRefused, lambda: state(cast))
