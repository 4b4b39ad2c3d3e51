"""A letter that failed stands on the page of the coordinator, who sends it again."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from agreements.services.undelivered import send_again
from agreements.undelivered import FailedLetter, letters_that_failed
from eligibility.models import Employee
from eligibility.services.certificates import check_certificate
from eligibility.services.determination import determine
from eligibility.services.disputes import raise_dispute
from eligibility.services.outcomes import tell_outcomes
from eligibility.services.roles import grant_role
from telework import audit, outbox
from telework.errors import NotPermitted, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from telework.roles import Role
from tests import cast as people
from tests.browsing import counted
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.certificates import uploaded
from tests.services.mail_server import MailServer

SAM = "sam@example.gov"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def failed(cast: Cast, post: MailServer) -> OutboxMessage:
    """Emma has submitted; the mail server knows no Sam."""
    people.submitted(cast)
    post.rcpt[SAM] = ["550 No such user"]
    outbox.deliver_due(NOW)
    return OutboxMessage.objects.get(state="failed")


def page(cast: Cast, name: str) -> str:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(cast.user(name))
        return client.get("/bureau/").content.decode()


def letter_of(cast: Cast) -> FailedLetter:
    (letter,) = letters_that_failed([cast.bureau.pk])
    return letter


def press(cast: Cast, name: str, message: OutboxMessage) -> int:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        client.force_login(cast.user(name))
        return client.post(reverse("letter_send_again", args=[message.pk])).status_code


def test_coordinator_reads_which_letter_failed_and_why(cast: Cast, failed: OutboxMessage) -> None:
    text = page(cast, "coordinator")
    assert "1 letter could not be delivered" in text
    assert "to Sam Supervisor, sam@example.gov" in text
    assert "refused the address or the letter for good" in text


def test_coordinator_of_another_bureau_reads_nothing_of_it(cast: Cast, failed: OutboxMessage) -> None:
    assert "could not be delivered" not in page(cast, "other_coordinator")
    assert letters_that_failed([cast.other_bureau.pk]) == []


def test_nothing_failed_shows_nothing(cast: Cast) -> None:
    people.submitted(cast)
    assert "could not be delivered" not in page(cast, "coordinator")


def test_button_sends_the_letter_to_the_corrected_address_and_is_recorded(
    cast: Cast, failed: OutboxMessage, post: MailServer
) -> None:
    cast.supervisor.email = "samuel@example.gov"
    cast.supervisor.save()
    assert "The address is samuel@example.gov now." in page(cast, "coordinator")
    chain = letter_of(cast).chain

    assert press(cast, "coordinator", failed) == 302
    assert outbox.deliver_due(NOW).sent == 1
    assert [letter["To"] for letter in post.letters][-1] == "samuel@example.gov"
    event = AuditEvent.objects.filter(chain=chain).latest("sequence")
    assert event.action == "send_letter_again"
    assert event.payload.data == {
        "letter": failed.key,
        "failed_for": SAM,
        "sent_to": "samuel@example.gov",
    }
    assert chain == Agreement.objects.get().chain
    assert audit.first_fault(chain) is None
    assert "could not be delivered" not in page(cast, "coordinator")


@pytest.mark.parametrize(
    ("name", "status"),
    [("other_coordinator", 404), ("employee", 403), ("supervisor", 403), ("auditor", 403)],
)
def test_nobody_else_presses_it(cast: Cast, failed: OutboxMessage, name: str, status: int) -> None:
    assert press(cast, name, failed) == status
    failed.refresh_from_db()
    assert failed.state == "failed"


def test_command_refuses_whoever_does_not_coordinate_the_bureau(cast: Cast, failed: OutboxMessage) -> None:
    with pytest.raises(NotPermitted, match=r"3 FAM 2363\.3"):
        send_again(actor=cast.user("other_coordinator"), now=NOW, letter=letter_of(cast))
    failed.refresh_from_db()
    assert failed.state == "failed"


def test_pressing_twice_sends_once(cast: Cast, failed: OutboxMessage) -> None:
    letter = letter_of(cast)
    send_again(actor=cast.user("coordinator"), now=NOW, letter=letter)
    with pytest.raises(WrongState, match="on its way"):
        send_again(actor=cast.user("coordinator"), now=NOW, letter=letter)
    assert AuditEvent.objects.filter(action="send_letter_again").count() == 1


def test_letters_that_were_given_up_say_so(cast: Cast, failed: OutboxMessage) -> None:
    OutboxMessage.objects.filter(pk=failed.pk).update(attempts=outbox.MOST_ATTEMPTS)
    assert "tried for about a day" in letter_of(cast).why


# --- Letters about no agreement: courses, roles, eligibility ------------------------------------------------
def told_of_course(cast: Cast) -> None:
    certificate = uploaded(cast, "supervisor")
    check_certificate(actor=cast.user("coordinator"), now=NOW, certificate=certificate, outcome="accepted")


def told_of_role(cast: Cast) -> None:
    grant_role(
        actor=cast.user("director"),
        now=NOW,
        employee=cast.supervisor,
        role=Role.HR_SPECIALIST,
        bureau=cast.bureau,
        starts_on=TODAY,
    )


def told_of_outcome(cast: Cast) -> None:
    system = User.objects.system()
    determine(actor=system, now=NOW, employee=cast.supervisor, occasion="run")
    tell_outcomes(actor=system, now=NOW)


def told_of_dispute(cast: Cast) -> None:
    raise_dispute(actor=cast.user("employee"), now=NOW, fact="close_supervision", claim="Nobody said so.")


ABOUT_PEOPLE = {
    "certificate_checked": told_of_course,
    "role_granted": told_of_role,
    "eligibility_outcome": told_of_outcome,
    "dispute_raised": told_of_dispute,
}


@pytest.fixture(params=ABOUT_PEOPLE)
def lost(request: pytest.FixtureRequest, cast: Cast, post: MailServer) -> OutboxMessage:
    """A letter to Sam that is about no agreement; the mail server knows no Sam."""
    ABOUT_PEOPLE[request.param](cast)
    post.rcpt[SAM] = ["550 No such user"]
    outbox.deliver_due(NOW)
    return OutboxMessage.objects.get(state="failed", template=request.param)


def test_letter_about_no_agreement_stands_with_the_coordinator_of_its_reader(
    cast: Cast, lost: OutboxMessage
) -> None:
    text = page(cast, "coordinator")
    assert "1 letter could not be delivered" in text
    assert "to Sam Supervisor, sam@example.gov" in text
    assert "could not be delivered" not in page(cast, "other_coordinator")


def test_it_is_sent_again_by_the_same_button_and_written_into_the_readers_chain(
    cast: Cast, lost: OutboxMessage, post: MailServer
) -> None:
    del post.rcpt[SAM]
    assert press(cast, "other_coordinator", lost) == 404
    assert press(cast, "coordinator", lost) == 302
    assert outbox.deliver_due(NOW).sent == 1
    chain = f"employee:{cast.supervisor.pk}"
    event = AuditEvent.objects.filter(chain=chain).latest("sequence")
    assert (event.action, event.subject) == ("send_letter_again", f"letter:{lost.pk}")
    assert audit.first_fault(chain) is None


def test_letter_to_somebody_without_a_position_stands_with_nobody(cast: Cast, lost: OutboxMessage) -> None:
    Employee.objects.filter(pk=cast.supervisor.pk).update(position=None)
    everywhere = [cast.bureau.pk, cast.other_bureau.pk]
    assert letters_that_failed(everywhere) == []


def test_list_asks_the_same_number_of_queries_however_many_failed_and_shows_the_oldest_fifty(
    cast: Cast, lost: OutboxMessage
) -> None:
    with counted() as few:
        letters_that_failed([cast.bureau.pk])
    about, _, reader = lost.key.rpartition(":")
    more = [OutboxMessage(**{**values_of(lost), "key": f"{about}:{n}:{reader}"}) for n in range(50)]
    OutboxMessage.objects.bulk_create(more)
    with counted() as many:
        letters_that_failed([cast.bureau.pk])
    assert few == many
    text = page(cast, "coordinator")
    assert "51 letters could not be delivered" in text
    assert "These are the oldest 50." in text
    assert text.count("Send again") == 50


def values_of(message: OutboxMessage) -> dict[str, object]:
    """The fields of a letter but for its own number."""
    return {
        field.name: getattr(message, field.name)
        for field in message._meta.concrete_fields
        if field.name != "id"
    }
