"""The seven files of the HR extract, in the order in which they are read."""

from eligibility.hr_feed.columns import FeedFile
from eligibility.hr_feed.people import DISCIPLINE, EMPLOYEES, ROLE_ASSIGNMENTS, TRAINING
from eligibility.hr_feed.workplaces import ORGANIZATIONS, POSITIONS, POSTS

FILES: tuple[FeedFile, ...] = (
    ORGANIZATIONS,
    POSTS,
    POSITIONS,
    EMPLOYEES,
    DISCIPLINE,
    TRAINING,
    ROLE_ASSIGNMENTS,
)
