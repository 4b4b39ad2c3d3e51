"""The records of the agreements app."""

from agreements.models.agreement import Agreement
from agreements.models.approval import ApprovalStep
from agreements.models.calendar_feed import CalendarFeed
from agreements.models.delegation import Delegation
from agreements.models.details import (
    AbroadDetails,
    AccommodationDetails,
    MedevacDetails,
    MedicalEvacuation,
    MissionStatement,
)
from agreements.models.file import Attachment, Comment, NonParticipation
from agreements.models.injury import InjuryReport
from agreements.models.loan import Loan
from agreements.models.record import AgreementDocument, Notice, Signature
from agreements.models.review import Review, Suspension
from agreements.models.terms import Coop, RemoteAccess, TermsVersion
from agreements.models.worksite import EquipmentItem, SafetyChecklist, Worksite

__all__ = [
    "AbroadDetails",
    "AccommodationDetails",
    "Agreement",
    "AgreementDocument",
    "ApprovalStep",
    "Attachment",
    "CalendarFeed",
    "Comment",
    "Coop",
    "Delegation",
    "EquipmentItem",
    "InjuryReport",
    "Loan",
    "MedevacDetails",
    "MedicalEvacuation",
    "MissionStatement",
    "NonParticipation",
    "Notice",
    "RemoteAccess",
    "Review",
    "SafetyChecklist",
    "Signature",
    "Suspension",
    "TermsVersion",
    "Worksite",
]
