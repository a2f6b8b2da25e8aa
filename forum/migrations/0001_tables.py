import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import django_countries.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.operations
import forum.models.edition


class Migration(migrations.Migration):
    replaces = [
        ("forum", "0001_initial"),
        ("forum", "0002_rows_agree_with_the_ledger"),
        ("forum", "0003_find_persons_by_name_and_address"),
        ("forum", "0004_exhibitors"),
        ("forum", "0005_translatable_labels"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        django.contrib.postgres.operations.TrigramExtension(),
        core.operations.Tables(
            operations=[
                migrations.CreateModel(
                    name="Person",
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
                        ("honorific", models.CharField(blank=True, max_length=60, verbose_name="honorific")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "native_name",
                            models.CharField(blank=True, max_length=200, verbose_name="name in own script"),
                        ),
                        ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                        ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        (
                            "language",
                            models.CharField(
                                choices=[("en", "English"), ("ur", "Urdu")],
                                default="en",
                                max_length=10,
                                verbose_name="language of mails",
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=10),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="languages spoken",
                            ),
                        ),
                        ("timezone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                        ("photo", models.ImageField(blank=True, upload_to="persons", verbose_name="photo")),
                        ("biography", models.TextField(blank=True, verbose_name="biography")),
                        (
                            "is_sample",
                            models.BooleanField(
                                default=False, help_text="Invented for the demo, named so.", verbose_name="sample"
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="person",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "persons",
                        "ordering": ["name"],
                        "indexes": [
                            models.Index(fields=["external_id"], name="person_external_id"),
                            models.Index(django.db.models.functions.text.Upper("name"), name="person_upper_name"),
                            models.Index(django.db.models.functions.text.Upper("email"), name="person_upper_email"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonEvent",
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
                        ("honorific", models.CharField(blank=True, max_length=60, verbose_name="honorific")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "native_name",
                            models.CharField(blank=True, max_length=200, verbose_name="name in own script"),
                        ),
                        ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                        ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        (
                            "language",
                            models.CharField(
                                choices=[("en", "English"), ("ur", "Urdu")],
                                default="en",
                                max_length=10,
                                verbose_name="language of mails",
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=10),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="languages spoken",
                            ),
                        ),
                        ("timezone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                        ("photo", models.ImageField(blank=True, upload_to="persons", verbose_name="photo")),
                        ("biography", models.TextField(blank=True, verbose_name="biography")),
                        (
                            "is_sample",
                            models.BooleanField(
                                default=False, help_text="Invented for the demo, named so.", verbose_name="sample"
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
                                to="forum.person",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
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
                        ("slug", models.SlugField(unique=True, verbose_name="short name in addresses")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("short_name", models.CharField(max_length=40, verbose_name="short name")),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "timezone",
                            models.CharField(
                                default="Asia/Karachi",
                                max_length=64,
                                validators=[forum.models.edition.validate_timezone],
                                verbose_name="time zone",
                            ),
                        ),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="city")),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                        ),
                        ("host", models.CharField(blank=True, max_length=200, verbose_name="host")),
                        ("about", models.TextField(blank=True, verbose_name="about")),
                        (
                            "contact_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="address that people answer to"),
                        ),
                        (
                            "meeting_reminder_minutes",
                            models.PositiveSmallIntegerField(
                                default=60, verbose_name="minutes before a meeting for its reminder"
                            ),
                        ),
                        (
                            "is_archived",
                            models.BooleanField(
                                default=False, help_text="Nothing can be changed any more.", verbose_name="archived"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "edition",
                        "verbose_name_plural": "editions",
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="edition_ends_after_start",
                                violation_error_message="The last day is before the first.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionEvent",
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
                        ("slug", models.SlugField(db_index=False, verbose_name="short name in addresses")),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("short_name", models.CharField(max_length=40, verbose_name="short name")),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        (
                            "timezone",
                            models.CharField(
                                default="Asia/Karachi",
                                max_length=64,
                                validators=[forum.models.edition.validate_timezone],
                                verbose_name="time zone",
                            ),
                        ),
                        ("city", models.CharField(blank=True, max_length=100, verbose_name="city")),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                        ),
                        ("host", models.CharField(blank=True, max_length=200, verbose_name="host")),
                        ("about", models.TextField(blank=True, verbose_name="about")),
                        (
                            "contact_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="address that people answer to"),
                        ),
                        (
                            "meeting_reminder_minutes",
                            models.PositiveSmallIntegerField(
                                default=60, verbose_name="minutes before a meeting for its reminder"
                            ),
                        ),
                        (
                            "is_archived",
                            models.BooleanField(
                                default=False, help_text="Nothing can be changed any more.", verbose_name="archived"
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
                                to="forum.edition",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Opportunity",
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
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "minerals",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="minerals",
                            ),
                        ),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                        ),
                        ("province", models.CharField(blank=True, max_length=100, verbose_name="province")),
                        ("district", models.CharField(blank=True, max_length=100, verbose_name="district")),
                        ("stage", models.CharField(blank=True, max_length=300, verbose_name="stage")),
                        ("holder", models.CharField(blank=True, max_length=300, verbose_name="holder")),
                        ("resource", models.TextField(blank=True, verbose_name="resource")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="value"
                            ),
                        ),
                        (
                            "capital_cost",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="capital cost"
                            ),
                        ),
                        (
                            "net_present_value",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="net present value"
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True, help_text="As in USD (ISO 4217).", max_length=3, verbose_name="currency"
                            ),
                        ),
                        ("value_note", models.TextField(blank=True, verbose_name="note on the value")),
                        ("is_showcased", models.BooleanField(default=False, verbose_name="shown at the forum")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opportunities",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "opportunity",
                        "verbose_name_plural": "opportunities",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("external_id", ""), _negated=True),
                                fields=("edition", "external_id"),
                                name="opportunity_external_id_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("organiser", "organiser"),
                                    ("programme", "programme"),
                                    ("meetings", "meetings desk"),
                                    ("accreditation", "accreditation desk"),
                                    ("protocol", "protocol"),
                                    ("press", "press"),
                                    ("gate", "gate"),
                                    ("viewer", "viewer"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="team",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="team_roles",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "team member",
                        "verbose_name_plural": "team members",
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "user", "role"), name="team_role_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Track",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "slug",
                            models.SlugField(
                                allow_unicode=True, max_length=130, verbose_name="short name in addresses"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tracks",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "track",
                        "verbose_name_plural": "tracks",
                        "ordering": ["position", "name"],
                        "constraints": [models.UniqueConstraint(fields=("edition", "slug"), name="track_slug_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Venue",
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
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                        ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                        ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                        ("is_main", models.BooleanField(default=False, verbose_name="main venue")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="venues",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "venue",
                        "verbose_name_plural": "venues",
                        "ordering": ["-is_main", "name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "name"), name="venue_name_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_main", True)), fields=("edition",), name="venue_one_main"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Room",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("auditorium", "auditorium"),
                                    ("hall", "hall"),
                                    ("meeting_room", "meeting room"),
                                    ("table", "table"),
                                    ("lounge", "lounge"),
                                    ("booth", "booth"),
                                    ("office", "office"),
                                ],
                                default="meeting_room",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="capacity",
                            ),
                        ),
                        (
                            "features",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("step_free", "step-free access"),
                                        ("interpretation", "interpretation booths"),
                                        ("video", "video conferencing"),
                                        ("screen", "screen"),
                                        ("flags", "flags and nameplates"),
                                        ("press_riser", "press riser"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="features",
                            ),
                        ),
                        (
                            "turnaround_minutes",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Kept free after each booking.",
                                verbose_name="turnaround in minutes",
                            ),
                        ),
                        ("opens_at", models.TimeField(blank=True, null=True, verbose_name="opens at")),
                        ("closes_at", models.TimeField(blank=True, null=True, verbose_name="closes at")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        (
                            "is_assumed",
                            models.BooleanField(
                                default=False,
                                help_text="Not published; entered so that the plan can be tried.",
                                verbose_name="assumption",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rooms",
                                to="forum.venue",
                                verbose_name="venue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "room",
                        "verbose_name_plural": "rooms",
                        "ordering": ["position", "name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("venue", "name"), name="room_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closes_at", None), ("opens_at", None)),
                                    ("closes_at__gt", models.F("opens_at")),
                                    _connector="OR",
                                ),
                                name="room_closes_after_opening",
                                violation_error_message="The room closes before it opens.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("span", django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name="span")),
                        ("is_active", models.BooleanField(default=True, verbose_name="active")),
                        (
                            "purpose",
                            models.CharField(
                                choices=[("session", "session"), ("meeting", "meeting"), ("block", "blocked")],
                                max_length=10,
                                verbose_name="purpose",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bookings",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="forum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="forum.room",
                                verbose_name="room",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "booking",
                        "verbose_name_plural": "bookings",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("is_active", True)),
                                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                                expressions=[("person", "="), ("span", "&&")],
                                name="booking_person_never_twice",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("is_active", True)),
                                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                                expressions=[("room", "="), ("span", "&&")],
                                name="booking_room_never_twice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person", None), ("room__isnull", False)),
                                    models.Q(("person__isnull", False), ("room", None)),
                                    _connector="OR",
                                ),
                                name="booking_of_one_resource",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("span__isempty", False), ("span__lower_inf", False), ("span__upper_inf", False)
                                ),
                                name="booking_span_bounded",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exhibitor",
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
                        ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                        ),
                        ("role", models.CharField(blank=True, max_length=100, verbose_name="role")),
                        ("shows", models.CharField(blank=True, max_length=300, verbose_name="shows")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exhibitors",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="exhibitors",
                                to="forum.room",
                                verbose_name="booth",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exhibitor",
                        "verbose_name_plural": "exhibitors",
                        "ordering": ["organisation", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("external_id", ""), _negated=True),
                                fields=("edition", "external_id"),
                                name="exhibitor_external_id_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoomEvent",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("auditorium", "auditorium"),
                                    ("hall", "hall"),
                                    ("meeting_room", "meeting room"),
                                    ("table", "table"),
                                    ("lounge", "lounge"),
                                    ("booth", "booth"),
                                    ("office", "office"),
                                ],
                                default="meeting_room",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="capacity",
                            ),
                        ),
                        (
                            "features",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("step_free", "step-free access"),
                                        ("interpretation", "interpretation booths"),
                                        ("video", "video conferencing"),
                                        ("screen", "screen"),
                                        ("flags", "flags and nameplates"),
                                        ("press_riser", "press riser"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="features",
                            ),
                        ),
                        (
                            "turnaround_minutes",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Kept free after each booking.",
                                verbose_name="turnaround in minutes",
                            ),
                        ),
                        ("opens_at", models.TimeField(blank=True, null=True, verbose_name="opens at")),
                        ("closes_at", models.TimeField(blank=True, null=True, verbose_name="closes at")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        (
                            "is_assumed",
                            models.BooleanField(
                                default=False,
                                help_text="Not published; entered so that the plan can be tried.",
                                verbose_name="assumption",
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
                                to="forum.room",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="forum.venue",
                                verbose_name="venue",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Session",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plenary", "plenary"),
                                    ("keynote", "keynote"),
                                    ("panel", "panel"),
                                    ("technical", "technical session"),
                                    ("roundtable", "roundtable"),
                                    ("ceremony", "ceremony"),
                                    ("signing", "signing"),
                                    ("reception", "reception"),
                                    ("exhibition", "exhibition"),
                                    ("briefing", "briefing"),
                                    ("other", "other"),
                                ],
                                default="panel",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("subtitle", models.CharField(blank=True, max_length=300, verbose_name="subtitle")),
                        ("abstract", models.TextField(blank=True, verbose_name="abstract")),
                        ("language", models.CharField(blank=True, max_length=40, verbose_name="language")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("scheduled", "scheduled"),
                                    ("live", "live"),
                                    ("done", "done"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
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
                            "is_time_placeholder",
                            models.BooleanField(
                                default=False,
                                help_text="No clock time was published; only the order is known.",
                                verbose_name="time is a placeholder",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="place outside the venues"),
                        ),
                        (
                            "capacity_needed",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="seats needed"),
                        ),
                        (
                            "booking",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="session",
                                to="forum.booking",
                                verbose_name="booking",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="forum.room",
                                verbose_name="room",
                            ),
                        ),
                        (
                            "track",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="sessions",
                                to="forum.track",
                                verbose_name="track",
                            ),
                        ),
                        (
                            "people",
                            models.ManyToManyField(
                                related_name="sessions",
                                through="forum.Appearance",
                                to="forum.person",
                                verbose_name="persons",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "session",
                        "verbose_name_plural": "sessions",
                        "ordering": ["starts_at", "pk"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.search.SearchVector(
                                    "title", "subtitle", "abstract", config="simple"
                                ),
                                name="session_words",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("external_id", ""), _negated=True),
                                fields=("edition", "external_id"),
                                name="session_external_id_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_at", None), ("starts_at", None)),
                                    ("ends_at__gt", models.F("starts_at")),
                                    _connector="OR",
                                ),
                                name="session_ends_after_start",
                                violation_error_message="The session ends before it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appearance",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "chair"),
                                    ("moderator", "moderator"),
                                    ("keynote", "keynote speaker"),
                                    ("panellist", "panellist"),
                                    ("speaker", "speaker"),
                                    ("guest_of_honour", "guest of honour"),
                                ],
                                default="speaker",
                                max_length=20,
                                verbose_name="part",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        (
                            "booking",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="appearance",
                                to="forum.booking",
                                verbose_name="booking",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appearances",
                                to="forum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="appearances",
                                to="forum.session",
                                verbose_name="session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "appearance",
                        "verbose_name_plural": "appearances",
                        "ordering": ["position", "pk"],
                        "constraints": [models.UniqueConstraint(fields=("session", "person"), name="appearance_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SessionEvent",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plenary", "plenary"),
                                    ("keynote", "keynote"),
                                    ("panel", "panel"),
                                    ("technical", "technical session"),
                                    ("roundtable", "roundtable"),
                                    ("ceremony", "ceremony"),
                                    ("signing", "signing"),
                                    ("reception", "reception"),
                                    ("exhibition", "exhibition"),
                                    ("briefing", "briefing"),
                                    ("other", "other"),
                                ],
                                default="panel",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("subtitle", models.CharField(blank=True, max_length=300, verbose_name="subtitle")),
                        ("abstract", models.TextField(blank=True, verbose_name="abstract")),
                        ("language", models.CharField(blank=True, max_length=40, verbose_name="language")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("scheduled", "scheduled"),
                                    ("live", "live"),
                                    ("done", "done"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
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
                            "is_time_placeholder",
                            models.BooleanField(
                                default=False,
                                help_text="No clock time was published; only the order is known.",
                                verbose_name="time is a placeholder",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=200, verbose_name="place outside the venues"),
                        ),
                        (
                            "capacity_needed",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="seats needed"),
                        ),
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
                                to="forum.session",
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
                        (
                            "track",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="forum.track",
                                verbose_name="track",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AppearanceEvent",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "chair"),
                                    ("moderator", "moderator"),
                                    ("keynote", "keynote speaker"),
                                    ("panellist", "panellist"),
                                    ("speaker", "speaker"),
                                    ("guest_of_honour", "guest of honour"),
                                ],
                                default="speaker",
                                max_length=20,
                                verbose_name="part",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
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
                                to="forum.appearance",
                            ),
                        ),
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
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="forum.session",
                                verbose_name="session",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SessionBooking",
                    fields=[],
                    options={
                        "proxy": True,
                        "default_permissions": (),
                    },
                    bases=("forum.booking",),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "forum_personevent" ("biography", "certainty", "country", "email", "external_id", "honorific", "id", "is_sample", "language", "languages", "name", "native_name", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "position", "public_id", "source_note", "sources", "timezone", "user_id") VALUES (NEW."biography", NEW."certainty", NEW."country", NEW."email", NEW."external_id", NEW."honorific", NEW."id", NEW."is_sample", NEW."language", NEW."languages", NEW."name", NEW."native_name", NEW."organisation", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo", NEW."position", NEW."public_id", NEW."source_note", NEW."sources", NEW."timezone", NEW."user_id"); RETURN NULL;',
                            hash="9a30de506e3974263bc93238448f7d8bdb97a651",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cb2c1",
                            table="forum_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "forum_personevent" ("biography", "certainty", "country", "email", "external_id", "honorific", "id", "is_sample", "language", "languages", "name", "native_name", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "position", "public_id", "source_note", "sources", "timezone", "user_id") VALUES (NEW."biography", NEW."certainty", NEW."country", NEW."email", NEW."external_id", NEW."honorific", NEW."id", NEW."is_sample", NEW."language", NEW."languages", NEW."name", NEW."native_name", NEW."organisation", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo", NEW."position", NEW."public_id", NEW."source_note", NEW."sources", NEW."timezone", NEW."user_id"); RETURN NULL;',
                            hash="1a5fab4b8abd305c1d560fd5af8616a4f326cfcf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ca46e",
                            table="forum_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="edition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "forum_editionevent" ("about", "certainty", "city", "contact_email", "country", "ends_on", "external_id", "host", "id", "is_archived", "meeting_reminder_minutes", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug", "source_note", "sources", "starts_on", "timezone") VALUES (NEW."about", NEW."certainty", NEW."city", NEW."contact_email", NEW."country", NEW."ends_on", NEW."external_id", NEW."host", NEW."id", NEW."is_archived", NEW."meeting_reminder_minutes", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short_name", NEW."slug", NEW."source_note", NEW."sources", NEW."starts_on", NEW."timezone"); RETURN NULL;',
                            hash="927344004728e3123c1e568980b15253530e01b3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_37725",
                            table="forum_edition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="edition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "forum_editionevent" ("about", "certainty", "city", "contact_email", "country", "ends_on", "external_id", "host", "id", "is_archived", "meeting_reminder_minutes", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "slug", "source_note", "sources", "starts_on", "timezone") VALUES (NEW."about", NEW."certainty", NEW."city", NEW."contact_email", NEW."country", NEW."ends_on", NEW."external_id", NEW."host", NEW."id", NEW."is_archived", NEW."meeting_reminder_minutes", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short_name", NEW."slug", NEW."source_note", NEW."sources", NEW."starts_on", NEW."timezone"); RETURN NULL;',
                            hash="cf034483e476b6aa64417f42fdb0d09436c0a544",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_849cb",
                            table="forum_edition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="room",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "forum_roomevent" ("capacity", "certainty", "closes_at", "external_id", "features", "id", "is_assumed", "kind", "name", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "source_note", "sources", "turnaround_minutes", "venue_id") VALUES (NEW."capacity", NEW."certainty", NEW."closes_at", NEW."external_id", NEW."features", NEW."id", NEW."is_assumed", NEW."kind", NEW."name", NEW."opens_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."public_id", NEW."source_note", NEW."sources", NEW."turnaround_minutes", NEW."venue_id"); RETURN NULL;',
                            hash="647c690a47603486cc96391dcb9a925278e38dfc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_894d5",
                            table="forum_room",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="room",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "forum_roomevent" ("capacity", "certainty", "closes_at", "external_id", "features", "id", "is_assumed", "kind", "name", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "source_note", "sources", "turnaround_minutes", "venue_id") VALUES (NEW."capacity", NEW."certainty", NEW."closes_at", NEW."external_id", NEW."features", NEW."id", NEW."is_assumed", NEW."kind", NEW."name", NEW."opens_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."public_id", NEW."source_note", NEW."sources", NEW."turnaround_minutes", NEW."venue_id"); RETURN NULL;',
                            hash="92011a30847fd41eb3516182e53fb140e1ab1e91",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a8884",
                            table="forum_room",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="booking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="waits_its_turn",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."is_active")',
                            func="\n    PERFORM pg_advisory_xact_lock(5065292, CASE\n        WHEN NEW.room_id IS NOT NULL THEN (NEW.room_id % 512)::int\n        WHEN NEW.person_id IS NOT NULL THEN (512 + NEW.person_id % 512)::int\n        ELSE -1 END);\n    RETURN NEW;\n",
                            hash="bfebb2f9a60b133a3c3c3c0ffd270fb447e5d825",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_waits_its_turn_1e122",
                            table="forum_booking",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agrees_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE broken bigint;",
                            func="\n    SELECT thing.id INTO broken\n    FROM forum_session AS thing\n    LEFT JOIN forum_booking AS held ON held.id = thing.booking_id AND held.is_active\n    WHERE thing.id = NEW.id AND CASE\n        WHEN thing.status IN ('done') THEN false\n        WHEN thing.status IN ('scheduled', 'live') AND (thing.starts_at IS NULL AND thing.reported_on IS NULL) THEN true\n        WHEN thing.status IN ('scheduled', 'live') AND thing.starts_at IS NOT NULL THEN\n            (thing.room_id IS NULL) <> (held.id IS NULL)\n            OR held.room_id <> thing.room_id\n            OR NOT held.span @> tstzrange(thing.starts_at, thing.ends_at)\n            OR EXISTS (\n                SELECT FROM forum_appearance AS seat\n                LEFT JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n                    AND own.person_id = seat.person_id AND own.span @> tstzrange(thing.starts_at, thing.ends_at)\n                WHERE seat.session_id = thing.id AND own.id IS NULL\n            )\n        ELSE held.id IS NOT NULL OR EXISTS (\n            SELECT FROM forum_appearance AS seat JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n            WHERE seat.session_id = thing.id\n        )\n    END;\n    IF FOUND THEN\n        RAISE EXCEPTION 'forum_session % and its bookings contradict each other', broken\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'forum_session_agrees_with_ledger', TABLE = 'forum_session';\n    END IF;\n    RETURN NULL;\n",
                            hash="0913ab96abf902ed49a91d938cf328ca5524565a",
                            operation='INSERT OR UPDATE OF "status", "starts_at", "ends_at", "reported_on", "room_id", "place", "booking_id"',
                            pgid="pgtrigger_agrees_session_7e867",
                            table="forum_session",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "forum_sessionevent" ("abstract", "booking_id", "capacity_needed", "certainty", "edition_id", "ends_at", "external_id", "id", "is_time_placeholder", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "reported_on", "room_id", "source_note", "sources", "starts_at", "status", "subtitle", "title", "track_id", "version") VALUES (NEW."abstract", NEW."booking_id", NEW."capacity_needed", NEW."certainty", NEW."edition_id", NEW."ends_at", NEW."external_id", NEW."id", NEW."is_time_placeholder", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."public_id", NEW."reported_on", NEW."room_id", NEW."source_note", NEW."sources", NEW."starts_at", NEW."status", NEW."subtitle", NEW."title", NEW."track_id", NEW."version"); RETURN NULL;',
                            hash="129bd353e4872d13153a12fc5b0a6fed734e381a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e0b9b",
                            table="forum_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="session",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "forum_sessionevent" ("abstract", "booking_id", "capacity_needed", "certainty", "edition_id", "ends_at", "external_id", "id", "is_time_placeholder", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "reported_on", "room_id", "source_note", "sources", "starts_at", "status", "subtitle", "title", "track_id", "version") VALUES (NEW."abstract", NEW."booking_id", NEW."capacity_needed", NEW."certainty", NEW."edition_id", NEW."ends_at", NEW."external_id", NEW."id", NEW."is_time_placeholder", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."public_id", NEW."reported_on", NEW."room_id", NEW."source_note", NEW."sources", NEW."starts_at", NEW."status", NEW."subtitle", NEW."title", NEW."track_id", NEW."version"); RETURN NULL;',
                            hash="0ec680c9ae7e2332a01f47272c889da5392bd42b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ad508",
                            table="forum_session",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appearance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agrees_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE broken bigint;",
                            func="\n    SELECT thing.id INTO broken\n    FROM forum_session AS thing\n    LEFT JOIN forum_booking AS held ON held.id = thing.booking_id AND held.is_active\n    WHERE thing.id = NEW.session_id AND CASE\n        WHEN thing.status IN ('done') THEN false\n        WHEN thing.status IN ('scheduled', 'live') AND (thing.starts_at IS NULL AND thing.reported_on IS NULL) THEN true\n        WHEN thing.status IN ('scheduled', 'live') AND thing.starts_at IS NOT NULL THEN\n            (thing.room_id IS NULL) <> (held.id IS NULL)\n            OR held.room_id <> thing.room_id\n            OR NOT held.span @> tstzrange(thing.starts_at, thing.ends_at)\n            OR EXISTS (\n                SELECT FROM forum_appearance AS seat\n                LEFT JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n                    AND own.person_id = seat.person_id AND own.span @> tstzrange(thing.starts_at, thing.ends_at)\n                WHERE seat.session_id = thing.id AND own.id IS NULL\n            )\n        ELSE held.id IS NOT NULL OR EXISTS (\n            SELECT FROM forum_appearance AS seat JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n            WHERE seat.session_id = thing.id\n        )\n    END;\n    IF FOUND THEN\n        RAISE EXCEPTION 'forum_session % and its bookings contradict each other', broken\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'forum_session_agrees_with_ledger', TABLE = 'forum_session';\n    END IF;\n    RETURN NULL;\n",
                            hash="113908d155e0c61b99c2f3fc67936d72e25aceae",
                            operation='INSERT OR UPDATE OF "person_id", "booking_id"',
                            pgid="pgtrigger_agrees_session_2f2ad",
                            table="forum_appearance",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appearance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "forum_appearanceevent" ("booking_id", "certainty", "external_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "session_id", "source_note", "sources") VALUES (NEW."booking_id", NEW."certainty", NEW."external_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."role", NEW."session_id", NEW."source_note", NEW."sources"); RETURN NULL;',
                            hash="b9578dee24ca02b8d18643e2ceb49ae826c4f1cd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_19fdc",
                            table="forum_appearance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appearance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "forum_appearanceevent" ("booking_id", "certainty", "external_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "session_id", "source_note", "sources") VALUES (NEW."booking_id", NEW."certainty", NEW."external_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."role", NEW."session_id", NEW."source_note", NEW."sources"); RETURN NULL;',
                            hash="cbd595885daaff46aa023a7a146fb39e99f615a5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_892e1",
                            table="forum_appearance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sessionbooking",
                    trigger=pgtrigger.compiler.Trigger(
                        name="agrees_session",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE broken bigint;",
                            func="\n    SELECT thing.id INTO broken\n    FROM forum_session AS thing\n    LEFT JOIN forum_booking AS held ON held.id = thing.booking_id AND held.is_active\n    WHERE thing.id = coalesce(\n        (SELECT id FROM forum_session WHERE booking_id = NEW.id), (SELECT session_id FROM forum_appearance WHERE booking_id = NEW.id)\n    ) AND CASE\n        WHEN thing.status IN ('done') THEN false\n        WHEN thing.status IN ('scheduled', 'live') AND (thing.starts_at IS NULL AND thing.reported_on IS NULL) THEN true\n        WHEN thing.status IN ('scheduled', 'live') AND thing.starts_at IS NOT NULL THEN\n            (thing.room_id IS NULL) <> (held.id IS NULL)\n            OR held.room_id <> thing.room_id\n            OR NOT held.span @> tstzrange(thing.starts_at, thing.ends_at)\n            OR EXISTS (\n                SELECT FROM forum_appearance AS seat\n                LEFT JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n                    AND own.person_id = seat.person_id AND own.span @> tstzrange(thing.starts_at, thing.ends_at)\n                WHERE seat.session_id = thing.id AND own.id IS NULL\n            )\n        ELSE held.id IS NOT NULL OR EXISTS (\n            SELECT FROM forum_appearance AS seat JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active\n            WHERE seat.session_id = thing.id\n        )\n    END;\n    IF FOUND THEN\n        RAISE EXCEPTION 'forum_session % and its bookings contradict each other', broken\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'forum_session_agrees_with_ledger', TABLE = 'forum_session';\n    END IF;\n    RETURN NULL;\n",
                            hash="19a0855f833ea7a957c67edb569efb999a23c8d6",
                            operation='UPDATE OF "is_active", "span", "person_id", "room_id"',
                            pgid="pgtrigger_agrees_session_ee947",
                            table="forum_booking",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
