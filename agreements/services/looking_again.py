"""A denial is looked at again by the next level, once, when the employee asks for it."""

from datetime import datetime

from agreements import letters_later, permissions_later
from agreements.models import Agreement, ApprovalStep
from agreements.second_look import NO_DENIAL, after_denial, denied_step
from agreements.selectors import deciders
from agreements.services.deciding import record_step, save_state
from agreements.services.locking import lock_case
from agreements.services.reopening import copy_of
from agreements.services.routing import open_step
from eligibility.models import Employee
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import User

LONGEST_WORDS = 2000


@command
def ask_to_look_again(*, actor: User, now: datetime, agreement: Agreement, words: str = "") -> ApprovalStep:
    """Ask the next level above whoever denied to look at the same request again.

    words  what the employee says about it; none for a sealed kind, where nothing invites free text
    Raises NotPermitted, or WrongState (no denial, asked once already, too late, no next level, another
    request begun).
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    access = permissions_later.may_ask_to_look_again(actor, agreement, today)
    if not access:
        raise NotPermitted(access.reason)
    denied = denied_step(agreement)
    if denied is None:
        raise WrongState(NO_DENIAL)
    after = after_denial(agreement, denied, today)
    if after.above is None:
        raise WrongState(after.why_not)
    said = "" if agreement.kind_record.is_sealed else words.strip()[:LONGEST_WORDS]
    step = _write_round(agreement, denied, after.above, said, now)
    agreement.reopen()
    save_state(agreement, now)
    record_step(agreement, "ask_to_look_again", actor, now, step, {"denied": denied.pk})
    letters_later.look_again_asked(step, denied, now)
    return step


def _write_round(
    agreement: Agreement, denied: ApprovalStep, above: Employee, words: str, now: datetime
) -> ApprovalStep:
    """A new round: the next level, then the offices that had not decided.

    An office that the next level alone holds is decided in the same step, as everywhere.
    """
    left = denied.terms.steps.filter(
        round=denied.round, decision="", asked_by__isnull=True, taken_back_at__isnull=True
    )
    following, capacities = [], list(denied.capacities)
    for step in left.select_related("terms__agreement", "assignee").order_by("stage", "ordinal"):
        if step.act == denied.act and deciders(step, clock.date_of(now)) == [above]:
            capacities += [code for code in step.capacities if code not in capacities]
        else:
            following.append(step)
    new = {"round": denied.round + 1}
    first = copy_of(
        denied,
        **new,
        stage=1,
        assignee=above,
        capacities=capacities,
        moved_up=False,
        looks_again=True,
        question=words,
    )
    first.save()
    for step in following:
        copy_of(step, **new, stage=step.stage + 1).save()
    open_step(first, now)
    return first
