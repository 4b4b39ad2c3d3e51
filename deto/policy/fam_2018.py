"""Policy set fam_2018, overseas: numbers and readings of 3 FAM 2368 as changed on 17 August 2018."""

from deto.policy import clearance, notice
from telework.policy import Reading

NAME = "fam_2018"

NSDD38_FROM_DAYS = clearance.NSDD38_FROM_DAYS
NOTICE_PAY_PERIODS = notice.NOTICE_PAY_PERIODS

READINGS: tuple[Reading, ...] = (clearance.CLEARANCE_READING, notice.NOTICE_READING)
