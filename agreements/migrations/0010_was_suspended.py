"""An agreement that was suspended leaves the guard over the past: another may have stood in for it meanwhile.

Without this, PostgreSQL refused to bring it back into effect, or to end it, after another agreement of the same
employee had been in effect in the same country between its dates (2362.5(2)). What is in effect now is guarded
by `one_agreement_in_effect` as before.
"""

from django.db import migrations, models

NAME = "one_agreement_in_effect_on_a_day"
HOLDS = (
    "state IN ('active', 'ended') AND starts_on IS NOT NULL AND (ended_on IS NULL OR starts_on <= ended_on)"
)
DROP = f"ALTER TABLE agreements_agreement DROP CONSTRAINT {NAME}"
ADD = f"""
    ALTER TABLE agreements_agreement ADD CONSTRAINT {NAME} EXCLUDE USING gist (
        employee_id WITH =, site_country WITH =, daterange(starts_on, ended_on, '[]') WITH &&
    ) WHERE ({{holds}})
"""


def loosen(apps, schema_editor):
    _replace(schema_editor, f"{HOLDS} AND NOT was_suspended")


def tighten(apps, schema_editor):
    _replace(schema_editor, HOLDS)


def mark_suspended(apps, schema_editor):
    suspended = apps.get_model("agreements", "Suspension").objects.values("agreement")
    apps.get_model("agreements", "Agreement").objects.filter(pk__in=suspended).update(was_suspended=True)


def _replace(schema_editor, holds):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)
        schema_editor.execute(ADD.format(holds=holds))


class Migration(migrations.Migration):
    # PostgreSQL alters no table whose rows were changed in the same transaction.
    atomic = False

    dependencies = [("agreements", "0009_sensitive_records")]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="was_suspended",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(mark_suspended, migrations.RunPython.noop),
        migrations.RunPython(loosen, tighten),
    ]
