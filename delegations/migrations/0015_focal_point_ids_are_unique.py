from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):
    dependencies = [("delegations", "0014_draw_ids_of_focal_points")]

    operations = [
        migrations.AlterField(
            model_name="focalpoint",
            name="public_id",
            field=models.CharField(
                default=core.fields.new_public_id,
                editable=False,
                max_length=16,
                unique=True,
                verbose_name="public id",
            ),
        ),
    ]
