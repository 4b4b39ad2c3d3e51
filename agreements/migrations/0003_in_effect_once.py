"""PostgreSQL: the dates of two agreements of one employee in one site country do not overlap.

The partial unique index `one_agreement_in_effect`, on both databases, stops two that are in effect now; this
one also guards the past. A range holds both its days: `ended_on` is the last day in effect, so the next
agreement starts on the day after at the earliest. What is in effect has no last day yet; the agreed one is a
plan. Suspended agreements hold no range, so that another may take their place meanwhile; those that ended
before they ever started hold none either.
"""

from django.db import migrations

NAME = "one_agreement_in_effect_on_a_day"
STATEMENTS = (
    # Compares a whole number inside a GiST index; a trusted extension, so the database's owner may create it.
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"""
    ALTER TABLE agreements_agreement ADD CONSTRAINT {NAME} EXCLUDE USING gist (
        employee_id WITH =, site_country WITH =, daterange(starts_on, ended_on, '[]') WITH &&
    ) WHERE (state IN ('active', 'ended') AND starts_on IS NOT NULL AND (ended_on IS NULL OR starts_on <= ended_on))
    """,
)


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in STATEMENTS:
            schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE agreements_agreement DROP CONSTRAINT {NAME}")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_separated")]

    operations = [migrations.RunPython(add, remove)]
