from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0008_a_trial_may_end")]

    operations = [
        migrations.AddField(
            model_name="termsversion",
            name="has_sensitive_records",
            field=models.BooleanField(null=True),
        ),
    ]
