from django.db import migrations, models


class Migration(migrations.Migration):
    """Each side gives its own notice: one running notice of a party, no longer one of an agreement."""

    dependencies = [("agreements", "0004_review_and_suspension")]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="one_notice_running"),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=["agreement", "party"],
                condition=models.Q(completed_at__isnull=True, withdrawn_at__isnull=True),
                name="one_notice_running",
            ),
        ),
    ]
