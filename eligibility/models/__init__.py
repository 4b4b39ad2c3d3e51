"""Bureaus, posts, positions, people, the facts about them, and what was determined."""

from eligibility.models.certificate import TrainingCertificate
from eligibility.models.change import PersonnelChange
from eligibility.models.determination import EligibilityDetermination, RuleSet
from eligibility.models.entered import EnteredFact
from eligibility.models.exception import DeclaredEmergency, Designation, EligibilityException, FactDispute
from eligibility.models.local_policy import BureauPolicy, PostPolicy
from eligibility.models.organization import Bureau, Post, RoleAssignment
from eligibility.models.people import Employee, Position
from eligibility.models.record import DisciplineAction, TrainingCompletion

__all__ = [
    "Bureau",
    "BureauPolicy",
    "DeclaredEmergency",
    "Designation",
    "DisciplineAction",
    "EligibilityDetermination",
    "EligibilityException",
    "Employee",
    "EnteredFact",
    "FactDispute",
    "PersonnelChange",
    "Position",
    "Post",
    "PostPolicy",
    "RoleAssignment",
    "RuleSet",
    "TrainingCertificate",
    "TrainingCompletion",
]
