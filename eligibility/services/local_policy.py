"""The commands that put policies of bureaus and posts on file, and end them (2362(d), 2362.3(1))."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from eligibility.local_policy import may_keep_bureau_policy, may_keep_post_policy
from eligibility.models import Bureau, BureauPolicy, Post, PostPolicy
from eligibility.policy.overlay import faults
from eligibility.services.deciding import in_words, refuse, require
from telework import audit, clock
from telework.commands import command
from telework.errors import PolicyRefused, WrongState
from telework.models import User

LONGEST_TEXT = 5000
LONGEST_LINE = 160
# The Act on telework is of December 2010; no policy under it is older than its year.
EARLIEST = date(2010, 1, 1)
FURTHEST = timedelta(days=365)

Policy = TypeVar("Policy", BureauPolicy, PostPolicy)


@command
def save_bureau_policy(
    *,
    actor: User,
    now: datetime,
    bureau: Bureau,
    title: str,
    text: str,
    contact: str,
    effective_on: date,
    parameters: Mapping[str, int],
) -> BureauPolicy:
    """Put a bureau's policy on file from `effective_on` on; the one before it ends the day before.

    parameters  by the codes of `policy.overlay`; one that is left out is the Department's
    Raises NotPermitted for all but the bureau's executive director and the telework managing officer;
    PolicyRefused, by field, for a parameter stricter than the Department's, words or days that do not do.
    """
    today = clock.date_of(now)
    Bureau.objects.select_for_update().get(pk=bureau.pk)
    require(may_keep_bureau_policy(actor, bureau, today))
    stricter = faults(parameters)
    if stricter:
        raise PolicyRefused("A bureau's policy may not be stricter (3 FAM 2362(d)).", fields=stricter)
    policy = BureauPolicy(
        bureau=bureau,
        title=_words("title", title, LONGEST_LINE, "Give the policy a title."),
        text=_words("text", text, LONGEST_TEXT, "Write what the policy says."),
        contact=_words("contact", contact, LONGEST_LINE, "Say who answers questions."),
        effective_on=_day(effective_on, today),
        parameters=dict(parameters),
        entered_at=now,
    )
    _replace(bureau.policies.filter(ends_on__isnull=True).first(), effective_on)
    policy.save(force_insert=True)
    _record("save_bureau_policy", f"bureau:{bureau.code}", policy, actor, now, parameters=dict(parameters))
    return policy


@command
def end_bureau_policy(*, actor: User, now: datetime, policy: BureauPolicy, ends_on: date) -> BureauPolicy:
    """End a policy with a last day. Raises NotPermitted; WrongState where an end is set; PolicyRefused."""
    held = BureauPolicy.objects.select_for_update().get(pk=policy.pk)
    require(may_keep_bureau_policy(actor, held.bureau, clock.date_of(now)))
    _end(held, ends_on, clock.date_of(now))
    _record("end_bureau_policy", f"bureau:{held.bureau.code}", held, actor, now, ends_on=str(ends_on))
    return held


@command
def record_post_policy(
    *, actor: User, now: datetime, post: Post, text: str, approving_official: str, effective_on: date
) -> PostPolicy:
    """Put a post's policy on file, as approved under the chief of mission; the one before it ends.

    Raises NotPermitted for all but the post's management officer and the telework managing officer;
    PolicyRefused, by field, for words or days that do not do.
    """
    today = clock.date_of(now)
    Post.objects.select_for_update().get(pk=post.pk)
    require(may_keep_post_policy(actor, post, today))
    policy = PostPolicy(
        post=post,
        text=_words("text", text, LONGEST_TEXT, "Write what the policy says, or where it is found."),
        approving_official=_words(
            "approving_official",
            approving_official,
            LONGEST_LINE,
            "Say who approved it, with name and title.",
        ),
        effective_on=_day(effective_on, today),
        entered_at=now,
    )
    _replace(post.telework_policies.filter(ends_on__isnull=True).first(), effective_on)
    policy.save(force_insert=True)
    _record("record_post_policy", f"post:{post.code}", policy, actor, now)
    return policy


@command
def end_post_policy(*, actor: User, now: datetime, policy: PostPolicy, ends_on: date) -> PostPolicy:
    """End a policy with a last day. Raises NotPermitted; WrongState where an end is set; PolicyRefused."""
    held = PostPolicy.objects.select_for_update().get(pk=policy.pk)
    require(may_keep_post_policy(actor, held.post, clock.date_of(now)))
    _end(held, ends_on, clock.date_of(now))
    _record("end_post_policy", f"post:{held.post.code}", held, actor, now, ends_on=str(ends_on))
    return held


def _words(field: str, words: str, longest: int, missing: str) -> str:
    kept = words.strip()
    if not kept:
        refuse(field, missing)
    if len(kept) > longest:
        refuse(field, f"Write at most {longest:,} characters. You wrote {len(kept):,}.")
    return kept


def _day(effective_on: date, today: date) -> date:
    if not EARLIEST <= effective_on <= today + FURTHEST:
        refuse("effective_on", f"Give a day from {in_words(EARLIEST)} through {in_words(today + FURTHEST)}.")
    return effective_on


def _replace(before: Policy | None, effective_on: date) -> None:
    """The policy before ends the day before the new one begins."""
    if before is None:
        return
    if before.effective_on >= effective_on:
        refuse(
            "effective_on",
            f"The policy on file begins on {in_words(before.effective_on)}. Give a later day.",
        )
    before.ends_on = effective_on - timedelta(days=1)
    before.save(update_fields=["ends_on"])


def _end(policy: Policy, ends_on: date, today: date) -> None:
    if policy.ends_on is not None:
        raise WrongState(f"This policy has its last day already: {in_words(policy.ends_on)}.")
    first = max(policy.effective_on, today)
    if not first <= ends_on <= first + FURTHEST:
        refuse("ends_on", f"The last day can be from {in_words(first)} through {in_words(first + FURTHEST)}.")
    policy.ends_on = ends_on
    policy.save(update_fields=["ends_on"])


def _record(
    action: str,
    chain: str,
    policy: BureauPolicy | PostPolicy,
    actor: User,
    now: datetime,
    **payload: Any,
) -> None:
    audit.record(
        chain=chain,
        action=action,
        actor=actor,
        now=now,
        subject=f"policy:{policy.pk}",
        payload={
            "effective_on": policy.effective_on.isoformat(),
            "text_sha256": audit.sha256(policy.text.encode()),
            **payload,
        },
    )
