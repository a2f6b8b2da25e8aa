import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.operations


class Migration(migrations.Migration):
    replaces = [("notifications", "0001_initial"), ("notifications", "0002_bounces_and_received_mail")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.operations.Tables(
            operations=[
                migrations.CreateModel(
                    name="ReceivedMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("message_id", models.CharField(max_length=255, unique=True, verbose_name="Message-ID")),
                        ("handled_at", models.DateTimeField(verbose_name="handled at")),
                        ("outcome", models.CharField(max_length=20, verbose_name="outcome")),
                    ],
                    options={
                        "verbose_name": "received mail",
                        "verbose_name_plural": "received mails",
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=core.fields.new_public_id,
                                editable=False,
                                max_length=16,
                                unique=True,
                                verbose_name="public id",
                            ),
                        ),
                        ("kind", models.CharField(help_text="Names the template.", max_length=60, verbose_name="kind")),
                        (
                            "about",
                            models.CharField(
                                help_text="The thing told of, as in meeting:abcd.", max_length=80, verbose_name="about"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                        ("edition", models.SlugField(blank=True, verbose_name="edition")),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                        ("language", models.CharField(default="en", max_length=10, verbose_name="language")),
                        ("timezone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                        ("facts", models.JSONField(default=dict, verbose_name="facts")),
                        (
                            "calendar",
                            models.TextField(
                                blank=True,
                                help_text="An iCalendar object, sent with the mail.",
                                verbose_name="calendar",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("queued", "queued"),
                                    ("sending", "sending"),
                                    ("sent", "sent"),
                                    ("failed", "failed"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="queued",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="created at")),
                        ("due_at", models.DateTimeField(verbose_name="due at")),
                        ("attempt_at", models.DateTimeField(verbose_name="next attempt at")),
                        (
                            "is_held",
                            models.BooleanField(
                                default=False, help_text="Waits until somebody releases it.", verbose_name="held back"
                            ),
                        ),
                        ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                        ("last_error", models.TextField(blank=True, verbose_name="last error")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                        (
                            "bounced_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="A server further on sent it back after it had left.",
                                null=True,
                                verbose_name="bounced at",
                            ),
                        ),
                        (
                            "bounce_words",
                            models.TextField(blank=True, db_default="", verbose_name="what that server said"),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="messages",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "message",
                        "verbose_name_plural": "messages",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_held", False), ("status", "queued")),
                                fields=["attempt_at"],
                                name="message_due",
                            ),
                            models.Index(
                                condition=models.Q(("status", "sending")), fields=["lease_until"], name="message_leased"
                            ),
                            models.Index(fields=["about", "kind"], name="message_about"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("email", "kind", "about", "version"), name="message_told_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
