import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.encryption
import core.fields
import core.operations


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        core.operations.Tables(
            operations=[
                migrations.CreateModel(
                    name="Way",
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
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ways",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("push", "Notification on a device"),
                                    ("sms", "SMS"),
                                    ("whatsapp", "WhatsApp"),
                                ],
                                max_length=10,
                                verbose_name="channel",
                            ),
                        ),
                        ("address", core.encryption.EncryptedTextField(verbose_name="address")),
                        (
                            "keys",
                            core.encryption.EncryptedTextField(
                                blank=True, help_text="Of a browser, as it gave them.", verbose_name="keys"
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
                        ("label", models.CharField(max_length=80, verbose_name="shown as")),
                        ("created_at", models.DateTimeField(verbose_name="created at")),
                        ("code_print", models.CharField(blank=True, max_length=64, verbose_name="print of the code")),
                        ("code_until", models.DateTimeField(blank=True, null=True, verbose_name="code holds until")),
                        ("code_tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed at")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                        ("ended_because", models.CharField(blank=True, max_length=200, verbose_name="ended because")),
                    ],
                    options={
                        "verbose_name": "way to a person",
                        "verbose_name_plural": "ways to people",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("confirmed_at__isnull", False), ("ended_at", None)),
                                fields=["user"],
                                name="way_live",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("user", "channel", "fingerprint"),
                                name="way_once_a_user",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("channel", "push"), ("ended_at", None)),
                                fields=("fingerprint",),
                                name="way_browser_has_one_user",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wishes",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "E-mail"),
                                    ("push", "Notification on a device"),
                                    ("sms", "SMS"),
                                    ("whatsapp", "WhatsApp"),
                                ],
                                max_length=10,
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("decisions", "Registration, accreditation and letters"),
                                    ("meetings", "Meetings: requests, answers, times and changes"),
                                    ("reminders", "Reminders"),
                                    ("programme", "Changes of the programme"),
                                    ("desk", "Work that waits for a desk"),
                                    ("news", "Announcements of the organisers"),
                                ],
                                max_length=20,
                                verbose_name="topic",
                            ),
                        ),
                        ("is_wanted", models.BooleanField(verbose_name="wanted")),
                        ("changed_at", models.DateTimeField(verbose_name="changed at")),
                    ],
                    options={
                        "verbose_name": "choice of messages",
                        "verbose_name_plural": "choices of messages",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("user__isnull", False)),
                                fields=("user", "channel", "topic"),
                                name="wish_once_a_user",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("user", None)),
                                fields=("email", "channel", "topic"),
                                name="wish_once_an_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("email", ""), ("user__isnull", False)),
                                    models.Q(("user", None), models.Q(("email", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="wish_is_somebodys",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookEndpoint",
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
                        ("edition", models.SlugField(verbose_name="edition")),
                        (
                            "name",
                            models.CharField(
                                help_text="Which system this is, and whose.", max_length=120, verbose_name="name"
                            ),
                        ),
                        (
                            "url",
                            models.URLField(help_text="Begins with https://.", max_length=500, verbose_name="address"),
                        ),
                        (
                            "event_types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None, verbose_name="events"
                            ),
                        ),
                        ("secret", core.encryption.EncryptedTextField(editable=False, verbose_name="secret")),
                        (
                            "former_secret",
                            core.encryption.EncryptedTextField(
                                blank=True, editable=False, verbose_name="former secret"
                            ),
                        ),
                        (
                            "former_until",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="former secret signs until"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("active", "active"), ("off", "switched off"), ("gone", "gone")],
                                default="active",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("created_at", models.DateTimeField(editable=False, verbose_name="created at")),
                        (
                            "failures",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="failures in a row"),
                        ),
                        (
                            "paused_until",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="paused until"),
                        ),
                        (
                            "lease_until",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="leased until"),
                        ),
                    ],
                    options={
                        "verbose_name": "webhook",
                        "verbose_name_plural": "webhooks",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "url"),
                                name="webhook_once",
                                violation_error_message="This address is told already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookEndpointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="notifications.webhookendpoint",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="Which system this is, and whose.", max_length=120, verbose_name="name"
                            ),
                        ),
                        (
                            "url",
                            models.URLField(help_text="Begins with https://.", max_length=500, verbose_name="address"),
                        ),
                        (
                            "event_types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None, verbose_name="events"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("active", "active"), ("off", "switched off"), ("gone", "gone")],
                                default="active",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("edition", models.SlugField(db_index=False, verbose_name="edition")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WebhookEvent",
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
                        ("edition", models.SlugField(verbose_name="edition")),
                        ("kind", models.CharField(max_length=60, verbose_name="event")),
                        ("about", models.CharField(max_length=80, verbose_name="about")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                        ("facts", models.JSONField(default=dict, verbose_name="facts")),
                        ("happened_at", models.DateTimeField(verbose_name="happened at")),
                    ],
                    options={
                        "verbose_name": "event",
                        "verbose_name_plural": "events",
                        "indexes": [models.Index(fields=["happened_at"], name="webhook_event_age")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "kind", "about", "version"), name="webhook_event_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "endpoint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="notifications.webhookendpoint",
                                verbose_name="webhook",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="notifications.webhookevent",
                                verbose_name="event",
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
                        ("attempt_at", models.DateTimeField(verbose_name="next attempt at")),
                        ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="leased until")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                    ],
                    options={
                        "verbose_name": "delivery to a webhook",
                        "verbose_name_plural": "deliveries to webhooks",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "queued")),
                                fields=["endpoint", "attempt_at"],
                                name="webhook_due",
                            ),
                            models.Index(
                                condition=models.Q(("status", "sending")), fields=["lease_until"], name="webhook_leased"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("event", "endpoint"), name="webhook_told_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WebhookAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "delivery",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tries",
                                to="notifications.webhookdelivery",
                                verbose_name="delivery",
                            ),
                        ),
                        ("tried_at", models.DateTimeField(verbose_name="tried at")),
                        ("code", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="answer")),
                        (
                            "words",
                            models.TextField(
                                blank=True,
                                help_text="The first 1,024 bytes of the answer.",
                                verbose_name="what was said",
                            ),
                        ),
                        ("milliseconds", models.PositiveIntegerField(default=0, verbose_name="milliseconds")),
                    ],
                    options={
                        "verbose_name": "attempt",
                        "verbose_name_plural": "attempts",
                        "ordering": ["-pk"],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="webhookendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "notifications_webhookendpointevent" ("edition", "event_types", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "url") VALUES (NEW."edition", NEW."event_types", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."url"); RETURN NULL;',
                            hash="a3fbc73aa429f2fb279dd8d8e1e436dc72edd2fe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a9df7",
                            table="notifications_webhookendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="webhookendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."edition" IS DISTINCT FROM (NEW."edition") OR OLD."event_types" IS DISTINCT FROM (NEW."event_types") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                            func='INSERT INTO "notifications_webhookendpointevent" ("edition", "event_types", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "url") VALUES (NEW."edition", NEW."event_types", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."url"); RETURN NULL;',
                            hash="898668c1333bf106606512cda98a67fc54036933",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2607d",
                            table="notifications_webhookendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="message",
            name="message_told_once",
        ),
        migrations.RemoveIndex(
            model_name="message",
            name="message_due",
        ),
        migrations.AddField(
            model_name="message",
            name="channel",
            field=models.CharField(
                choices=[
                    ("email", "E-mail"),
                    ("push", "Notification on a device"),
                    ("sms", "SMS"),
                    ("whatsapp", "WhatsApp"),
                ],
                db_default="email",
                default="email",
                max_length=10,
                verbose_name="channel",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="way",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="messages",
                to="notifications.way",
                verbose_name="way to a person",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("is_held", False), ("status", "queued")),
                fields=["channel", "attempt_at"],
                name="message_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("email", "kind", "about", "version", "way"), name="message_told_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "email"), ("way", None)),
                    models.Q(models.Q(("channel", "email"), _negated=True), ("way__isnull", False)),
                    _connector="OR",
                ),
                name="message_has_its_way",
            ),
        ),
    ]
