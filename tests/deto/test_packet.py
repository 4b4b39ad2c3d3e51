"""The packet for the chief of mission, and the stages that the employee reads (2368.4(e))."""

import hashlib
import io
import json
from datetime import timedelta

import pikepdf
import pytest

from agreements.models import AgreementDocument
from deto import stages, tasks
from deto.services import packet
from telework import documents
from telework.errors import NotPermitted, WrongState
from telework.models import OutboxMessage, User
from telework.rendering import render_due
from telework.roles import Role
from tests.abroad import step_of
from tests.browsing import page, signed_in
from tests.cast import NOW, START, TODAY
from tests.overseas import (
    OverseasCast,
    approved,
    make_overseas_cast,
    recommended,
    requested,
    start,
    submitted,
    waiting,
)

SOON = NOW + timedelta(minutes=1)


@pytest.fixture
def cast(db: None) -> OverseasCast:
    return make_overseas_cast(service="foreign")


@pytest.mark.citation("2368.4(e)")
def test_packet_is_made_once_when_everybody_has_approved_and_names_them_in_order(cast: OverseasCast) -> None:
    recommended(cast)
    assert tasks.sweep_due(SOON)["packed"] == 1
    assert tasks.sweep_due(SOON)["packed"] == 0
    kept = AgreementDocument.objects.get(kind="packet")
    content = json.loads(bytes(kept.document.source))
    assert content["way"]["label"] == "Country clearance"
    names = ["Sam Supervisor", "Edith Execdir", "Hector Hostdir", "Mona Manager", "Carl Cda"]
    assert [one["name"] for one in content["approvals"]] == names
    assert content["post"] == "Embassy Berlin"


def test_packet_is_made_anew_when_the_request_comes_to_hr_again(cast: OverseasCast) -> None:
    agreement = recommended(cast)
    tasks.sweep_due(SOON)
    later = SOON + timedelta(hours=1)
    waiting_step = step_of(agreement, Role.HR_SPECIALIST)
    waiting_step.opened_at = later
    waiting_step.save()
    assert tasks.sweep_due(later)["packed"] == 1
    assert AgreementDocument.objects.filter(kind="packet").count() == 2


def test_packet_is_a_tagged_pdf_with_the_files_inside(db: None) -> None:
    civil = make_overseas_cast()
    recommended(civil)
    tasks.sweep_due(SOON)
    kept = AgreementDocument.objects.get(kind="packet").document
    (file,) = json.loads(bytes(kept.source))["files"]
    if not documents.is_available():  # pragma: no cover - the build installs what PDFs need
        pytest.fail(documents.is_available().reason)
    render_due(SOON)
    kept.refresh_from_db()
    assert kept.failure == ""
    with pikepdf.open(io.BytesIO(bytes(kept.pdf or b""))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        ((_, inside),) = list(pdf.attachments.items())
        assert hashlib.sha256(inside.get_file().read_bytes()).hexdigest() == file["sha256"]


def test_people_do_not_make_packets_and_nothing_is_packed_before_its_time(cast: OverseasCast) -> None:
    agreement = recommended(cast)
    step = step_of(agreement, Role.HR_SPECIALIST)
    with pytest.raises(NotPermitted):
        packet.make_packet(actor=cast.user("hr_specialist"), now=SOON, step=step)
    tasks.sweep_due(SOON)
    with pytest.raises(WrongState):
        packet.make_packet(actor=User.objects.system(), now=SOON, step=step)


def test_no_packet_is_made_while_somebody_still_has_to_approve(cast: OverseasCast) -> None:
    submitted(cast)
    assert tasks.sweep_due(SOON)["packed"] == 0


@pytest.mark.citation("2368.4(e)")
@pytest.mark.parametrize(("days", "copies"), [(363, 0), (364, 1)])
def test_security_officer_of_the_post_gets_a_copy_of_an_nsdd38_request_alone(
    cast: OverseasCast, days: int, copies: int
) -> None:
    requested(cast, last_day=START + timedelta(days=days))
    told = OutboxMessage.objects.filter(template="deto_nsdd38_copy", to="rosa@example.gov")
    assert told.count() == copies
    assert OutboxMessage.objects.filter(template="deto_submitted", to="emma@example.gov").count() == 1


def test_stages_stand_in_the_order_of_the_regulation_with_one_that_has_it_now(cast: OverseasCast) -> None:
    agreement = recommended(cast)
    found = stages.stages_of(agreement, TODAY)
    assert [stage.label for stage in found] == [
        "Supervisor",
        "Executive director of your bureau",
        "Executive director of the post's bureau",
        "Management of the post",
        "Career development",
        "Submission to the chief of mission",
        "Chief of mission's answer",
        "First day",
    ]
    assert [stage.is_done for stage in found] == [True] * 5 + [False] * 3
    (current,) = [stage for stage in found if stage.is_current]
    assert current.who.startswith("Hana Hrspec")
    assert current.usual == stages.NOT_KNOWN


def test_host_bureau_and_career_development_are_no_stages_where_they_are_not_asked(db: None) -> None:
    cast = make_overseas_cast(same_bureau=True)
    labels = [stage.label for stage in stages.stages_of(submitted(cast), TODAY)]
    assert "Career development" not in labels
    assert stages.HOST not in labels


def test_time_that_an_office_takes_is_said_once_three_cases_tell(cast: OverseasCast) -> None:
    agreement = submitted(cast)
    step = waiting(agreement)
    for turn, days in enumerate((2, 4, 9), start=2):
        past = step_of(agreement, Role.SUPERVISOR)
        past.pk, past.round, past.ordinal = None, 50 + turn, turn
        past.decision, past.decided_by, past.capacity = "approved", cast.supervisor, "Supervisor"
        past.opened_at, past.closed_at = NOW - timedelta(days=20), NOW - timedelta(days=20 - days)
        past.save()
    supervisor = stages._usual_days([step])
    assert list(supervisor.values()) == ["About 4 days"]


def test_employee_reads_where_it_is_on_the_page_of_the_case_until_the_start(cast: OverseasCast) -> None:
    agreement = requested(cast)
    words = page(signed_in(cast, "employee"), f"/agreements/{agreement.number}/")
    assert "Where is it?" in words
    assert "It is here now" in words
    assert "First day" in words


def test_stages_are_gone_once_the_stay_has_begun(cast: OverseasCast) -> None:
    agreement = approved(cast)
    assert stages.stages_of(agreement, TODAY)[-1].is_current
    assert stages.stages_of(start(agreement), START) == []
