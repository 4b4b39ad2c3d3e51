from django.db import migrations, models
from django.db.models import Q

STATES = ["queued", "sending", "sent", "failed", "withdrawn"]


class Migration(migrations.Migration):
    dependencies = [("telework", "0003_document_next_try_at")]

    operations = [
        migrations.AlterField(
            "outboxmessage",
            "state",
            models.CharField(
                max_length=10, choices=[(state, state.title()) for state in STATES], default="queued"
            ),
        ),
        migrations.RemoveConstraint("outboxmessage", "outbox_state_known"),
        migrations.AddConstraint(
            "outboxmessage",
            models.CheckConstraint(condition=Q(state__in=STATES), name="outbox_state_known"),
        ),
    ]
