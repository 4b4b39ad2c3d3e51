"""The agreement says what it means for this person's pay and benefits, before it is signed and printed."""

import json

import pytest
from django.urls import reverse

from agreements.models import Agreement, AgreementDocument
from deto.policy.effects import FOR_EVERYBODY, effects
from telework import clock, rendering
from tests.browsing import page, signed_in
from tests.cast import NOW
from tests.overseas import approved, draft, make_overseas_cast


def texts(service: str, pay_plan: str) -> dict[str, str]:
    return {effect.code: effect.text for effect in effects(service=service, pay_plan=pay_plan)}


@pytest.mark.parametrize(
    ("service", "plan", "scale", "virtual"),
    [
        ("civil", "GS", "base pay scale of the Civil Service", None),
        ("foreign", "FP", "overseas pay scale of the Foreign Service", "applies to you"),
        ("foreign", "FO", "overseas pay scale of the Foreign Service", "applies to you"),
        ("foreign", "FE", "overseas pay scale of the Foreign Service", "ask your HR specialist"),
    ],
)
def test_pay_depends_on_the_service(service: str, plan: str, scale: str, virtual: str | None) -> None:
    said = texts(service, plan)
    assert scale in said["pay"]
    assert "no locality pay" in said["pay"]
    assert (virtual in said["virtual_locality"]) if virtual else "virtual_locality" not in said


def html_of(agreement: Agreement) -> str:
    kept = AgreementDocument.objects.get(terms__agreement=agreement, kind="agreement")
    return " ".join(rendering.as_html(kept.document).split())


@pytest.mark.django_db
@pytest.mark.citation("2368.13(a) to (e)")
def test_agreement_prints_what_was_told_about_pay_with_the_later_law() -> None:
    agreement = approved(make_overseas_cast())
    printed = html_of(agreement)
    assert "What this means for your pay and benefits" in printed
    assert "base pay scale of the Civil Service" in printed
    assert "U.S. holidays only" in printed
    assert "Section 9717" in printed
    assert "17 August 2018" in printed
    content = json.loads(bytes(agreement.terms_in_force().content or b""))
    assert [one["citation"] for one in content["effects"]][:3] == ["2368.13(a)", "2368.13(a)", "2368.13(c)"]


@pytest.mark.django_db
@pytest.mark.citation("2368.14 to 2368.16, 2368.18")
def test_agreement_prints_allowances_travel_compensation_and_leave() -> None:
    printed = html_of(approved(make_overseas_cast()))
    for code in ("allowances", "travel", "compensation", "home_leave"):
        effect = next(one for one in FOR_EVERYBODY if one.code == code)
        assert effect.text[:40].replace("'", "&#x27;") in printed


@pytest.mark.django_db
def test_employee_reads_the_effects_before_signing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cast = make_overseas_cast(service="foreign", pay_plan="FP")
    agreement = draft(cast)
    shown = page(signed_in(cast, "employee"), reverse("request_check", args=[agreement.number]))
    assert "What this means for your pay and benefits" in shown
    assert "overseas pay scale of the Foreign Service" in shown
    assert "for retirement only" in shown
