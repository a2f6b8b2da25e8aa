"""The index that the workers read the queue by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_when_to_try_next")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="attempt_at",
            field=models.DateTimeField(verbose_name="next attempt at"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("is_held", False), ("status", "queued")),
                fields=["attempt_at"],
                name="message_due",
            ),
        ),
    ]
