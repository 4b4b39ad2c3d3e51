"""Agreements from before: put on file as they are, listed while incomplete, sent twice without harm."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.test import Client

from agreements.models import Agreement, Attachment, Review
from agreements.policy import intake
from agreements.policy.intake import PaperAgreement
from agreements.policy.schedule import Pattern
from agreements.services.intake import take_in
from agreements.services.intake_file import ADDED, COLUMNS, REFUSED, UNCHANGED, take_in_all
from telework import audit
from telework.errors import NotPermitted, PolicyRefused
from telework.models import OutboxMessage
from tests.browsing import page, signed_in
from tests.cast import NOW, TODAY, Cast
from tests.certificates import pdf_bytes

pytestmark = pytest.mark.django_db

PAPER = PaperAgreement(
    pattern=Pattern.CORE,
    starts_on=date(2026, 3, 2),
    signed_on=date(2026, 2, 20),
    ends_on=None,
    week1=("MON", "TUE"),
    week2=("MON",),
    city="Arlington",
    region="VA",
    checklist_on=date(2026, 2, 18),
)


def put(cast: Cast, paper: PaperAgreement = PAPER, scan: bytes | None = None) -> Agreement:
    file = {"file_name": "scan.pdf", "chunks": [scan]} if scan is not None else {}
    return take_in(actor=cast.user("coordinator"), now=NOW, employee=cast.employee, paper=paper, **file)


@pytest.mark.citation("2367(b)")
def test_an_agreement_from_before_is_in_effect_with_its_own_dates_and_its_scan(cast: Cast) -> None:
    case = put(cast, scan=pdf_bytes())
    case.refresh_from_db()
    assert (case.state, case.starts_on, case.taken_in_at) == ("active", date(2026, 3, 2), NOW)
    assert case.terms_in_force().schedule.days_per_pay_period == 3  # type: ignore[union-attr]
    scan = Attachment.objects.get(agreement=case)
    assert (scan.terms, scan.content_type) == (case.terms_in_force(), "application/pdf")
    assert audit.is_recorded(case.chain, "take_in", {"starts_on": "2026-03-02", "lacks": []})
    letters = OutboxMessage.objects.filter(key__startswith=f"agreement:{case.pk}:intake")
    assert {letter.to for letter in letters} == {cast.employee.email, cast.supervisor.email}
    subjects = {letter.to: letter.subject for letter in letters}
    assert subjects[cast.employee.email] == f"{case.number}: your telework agreement is on file"
    assert subjects[cast.supervisor.email] == (
        f"{case.number}: the telework agreement of {cast.employee.full_name} is on file"
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"starts_on": date(2027, 1, 4)}, "starts_on"),
        ({"signed_on": date(2026, 11, 24)}, "signed_on"),
        ({"ends_on": date(2026, 11, 22)}, "ends_on"),
        ({"checklist_on": date(2026, 12, 1)}, "checklist_on"),
        ({"week2": ()}, "week1"),
        ({"week1": ("SUN",)}, "week1"),
        ({"pattern": Pattern.SITUATIONAL}, "week1"),
        ({"city": " "}, "city"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_writes_nothing(
    cast: Cast, change: dict[str, object], field: str
) -> None:
    with pytest.raises(PolicyRefused) as refused:
        put(cast, replace(PAPER, **change))  # type: ignore[arg-type]
    assert field in refused.value.fields
    assert not Agreement.objects.filter(employee=cast.employee).exists()


def test_somebody_with_an_agreement_here_has_no_second_one_put_on_file(cast: Cast) -> None:
    put(cast)
    with pytest.raises(PolicyRefused) as refused:
        put(cast)
    assert "employee" in refused.value.fields


@pytest.mark.parametrize("who", ["employee", "supervisor", "director", "other_coordinator"])
def test_only_the_coordinator_of_the_bureau_puts_an_agreement_on_file(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        take_in(actor=cast.user(who), now=NOW, employee=cast.employee, paper=PAPER)
    assert not Agreement.objects.exists()


def test_nobody_puts_their_own_agreement_on_file(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        take_in(actor=cast.user("coordinator"), now=NOW, employee=cast.coordinator, paper=PAPER)


@pytest.mark.citation("2362.1(e)")
def test_an_agreement_not_reviewed_for_a_year_is_taken_in_and_its_review_asked_for(cast: Cast) -> None:
    case = put(cast, replace(PAPER, starts_on=date(2024, 3, 4), signed_on=date(2024, 2, 20)))
    review = Review.objects.get(agreement=case)
    assert (review.due_on, review.is_open) == (date(2026, 12, 23), True)
    assert review.cause_label == intake.CAUSE_LABEL
    with time_machine.travel(NOW, tick=False):
        sam = signed_in(cast, "supervisor")
        asked = page(sam, "/inbox/")
        on_its_page = page(sam, f"/agreements/{case.number}/review/{review.pk}/")
    assert f"Review of the agreement. {intake.CAUSE_LABEL}." in asked
    assert "This agreement was put on file, and it was not reviewed within the last year" in on_its_page
    assert "fact changed" not in asked + on_its_page


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, ()),
        ({"has_scan": False}, ("scan",)),
        ({"checklist_on": None}, ("checklist",)),
        ({"starts_on": date(2025, 11, 22)}, ("review",)),
        ({"starts_on": date(2025, 11, 23)}, ()),
        ({"starts_on": date(2024, 1, 8), "reviewed_on": date(2026, 1, 8)}, ()),
    ],
)
def test_what_a_file_lacks_is_named(change: dict[str, object], missing: tuple[str, ...]) -> None:
    paper = replace(PAPER, **{"has_scan": True, **change})  # type: ignore[arg-type]
    assert intake.lacks(paper, TODAY) == missing


def table(*rows: str) -> bytes:
    return "\n".join([",".join(COLUMNS), *rows]).encode()


def test_a_table_is_rehearsed_then_put_on_file_and_a_second_run_changes_nothing(cast: Cast) -> None:
    number = cast.employee.number
    rows = table(
        f'{number},core,2026-03-02,,2026-02-20,"MON,TUE",MON,Arlington,VA,2026-02-18,,scan.pdf',
        "999999,core,2026-03-02,,2026-02-20,MON,MON,Arlington,VA,,,",
        f"{number},daily,2026-03-02,,2026-02-20,MON,MON,Arlington,VA,,,",
        f"{number},core,2026-02-30,,2026-02-20,MON,MON,Arlington,VA,,,",
    )

    def run(*, is_rehearsal: bool) -> list[str]:
        report = take_in_all(
            actor=cast.user("coordinator"),
            now=NOW,
            table=rows,
            scans={"scan.pdf": [pdf_bytes()]},
            is_rehearsal=is_rehearsal,
        )
        assert [row.line for row in report] == [2, 3, 4, 5]
        assert [row.reason.partition(":")[0] for row in report[1:]] == [
            "employee_number",
            "pattern",
            "starts_on",
        ]
        return [row.outcome for row in report]

    assert run(is_rehearsal=True) == [ADDED, REFUSED, REFUSED, REFUSED]
    assert not Agreement.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert run(is_rehearsal=False) == [ADDED, REFUSED, REFUSED, REFUSED]
    assert Agreement.objects.count() == 1
    assert run(is_rehearsal=False)[0] == UNCHANGED
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "must name these columns"),
        (b"PK\x03\x04\xff\xfe", "no CSV in UTF-8"),
        (b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
        (",".join(COLUMNS).encode(), "no rows: nothing is to be put on file"),
        (",".join(COLUMNS).encode() + b"\n\n", "no rows: nothing is to be put on file"),
    ],
)
def test_a_table_that_is_none_is_refused_with_words(cast: Cast, content: bytes, said: str) -> None:
    with pytest.raises(PolicyRefused, match=said):
        take_in_all(actor=cast.user("coordinator"), now=NOW, table=content, scans={}, is_rehearsal=False)


def test_the_page_of_an_agreement_from_before_says_what_is_known(cast: Cast, client: Client) -> None:
    case = put(cast, scan=pdf_bytes())
    client.force_login(cast.user("employee"))
    shown = client.get(f"/agreements/{case.number}/").content.decode()
    assert "On paper, before this system" in shown
    assert "the scan of the agreement from before" in shown
    file = client.get(f"/agreements/{case.number}/file/{Attachment.objects.get().pk}/")
    assert file["Content-Disposition"].startswith("attachment")
