"""Who pays for remote-access devices: the central account for core, the bureau for situational telework."""

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import QuerySet

from agreements.models import Agreement, TermsVersion
from tests.browsing import counted, page, signed_in
from tests.cast import Cast, active, person, train
from tests.walks.command_world import ended

FOB = "global_opennet"
CENTRAL, WHY_CENTRAL = "The Department&#x27;s central account", "Core telework: the central account pays"
HEADER = "\N{ZERO WIDTH NO-BREAK SPACE}agreement,employee_number,name,bureau,pattern,account,why"


def with_device(cast: Cast, name: str, pattern: str, access: str = FOB, make: Any = active) -> Agreement:
    """An agreement in effect of somebody of their own, with that access."""
    owner = person(name, "Owner", cast.bureau, supervisor=cast.supervisor)
    train(owner)
    case: Agreement = make(replace(cast, employee=owner))
    # As if it had been signed so: the query set of the model leaves signed terms alone.
    QuerySet(TermsVersion).filter(agreement=case).update(pattern=pattern, remote_access=access)
    return case


def file_of(cast: Cast, reader: str) -> list[str]:
    answer: Any = signed_in(cast, reader).get("/remote-access/csv/")
    assert answer["Content-Disposition"].startswith('attachment; filename="remote-access-')
    return b"".join(answer.streaming_content).decode().splitlines()


@pytest.mark.citation("2366.2")
def test_coordinator_reads_which_account_pays_and_why(cast: Cast) -> None:
    core, situational = with_device(cast, "Cleo", "core"), with_device(cast, "Sita", "situational")
    text = page(signed_in(cast, "coordinator"), "/remote-access/")
    for words in (CENTRAL, WHY_CENTRAL, "Bureau OES", "Situational telework: the bureau pays"):
        assert words in text
    assert f"{CENTRAL}: <strong>1</strong>" in text
    assert "Bureau OES: <strong>1</strong>" in text
    lines = file_of(cast, "coordinator")
    assert lines[0] == HEADER
    assert [line.split(",")[0] for line in lines[1:]] == [core.number, situational.number]
    assert "Bureau OES" in lines[2]


@pytest.mark.citation("2366.2")
def test_managing_officer_reads_all_bureaus_and_a_coordinator_only_their_own(cast: Cast) -> None:
    with_device(cast, "Cleo", "core")
    with_device(cast, "Cora2", "core")
    other = with_device(cast, "Sita", "situational")
    Agreement.objects.filter(pk=other.pk).update(bureau=cast.other_bureau)
    text = page(signed_in(cast, "managing_officer"), "/remote-access/")
    assert f"{CENTRAL}: <strong>2</strong>" in text
    assert "Bureau EB: <strong>1</strong>" in text
    assert len(file_of(cast, "managing_officer")) == 4
    assert "Bureau EB" not in page(signed_in(cast, "coordinator"), "/remote-access/")
    assert len(file_of(cast, "other_coordinator")) == 2


def test_only_devices_of_agreements_in_effect_count(cast: Cast) -> None:
    with_device(cast, "Lena", "core", access="government_laptop")
    with_device(cast, "Nora", "core", access="none")
    with_device(cast, "Enna", "core", make=ended)
    assert "No agreement has a device" in page(signed_in(cast, "coordinator"), "/remote-access/")
    assert file_of(cast, "coordinator") == [HEADER]


def test_suspended_agreement_keeps_its_device(cast: Cast) -> None:
    case = with_device(cast, "Cleo", "core")
    case.suspend()
    case.save()
    assert len(file_of(cast, "coordinator")) == 2


def test_a_name_that_a_spreadsheet_would_run_is_set_off(cast: Cast) -> None:
    case = with_device(cast, "Cleo", "core")
    case.employee.given_name = "=SUM"
    case.employee.save()
    assert "'=SUM" in file_of(cast, "coordinator")[1]


@pytest.mark.parametrize("reader", ["employee", "supervisor", "director", "auditor", "stranger"])
def test_report_is_of_the_coordinator_and_the_managing_officer(cast: Cast, reader: str) -> None:
    for address in ("/remote-access/", "/remote-access/csv/"):
        assert signed_in(cast, reader).get(address).status_code == 403


def test_page_asks_as_much_for_many_as_for_one(cast: Cast) -> None:
    cora, numbers = signed_in(cast, "coordinator"), []
    for names in (["One"], ["Two", "Three", "Four"]):
        for name in names:
            with_device(cast, name, "core")
        cora.get("/remote-access/")
        with counted() as number:
            cora.get("/remote-access/")
        numbers += number
    assert numbers[0] == numbers[1]
