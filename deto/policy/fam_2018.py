"""Policy set fam_2018, overseas: rules, numbers and readings of 3 FAM 2368 as changed on 17 August 2018."""

from deto.policy import (
    answers,
    clearance,
    duedates,
    effects,
    end,
    extension,
    notice,
    person,
    statements,
    terms,
)
from telework.policy import Reading

NAME = "fam_2018"

NSDD38_FROM_DAYS = clearance.NSDD38_FROM_DAYS
NOTICE_PAY_PERIODS = notice.NOTICE_PAY_PERIODS

PERSON_RULES = person.RULES
TERMS_RULES = terms.TERMS_RULES
DETAILS_RULES = (*answers.RULES, *extension.RULES)
STATEMENTS = statements.STATEMENTS

PERSON_READINGS: tuple[Reading, ...] = person.READINGS
READINGS: tuple[Reading, ...] = (
    clearance.CLEARANCE_READING,
    clearance.DETERMINATIONS_READING,
    notice.NOTICE_READING,
    *duedates.READINGS,
    effects.VIRTUAL_READING,
    extension.EXTENSION_READING,
    extension.ORDERS_READING,
    end.WITHDRAWAL_READING,
    *person.READINGS,
    *answers.READINGS,
)
