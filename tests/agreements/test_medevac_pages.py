"""The pages of telework during an evacuation, as each office of its chain opens them."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from eligibility.models import Employee
from telework.roles import Role
from tests import sealed
from tests.abroad import PostCast, approve, make_post_cast, step_of
from tests.cast import NOW


@pytest.fixture
def cast(db: None) -> PostCast:
    return make_post_cast()


def page(reader: Employee, name: str, *arguments: object) -> str:
    client = Client()
    assert reader.user is not None
    client.force_login(reader.user)
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


@time_machine.travel(NOW, tick=False)
@pytest.mark.citation("2362.5(4)")
def test_each_office_opens_its_page_and_management_can_leave_consultations_out(cast: PostCast) -> None:
    mel = sealed.medical(cast)
    sealed.evacuated(cast)
    agreement = sealed.medevac_asked(cast)
    number = agreement.number
    page(cast.supervisor, "decide", number, step_of(agreement, Role.SUPERVISOR).pk)
    approve(cast, agreement, cast.user("supervisor"), Role.SUPERVISOR)
    medical = page(mel, "answer_step", number, step_of(agreement, Role.MEDICAL_SERVICES).pk)
    assert "Do you concur?" in medical
    page(cast.hr_officer, "answer_step", number, step_of(agreement, Role.HR_OFFICER).pk)
    assert page(cast.manager, "agreement", number).count("Leave out: ") == 3
    assert "Leave out: " not in page(cast.hr_officer, "agreement", number)
    page(cast.employee, "request_submitted", number)
    page(cast.employee, "agreement", number)
    assert "Ama Abroad" in page(cast.manager, "evacuations")
