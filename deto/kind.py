"""Domestic employees teleworking overseas, as one more kind of agreement (3 FAM 2368)."""

from datetime import date

from agreements import chains, kinds
from agreements.kinds import Stated
from agreements.models import Agreement, TermsVersion
from deto import collect, stay_end, stay_todos
from deto.policy import end, extension, fam_2018, notice, sections
from deto.stated import follows, stated
from telework.policy import Finding, evaluate

CODE = "deto"


def content(terms: TermsVersion) -> tuple[Stated, ...]:
    """The employee's answers in words."""
    return stated(terms)


def about_person(agreement: Agreement, today: date) -> tuple[Finding, ...]:
    """The rules about person and place (2368.2, 2368.3)."""
    return evaluate(fam_2018.PERSON_RULES, collect.person_facts(agreement, today))


RECORD = kinds.register(
    kinds.Kind(
        code=CODE,
        label="Telework overseas as a domestic employee (DETO)",
        citation="2368",
        summary=(
            "You are assigned in the United States and want to keep your position while you live abroad on "
            "the Government orders of your spouse or partner."
        ),
        chain=chains.DETO,
        terms_rules=fam_2018.TERMS_RULES,
        details="deto",
        collect=collect.deto_facts,
        details_rules=fam_2018.DETAILS_RULES,
        sections=sections.SECTIONS,
        statements=fam_2018.STATEMENTS,
        content=content,
        follows=follows,
        purposes=sections.PURPOSES,
        readings=fam_2018.READINGS,
        person_readings=fam_2018.PERSON_READINGS,
        place=collect.place,
        about_person=about_person,
        end_reason=stay_end.end_reason,
        notice=notice.RULES,
        no_renewal=extension.NO_RENEWAL,
        latest_day=stay_end.latest_day,
        after_end=end.AFTER_END,
        also_told=stay_end.offices,
        own_todos=stay_todos.todos,
        titles={
            "begin_extension": "Extension begun",
            "amend_orders": "Amended orders of the spouse or partner recorded",
            "record_withdrawal": "The chief of mission withdrew the approval",
        },
    )
)
