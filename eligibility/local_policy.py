"""The policies of bureaus and posts: who keeps them, whose hold for somebody (2362(d), 2362.3(1))."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from eligibility.models import Bureau, BureauPolicy, Employee, Post, PostPolicy
from eligibility.permissions import bureaus_where, has_role, roles_of
from telework.access import Access
from telework.models import User
from telework.roles import Role

DIRECTOR = frozenset({Role.EXECUTIVE_DIRECTOR})


def may_keep_bureau_policy(user: User | AnonymousUser, bureau: Bureau, today: date) -> Access:
    if has_role(user, Role.MANAGING_OFFICER, today) or bureau.pk in bureaus_where(user, DIRECTOR, today):
        return Access.yes()
    return Access.no(
        "A bureau's policy is kept by its executive director, or by the telework managing officer "
        "(3 FAM 2362(d)). Ask one of them."
    )


def may_keep_post_policy(user: User | AnonymousUser, post: Post, today: date) -> Access:
    is_officer = any(h.role is Role.MANAGEMENT_OFFICER and h.post == post.pk for h in roles_of(user, today))
    if is_officer or has_role(user, Role.MANAGING_OFFICER, today):
        return Access.yes()
    return Access.no(
        "A post's policy is put on file by its management officer, or by the telework managing officer "
        "(3 FAM 2362.3(1)). Ask one of them."
    )


def has_post_policy(post: Post, today: date) -> bool:
    """Whether the telework policy of the post is on file and in force today (2362.3(1))."""
    return PostPolicy.objects.in_force(today).filter(post=post).exists()


def policy_of(person: Employee, today: date) -> BureauPolicy | None:
    """The policy of the person's bureau that is in force today."""
    return _policy_on(person.bureau.pk, today) if person.bureau is not None else None


def parameter_of(bureau: int, code: str, day: date) -> int | None:
    """The number that a bureau's own policy sets on a day; None where the Department's holds (2362(d)).

    bureau  the bureau's primary key
    code    of `policy.overlay.PARAMETERS`
    """
    policy = _policy_on(bureau, day)
    return policy.parameters.get(code) if policy is not None else None


def _policy_on(bureau: int, day: date) -> BureauPolicy | None:
    found: BureauPolicy | None = BureauPolicy.objects.in_force(day).filter(bureau=bureau).first()
    return found
