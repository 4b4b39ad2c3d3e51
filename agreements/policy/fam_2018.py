"""Policy set fam_2018, agreements: numbers, rules and words of 3 FAM 2360 as changed on 17 August 2018."""

from agreements.policy import (
    abroad,
    accommodation,
    changes,
    clauses,
    deadlines,
    decision,
    injury,
    intake,
    loan,
    mission,
    notice,
    pause,
    retention,
    second_thoughts,
    terms,
    trial,
    worksite,
    yearly,
)
from agreements.policy.clauses import Statement
from agreements.policy.decision import Reason, Section
from agreements.states import Act
from telework.policy import Reading

NAME = "fam_2018"
CHAIN = "domestic"

NOTICE_WORKDAYS = notice.NOTICE_WORKDAYS
OFFICE_DAYS_NEEDED = worksite.OFFICE_DAYS_NEEDED
FULL_TIME_HOURS = terms.FULL_TIME_HOURS
SITUATIONAL_DAYS_A_YEAR = 12
DECISION_WORKDAYS = deadlines.EXPECTED_WORKDAYS[Act.APPROVE]
REVIEW_WORKDAYS = changes.REVIEW_WORKDAYS
CASE_FILES = retention.CASE_FILES

TERMS_RULES = terms.TERMS_RULES
DECISION_RULES = terms.DECISION_RULES
ABROAD_TERMS_RULES = abroad.TERMS_RULES
ABROAD_RULES = abroad.DETAILS_RULES
MISSION_RULES = mission.RULES
ABROAD_STATEMENTS: tuple[Statement, ...] = abroad.STATEMENTS
EMPLOYEE_ACKNOWLEDGEMENTS: tuple[Statement, ...] = clauses.EMPLOYEE_ACKNOWLEDGEMENTS
SUPERVISOR_ACKNOWLEDGEMENTS: tuple[Statement, ...] = clauses.SUPERVISOR_ACKNOWLEDGEMENTS
DECISION_REASONS: tuple[Reason, ...] = decision.DECISION_REASONS
# Those of every kind: to put a code that was kept in words.
REASONS: tuple[Reason, ...] = (
    *decision.DECISION_REASONS,
    *accommodation.REASONS,
    decision.CHIEF_OF_MISSION,
)
RETURN_FIELDS: tuple[Section, ...] = decision.RETURN_FIELDS

START_READING = Reading(
    "Start",
    "An agreement is never backdated. Approved after the requested start, it starts on the day of the last "
    "approval. The regulation names no latest start. One can be asked for at most one year ahead, because "
    "the facts behind an approval grow old.",
)
END_READING = Reading(
    "End",
    "Where the regulation sets no last day, an agreement needs none. The yearly review is not an expiry.",
)
TOUR_READING = Reading(
    "Tour of duty",
    "Full time is 80 hours in the pay period. Part-time is fewer, and never an obstacle to telework.",
)
SAFETY_READING = Reading(
    "Safety checklist",
    "A “no” needs a remedy and a date. For fire and electricity it must be put right first. "
    "A checklist belongs to one address.",
)
SITES_READING = Reading(
    "Sites of telework days",
    "A telework day that names no site may be worked at any site of the agreement.",
)

READINGS: tuple[Reading, ...] = (
    notice.NOTICE_READING,
    notice.NOTICE_LONGEST_READING,
    worksite.OFFICIAL_WORKSITE_READING,
    worksite.SF50_BACK_READING,
    worksite.FOB_READING,
    START_READING,
    END_READING,
    TOUR_READING,
    deadlines.DECISION_READING,
    SAFETY_READING,
    SITES_READING,
    changes.REVIEW_READING,
    second_thoughts.TAKE_BACK_READING,
    second_thoughts.LOOK_AGAIN_READING,
    pause.PAUSE_READING,
    trial.TRIAL_READING,
    yearly.YEARLY_READING,
    intake.INTAKE_READING,
    injury.INJURY_READING,
    loan.LOAN_READING,
)
# What is read so for telework as an accommodation alone.
ACCOMMODATION_READINGS: tuple[Reading, ...] = (accommodation.END_READING,)
# What is read so for telework of people assigned abroad, and for nobody else.
ABROAD_READINGS: tuple[Reading, ...] = (abroad.SPECIAL_READING, abroad.SITE_READING, abroad.FACTORS_READING)
