"""What an arrangement overseas means for pay and benefits (2368.10, 2368.13 to 2368.16, 2368.18)."""

from collections.abc import Mapping

from agreements.policy.worksite import Consequence
from telework.policy import Reading

FOREIGN_SERVICE = "foreign"
# The plans with the grades FS-01 and below; senior officers have one of their own.
VIRTUAL_LOCALITY_PAY_PLANS = frozenset({"FS", "FP", "FO"})


def _effect(code: str, title: str, text: str, citation: str) -> Consequence:
    return Consequence(code, title, text, citation, changes=True)


TEXT_OF = "The text is that of 17 August 2018 (3 FAM 2368.13 itself: 25 May 2016)."

LATER_LAW = _effect(
    "later_law",
    "A later law on locality pay",
    f"{TEXT_OF} Section 9717 of the National Defense Authorization Act for fiscal year 2023 changed locality "
    "pay for Civil Service employees who telework overseas. Ask your HR specialist which rate applies to you "
    "before you sign.",
    "2368.13(a)",
)
VIRTUAL_READING = Reading(
    "Virtual locality pay",
    "FS-01 and below are the pay plans FS, FP and FO. Where another plan or none is on record for somebody "
    "of the Foreign Service, the agreement says that HR decides.",
)

_PAY: Mapping[str, Consequence] = {
    "civil": _effect(
        "pay",
        "Pay",
        "You get no locality pay. You are paid from the base pay scale of the Civil Service.",
        "2368.13(a)",
    ),
    FOREIGN_SERVICE: _effect(
        "pay",
        "Pay",
        "You get no locality pay. You are paid from the overseas pay scale of the Foreign Service, which "
        "includes Overseas Comparability Pay.",
        "2368.13(a)",
    ),
}
_VIRTUAL = _effect(
    "virtual_locality",
    "Virtual locality pay",
    "It applies to you at FS-01 and below, for retirement only.",
    "2368.13(b)",
)
_VIRTUAL_NOT_KNOWN = _effect(
    "virtual_locality",
    "Virtual locality pay",
    "It applies at FS-01 and below, for retirement only. Your pay plan on record is not one of these: ask "
    "your HR specialist.",
    "2368.13(b)",
)
FOR_EVERYBODY: tuple[Consequence, ...] = (
    _effect(
        "holidays",
        "Holidays",
        "You have U.S. holidays only. Work on a local holiday brings no premium pay and no "
        "compensatory time.",
        "2368.13(c)",
    ),
    _effect(
        "closure",
        "When the local office is closed",
        "If you work at the mission and it closes for a local holiday, you work from the other site that "
        "this agreement names, or take annual leave, leave without pay or compensatory time earned before.",
        "2368.13(d)",
    ),
    _effect(
        "time",
        "Time and leave",
        "You follow the domestic rules for time and attendance and for leave, and keep in touch about them "
        "with your supervisor and timekeeper at home.",
        "2368.13(e)",
    ),
    _effect(
        "duty_station",
        "Duty station",
        "You stay assigned to Washington or where you came from. Your Form SF-50 shows the duty station "
        "overseas, and is changed back at the end.",
        "2368.10",
    ),
    _effect(
        "allowances",
        "Allowances",
        "You get no overseas allowances in your own right. Your spouse's or partner's go by the family size.",
        "2368.14",
    ),
    _effect(
        "travel",
        "Travel and training",
        "Official travel away from the duty station overseas is as for others, and kept to a minimum. "
        "Distance learning comes first.",
        "2368.15",
    ),
    _effect(
        "compensation",
        "Workers' compensation",
        "You may be eligible for it for injury in the performance of duty, as the law provides.",
        "2368.16",
    ),
    _effect(
        "home_leave",
        "Home leave and rest travel",
        "You derive the travel from your spouse or partner. The time is annual leave or leave without pay, "
        "agreed with your home bureau; never your own home leave.",
        "2368.18",
    ),
)


def effects(*, service: str, pay_plan: str) -> tuple[Consequence, ...]:
    """Everything that changes for one person, pay first.

    service   "civil" or "foreign"
    pay_plan  as HR has it, for example "GS" or "FP"
    """
    if service == FOREIGN_SERVICE:
        virtual = _VIRTUAL if pay_plan in VIRTUAL_LOCALITY_PAY_PLANS else _VIRTUAL_NOT_KNOWN
        return (_PAY[FOREIGN_SERVICE], virtual, LATER_LAW, *FOR_EVERYBODY)
    return (_PAY["civil"], LATER_LAW, *FOR_EVERYBODY)
