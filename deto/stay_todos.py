"""What a reader of a stay overseas can do about its end: words and address for the page of the case."""

from datetime import date

from django.urls import reverse

from agreements.models import Agreement
from deto import permissions_clearance, permissions_post, stay_end
from deto import permissions_stay as permissions
from telework.models import User


def todos(user: User, agreement: Agreement, today: date) -> list[tuple[str, str]]:
    """Extend, record amended orders, record the chief of mission's withdrawal: each to whom it falls."""
    found, number = list[tuple[str, str]](), agreement.number
    may_determine = permissions_clearance.may_determine(user, agreement, today)
    if may_determine and permissions_clearance.is_open_to_determinations(agreement):
        label = "State privileges, local law and work authorization"
        found.append((label, reverse("deto_determinations", args=[number])))
    if not permissions.is_held(agreement):
        return found
    can_extend = permissions.may_extend(user, agreement, today) and permissions.is_open_to_extension(
        agreement
    )
    if can_extend and stay_end.withdrawn_through(agreement) is None:
        found.append(("Extend the stay", reverse("deto_extend", args=[number])))
    if permissions.may_amend_orders(user, agreement, today):
        found.append(("Record amended orders", reverse("deto_orders", args=[number])))
    if permissions.may_withdraw_approval(user, agreement, today):
        label = "Record that the chief of mission withdraws the approval"
        found.append((label, reverse("deto_withdrawal", args=[number])))
    if permissions_post.may_record_stay(user, agreement, today):
        found.append(("Record the arrival", reverse("stay_arrival", args=[number])))
        found.append(("Record the departure", reverse("stay_departure", args=[number])))
    return found
