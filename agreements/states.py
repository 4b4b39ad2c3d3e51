"""The states of a case, why it ended, and how people say it. A state is what may happen next."""

from enum import StrEnum


class State(StrEnum):
    """Nine states for every kind of arrangement."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    DENIED = "denied"
    APPROVED = "approved"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


LABELS: dict[State, str] = {
    State.DRAFT: "Being written",
    State.IN_REVIEW: "Being decided",
    State.RETURNED: "Returned to the employee",
    State.DENIED: "Denied",
    State.APPROVED: "Approved, not started",
    State.ACTIVE: "In effect",
    State.SUSPENDED: "Suspended",
    State.ENDED: "Ended",
    State.WITHDRAWN: "Withdrawn",
}

EDITABLE = frozenset({State.DRAFT, State.RETURNED})
WAITING_TO_END = frozenset({State.APPROVED, State.ACTIVE, State.SUSPENDED})


class EndReason(StrEnum):
    """Why an agreement ended; beside the state, never a state of its own."""

    EXPIRED = "expired"
    BY_EMPLOYEE = "by_employee"
    BY_MANAGEMENT = "by_management"
    SEPARATED = "separated"
    EMERGENCY_OVER = "emergency_over"
    ADJUSTMENT_NOT_ACCEPTED = "adjustment_declined"
    REPLACED = "replaced"
    SPONSORS_TOUR = "sponsors_tour"
    CHIEF_OF_MISSION = "chief_of_mission"


END_REASON_LABELS: dict[EndReason, str] = {
    EndReason.EXPIRED: "Its end date came",
    EndReason.BY_EMPLOYEE: "Cancelled by the employee",
    EndReason.BY_MANAGEMENT: "Cancelled by the supervisor",
    EndReason.SEPARATED: "The employee left the Department",
    EndReason.EMERGENCY_OVER: "The declared emergency that it rested on is over (3 FAM 2362.4)",
    EndReason.ADJUSTMENT_NOT_ACCEPTED: "The supervisor's changed terms were not signed in time",
    EndReason.REPLACED: "Another arrangement took its place",
    EndReason.SPONSORS_TOUR: "The assignment of the spouse or partner ended (3 FAM 2368.6(a))",
    EndReason.CHIEF_OF_MISSION: "The chief of mission withdrew the approval (3 FAM 2368.6(d))",
}


class Decision(StrEnum):
    """What the holder of a step said; which of these are open depends on the step's act."""

    APPROVED = "approved"
    PROPOSED = "proposed"
    RETURNED = "returned"
    DENIED = "denied"
    ADVISED = "advised"
    NOT_NEEDED = "not_needed"
    SIGNED = "signed"
    SENT_BACK = "sent_back"
    CLEARED = "cleared"
    RECORDED = "recorded"


# After one of these the chain goes on to the next step.
YES = frozenset(
    {
        Decision.APPROVED,
        Decision.ADVISED,
        Decision.NOT_NEEDED,
        Decision.SIGNED,
        Decision.CLEARED,
        Decision.RECORDED,
    }
)


class Act(StrEnum):
    """What a step asks of its holder."""

    APPROVE = "approve"
    CONSULT = "consult"
    SIGN = "sign"
    CLEAR = "clear"
    RECORD = "record"


class Purpose(StrEnum):
    """Why a version of the terms was written."""

    REQUEST = "request"
    COUNTER_PROPOSAL = "counter_proposal"
    AMENDMENT = "amendment"
    RENEWAL = "renewal"
    ADJUSTMENT = "adjustment"
    INTAKE = "intake"


class Party(StrEnum):
    """Who gives notice."""

    EMPLOYEE = "employee"
    SUPERVISOR = "supervisor"
