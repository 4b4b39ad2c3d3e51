"""Which days a course, and the proof that exempts from it, can have (2362.7)."""

from datetime import date

from eligibility.policy.fam_2018 import ACT_SIGNED_ON
from telework.policy import in_words

# The Act that asks for the course is of December 2010; no course of that kind is older than its year.
EARLIEST_COURSE = date(2010, 1, 1)
# The Federal Government has had telework arrangements of this kind for no longer.
EARLIEST_ARRANGEMENT = date(1990, 1, 1)


def fault_of_completion(completed_on: date, today: date) -> str:
    """Why a course cannot have been completed on that day; empty where it can."""
    if completed_on > today:
        return f"The course cannot be completed on a day to come. Give {in_words(today)} or an earlier day."
    if completed_on < EARLIEST_COURSE:
        return f"There was no such course before 2010. Give {in_words(EARLIEST_COURSE)} or a later day."
    return ""


def fault_of_exemption(evidence_on: date) -> str:
    """Why a paper of that day does not prove an arrangement from before the Act; empty where it does."""
    if evidence_on >= ACT_SIGNED_ON:
        return (
            f"The paper must be from before {in_words(ACT_SIGNED_ON)}: only an arrangement in effect by then "
            "exempts from the course (3 FAM 2362.7). Otherwise the course has to be completed."
        )
    if evidence_on < EARLIEST_ARRANGEMENT:
        return f"Check the year: give {in_words(EARLIEST_ARRANGEMENT)} or a later day."
    return ""
