"""Seed the closures ordered by the President since 2024; an administrator keeps the table from here on."""

from datetime import date

from django.db import migrations

ORDERED = (
    (date(2024, 12, 24), "Executive order of December 2024", "Closed by executive order (Christmas Eve)"),
    (date(2025, 1, 9), "Executive order of December 2024", "National Day of Mourning, President Carter"),
    (date(2025, 12, 24), "Executive order of 18 December 2025", "Closed by executive order (Christmas Eve)"),
    (
        date(2025, 12, 26),
        "Executive order of 18 December 2025",
        "Closed by executive order (day after Christmas)",
    ),
)


def seed(apps, schema_editor):
    closures = apps.get_model("telework", "Closure").objects
    for day, authority, reason in ORDERED:
        closures.get_or_create(day=day, defaults={"authority": authority, "reason": reason})


class Migration(migrations.Migration):
    dependencies = [("telework", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
