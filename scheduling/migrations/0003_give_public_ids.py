from django.db import migrations

from core.fields import new_public_id


def give_public_ids(apps, schema_editor):
    for name in ("Party", "Attendee", "TimeProposal"):
        model = apps.get_model("scheduling", name)
        rows = list(model.objects.only("pk"))
        for row in rows:
            row.public_id = new_public_id()
        model.objects.bulk_update(rows, ["public_id"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0002_wishes_and_counters")]

    operations = [migrations.RunPython(give_public_ids, migrations.RunPython.noop)]
