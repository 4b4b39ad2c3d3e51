"""A suspension on the page of its case: why, by whom, what next."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from agreements.models import Agreement
from agreements.services import suspension
from telework.models import User
from tests.agreements.test_review_pages import OPENED, case, opened
from tests.browsing import page, signed_in
from tests.cast import Cast, active


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(OPENED, tick=False) as traveller:
        yield traveller


def suspend(agreement: Agreement) -> Agreement:
    return suspension.suspend(
        actor=User.objects.system(),
        now=OPENED,
        agreement=agreement,
        cause="conduct.pornography",
        citation="2362.2(c)(2)(d)",
        reason="You were officially disciplined.",
    )


@pytest.mark.citation("2362.2(a)")
def test_suspended_case_says_why_by_whom_and_what_next(cast: Cast) -> None:
    agreement = suspend(active(cast))
    address = f"/agreements/{agreement.number}/"
    text = page(signed_in(cast, "employee"), address)
    assert "Suspended: no telework for now" in text
    assert "eTelework suspended this agreement on Tuesday, 8 December 2026" in text
    assert "You were officially disciplined." in text
    assert "3 FAM 2362.2(c)(2)(d)" in text
    assert "in effect again by itself" in text
    assert "Agreement suspended" in text
    assert "Why, as the employee reads it" not in text
    assert 'href="/eligibility/check/"' in text
    assert "Why, as the employee reads it:</strong> You were" in page(signed_in(cast, "supervisor"), address)
    for name in ("coordinator", "auditor"):
        others = page(signed_in(cast, name), address)
        assert "no telework for now" in others
        assert "disciplined." not in others
        assert "2362.2(c)(2)(d)" not in others


@pytest.mark.citation("2362.2(a)")
def test_lifted_suspension_is_history(cast: Cast) -> None:
    agreement = suspend(active(cast))
    suspension.resume(
        actor=User.objects.system(), now=OPENED, agreement=agreement, because=suspension.RECORD_CLEARED
    )
    text = page(signed_in(cast, "employee"), f"/agreements/{agreement.number}/")
    assert "no telework for now" not in text
    assert "Agreement in effect again" in text


def test_suspended_case_with_a_review_names_both_next_steps(cast: Cast) -> None:
    review = opened(cast, "discipline", suspend(active(cast)))
    text = page(signed_in(cast, "employee"), case(review))
    assert "The answer to a review, due by Tuesday, 22 December 2026" in text
    assert "No telework until what suspended it is gone" in text


@pytest.mark.citation("2362.2(a)")
def test_terms_are_neither_renewed_nor_changed_while_the_law_rules_telework_out(cast: Cast) -> None:
    agreement = active(cast)
    emma, address = signed_in(cast, "employee"), f"/agreements/{agreement.number}/"
    offers = [reverse(name, args=[agreement.number]) for name in ("terms_renew", "terms_change")]
    assert all(offer in page(emma, address) for offer in offers)
    suspend(agreement)
    text = page(emma, address)
    assert [offer for offer in offers if offer in text] == []
    for offer in offers:
        assert "rules telework out now" in page(emma, offer, 409)
