from django.db import migrations

from core.fields import new_public_id


def draw(apps, _editor):
    """Each its own: the column was added with one value for all."""
    FocalPoint = apps.get_model("delegations", "FocalPoint")
    rows = list(FocalPoint.objects.all())
    for row in rows:
        row.public_id = new_public_id()
    FocalPoint.objects.bulk_update(rows, ["public_id"], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("delegations", "0013_focal_points_and_notes")]

    operations = [migrations.RunPython(draw, migrations.RunPython.noop)]
