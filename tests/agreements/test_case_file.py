"""Comments, attachments, taking no part, and a request that the coordinator writes for somebody."""

import pytest
from django.test import Client

from agreements.forms.file import AttachmentForm, CommentForm
from agreements.models import Agreement, Attachment, Comment, NonParticipation
from agreements.models.file import Audience
from agreements.policy.schedule import Pattern, Schedule
from agreements.services import drafting, filing, taking_part
from agreements.services.entering import enter_request
from telework import audit
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import OutboxMessage
from tests.cast import NOW, START, Cast, submitted
from tests.certificates import pdf_bytes

pytestmark = pytest.mark.django_db


def say(cast: Cast, case: Agreement, who: str, audience: str = Audience.CASE, text: str = "Hm.") -> Comment:
    return filing.add_comment(actor=cast.user(who), now=NOW, agreement=case, audience=audience, text=text)


@pytest.mark.parametrize("who", ["employee", "supervisor", "coordinator"])
def test_those_around_a_case_write_beside_it(cast: Cast, who: str) -> None:
    case = submitted(cast)
    comment = say(cast, case, who)
    assert (comment.author, comment.text) == (cast.user(who).employee, "Hm.")
    assert audit.is_recorded(case.chain, "comment", {"comment": comment.pk, "audience": "case"})


@pytest.mark.parametrize(("who", "audience"), [("employee", "deciders"), ("stranger", "case")])
def test_others_write_nothing(cast: Cast, who: str, audience: str) -> None:
    case = submitted(cast)
    with pytest.raises(NotPermitted):
        say(cast, case, who, audience)
    assert not Comment.objects.exists()


@pytest.mark.parametrize(("audience", "text"), [("case", "  "), ("case", "x" * 4001), ("moon", "Hm.")])
def test_a_comment_that_says_nothing_or_too_much_is_refused(cast: Cast, audience: str, text: str) -> None:
    case = submitted(cast)
    with pytest.raises(PolicyRefused):
        say(cast, case, "supervisor", audience, text)


def test_what_is_for_those_who_decide_the_employee_does_not_read(cast: Cast, client: Client) -> None:
    case = submitted(cast)
    say(cast, case, "supervisor", Audience.DECIDERS, "Between us.")
    say(cast, case, "supervisor", Audience.CASE, "For everybody.")
    kept = filing.add_attachment(
        actor=cast.user("supervisor"),
        now=NOW,
        agreement=case,
        audience=Audience.DECIDERS,
        title="Plan of the office",
        file_name="plan.pdf",
        chunks=[pdf_bytes()],
    )
    address = f"/agreements/{case.number}/file/"
    read = {}
    for who in ("employee", "supervisor", "coordinator"):
        client.force_login(cast.user(who))
        page = client.get(address).content.decode()
        read[who] = ("For everybody." in page, "Between us." in page, "Plan of the office" in page)
        assert client.get(f"{address}{kept.pk}/").status_code == (404 if who == "employee" else 200)
    everything = (True, True, True)
    assert read == {"employee": (True, False, False), "supervisor": everything, "coordinator": everything}


def test_a_file_that_is_not_what_it_says_is_refused(cast: Cast, client: Client) -> None:
    case = submitted(cast)
    client.force_login(cast.user("employee"))
    with pytest.raises(PolicyRefused):
        filing.add_attachment(
            actor=cast.user("employee"),
            now=NOW,
            agreement=case,
            audience=Audience.CASE,
            title="A plan",
            file_name="plan.pdf",
            chunks=[b"MZ this is a program"],
        )
    assert not Attachment.objects.exists()


@pytest.mark.citation("2362.1(b)")
def test_somebody_takes_no_part_and_takes_part_again(cast: Cast, client: Client) -> None:
    client.force_login(cast.user("employee"))
    client.post("/no-part/", {"answer": "none"})
    assert taking_part.standing_of(cast.employee) is not None
    with pytest.raises(WrongState):
        taking_part.record_no_part(actor=cast.user("employee"), now=NOW)
    client.post("/no-part/", {"answer": "again"})
    assert taking_part.standing_of(cast.employee) is None
    assert NonParticipation.objects.count() == 1
    with pytest.raises(WrongState):
        taking_part.take_part_again(actor=cast.user("employee"), now=NOW)


def test_somebody_with_an_open_request_withdraws_it_first(cast: Cast) -> None:
    submitted(cast)
    with pytest.raises(WrongState):
        taking_part.record_no_part(actor=cast.user("employee"), now=NOW)
    assert not NonParticipation.objects.exists()


def test_somebody_who_asks_takes_part_again_by_it(cast: Cast) -> None:
    taking_part.record_no_part(actor=cast.user("employee"), now=NOW)
    drafting.begin_request(actor=cast.user("employee"), now=NOW)
    assert taking_part.standing_of(cast.employee) is None


ANSWERS = {
    "pattern": Pattern.SITUATIONAL,
    "requested_start_on": START,
    "schedule_data": Schedule.at_office().to_json(),
}


@pytest.mark.citation("2362.1(b)")
def test_a_request_that_the_coordinator_writes_is_the_employees_to_sign(cast: Cast) -> None:
    case = enter_request(actor=cast.user("coordinator"), now=NOW, employee=cast.employee, answers=ANSWERS)
    assert (case.state, case.entered_by, case.submitted_at) == ("draft", cast.coordinator, None)
    assert audit.is_recorded(case.chain, "enter_request", {"kind": "domestic"})
    assert [m.to for m in OutboxMessage.objects.all()] == [cast.employee.email]
    with pytest.raises(NotPermitted):
        drafting.save_section(
            actor=cast.user("coordinator"), now=NOW, agreement=case, section="records", answers={}
        )


@pytest.mark.parametrize("who", ["employee", "supervisor", "other_coordinator"])
def test_nobody_else_writes_a_request_for_somebody(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        enter_request(actor=cast.user(who), now=NOW, employee=cast.employee, answers=ANSWERS)
    assert not Agreement.objects.exists()


def test_the_coordinator_writes_the_schedule_and_nothing_else(cast: Cast) -> None:
    with pytest.raises(KeyError):
        enter_request(
            actor=cast.user("coordinator"), now=NOW, employee=cast.employee, answers={"acknowledged": []}
        )


@pytest.mark.parametrize("nothing", ["\u200b", " \u200b\u200d\u2060\ufeff ", "\u3164\u2800"])
def test_words_in_which_nothing_can_be_seen_are_none(nothing: str) -> None:
    title = AttachmentForm({"attachment-title": nothing, "attachment-audience": "case"}, with_deciders=False)
    assert title.errors["title"] == ["Say what the file is."]
    text = CommentForm({"comment-text": nothing, "comment-audience": "case"}, with_deciders=False)
    assert text.errors["text"] == ["Write your comment."]
    said = CommentForm({"comment-text": f"{nothing}Seen", "comment-audience": "case"}, with_deciders=False)
    assert said.is_valid()
