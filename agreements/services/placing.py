"""The post that a case belongs to: the employee's own, or the one that they name."""

from agreements.models import TermsVersion
from agreements.policy.sites import UNITED_STATES
from eligibility.models import Employee, Post
from telework.errors import PolicyRefused

OTHER_POST = "An agreement stays with its post. For another post, ask for another agreement."


def post_of(employee: Employee) -> Post:
    """The employee's own post; raises PolicyRefused where HR records none."""
    post = employee.position.post if employee.position is not None else None
    if post is None:
        raise PolicyRefused(
            "HR records no post for your position, and this arrangement belongs to a post (3 FAM 2362.3). "
            "Ask for a domestic agreement, or ask your HR specialist to correct your position."
        )
    return post


def place(terms: TermsVersion) -> None:
    """The case goes to the post that the employee names; once approved it stays where it is."""
    agreement = terms.agreement
    if agreement.kind_record.place is None:
        return
    post = agreement.kind_record.place(terms)
    if post == agreement.post:
        return
    if agreement.changed_terms() is not None:
        raise PolicyRefused(OTHER_POST, fields={"post": OTHER_POST})
    agreement.post, agreement.site_country = post, post.country if post is not None else UNITED_STATES
    agreement.save(update_fields=["post", "site_country"])
