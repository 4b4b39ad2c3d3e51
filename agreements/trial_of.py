"""Whether an agreement is a trial, and who made it one."""

from agreements.models import Agreement, ApprovalStep


def trial_step(agreement: Agreement) -> ApprovalStep | None:
    """The approval that made the agreement a trial which still ends on its day."""
    if agreement.ends_on is None:
        return None
    found = agreement.terms_in_force().yes_steps().filter(trial_until=agreement.ends_on)
    return found.select_related("decided_by").first()
