"""Letting somebody decide in one's place for a time, and taking that back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import dateformat

from agreements import kinds as registry
from agreements import letters_routing
from agreements.models import Delegation
from agreements.permissions_routing import may_delegate, may_withdraw_delegation
from eligibility.models import Bureau, Employee, Post
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

CHAIN = "delegations"
# For longer than a year it is no absence any more: then somebody else is granted the office.
LONGEST = timedelta(days=366)


@command
def delegate(
    *,
    actor: User,
    now: datetime,
    holder: Employee,
    starts_on: date,
    ends_on: date,
    kinds: Sequence[str] = (),
    bureau: Bureau | None = None,
    post: Post | None = None,
) -> Delegation:
    """Let `holder` decide in the actor's place from `starts_on` through `ends_on`.

    kinds         codes; none: every kind that is not sealed
    bureau, post  only what belongs there; None: everywhere
    Raises NotPermitted; PolicyRefused, by field, for days, a person or kinds that cannot be, or where the
    same holds already.
    """
    today = clock.date_of(now)
    _require(may_delegate(actor, today))
    giver = employee_of(actor)
    assert giver is not None, "whoever may delegate has an employee record"
    people = Employee.objects.select_for_update().filter(pk__in=[giver.pk, holder.pk]).order_by("pk")
    holder = next(person for person in people if person.pk == holder.pk)
    delegation = Delegation(
        giver=giver,
        holder=holder,
        kinds=sorted(kinds),
        bureau=bureau,
        post=post,
        starts_on=starts_on,
        ends_on=ends_on,
        given_at=now,
    )
    _check(delegation, today)
    delegation.save(force_insert=True)
    _record("delegate", delegation, actor, now)
    letters_routing.delegation_given(delegation, now)
    return delegation


@command
def withdraw_delegation(*, actor: User, now: datetime, delegation: Delegation) -> Delegation:
    """End a delegation now, before its last day or before it began; what was decided stays decided.

    Raises NotPermitted unless `actor` gave or holds it; WrongState where it is over.
    """
    today = clock.date_of(now)
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    _require(may_withdraw_delegation(actor, delegation, today))
    if delegation.withdrawn_at is not None or delegation.ends_on < today:
        raise WrongState("This delegation is over already. Nothing was changed.")
    delegation.withdrawn_at = now
    delegation.save(update_fields=["withdrawn_at"])
    _record("withdraw_delegation", delegation, actor, now)
    letters_routing.delegation_withdrawn(delegation, actor, now)
    return delegation


def _require(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)


def _check(wanted: Delegation, today: date) -> None:
    fields = {}
    if wanted.holder_id == wanted.giver_id:
        fields["holder"] = "Choose somebody else: you decide in your own place anyway."
    elif wanted.holder.is_separated(wanted.starts_on):
        fields["holder"] = f"{wanted.holder.full_name} will have left the Department by then."
    if wanted.starts_on < today:
        fields["starts_on"] = f"Nothing is backdated: the first day can be {_in_words(today)} or later."
    elif wanted.ends_on < wanted.starts_on:
        fields["ends_on"] = "The last day cannot come before the first day."
    elif wanted.ends_on - wanted.starts_on > LONGEST:
        fields["ends_on"] = "At most one year at a time. For longer, have the office granted to the person."
    if not set(wanted.kinds) <= set(registry.codes()):
        fields["kinds"] = "Choose among the kinds of the list."
    if not fields and _is_given(wanted):
        fields["holder"] = f"{wanted.holder.full_name} decides this in your place on these days already."
    if fields:
        raise PolicyRefused(next(iter(fields.values())), fields=fields)


def _is_given(wanted: Delegation) -> bool:
    """Whether the same, to the same person, holds on some of the days."""
    return any(
        given.kinds == wanted.kinds
        for given in Delegation.objects.filter(
            giver=wanted.giver_id,
            holder=wanted.holder_id,
            bureau=wanted.bureau,
            post=wanted.post,
            withdrawn_at__isnull=True,
            starts_on__lte=wanted.ends_on,
            ends_on__gte=wanted.starts_on,
        )
    )


def _record(action: str, delegation: Delegation, actor: User, now: datetime) -> None:
    audit.record(
        chain=CHAIN,
        action=action,
        actor=actor,
        now=now,
        subject=f"delegation:{delegation.pk}",
        payload={
            "giver": delegation.giver.number,
            "holder": delegation.holder.number,
            "kinds": delegation.kinds,
            "bureau": delegation.bureau.code if delegation.bureau is not None else None,
            "post": delegation.post.code if delegation.post is not None else None,
            "starts_on": delegation.starts_on.isoformat(),
            "ends_on": delegation.ends_on.isoformat(),
        },
    )


def _in_words(day: date) -> str:
    return dateformat.format(day, "l, j F Y")
