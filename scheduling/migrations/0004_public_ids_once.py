from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0003_give_public_ids")]

    operations = [
        migrations.AlterField(
            model_name="party",
            name="public_id",
            field=models.CharField(
                default=core.fields.new_public_id,
                editable=False,
                max_length=16,
                unique=True,
                verbose_name="public id",
            ),
        ),
        migrations.AlterField(
            model_name="attendee",
            name="public_id",
            field=models.CharField(
                default=core.fields.new_public_id,
                editable=False,
                max_length=16,
                unique=True,
                verbose_name="public id",
            ),
        ),
        migrations.AlterField(
            model_name="timeproposal",
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
