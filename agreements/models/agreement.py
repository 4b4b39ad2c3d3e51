"""The case: one agreement of one employee, with its state. What was agreed is in its terms versions."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from agreements import kinds
from agreements.states import EDITABLE, LABELS, WAITING_TO_END, EndReason, Purpose, State
from eligibility.models import Bureau, Employee, Post
from telework.fsm import StateField, StatefulModel, StateQuerySet, transition

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from agreements.models.injury import InjuryReport
    from agreements.models.loan import Loan
    from agreements.models.record import Notice
    from agreements.models.review import Review, Suspension
    from agreements.models.terms import TermsVersion
    from eligibility.models import DeclaredEmergency

STATES = [state.value for state in State]
CLOSED = [State.ENDED, State.WITHDRAWN]
# Terms versions that hold, and those that are agreed and still to take effect.
STANDING = (Q(accepted_at__isnull=False) | Q(took_effect_at__isnull=False)) & Q(superseded_at__isnull=True)
IN_FORCE_FIRST = (F("took_effect_at").desc(nulls_last=True), "number")
EMPLOYEE_AND_COUNTRY = ["employee", "site_country"]


class AgreementQuerySet(StateQuerySet):
    """Agreements by what happens to them; who may see which is in `agreements.selectors`."""

    def in_effect_on(self, day: date) -> "AgreementQuerySet":
        """Agreements whose terms hold on `day`, suspensions apart."""
        return self.filter(
            Q(state=State.ACTIVE) | Q(state=State.ENDED),
            Q(ended_on__isnull=True) | Q(ended_on__gte=day),
            starts_on__lte=day,
        )

    def due_to_start(self, today: date) -> "AgreementQuerySet":
        return self.filter(state=State.APPROVED, starts_on__lte=today)

    def due_to_end(self, today: date) -> "AgreementQuerySet":
        """Agreements whose end date, running notice, unsigned adjustment or employee's service is over.

        A union: it is read as it is, and not filtered further.
        """
        noticed = Q(
            notices__withdrawn_at__isnull=True,
            notices__completed_at__isnull=True,
            notices__last_day__lt=today,
        )
        left = Q(employee__separated_on__lt=today)
        unsigned = Q(
            terms_versions__purpose=Purpose.ADJUSTMENT,
            terms_versions__takes_effect_on__lte=today,
            terms_versions__accepted_at__isnull=True,
            terms_versions__withdrawn_at__isnull=True,
            terms_versions__refused_at__isnull=True,
        )
        # One question for each cause, so that each is answered by an index of its own.
        first, *others = (
            self.filter(cause, state__in=WAITING_TO_END).order_by()
            for cause in (Q(ends_on__lt=today), noticed, left, unsigned)
        )
        return first.union(*others)


class Agreement(StatefulModel):
    """One case. Transitions are silent: they change the state and nothing else."""

    # Null until the row has its key, from which the number is made.
    number = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="agreements")
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="agreements")
    # Where an arrangement abroad belongs; none for the others.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements")
    kind = models.CharField(max_length=20)
    site_country = models.CharField(max_length=2, default="US")
    state = StateField(default=State.DRAFT, choices=[(s.value, LABELS[s]) for s in State])
    state_since = models.DateTimeField()
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True, help_text="Last day agreed; empty: no end date")
    ended_on = models.DateField(null=True, help_text="Last day it was in effect")
    # By when it is looked at again (2362.1(e)); none for a kind that has reviews of its own.
    review_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=30, blank=True)
    # Once suspended, its dates say no longer on which days it held; see migration 0010.
    was_suspended = models.BooleanField(default=False)
    # Set for an agreement that was made before this system and put on file here.
    taken_in_at = models.DateTimeField(null=True, blank=True)
    # The coordinator who wrote the request for the employee, who signs it (2362.1(b)).
    entered_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AgreementQuerySet.as_manager()

    if TYPE_CHECKING:
        terms_versions: RelatedManager["TermsVersion"]
        notices: RelatedManager["Notice"]
        injuries: RelatedManager["InjuryReport"]
        loans: RelatedManager["Loan"]
        reviews: RelatedManager["Review"]
        suspensions: RelatedManager["Suspension"]

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "starts_on"]),
            models.Index(fields=["state", "ends_on"]),
            models.Index(fields=["bureau", "state"]),
            models.Index(fields=["state", "review_on"]),
            models.Index(fields=["kind", "state"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="agreement_state_known"),
            models.UniqueConstraint(
                fields=EMPLOYEE_AND_COUNTRY,
                condition=Q(state=State.ACTIVE),
                name="one_agreement_in_effect",
                violation_error_message="You already have an agreement in effect.",
            ),
            models.UniqueConstraint(
                fields=[*EMPLOYEE_AND_COUNTRY, "kind"],
                condition=~Q(state__in=[*CLOSED, State.DENIED]),
                name="one_open_case_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, ended_on__isnull=False)
                & Q(end_reason__in=[reason.value for reason in EndReason])
                | ~Q(state=State.ENDED) & Q(ended_on__isnull=True, end_reason=""),
                name="agreement_ended_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.APPROVED, State.ACTIVE, State.SUSPENDED])
                | Q(starts_on__isnull=False, approved_at__isnull=False),
                name="agreement_in_force_has_start",
            ),
        ]

    def __str__(self) -> str:
        return self.number or "new agreement"

    @property
    def next_review_on(self) -> date | None:
        """By when its next yearly review is due; None where it ends before, or is not in effect."""
        is_over_before = self.review_on is None or (
            self.ends_on is not None and self.ends_on < self.review_on
        )
        return None if is_over_before or self.state not in (State.ACTIVE, State.SUSPENDED) else self.review_on

    @property
    def kind_record(self) -> kinds.Kind:
        return kinds.get(self.kind)

    @property
    def state_label(self) -> str:
        return LABELS[State(self.state)]

    @property
    def chain(self) -> str:
        """The name of the case's audit chain."""
        return f"agreement:{self.pk}"

    @property
    def is_editable(self) -> bool:
        """True while the employee writes: a request, or changed terms of an agreement that holds."""
        return self.state in EDITABLE or (self.state in WAITING_TO_END and self.writes_changes)

    @property
    def writes_changes(self) -> bool:
        changed = self.changed_terms()
        return changed is not None and not changed.is_signed

    @property
    def is_open(self) -> bool:
        return self.state not in (*CLOSED, State.DENIED)

    def latest_terms(self) -> "TermsVersion":
        terms = self.terms_versions.order_by("-number").first()
        assert terms is not None, "a case is opened together with its first terms version"
        return terms

    def terms_in_force(self) -> "TermsVersion":
        """The version that holds, or that will from the start on; before there is one, the latest."""
        return self.terms_versions.filter(STANDING).order_by(*IN_FORCE_FIRST).first() or self.latest_terms()

    @cached_property
    def emergency(self) -> "DeclaredEmergency | None":
        """The declared emergency with which the terms in force end; a list of cases is given it."""
        return self.terms_in_force().emergency

    def changed_terms(self) -> "TermsVersion | None":
        """The terms under way beside those that hold: written, decided on, or waiting for their day."""
        latest = self.latest_terms()
        if latest.is_over or latest.took_effect_at is not None:
            return None
        return latest if latest.number > self.terms_in_force().number else None

    def chain_is_complete(self) -> bool:
        """The one condition between state machine and chain: every step has said yes."""
        latest = self.latest_terms()
        return (self.terms_in_force() if latest.is_over else latest).chain_is_complete()

    @transition("state", source=[State.DRAFT, State.RETURNED], target=State.IN_REVIEW)
    def submit(self) -> None:
        """The employee has signed."""

    @transition("state", source=State.IN_REVIEW, target=State.APPROVED, conditions=[chain_is_complete])  # type: ignore[list-item]
    def approve(self) -> None:
        """Everyone in the chain has approved."""

    @transition("state", source=State.IN_REVIEW, target=State.RETURNED)
    def send_back(self) -> None:
        """A decider asks for changes."""

    @transition("state", source=[State.APPROVED, State.DENIED, State.RETURNED], target=State.IN_REVIEW)
    def reopen(self) -> None:
        """A decision was taken back, a denial is looked at again, or terms change before the start."""

    @transition("state", source=State.DRAFT, target=State.ACTIVE)
    def take_in(self) -> None:
        """An agreement in effect already is put on file."""

    @transition("state", source=State.IN_REVIEW, target=State.DENIED)
    def deny(self) -> None:
        """A decider said no."""

    @transition("state", source=[State.DRAFT, State.IN_REVIEW, State.RETURNED], target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """The employee takes the request back."""

    @transition("state", source=State.APPROVED, target=State.ACTIVE)
    def start(self) -> None:
        """The start date has come."""

    @transition("state", source=State.ACTIVE, target=State.SUSPENDED)
    def suspend(self) -> None:
        """It does not hold for a time."""

    @transition("state", source=State.SUSPENDED, target=State.ACTIVE)
    def resume(self) -> None:
        """What suspended it is over."""

    @transition("state", source=[State.APPROVED, State.ACTIVE, State.SUSPENDED], target=State.ENDED)
    def end(self) -> None:
        """The last day is over."""
