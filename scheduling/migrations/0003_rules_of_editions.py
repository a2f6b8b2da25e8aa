"""The minutes of each edition become its first rule; what was queued by them is planned anew by the rule."""

from django.db import migrations

# A mail's version was the meeting's; from now on it is the reminder's key, which must not meet an old one.
NEW_KEYS = "ALTER TABLE scheduling_reminder ALTER COLUMN id RESTART WITH 100000"


def write_rules(apps, _schema_editor):
    editions, rules = apps.get_model("forum", "Edition").objects, apps.get_model("scheduling", "ReminderRule").objects
    for edition in editions.all():
        rule = rules.create(
            edition=edition,
            thing="meeting",
            reader="participants",
            moment="before_start",
            amount=max(1, edition.meeting_reminder_minutes),
            unit="minutes",
        )
        _remember_what_was_told(apps, edition, rule)
        apps.get_model("scheduling", "ReminderMark").objects.create(kind="edition", thing_id=edition.pk)
    apps.get_model("notifications", "Message").objects.filter(kind="meeting_reminder", status="queued").update(
        status="cancelled"
    )


def _remember_what_was_told(apps, edition, rule):
    """Who was reminded of a meeting that still lies where it lay is not reminded again."""
    there = apps.get_model("scheduling", "Meeting").objects.filter(edition=edition, starts_at__isnull=False)
    meetings = {f"meeting:{one.public_id}": one for one in there}
    sent = apps.get_model("notifications", "Message").objects.filter(
        kind="meeting_reminder", status="sent", edition=edition.slug
    )
    reminder = apps.get_model("scheduling", "Reminder")
    reminder.objects.bulk_create(
        (
            reminder(
                rule=rule,
                thing_id=meetings[mail.about].pk,
                about=mail.about,
                email=mail.email,
                recipient_id=mail.recipient_id,
                anchor_at=meetings[mail.about].starts_at,
                due_at=mail.due_at,
                told_at=mail.sent_at,
                heard_at=meetings[mail.about].starts_at,
            )
            for mail in sent
            if mail.about in meetings and mail.version == meetings[mail.about].version
        ),
        batch_size=1000,
    )


def write_minutes(apps, _schema_editor):
    editions, rules = apps.get_model("forum", "Edition").objects, apps.get_model("scheduling", "ReminderRule").objects
    found = rules.filter(thing="meeting", reader="participants", moment="before_start", unit="minutes", is_active=True)
    for rule in found.order_by("-amount"):
        editions.filter(pk=rule.edition_id).update(meeting_reminder_minutes=rule.amount)


class Migration(migrations.Migration):
    dependencies = [
        ("scheduling", "0002_reminder_rules"),
        ("notifications", "0001_tables"),
    ]
    run_before = [("forum", "0003_reminders_are_rules")]

    operations = [
        migrations.RunSQL(NEW_KEYS, migrations.RunSQL.noop),
        migrations.RunPython(write_rules, write_minutes),
    ]
