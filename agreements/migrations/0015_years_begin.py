"""Agreements that hold already get the day of their next yearly review."""

from calendar import isleap
from datetime import date

from django.db import migrations

# Washington's day of a moment differs from UTC's by hours; for a year's count the later one harms nobody.
LIVE = ("active", "suspended")
CHUNK = 1000


def _year_after(day: date) -> date:
    if (day.month, day.day) == (2, 29) and not isleap(day.year + 1):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)


def begin(apps, schema_editor):
    agreements = apps.get_model("agreements", "Agreement")
    live = agreements.objects.filter(state__in=LIVE, starts_on__isnull=False).exclude(kind="deto")
    # The intake has asked for a first review; the year counts from its answer.
    live = live.exclude(reviews__cause="intake", reviews__decided_at=None, reviews__lapsed_at=None)
    changed = []
    for agreement in live.prefetch_related("reviews", "terms_versions").iterator(chunk_size=CHUNK):
        days = [agreement.starts_on]
        days += [r.decided_at.date() for r in agreement.reviews.all() if r.outcome == "continues"]
        days += [t.takes_effect_on for t in agreement.terms_versions.all() if t.took_effect_at]
        agreement.review_on = _year_after(max(day for day in days if day is not None))
        changed.append(agreement)
        if len(changed) == CHUNK:
            agreements.objects.bulk_update(changed, ["review_on"])
            changed = []
    agreements.objects.bulk_update(changed, ["review_on"])


class Migration(migrations.Migration):
    dependencies = [("agreements", "0014_yearly_review")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=True)]
