import django.db.models.deletion
from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):
    dependencies = [("delegations", "0001_tables"), ("forum", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="number"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="attachment",
            name="issued_on",
            field=models.DateField(blank=True, null=True, verbose_name="dated"),
        ),
        migrations.AddField(
            model_name="secretreading",
            name="delegation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="delegations.delegation"
            ),
        ),
        migrations.AlterField(
            model_name="secretreading",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="secret_readings",
                to="forum.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="secretreading",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", None), ("delegation", None), _connector="XOR"),
                name="secret_reading_of_one",
            ),
        ),
        migrations.AddField(
            model_name="focalpoint",
            name="public_id",
            field=models.CharField(
                default=core.fields.new_public_id, editable=False, max_length=16, null=True, verbose_name="public id"
            ),
        ),
    ]
