import django.db.models.deletion
from django.db import migrations, models

RESULTS = [
    ("admitted", "admitted"),
    ("left", "left"),
    ("revoked", "revoked"),
    ("wrong_zone", "wrong zone"),
    ("wrong_day", "wrong day"),
    ("not_yet", "not yet"),
    ("over", "over"),
    ("inside", "already inside"),
    ("not_inside", "not inside"),
    ("unknown", "unknown"),
    ("old_list", "list is old"),
    ("not_listed", "not on the guest list"),
    ("old_guests", "guest list is old"),
]


class Migration(migrations.Migration):
    dependencies = [("delegations", "0001_tables")]

    operations = [
        migrations.AddIndex(
            model_name="guestlistentry",
            index=models.Index(fields=["version", "serial"], name="guest_list_entry_at_gate"),
        ),
        migrations.AddField(
            model_name="checkpoint",
            name="guest_list",
            field=models.ForeignKey(
                blank=True,
                help_text="Only badges on its newest frozen version enter here; while none is frozen, nobody does. Day passes and floaters stand on no list, so they are refused.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checkpoints",
                to="delegations.guestlist",
                verbose_name="guest list",
            ),
        ),
        migrations.AddField(
            model_name="device",
            name="guest_version",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="devices",
                to="delegations.guestlistversion",
                verbose_name="version of the guest list",
            ),
        ),
        migrations.AddField(
            model_name="scan",
            name="guest_version",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="The one that the device held.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="delegations.guestlistversion",
                verbose_name="version of the guest list",
            ),
        ),
        migrations.AlterField(
            model_name="scan",
            name="result",
            field=models.CharField(choices=RESULTS, max_length=10, verbose_name="result"),
        ),
        migrations.AlterField(
            model_name="scan",
            name="device_result",
            field=models.CharField(blank=True, choices=RESULTS, max_length=10, verbose_name="the device said"),
        ),
    ]
