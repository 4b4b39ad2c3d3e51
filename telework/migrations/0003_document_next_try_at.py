from django.db import migrations, models
from django.db.models import F


def at_once(apps, schema_editor):
    apps.get_model("telework", "Document").objects.update(next_try_at=F("requested_at"))


class Migration(migrations.Migration):
    dependencies = [("telework", "0002_closures")]

    operations = [
        migrations.AddField("document", "next_try_at", models.DateTimeField(null=True)),
        migrations.RunPython(at_once, migrations.RunPython.noop),
        migrations.AlterField("document", "next_try_at", models.DateTimeField()),
    ]
