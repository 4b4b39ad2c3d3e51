"""Where the navigation leads to what is due overseas."""

from datetime import date

from agreements.navigation import add_pages
from deto import permissions_post, permissions_status
from deto.views import career
from deto.views.tasks_late import READERS
from eligibility.permissions import has_role
from telework.models import User
from telework.roles import Role


def pages(user: User, today: date) -> list[tuple[str, str]]:
    """The own list to the offices that keep it; the list of late ones to those who watch over it.

    Employees and supervisors come to their tasks from the letters and from the page of the case.
    """
    found = []
    if any(has_role(user, role, today) for role in (Role.HR_SPECIALIST, Role.COORDINATOR)):
        found.append(("Overseas: what is due", "deto_tasks"))
    if any(has_role(user, role, today) for role in READERS):
        found.append(("Overseas: what is late", "deto_tasks_late"))
    if permissions_post.posts_read(user, today):
        found.append(("My post", "post_home"))
    if any(has_role(user, role, today) for role in career.READERS):
        found.append(("Overseas: Foreign Service", "career_list"))
    if any(has_role(user, role, today) for role in permissions_status.KEEPERS):
        found.append(("Status of posts", "post_statuses"))
    if has_role(user, Role.UNDER_SECRETARY_MANAGEMENT, today):
        found.append(("Waivers", "waivers"))
    return found


add_pages(pages)
