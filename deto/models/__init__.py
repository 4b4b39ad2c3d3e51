"""What the arrangement overseas keeps beside the agreement (3 FAM 2368)."""

from deto.models.clearance import ClearanceRequest, Determinations
from deto.models.details import DetoDetails, Paper
from deto.models.ending import OrdersAmendment, Stay, Withdrawal
from deto.models.status import PostStatus, Waiver
from deto.models.tasks import Distribution, Task

__all__ = [
    "ClearanceRequest",
    "Determinations",
    "DetoDetails",
    "Distribution",
    "OrdersAmendment",
    "Paper",
    "PostStatus",
    "Stay",
    "Task",
    "Waiver",
    "Withdrawal",
]
