"""The kernel's work in the background, on the schedule of the settings."""

from contextlib import suppress

from celery import shared_task
from django.core.management import call_command

from telework import clock, outbox, rendering, seals
from telework.errors import WrongState
from telework.models import User


@shared_task(name="telework.tasks.deliver_outbox")
def deliver_outbox() -> dict[str, int]:
    """Send the mail that is due; late, repeated or beside itself it sends no letter twice."""
    done = outbox.deliver_due(clock.now())
    return {"sent": done.sent, "deferred": done.deferred, "failed": done.failed}


@shared_task(name="telework.tasks.render_documents")
def render_documents() -> dict[str, int]:
    """Render the documents that were asked for."""
    done = rendering.render_due(clock.now())
    return {"rendered": done.rendered, "failed": done.failed}


@shared_task(name="telework.tasks.seal_audit")
def seal_audit() -> None:
    """Seal the audit record, once a Washington day."""
    with suppress(WrongState):  # sealed today already
        seals.seal_audit(actor=User.objects.system(), now=clock.now())


@shared_task(name="telework.tasks.clear_sessions")
def clear_sessions() -> None:
    """Delete the sessions that ran out; nothing else ever does."""
    call_command("clearsessions")
