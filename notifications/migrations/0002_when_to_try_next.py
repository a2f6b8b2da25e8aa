"""A message is tried again later and later without forgetting when it was due, and can be held back."""

from django.db import migrations, models


def try_when_due(apps, schema_editor):
    apps.get_model("notifications", "Message").objects.update(attempt_at=models.F("due_at"))


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="message", name="message_due"),
        migrations.AddField(
            model_name="message",
            name="attempt_at",
            field=models.DateTimeField(null=True, verbose_name="next attempt at"),
        ),
        migrations.AddField(
            model_name="message",
            name="is_held",
            field=models.BooleanField(
                default=False, help_text="Waits until somebody releases it.", verbose_name="held back"
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="timezone",
            field=models.CharField(blank=True, max_length=64, verbose_name="time zone"),
        ),
        migrations.RunPython(try_when_due, migrations.RunPython.noop),
    ]
