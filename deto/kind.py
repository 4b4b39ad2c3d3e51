"""Domestic employees teleworking overseas, as one more kind of agreement (3 FAM 2368)."""

from datetime import date

from agreements import chains, kinds
from agreements.kinds import Stated
from agreements.models import Agreement, TermsVersion
from agreements.policy.worksite import Consequence
from deto import case_shown, collect, standing_status, stay_end, stay_todos
from deto.policy import effects, end, extension, fam_2018, notice, sections
from deto.stated import follows, stated
from telework.policy import Finding, evaluate

CODE = "deto"


def content(terms: TermsVersion) -> tuple[Stated, ...]:
    """The employee's answers in words."""
    return stated(terms)


def about_person(agreement: Agreement, today: date) -> tuple[Finding, ...]:
    """The rules about person and place (2368.2, 2368.3)."""
    return evaluate(fam_2018.PERSON_RULES, collect.person_facts(agreement, today))


def effects_on(terms: TermsVersion) -> tuple[Consequence, ...]:
    """What it means for this employee's pay and benefits, as HR has them (2368.13)."""
    position = terms.agreement.employee.position
    assert position is not None, "a request is opened only for somebody with a position"
    return effects.effects(service=position.service, pay_plan=position.pay_plan)


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
        details_read=("deto__post",),
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
        place_bar=standing_status.reason_of,
        end_reason=stay_end.end_reason,
        notice=notice.RULES,
        no_renewal=extension.NO_RENEWAL,
        # Semiannual, as tasks of its supervisor (2368.5(c)).
        has_yearly_review=False,
        latest_day=stay_end.latest_day,
        has_own_tasks=True,
        after_end=end.AFTER_END,
        also_told=stay_end.offices,
        own_todos=stay_todos.todos,
        effects=effects_on,
        case_part=("deto/parts/case.html", case_shown.case_part),
        titles={
            "plan_tasks": "Tasks overseas planned",
            "complete_task": "Task overseas done",
            "task_reminded": "Reminded of a task overseas",
            "task_overdue": "A task overseas is late",
            "send_copies": "Copies of the agreement sent",
            "certify_overseas": "Safety checklist of a place overseas certified",
            "begin_extension": "Extension begun",
            "amend_orders": "Amended orders of the spouse or partner recorded",
            "put_paper": "A file put with the request",
            "make_packet": "Packet for the chief of mission made",
            "submit_clearance": "Submitted to the chief of mission",
            "clear": "The chief of mission approved",
            "state_determinations": "Privileges, local law and work authorization stated",
            "grant_waiver": "The Under Secretary for Management waived a status",
            "withdraw_waiver": "A waiver was taken back",
            "record_arrival": "Arrived at post",
            "record_departure": "Left the post",
            "record_withdrawal": "The chief of mission withdrew the approval",
        },
    )
)
