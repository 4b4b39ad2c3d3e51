"""What every app stands on: logins, the audit chain, mail to be sent, documents, closures."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q

SYSTEM_USERNAME = "system"


class TeleworkUserManager(UserManager["User"]):
    """Finds the account that sweeps and imports act as."""

    def system(self) -> "User":
        """The actor of what happens by itself; it cannot sign in."""
        user, created = self.get_or_create(username=SYSTEM_USERNAME, defaults={"is_active": False})
        if created:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user


class User(AbstractUser):
    """A login, nothing else; who the person is stands in the employee record."""

    objects: ClassVar[TeleworkUserManager] = TeleworkUserManager()

    @property
    def is_system(self) -> bool:
        return self.username == SYSTEM_USERNAME


class AuditChain(models.Model):
    """The head of one hash chain, for example `agreement:42`; its row is the lock of the chain."""

    name = models.CharField(max_length=80, unique=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")
    sealed_length = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["name"], condition=Q(length__gt=models.F("sealed_length")), name="chain_unsealed"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AuditSeal(models.Model):
    """One day's digest over every chain that has grown since the seal before; it is mailed away."""

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    chains = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"seal of {self.day}"

    @property
    def letter_key(self) -> str:
        """The key of the letter that carries it away."""
        return f"audit:seal:{self.day.isoformat()}"


class SealedHead(models.Model):
    """How long a chain was when it was sealed, and the digest of its last event."""

    seal = models.ForeignKey(AuditSeal, on_delete=models.PROTECT, related_name="heads")
    chain = models.CharField(max_length=80)
    length = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["seal", "chain"], name="one_head_a_chain_and_seal")]

    def __str__(self) -> str:
        return f"{self.chain} {self.length}"


class AuditEvent(models.Model):
    """Who did what, when: one link of a chain. It holds digests, so payloads can lawfully go."""

    chain = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    # No foreign key: history never blocks a deletion, and never changes with a name.
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "sequence"]
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="one_event_per_link")]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence} {self.action}"


class AuditPayload(models.Model):
    """The details of an event, beside the chain."""

    event = models.OneToOneField(AuditEvent, on_delete=models.CASCADE, related_name="payload")
    data = models.JSONField()

    def __str__(self) -> str:
        return f"payload of {self.event_id}"


class Document(models.Model):
    """One rendered document: the bytes that were signed, and the PDF made once from them."""

    key = models.CharField(max_length=160, unique=True)
    template = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=160)
    source = models.BinaryField()
    source_sha256 = models.CharField(max_length=64)
    requested_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    pdf = models.BinaryField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    rendered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pdf__isnull=True, rendered_at__isnull=True, pdf_sha256="")
                | (Q(pdf__isnull=False, rendered_at__isnull=False) & ~Q(pdf_sha256="")),
                name="document_rendered_whole",
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_rendered(self) -> bool:
        return self.rendered_at is not None


class OutboxMessage(models.Model):
    """A letter, written in the transaction that caused it and sent afterwards."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        # It became untrue before it went out; it stays as a record and is never sent.
        WITHDRAWN = "withdrawn"
        # It only informs, and its reader chose the daily letter: it waits for that, then that has told it.
        IN_DIGEST = "in_digest", "Waits for the daily letter"
        TOLD = "told", "Told by the daily letter"

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    template = models.CharField(max_length=80)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    # Dates to keep, as an iCalendar file that goes with the letter; empty: it carries none.
    calendar = models.TextField(blank=True)
    documents: "models.ManyToManyField[Document, Any]" = models.ManyToManyField(Document, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    # Whose daily letter tells it, where it leads to, and the key of the daily letter that told it.
    digest_of = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    link = models.CharField(max_length=500, blank=True)
    told_by = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        ordering = ["queued_at", "pk"]
        indexes = [
            models.Index(fields=["state", "next_try_at"]),
            models.Index(fields=["digest_of"], condition=Q(state="in_digest"), name="outbox_in_digest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["queued", "sending", "sent", "failed", "withdrawn", "in_digest", "told"]
                ),
                name="outbox_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_digest", "told"]) | Q(digest_of__isnull=False),
                name="outbox_digest_is_somebodys",
            ),
            models.CheckConstraint(
                condition=(Q(state="told") & ~Q(told_by="")) | (~Q(state="told") & Q(told_by="")),
                name="outbox_told_by_a_letter",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_sent_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def hold_for(self, user: int, link: str) -> None:
        """Keep it for the daily letter of `user`, which says where it leads to."""
        self.state, self.digest_of_id, self.link = self.State.IN_DIGEST, user, link

    def is_claimed_since(self, moment: datetime) -> bool:
        return self.state == self.State.SENDING and self.claimed_at == moment


class TaskRun(models.Model):
    """The last run of one scheduled task, and the last failure, which stays until the next."""

    task = models.CharField(max_length=80, unique=True)
    ended_at = models.DateTimeField(null=True)
    seconds = models.FloatField()
    # What it did, where it did anything.
    counts = models.JSONField(default=dict)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["task"]

    def __str__(self) -> str:
        return self.task


class LetterPreference(models.Model):
    """How somebody wants what only informs; without a row, at once."""

    class Informing(models.TextChoices):
        AT_ONCE = "at_once", "Each at once"
        DAILY = "daily", "In one letter a day"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="letter_preference")
    informing = models.CharField(max_length=10, choices=Informing)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(informing__in=["at_once", "daily"]), name="letter_preference_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.informing}"


class Closure(models.Model):
    """A day on which the executive branch was closed by order; it counts as no workday."""

    day = models.DateField(unique=True)
    authority = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"
