"""Government equipment that agreements in effect list already is to be confirmed or declined, too."""

from django.db import migrations

LIVE = ("active", "suspended")
CHUNK = 1000


def ask(apps, schema_editor):
    items = apps.get_model("agreements", "EquipmentItem")
    loans = apps.get_model("agreements", "Loan")
    listed = items.objects.filter(
        owner="government",
        loan__isnull=True,
        terms__took_effect_at__isnull=False,
        terms__superseded_at__isnull=True,
        terms__agreement__state__in=LIVE,
    ).select_related("terms")
    rows = (
        loans(
            agreement_id=one.terms.agreement_id,
            listed=one,
            item=one.name,
            serial_number=one.serial_number,
            asked_at=one.terms.took_effect_at,
        )
        for one in listed.iterator(chunk_size=CHUNK)
    )
    loans.objects.bulk_create(rows, batch_size=CHUNK)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0018_loan")]
    operations = [migrations.RunPython(ask, migrations.RunPython.noop, elidable=True)]
