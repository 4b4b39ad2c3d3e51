"""Facts that somebody says are wrong: to whom that goes, by when an answer is due, and the answer."""

from datetime import date, timedelta

import pytest

from eligibility.disputes import FACTS, disputes_visible_to, keepers
from eligibility.models import Employee, FactDispute
from eligibility.policy.disputes import Keeper
from eligibility.services import disputes
from eligibility.services.lapsing import end_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, User
from telework.roles import Role
from tests.cast import NOW, TODAY, Cast, grant, make_cast, person
from tests.eligibility.deciding import letters, refused


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    grant(person("Hana", "Hrspec", cast.bureau), Role.HR_SPECIALIST, cast.bureau)
    return cast


def say_wrong(
    cast: Cast, fact: str = "rating", by: str = "employee", claim: str = "It is old."
) -> FactDispute:
    return disputes.raise_dispute(actor=cast.user(by), now=NOW, fact=fact, claim=claim)


def answer(
    cast: Cast, dispute: FactDispute, by: User, outcome: str = "stands", words: str = "I looked it up."
) -> FactDispute:
    return disputes.answer_dispute(actor=by, now=NOW, dispute=dispute, outcome=outcome, answer=words)


def user_of(name: str) -> User:
    return User.objects.get(username=name)


def test_each_fact_has_the_keeper_whom_its_rule_names() -> None:
    assert {name: fact.keeper for name, fact in FACTS.items()} == {
        "service": Keeper.HR_SPECIALIST,
        "appointment_type": Keeper.HR_SPECIALIST,
        "assigned_abroad": Keeper.HR_SPECIALIST,
        "rating": Keeper.HR_SPECIALIST,
        "leave_restriction": Keeper.HR_SPECIALIST,
        "discipline": Keeper.HR_SPECIALIST,
        "classified_handling": Keeper.SUPERVISOR,
        "onsite_activity": Keeper.SUPERVISOR,
        "onsite_portable": Keeper.SUPERVISOR,
        "close_supervision": Keeper.SUPERVISOR,
        "absence_burden": Keeper.SUPERVISOR,
        "absence_burden_statement": Keeper.SUPERVISOR,
        "designation": Keeper.SUPERVISOR,
        "employee_training": Keeper.COORDINATOR,
    }


def test_a_fact_said_to_be_wrong_is_kept_as_it_was_shown(cast: Cast) -> None:
    made = say_wrong(cast)

    assert (made.label, made.shown, made.source) == (
        "Most recent rating of record",
        "Fully successful",
        "HR extract",
    )
    assert made.claim == "It is old."
    event = AuditEvent.objects.get(action="raise_dispute")
    assert event.chain == f"employee:{cast.employee.pk}"


def test_a_fact_that_several_rules_show_is_kept_with_its_labels(cast: Cast) -> None:
    assert say_wrong(cast, "discipline").shown == (
        "Discipline for absence without permission: none; Discipline over pornography: none; "
        "Discipline for misuse: none"
    )


@pytest.mark.parametrize(
    ("said_on", "due_on"),
    [
        pytest.param(date(2026, 11, 23), date(2026, 12, 8), id="Thanksgiving does not count"),
        pytest.param(date(2026, 12, 7), date(2026, 12, 21), id="two plain weeks"),
    ],
)
def test_an_answer_is_due_within_ten_workdays(cast: Cast, said_on: date, due_on: date) -> None:
    made = disputes.raise_dispute(
        actor=cast.user("employee"), now=NOW + (said_on - TODAY), fact="rating", claim="It is old."
    )

    assert made.due_on == due_on


@pytest.mark.parametrize(
    ("fact", "reader"), [("rating", "hana"), ("close_supervision", "sam"), ("employee_training", "cora")]
)
def test_whoever_keeps_the_fact_gets_a_letter(cast: Cast, fact: str, reader: str) -> None:
    say_wrong(cast, fact)

    told = letters("dispute_raised")
    assert set(told) == {reader}
    assert "It is old." in told[reader].text
    assert "8 December 2026" in told[reader].text


def test_the_nearest_stands_in_where_whoever_keeps_the_fact_is_not_there(cast: Cast) -> None:
    rating, supervision = FACTS["rating"], FACTS["close_supervision"]

    def names(fact_keepers: list[Employee]) -> list[str]:
        return [one.given_name for one in fact_keepers]

    emma = cast.employee
    assert names(keepers(emma, rating, TODAY)) == ["Hana"]
    Employee.objects.filter(pk=emma.pk).update(supervisor=None)
    emma = Employee.objects.with_bureau().get(pk=emma.pk)
    assert names(keepers(emma, supervision, TODAY)) == ["Hana"]
    Employee.objects.filter(given_name="Hana").update(separated_on=TODAY - timedelta(days=1))
    assert names(keepers(emma, rating, TODAY)) == ["Cora"]
    Employee.objects.filter(given_name="Cora").update(separated_on=TODAY - timedelta(days=1))
    assert names(keepers(emma, rating, TODAY)) == ["Edith"]
    Employee.objects.filter(given_name="Edith").update(separated_on=TODAY - timedelta(days=1))
    assert keepers(emma, rating, TODAY) == []


def test_nobody_answers_for_a_fact_about_themselves(cast: Cast) -> None:
    hana = user_of("hana")
    own = disputes.raise_dispute(actor=hana, now=NOW, fact="rating", claim="It is old.")

    refused(NotPermitted, lambda: answer(cast, own, hana))
    assert set(letters("dispute_raised")) == {"cora"}


LIMITS = [
    pytest.param("rating", "", {"claim"}, id="no words"),
    pytest.param("rating", "x" * 10_000, {"claim"}, id="10,000 characters"),
    pytest.param("salary", "It is low.", set(), id="no such fact"),
    pytest.param("exceptions", "There is one.", set(), id="not a fact that a rule looks at"),
]


@pytest.mark.parametrize(("fact", "claim", "fields"), LIMITS)
def test_what_cannot_be_said_is_refused(cast: Cast, fact: str, claim: str, fields: set[str]) -> None:
    refusal = refused(PolicyRefused, lambda: say_wrong(cast, fact, claim=claim))

    assert set(refusal.fields) == fields


def test_the_same_fact_waits_once_and_can_be_said_again_after_the_answer(cast: Cast) -> None:
    made = say_wrong(cast)
    refused(PolicyRefused, lambda: say_wrong(cast))
    answer(cast, made, user_of("hana"))

    assert say_wrong(cast).pk != made.pk


def test_an_account_without_an_employee_record_says_nothing(cast: Cast) -> None:
    nobody = User.objects.create_user("nobody")

    refused(
        NotPermitted,
        lambda: disputes.raise_dispute(actor=nobody, now=NOW, fact="rating", claim="It is old."),
    )


def test_the_answer_reaches_the_person(cast: Cast) -> None:
    made = answer(cast, say_wrong(cast), user_of("hana"))

    assert (made.outcome, made.answered_at) == ("stands", NOW)
    assert made.answered_by is not None
    assert made.answered_by.given_name == "Hana"
    told = letters("dispute_answered")
    assert set(told) == {"emma"}
    assert "the fact stands" in told["emma"].text
    assert "I looked it up." in told["emma"].text


@pytest.mark.parametrize("who", ["employee", "supervisor", "director", "coordinator", "stranger", "auditor"])
def test_only_whoever_keeps_the_fact_answers(cast: Cast, who: str) -> None:
    made = say_wrong(cast)

    refused(NotPermitted, lambda: answer(cast, made, cast.user(who)))
    assert FactDispute.objects.get().answered_at is None


@pytest.mark.parametrize(
    ("outcome", "words", "field"),
    [("perhaps", "Hm.", "outcome"), ("stands", " ", "answer"), ("stands", "x" * 10_000, "answer")],
)
def test_an_answer_says_what_was_found(cast: Cast, outcome: str, words: str, field: str) -> None:
    made = say_wrong(cast)

    refusal = refused(PolicyRefused, lambda: answer(cast, made, user_of("hana"), outcome, words))

    assert set(refusal.fields) == {field}


def test_what_is_answered_is_not_answered_again(cast: Cast) -> None:
    made = answer(cast, say_wrong(cast), user_of("hana"))

    refused(WrongState, lambda: answer(cast, made, user_of("hana"), "corrected"))


def test_an_answer_that_is_overdue_is_reminded_of_once(cast: Cast) -> None:
    made = say_wrong(cast)
    due = NOW + (made.due_on - TODAY)

    end_due(due)
    assert letters("dispute_overdue") == {}
    end_due(due + timedelta(days=1))
    end_due(due + timedelta(days=2))

    assert set(letters("dispute_overdue")) == {"hana", "cora"}
    assert len(letters("dispute_overdue")) == 2


def test_nothing_is_reminded_of_once_it_is_answered(cast: Cast) -> None:
    made = answer(cast, say_wrong(cast), user_of("hana"))

    refused(
        WrongState,
        lambda: disputes.remind_of_dispute(
            actor=User.objects.system(), now=NOW + timedelta(days=60), dispute=made
        ),
    )


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("employee", True),
        ("supervisor", True),
        ("director", True),
        ("coordinator", True),
        ("stranger", False),
        ("other_coordinator", False),
        ("auditor", False),
    ],
)
def test_a_dispute_is_seen_by_the_person_the_supervisor_and_the_bureau(
    cast: Cast, who: str, sees: bool
) -> None:
    made = say_wrong(cast)

    assert disputes_visible_to(cast.user(who), TODAY).filter(pk=made.pk).exists() is sees
