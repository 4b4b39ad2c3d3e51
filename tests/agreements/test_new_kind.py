"""A new kind of arrangement: one record, one table, its rules and its page, and no line elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine
from django import forms
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from agreements import chains, kinds
from agreements.forms.request_answers import SectionForm
from agreements.kinds import Stated
from agreements.models import Agreement, TermsVersion
from agreements.policy import terms as terms_rules
from agreements.policy.clauses import EMPLOYEE_ACKNOWLEDGEMENTS, Statement
from agreements.policy.decision import Section
from agreements.services import drafting, review, submission
from agreements.states import Act
from agreements.views.request import kind_pages
from telework.errors import PolicyRefused
from telework.policy import Rule, Use
from telework.roles import Role
from tests.browsing import page, signed_in
from tests.cast import HOME, NOW, Cast, approve_step, proof, safe_answers, section_answers, waiting_step
from tests.requesting import url

GARDEN = Section("garden", "The garden")
PLANTS = Statement("plants", "2362.1(d)", "I water the plants.")


@dataclass(frozen=True)
class GardenFacts:
    """What the kind asks."""

    tree: str


TREE: Rule[GardenFacts] = Rule(
    code="garden.tree",
    citation="2362.1(d)",
    sentence="The tree is named.",
    refusal="Name the tree under which you work.",
    would_change="Name it.",
    ask="your supervisor",
    uses=(Use("tree", "Tree"),),
    violated_by=lambda facts: not facts.tree,
    section=GARDEN.code,
)


class GardenForm(SectionForm):
    """The page of the section."""

    section = GARDEN.code
    tree = forms.CharField(label="Under which tree?")

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        return {"tree": terms.garden.tree}  # type: ignore[attr-defined]

    def answers(self) -> Mapping[str, Any]:
        return dict(self.cleaned_data)


def _collect(terms: TermsVersion, today: date) -> GardenFacts:
    return GardenFacts(terms.garden.tree)  # type: ignore[attr-defined]


def _content(terms: TermsVersion) -> tuple[Stated, ...]:
    return (Stated(GARDEN.code, "Tree", terms.garden.tree, "2362.1(d)"),)  # type: ignore[attr-defined]


@pytest.fixture
def garden(db: None) -> Iterator[None]:
    """The kind, registered and forgotten; its table is made and dropped with the test's transaction."""

    class GardenDetails(models.Model):
        terms = models.OneToOneField(TermsVersion, on_delete=models.CASCADE, related_name="garden")
        tree = models.CharField(max_length=40, blank=True)

        class Meta:
            app_label = "agreements"

        def __str__(self) -> str:
            return self.tree

    record = kinds.Kind(
        code="garden",
        label="Telework in a garden",
        citation="2361.4",
        summary="You want to telework in a garden.",
        chain=((chains.ChainStep(Role.SUPERVISOR),), (chains.ChainStep(Role.COORDINATOR, Act.CONSULT),)),
        terms_rules=terms_rules.rules_with(statements=(PLANTS,)),
        details="garden",
        collect=_collect,
        details_rules=(TREE,),
        sections=(GARDEN,),
        statements=(PLANTS,),
        content=_content,
    )
    try:
        _make_table(GardenDetails)
        kinds.register(record)
        kind_pages.register(kind_pages.KindPage(GardenForm))
        with time_machine.travel(NOW, tick=False):
            yield
        kinds.forget("garden")
        kind_pages.forget(GARDEN.code)
    finally:
        _forget_table(GardenDetails)


def _make_table(table: type[models.Model]) -> None:
    """Without the keys that PostgreSQL would add afterwards: the editor itself needs no open transaction."""
    editor = connection.SchemaEditorClass(connection)
    editor.deferred_sql = []
    with connection.cursor() as cursor:
        cursor.execute(*editor.table_sql(table))


def _forget_table(table: type[models.Model]) -> None:
    """As if the model had never been written; the table goes with the transaction."""
    del table._meta.apps.all_models["agreements"]["gardendetails"]
    del TermsVersion.garden  # type: ignore[attr-defined]
    table._meta.apps.clear_cache()


def test_new_kind_is_asked_for_signed_and_decided_on_its_own_page(garden: None, cast: Cast) -> None:
    emma = signed_in(cast, "employee")
    assert "Telework in a garden" in page(emma, reverse("request_start"))
    emma.post(reverse("request_start"), {"kind": "garden"})
    agreement = Agreement.objects.get(kind="garden")
    _fill_in(cast, emma, agreement)
    with pytest.raises(PolicyRefused) as refused:
        _submit(cast, agreement)
    assert [finding.code for finding in refused.value.findings] == ["garden.tree"]
    assert "Under which tree?" in page(emma, _garden(agreement))
    emma.post(_garden(agreement), {"tree": "Oak"})
    for name in ("request_tasks", "request_check"):
        assert "The garden" in page(emma, url(name, agreement))
    assert "I water the plants." in page(emma, url("request_acknowledgements", agreement))
    _submit(cast, agreement)
    _decide(cast, agreement)
    assert "Oak" in page(emma, url("agreement", agreement))
    assert Agreement.objects.get(pk=agreement.pk).state == "approved"


def test_sections_of_a_kind_that_is_gone_are_gone_with_it(cast: Cast) -> None:
    assert "garden" not in kinds.codes()
    assert GARDEN.code not in kinds.section_labels()
    assert GARDEN.code not in kind_pages.PAGES


def _garden(agreement: Agreement) -> str:
    return reverse("request_details", args=[agreement.number, GARDEN.code])


def _fill_in(cast: Cast, emma: Client, agreement: Agreement) -> None:
    """Everything but the garden, by the commands."""
    given: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    for section, said in section_answers().items():
        drafting.save_section(**given, section=section, answers=said)
    accepted = [s.code for s in (*EMPLOYEE_ACKNOWLEDGEMENTS, PLANTS)]
    drafting.save_section(**given, section="acknowledgements", answers={"acknowledged": accepted})
    site = drafting.save_worksite(**given, values=HOME)
    drafting.certify_site(**given, worksite=site, answers=safe_answers())
    drafting.save_equipment(**given, remote_access="government_laptop", items=[])


def _submit(cast: Cast, agreement: Agreement) -> None:
    submission.submit(actor=cast.user("employee"), now=NOW, agreement=agreement, authentication=proof())


def _decide(cast: Cast, agreement: Agreement) -> None:
    """Returned for the garden, changed nothing, approved, and advised on."""
    step = waiting_step(agreement)
    supervisor = signed_in(cast, "supervisor")
    assert "Oak" in page(supervisor, reverse("decide", args=[agreement.number, step.pk]))
    review.return_for_changes(
        actor=cast.user("supervisor"), now=NOW, step=step, sections=["garden"], text="Another tree."
    )
    emma = signed_in(cast, "employee")
    emma.post(_garden(agreement), {"tree": "Old Oak"})
    accepted = {s.code: "on" for s in (*EMPLOYEE_ACKNOWLEDGEMENTS, PLANTS)}
    emma.post(url("request_acknowledgements", agreement), accepted)
    _submit(cast, agreement)
    approve_step(cast, agreement, "supervisor")
    cora = signed_in(cast, "coordinator")
    address = reverse("answer_step", args=[agreement.number, waiting_step(agreement).pk])
    assert "Your advice" in page(cora, address)
    assert cora.post(address, {"answer": "advise", "advise-words": "Fine."}).status_code == 302
