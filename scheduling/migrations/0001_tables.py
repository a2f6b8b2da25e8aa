import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.encryption
import core.fields
import core.operations
import scheduling.models.feed


class Migration(migrations.Migration):
    replaces = [
        ("scheduling", "0001_initial"),
        ("scheduling", "0002_rows_agree_with_the_ledger"),
        ("scheduling", "0003_translatable_labels"),
        ("scheduling", "0004_calendar_feeds"),
        ("scheduling", "0005_replies_by_mail"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("delegations", "0001_tables"),
        ("forum", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        core.operations.Tables(
            operations=[
                migrations.CreateModel(
                    name="MeetingBooking",
                    fields=[],
                    options={
                        "proxy": True,
                        "default_permissions": (),
                    },
                    bases=("forum.booking",),
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
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
                            "scope",
                            models.CharField(
                                choices=[
                                    ("personal", "my diary"),
                                    ("delegation", "a delegation"),
                                    ("room", "a room"),
                                    ("track", "a track"),
                                    ("programme", "the public programme"),
                                ],
                                max_length=20,
                                verbose_name="shows",
                            ),
                        ),
                        (
                            "secret",
                            core.encryption.EncryptedTextField(
                                default=scheduling.models.feed.new_secret, editable=False, verbose_name="secret"
                            ),
                        ),
                        ("secret_fingerprint", models.CharField(editable=False, max_length=64, unique=True)),
                        ("created_at", models.DateTimeField(verbose_name="made at")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                        ("last_read_at", models.DateTimeField(blank=True, null=True, verbose_name="last read at")),
                        ("content_digest", models.CharField(blank=True, editable=False, max_length=64)),
                        ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="changed at")),
                        (
                            "delegation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to="delegations.delegation",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to="forum.room",
                            ),
                        ),
                        (
                            "track",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to="forum.track",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "calendar link",
                        "verbose_name_plural": "calendar links",
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("delegation__isnull", False),
                                        ("room", None),
                                        ("scope", "delegation"),
                                        ("track", None),
                                    ),
                                    models.Q(
                                        ("delegation", None),
                                        ("room__isnull", False),
                                        ("scope", "room"),
                                        ("track", None),
                                    ),
                                    models.Q(
                                        ("delegation", None),
                                        ("room", None),
                                        ("scope", "track"),
                                        ("track__isnull", False),
                                    ),
                                    models.Q(
                                        ("delegation", None),
                                        ("room", None),
                                        ("scope__in", ["personal", "programme"]),
                                        ("track", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="calendar_feed_of_one_thing",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("external_id", models.CharField(blank=True, max_length=80, verbose_name="external id")),
                        (
                            "certainty",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reported", "reported"),
                                    ("approximate", "approximate"),
                                    ("inferred", "inferred"),
                                ],
                                max_length=12,
                                verbose_name="certainty",
                            ),
                        ),
                        (
                            "sources",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.URLField(max_length=600),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="sources",
                            ),
                        ),
                        ("source_note", models.TextField(blank=True, verbose_name="note on the source")),
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
                            "level",
                            models.CharField(
                                choices=[
                                    ("call", "call on a dignitary"),
                                    ("g2g", "government to government"),
                                    ("b2g", "business to government"),
                                    ("b2b", "business to business"),
                                ],
                                default="b2g",
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        ("subject", models.CharField(max_length=300, verbose_name="subject")),
                        ("topics", models.TextField(blank=True, verbose_name="topics")),
                        (
                            "confidentiality",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("participants", "participants only"),
                                    ("restricted", "restricted"),
                                    ("hidden", "hidden"),
                                ],
                                default="participants",
                                max_length=20,
                                verbose_name="confidentiality",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("requested", "requested"),
                                    ("clearing", "with the foreign office"),
                                    ("accepted", "accepted"),
                                    ("scheduled", "scheduled"),
                                    ("confirmed", "confirmed"),
                                    ("in_progress", "in progress"),
                                    ("held", "held"),
                                    ("declined", "declined"),
                                    ("withdrawn", "withdrawn"),
                                    ("expired", "expired"),
                                    ("cancelled", "cancelled"),
                                    ("no_show", "no-show"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="version")),
                        (
                            "length_minutes",
                            models.PositiveSmallIntegerField(
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(240),
                                ],
                                verbose_name="length in minutes",
                            ),
                        ),
                        ("wished_from", models.DateTimeField(blank=True, null=True, verbose_name="wished not before")),
                        ("wished_until", models.DateTimeField(blank=True, null=True, verbose_name="wished not after")),
                        ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="starts at")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends at")),
                        (
                            "reported_on",
                            models.DateField(
                                blank=True,
                                help_text="The day a source gives when it gives no clock time.",
                                null=True,
                                verbose_name="reported on",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="place outside the venues"),
                        ),
                        ("outcome", models.TextField(blank=True, verbose_name="outcome")),
                        (
                            "booking",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="meeting",
                                to="forum.booking",
                                verbose_name="booking",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings_requested",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="requested by",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="forum.room",
                                verbose_name="room",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "meeting",
                        "verbose_name_plural": "meetings",
                        "ordering": ["starts_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("external_id", ""), _negated=True),
                                fields=("edition", "external_id"),
                                name="meeting_external_id_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_at", None), ("starts_at", None)),
                                    ("ends_at__gt", models.F("starts_at")),
                                    _connector="OR",
                                ),
                                name="meeting_ends_after_start",
                                violation_error_message="The meeting ends before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wished_from", None),
                                    ("wished_until", None),
                                    ("wished_until__gt", models.F("wished_from")),
                                    _connector="OR",
                                ),
                                name="meeting_wish_ends_after_start",
                                violation_error_message="The wished time ends before it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("external_id", models.CharField(blank=True, max_length=80, verbose_name="external id")),
                        (
                            "certainty",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reported", "reported"),
                                    ("approximate", "approximate"),
                                    ("inferred", "inferred"),
                                ],
                                max_length=12,
                                verbose_name="certainty",
                            ),
                        ),
                        (
                            "sources",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.URLField(max_length=600),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="sources",
                            ),
                        ),
                        ("source_note", models.TextField(blank=True, verbose_name="note on the source")),
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
                            "instrument",
                            models.CharField(
                                blank=True, help_text="As in MoU.", max_length=100, verbose_name="instrument"
                            ),
                        ),
                        ("subject", models.TextField(verbose_name="subject")),
                        (
                            "parties",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=200),
                                default=list,
                                size=None,
                                verbose_name="parties",
                            ),
                        ),
                        (
                            "countries",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=2),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="countries",
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("interest", "interest"),
                                    ("negotiating", "negotiating"),
                                    ("signed", "signed"),
                                    ("in_force", "in force"),
                                    ("delivering", "delivering"),
                                    ("completed", "completed"),
                                    ("stalled", "stalled"),
                                    ("lapsed", "lapsed"),
                                ],
                                default="interest",
                                editable=False,
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="value"
                            ),
                        ),
                        ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commitments",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="commitments",
                                to="scheduling.meeting",
                                verbose_name="meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "commitment",
                        "verbose_name_plural": "commitments",
                        "ordering": ["-signed_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("external_id", ""), _negated=True),
                                fields=("edition", "external_id"),
                                name="commitment_external_id_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("external_id", models.CharField(blank=True, max_length=80, verbose_name="external id")),
                        (
                            "certainty",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reported", "reported"),
                                    ("approximate", "approximate"),
                                    ("inferred", "inferred"),
                                ],
                                max_length=12,
                                verbose_name="certainty",
                            ),
                        ),
                        (
                            "sources",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.URLField(max_length=600),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="sources",
                            ),
                        ),
                        ("source_note", models.TextField(blank=True, verbose_name="note on the source")),
                        (
                            "public_id",
                            models.CharField(
                                default=core.fields.new_public_id,
                                editable=False,
                                max_length=16,
                                verbose_name="public id",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("call", "call on a dignitary"),
                                    ("g2g", "government to government"),
                                    ("b2g", "business to government"),
                                    ("b2b", "business to business"),
                                ],
                                default="b2g",
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        ("subject", models.CharField(max_length=300, verbose_name="subject")),
                        ("topics", models.TextField(blank=True, verbose_name="topics")),
                        (
                            "confidentiality",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("participants", "participants only"),
                                    ("restricted", "restricted"),
                                    ("hidden", "hidden"),
                                ],
                                default="participants",
                                max_length=20,
                                verbose_name="confidentiality",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("requested", "requested"),
                                    ("clearing", "with the foreign office"),
                                    ("accepted", "accepted"),
                                    ("scheduled", "scheduled"),
                                    ("confirmed", "confirmed"),
                                    ("in_progress", "in progress"),
                                    ("held", "held"),
                                    ("declined", "declined"),
                                    ("withdrawn", "withdrawn"),
                                    ("expired", "expired"),
                                    ("cancelled", "cancelled"),
                                    ("no_show", "no-show"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="version")),
                        (
                            "length_minutes",
                            models.PositiveSmallIntegerField(
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(240),
                                ],
                                verbose_name="length in minutes",
                            ),
                        ),
                        ("wished_from", models.DateTimeField(blank=True, null=True, verbose_name="wished not before")),
                        ("wished_until", models.DateTimeField(blank=True, null=True, verbose_name="wished not after")),
                        ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="starts at")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends at")),
                        (
                            "reported_on",
                            models.DateField(
                                blank=True,
                                help_text="The day a source gives when it gives no clock time.",
                                null=True,
                                verbose_name="reported on",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="place outside the venues"),
                        ),
                        ("outcome", models.TextField(blank=True, verbose_name="outcome")),
                        (
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="forum.booking",
                                verbose_name="booking",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="forum.edition",
                                verbose_name="edition",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="scheduling.meeting",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="requested by",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="forum.room",
                                verbose_name="room",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Party",
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
                            "side",
                            models.CharField(
                                choices=[("host", "host"), ("guest", "guest")], max_length=10, verbose_name="side"
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("pending", "no answer yet"),
                                    ("accepted", "accepted"),
                                    ("declined", "declined"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="answer",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="scheduling.meeting",
                                verbose_name="meeting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "party",
                        "verbose_name_plural": "parties",
                        "ordering": ["-side", "pk"],
                        "constraints": [models.UniqueConstraint(fields=("meeting", "delegation"), name="party_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Attendee",
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
                        ("is_lead", models.BooleanField(default=False, verbose_name="leads the side")),
                        (
                            "reply",
                            models.CharField(
                                choices=[
                                    ("needs-action", "not answered"),
                                    ("accepted", "comes"),
                                    ("tentative", "comes perhaps"),
                                    ("declined", "does not come"),
                                ],
                                default="needs-action",
                                max_length=20,
                                verbose_name="reply",
                            ),
                        ),
                        ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="replied at")),
                        (
                            "booking",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="attendee",
                                to="forum.booking",
                                verbose_name="booking",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="forum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendees",
                                to="scheduling.meeting",
                                verbose_name="meeting",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendees",
                                to="scheduling.party",
                                verbose_name="party",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attendee",
                        "verbose_name_plural": "attendees",
                        "ordering": ["-is_lead", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "person"), name="attendee_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_lead", True)), fields=("party",), name="attendee_one_lead"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendeeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "public_id",
                            models.CharField(
                                default=core.fields.new_public_id,
                                editable=False,
                                max_length=16,
                                verbose_name="public id",
                            ),
                        ),
                        ("is_lead", models.BooleanField(default=False, verbose_name="leads the side")),
                        (
                            "reply",
                            models.CharField(
                                choices=[
                                    ("needs-action", "not answered"),
                                    ("accepted", "comes"),
                                    ("tentative", "comes perhaps"),
                                    ("declined", "does not come"),
                                ],
                                default="needs-action",
                                max_length=20,
                                verbose_name="reply",
                            ),
                        ),
                        ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="replied at")),
                        (
                            "booking",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="forum.booking",
                                verbose_name="booking",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="forum.person",
                                verbose_name="person",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="scheduling.attendee",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="scheduling.meeting",
                                verbose_name="meeting",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="scheduling.party",
                                verbose_name="party",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PartyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "public_id",
                            models.CharField(
                                default=core.fields.new_public_id,
                                editable=False,
                                max_length=16,
                                verbose_name="public id",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("host", "host"), ("guest", "guest")], max_length=10, verbose_name="side"
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("pending", "no answer yet"),
                                    ("accepted", "accepted"),
                                    ("declined", "declined"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="answer",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="scheduling.meeting",
                                verbose_name="meeting",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="scheduling.party",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SetAsideReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sender", models.CharField(blank=True, max_length=254, verbose_name="sender")),
                        ("subject", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                        ("why", models.TextField(verbose_name="why it was set aside")),
                        ("words", models.TextField(blank=True, verbose_name="what it says")),
                        ("received_at", models.DateTimeField(verbose_name="received at")),
                        ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled at")),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="set_aside_replies",
                                to="scheduling.meeting",
                                verbose_name="meeting",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="settled by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reply set aside",
                        "verbose_name_plural": "replies set aside",
                        "ordering": ["-received_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TimeProposal",
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
                        ("starts_at", models.DateTimeField(verbose_name="starts at")),
                        ("ends_at", models.DateTimeField(verbose_name="ends at")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("pending", "no answer yet"),
                                    ("accepted", "accepted"),
                                    ("declined", "declined"),
                                ],
                                default="pending",
                                max_length=10,
                                verbose_name="answer",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="scheduling.meeting",
                                verbose_name="meeting",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="scheduling.party",
                                verbose_name="party",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="proposed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "proposed time",
                        "verbose_name_plural": "proposed times",
                        "ordering": ["-proposed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="time_proposal_ends_after_start",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingbooking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agrees_meeting",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE broken bigint;",
                            func="\n    SELECT thing.id INTO broken\n    FROM scheduling_meeting AS thing\n    LEFT JOIN forum_booking AS held ON held.id = thing.booking_id AND held.is_active\n    WHERE thing.id = coalesce(\n        (SELECT id FROM scheduling_meeting WHERE booking_id = NEW.id), (SELECT meeting_id FROM scheduling_attendee WHERE booking_id = NEW.id)\n    ) AND CASE\n        WHEN thing.status IN ('held') THEN false\n        WHEN thing.status IN ('scheduled', 'confirmed', 'in_progress') AND (thing.starts_at IS NULL OR (thing.room_id IS NULL AND thing.place = '')) THEN true\n        WHEN thing.status IN ('scheduled', 'confirmed', 'in_progress') AND thing.starts_at IS NOT NULL THEN\n            (thing.room_id IS NULL) <> (held.id IS NULL)\n            OR held.room_id <> thing.room_id\n            OR NOT held.span @> tstzrange(thing.starts_at, thing.ends_at)\n            OR EXISTS (\n                SELECT FROM scheduling_attendee AS seat\n                LEFT JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n                    AND own.person_id = seat.person_id AND own.span @> tstzrange(thing.starts_at, thing.ends_at)\n                WHERE seat.meeting_id = thing.id AND own.id IS NULL\n            )\n        ELSE held.id IS NOT NULL OR EXISTS (\n            SELECT FROM scheduling_attendee AS seat JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n            WHERE seat.meeting_id = thing.id\n        )\n    END;\n    IF FOUND THEN\n        RAISE EXCEPTION 'scheduling_meeting % and its bookings contradict each other', broken\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'scheduling_meeting_agrees_with_ledger', TABLE = 'scheduling_meeting';\n    END IF;\n    RETURN NULL;\n",
                            hash="887b8a0ae63099dc2ea46b23cb6793ead29cecbe",
                            operation='UPDATE OF "is_active", "span", "person_id", "room_id"',
                            pgid="pgtrigger_agrees_meeting_f77dd",
                            table="forum_booking",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agrees_meeting",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE broken bigint;",
                            func="\n    SELECT thing.id INTO broken\n    FROM scheduling_meeting AS thing\n    LEFT JOIN forum_booking AS held ON held.id = thing.booking_id AND held.is_active\n    WHERE thing.id = NEW.id AND CASE\n        WHEN thing.status IN ('held') THEN false\n        WHEN thing.status IN ('scheduled', 'confirmed', 'in_progress') AND (thing.starts_at IS NULL OR (thing.room_id IS NULL AND thing.place = '')) THEN true\n        WHEN thing.status IN ('scheduled', 'confirmed', 'in_progress') AND thing.starts_at IS NOT NULL THEN\n            (thing.room_id IS NULL) <> (held.id IS NULL)\n            OR held.room_id <> thing.room_id\n            OR NOT held.span @> tstzrange(thing.starts_at, thing.ends_at)\n            OR EXISTS (\n                SELECT FROM scheduling_attendee AS seat\n                LEFT JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n                    AND own.person_id = seat.person_id AND own.span @> tstzrange(thing.starts_at, thing.ends_at)\n                WHERE seat.meeting_id = thing.id AND own.id IS NULL\n            )\n        ELSE held.id IS NOT NULL OR EXISTS (\n            SELECT FROM scheduling_attendee AS seat JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n            WHERE seat.meeting_id = thing.id\n        )\n    END;\n    IF FOUND THEN\n        RAISE EXCEPTION 'scheduling_meeting % and its bookings contradict each other', broken\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'scheduling_meeting_agrees_with_ledger', TABLE = 'scheduling_meeting';\n    END IF;\n    RETURN NULL;\n",
                            hash="edb1e1632096ed6811c7e73922d5cf101a68c2e3",
                            operation='INSERT OR UPDATE OF "status", "starts_at", "ends_at", "reported_on", "room_id", "place", "booking_id"',
                            pgid="pgtrigger_agrees_meeting_28e31",
                            table="scheduling_meeting",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "scheduling_meetingevent" ("booking_id", "certainty", "confidentiality", "edition_id", "ends_at", "external_id", "id", "length_minutes", "level", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "reported_on", "requested_by_id", "room_id", "source_note", "sources", "starts_at", "status", "subject", "topics", "version", "wished_from", "wished_until") VALUES (NEW."booking_id", NEW."certainty", NEW."confidentiality", NEW."edition_id", NEW."ends_at", NEW."external_id", NEW."id", NEW."length_minutes", NEW."level", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."public_id", NEW."reported_on", NEW."requested_by_id", NEW."room_id", NEW."source_note", NEW."sources", NEW."starts_at", NEW."status", NEW."subject", NEW."topics", NEW."version", NEW."wished_from", NEW."wished_until"); RETURN NULL;',
                            hash="af92228e993492dc117585c9998512dfd7b2674f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4299e",
                            table="scheduling_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "scheduling_meetingevent" ("booking_id", "certainty", "confidentiality", "edition_id", "ends_at", "external_id", "id", "length_minutes", "level", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "reported_on", "requested_by_id", "room_id", "source_note", "sources", "starts_at", "status", "subject", "topics", "version", "wished_from", "wished_until") VALUES (NEW."booking_id", NEW."certainty", NEW."confidentiality", NEW."edition_id", NEW."ends_at", NEW."external_id", NEW."id", NEW."length_minutes", NEW."level", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."public_id", NEW."reported_on", NEW."requested_by_id", NEW."room_id", NEW."source_note", NEW."sources", NEW."starts_at", NEW."status", NEW."subject", NEW."topics", NEW."version", NEW."wished_from", NEW."wished_until"); RETURN NULL;',
                            hash="efe2e88373e25bf6930b803c6adf340b12a363ed",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_322c5",
                            table="scheduling_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="party",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "scheduling_partyevent" ("answer", "answered_at", "answered_by_id", "delegation_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "side") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."delegation_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."side"); RETURN NULL;',
                            hash="7689fd300dc5662f2b30e242281ccd7b2f743857",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4625f",
                            table="scheduling_party",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="party",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "scheduling_partyevent" ("answer", "answered_at", "answered_by_id", "delegation_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "side") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."delegation_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."side"); RETURN NULL;',
                            hash="e04b69c2fecfed9484d7003756d5613d81fbd869",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bfa17",
                            table="scheduling_party",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agrees_meeting",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE broken bigint;",
                            func="\n    SELECT thing.id INTO broken\n    FROM scheduling_meeting AS thing\n    LEFT JOIN forum_booking AS held ON held.id = thing.booking_id AND held.is_active\n    WHERE thing.id = NEW.meeting_id AND CASE\n        WHEN thing.status IN ('held') THEN false\n        WHEN thing.status IN ('scheduled', 'confirmed', 'in_progress') AND (thing.starts_at IS NULL OR (thing.room_id IS NULL AND thing.place = '')) THEN true\n        WHEN thing.status IN ('scheduled', 'confirmed', 'in_progress') AND thing.starts_at IS NOT NULL THEN\n            (thing.room_id IS NULL) <> (held.id IS NULL)\n            OR held.room_id <> thing.room_id\n            OR NOT held.span @> tstzrange(thing.starts_at, thing.ends_at)\n            OR EXISTS (\n                SELECT FROM scheduling_attendee AS seat\n                LEFT JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n                    AND own.person_id = seat.person_id AND own.span @> tstzrange(thing.starts_at, thing.ends_at)\n                WHERE seat.meeting_id = thing.id AND own.id IS NULL\n            )\n        ELSE held.id IS NOT NULL OR EXISTS (\n            SELECT FROM scheduling_attendee AS seat JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n            WHERE seat.meeting_id = thing.id\n        )\n    END;\n    IF FOUND THEN\n        RAISE EXCEPTION 'scheduling_meeting % and its bookings contradict each other', broken\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'scheduling_meeting_agrees_with_ledger', TABLE = 'scheduling_meeting';\n    END IF;\n    RETURN NULL;\n",
                            hash="a13a047ce804bddb29aa381d3e610f01754e6812",
                            operation='INSERT OR UPDATE OF "person_id", "booking_id"',
                            pgid="pgtrigger_agrees_meeting_6fbf2",
                            table="scheduling_attendee",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "scheduling_attendeeevent" ("booking_id", "id", "is_lead", "meeting_id", "party_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "replied_at", "reply") VALUES (NEW."booking_id", NEW."id", NEW."is_lead", NEW."meeting_id", NEW."party_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."replied_at", NEW."reply"); RETURN NULL;',
                            hash="db82685652628ea74bbbbbcbf0885f3fb6a00c25",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cad15",
                            table="scheduling_attendee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "scheduling_attendeeevent" ("booking_id", "id", "is_lead", "meeting_id", "party_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "replied_at", "reply") VALUES (NEW."booking_id", NEW."id", NEW."is_lead", NEW."meeting_id", NEW."party_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."replied_at", NEW."reply"); RETURN NULL;',
                            hash="07e5abe067d6d341ea1da12e82af954796b0d4ce",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eb6aa",
                            table="scheduling_attendee",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
