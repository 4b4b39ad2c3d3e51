"""Logins for the sample department: everybody by first and last name, the named people first."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from demo.personas import PERSONAS, Persona
from eligibility.models import Employee, Post
from eligibility.services.local_policy import record_post_policy
from eligibility.services.workforce import give_logins
from telework import clock
from telework.models import User
from telework.roles import Role

POSTS_WITH_POLICY = ("BERLIN", "LONDON")
DEFAULT_PASSWORD = "demo"  # noqa: S105  (invented people; the demo serves no real data)


def seed(now: datetime) -> tuple[Persona, ...]:
    """Give everybody who serves a login, named as in their mail address; returns the named people.

    One hashed password serves all: hashing it anew for each would take most of the start.
    """
    people = Employee.objects.serving(clock.date_of(now)).filter(user__isnull=True)
    usernames = {
        number: mail.partition("@")[0] for number, mail in people.values_list("number", "email") if mail
    }
    give_logins(
        actor=User.objects.system(),
        now=now,
        usernames=usernames,
        password_hash=make_password(getattr(settings, "DEMO_PASSWORD", DEFAULT_PASSWORD)),
    )
    _put_policies_on_file(now)
    return PERSONAS


def _put_policies_on_file(now: datetime) -> None:
    """The telework policies of two posts, without which nothing is approved there (2362.3(1)).

    As if the telework managing officer had entered them; the HR extract has none.
    """
    officer = User.objects.filter(employee__roles__role=Role.MANAGING_OFFICER).first()
    if officer is None:
        return
    for post in Post.objects.filter(code__in=POSTS_WITH_POLICY, telework_policies__isnull=True):
        record_post_policy(
            actor=officer,
            now=now,
            post=post,
            text="Telework is possible case by case, at most two days a week, from a residence on the "
            "housing list.",
            approving_official="Chief of mission",
            effective_on=clock.date_of(now) - timedelta(days=30),
        )
