"""The pages on which a supervisor states a fact, takes it back, and a corrected fact is read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from eligibility.models import EnteredFact
from telework import clock
from telework.models import User
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.eligibility.correcting import SINCE, UNTIL, corrected, dispute, state, with_hr
from tests.eligibility.deciding import barred, fails_own_rule
from tests.eligibility.decision_pages import of

GIVEN = {
    "holds": "yes",
    "statement": "Three reports were late.",
    "starts_on": SINCE.isoformat(),
    "until": UNTIL.isoformat(),
}


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return with_hr(make_cast())


def to_state(cast: Cast, fact: str = "absence_burden") -> str:
    return of(cast.employee, "fact_state", fact)


@pytest.mark.citation("2362.2(c)(2)(e)")
def test_a_supervisor_states_it_once_and_takes_it_back(cast: Cast) -> None:
    supervisor = signed_in(cast, "supervisor")
    assert to_state(cast) in page(supervisor, of(cast.employee))
    assert "What has the absence done" in page(supervisor, to_state(cast))
    assert "Give the last day" in words(supervisor.post(to_state(cast), {**GIVEN, "until": ""}))

    for _ in range(2):  # the same form sent twice states it once
        answer = supervisor.post(to_state(cast), GIVEN)
        assert answer.headers["Location"] == of(cast.employee)
    entry = EnteredFact.objects.get()
    assert barred(cast) == ["conduct.absence_burden"]
    withdraw = reverse("fact_withdraw", args=[entry.pk])
    shown = page(supervisor, of(cast.employee))
    assert withdraw in shown
    assert "Three reports were late." in shown
    assert "Three reports were late." in page(signed_in(cast, "employee"), reverse("eligibility"))

    assert "Say why it ends." in words(supervisor.post(withdraw, {"reason": ""}))
    assert supervisor.post(withdraw, {"reason": "The work is caught up."}).status_code == 302
    assert supervisor.post(withdraw, {"reason": "The work is caught up."}).status_code == 409
    assert barred(cast) == []
    assert "The work is caught up." in page(supervisor, of(cast.employee))


@pytest.mark.citation("2362.2(c)(2)(a)")
def test_what_the_extract_says_is_stated_as_no_longer_so(cast: Cast) -> None:
    fails_own_rule(cast)
    supervisor = signed_in(cast, "supervisor")
    address = to_state(cast, "close_supervision")

    assert "What has changed in the work?" in page(supervisor, address)
    given = {"holds": "no", "statement": "The drafts are sound now.", "starts_on": SINCE.isoformat()}
    for _ in range(2):
        assert supervisor.post(address, given).status_code == 302

    assert EnteredFact.objects.get().value is False
    assert barred(cast) == []


@pytest.mark.parametrize(
    ("who", "status"), [("director", 403), ("coordinator", 403), ("employee", 404), ("stranger", 404)]
)
def test_only_the_supervisor_gets_the_pages(cast: Cast, who: str, status: int) -> None:
    entry = state(cast)
    client = signed_in(cast, who)

    assert client.get(to_state(cast)).status_code == status
    assert client.get(reverse("fact_withdraw", args=[entry.pk])).status_code == status


def test_there_is_no_page_for_other_facts(cast: Cast) -> None:
    entry = corrected(cast, "rating", code="outstanding", since=SINCE).correction
    supervisor = signed_in(cast, "supervisor")

    assert supervisor.get(to_state(cast, "rating")).status_code == 404
    assert supervisor.get(reverse("fact_withdraw", args=[entry.pk])).status_code == 404


def test_the_page_of_a_person_asks_as_much_with_one_entry_as_with_many(cast: Cast) -> None:
    supervisor = signed_in(cast, "supervisor")
    state(cast)
    with counted() as one:
        page(supervisor, of(cast.employee))
    for code in ("outstanding", "exceeds", "outstanding"):
        corrected(cast, "rating", code=code, since=SINCE)

    with counted() as many:
        page(supervisor, of(cast.employee))
    assert many == one


def test_an_answer_offers_the_ratings_of_the_service_and_only_those(cast: Cast) -> None:
    said = dispute(cast, "rating")
    hana = signed_in_as("hana")

    shown = page(hana, reverse("dispute", args=[said.pk]))

    assert "Minimally successful" in shown
    assert "Satisfactory or better" not in shown


def test_a_correction_that_is_waited_for_says_until_when(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    said = dispute(cast, "appointment_type")
    hana, emma = signed_in_as("hana"), signed_in(cast, "employee")
    one = reverse("dispute", args=[said.pk])
    assert "By when does the correction show here?" in page(hana, one)
    given = {"outcome": "corrected", "answer": "Done.", "shows_on": (TODAY + timedelta(7)).isoformat()}

    assert hana.post(one, given).status_code == 302

    assert "Corrected, and waited for" in page(emma, one)
    assert "not shown here yet" in page(hana, reverse("disputes"))
    asked_again = emma.get(reverse("dispute_raise", args=["appointment_type"]))
    assert asked_again.headers["Location"] == one
    later = NOW + timedelta(8)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "The correction does not show here yet" in page(emma, one)


def signed_in_as(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client
