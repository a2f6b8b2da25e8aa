import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django_countries.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import core.encryption
import core.fields
import core.operations
import delegations.models.details


class Migration(migrations.Migration):
    replaces = [
        ("delegations", "0001_initial"),
        ("delegations", "0002_people"),
        ("delegations", "0003_badges_clearance_and_gate"),
        ("delegations", "0004_badge_list_layouts_and_signatures"),
        ("delegations", "0005_replace_a_delegate"),
        ("delegations", "0006_doors_of_rooms_and_lookups"),
        ("delegations", "0007_print_jobs"),
        ("delegations", "0008_translatable_labels"),
        ("delegations", "0009_waiting_lists"),
        ("delegations", "0010_questions_of_organisers"),
        ("delegations", "0011_uploaded_lists"),
        ("delegations", "0012_letters"),
        ("delegations", "0013_focal_points_and_notes"),
        ("delegations", "0014_draw_ids_of_focal_points"),
        ("delegations", "0015_focal_point_ids_are_unique"),
        ("delegations", "0016_group_codes"),
        ("delegations", "0017_guest_lists"),
        ("delegations", "0018_applications"),
        ("delegations", "0019_retention_rules"),
        ("delegations", "0020_late_changes"),
        ("delegations", "0021_erasure_on_request"),
        ("delegations", "0022_more_is_erased"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("forum", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        core.operations.Tables(
            operations=[
                migrations.CreateModel(
                    name="Agency",
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
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "native_name",
                            models.CharField(blank=True, max_length=120, verbose_name="name in own script"),
                        ),
                        ("answer_hours", models.PositiveSmallIntegerField(default=72, verbose_name="hours to answer")),
                        (
                            "granted",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("birth_date", "date of birth"),
                                        ("document", "identity document"),
                                        ("document_scan", "scan of the document"),
                                        ("photo", "photo"),
                                        ("contact", "contact"),
                                        ("travel", "arrival and departure"),
                                        ("attachments", "files"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="facts it may see",
                            ),
                        ),
                        (
                            "is_sample",
                            models.BooleanField(
                                default=False, help_text="Invented for the demo, named so.", verbose_name="sample"
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agencies",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agency",
                        "verbose_name_plural": "agencies",
                        "ordering": ["name"],
                        "constraints": [models.UniqueConstraint(fields=("edition", "name"), name="agency_name_once")],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="delegations.agency",
                                verbose_name="agency",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agencies",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "member of an agency",
                        "verbose_name_plural": "members of agencies",
                        "constraints": [models.UniqueConstraint(fields=("agency", "user"), name="agency_member_once")],
                    },
                ),
                migrations.CreateModel(
                    name="BadgeKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                        ("private_key", core.encryption.EncryptedTextField(editable=False)),
                        (
                            "public_key",
                            models.CharField(
                                help_text="32 bytes, hexadecimal.", max_length=64, verbose_name="public key"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="made at")),
                        ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="retired at")),
                        (
                            "is_trusted",
                            models.BooleanField(default=True, verbose_name="badges signed with it open gates"),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="badge_keys",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "badge key",
                        "verbose_name_plural": "badge keys",
                        "ordering": ["edition", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "number"), name="badge_key_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("edition",),
                                name="badge_key_one_signs",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BadgeLayout",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="Empty: the name of the category.",
                                max_length=40,
                                verbose_name="words on the band",
                            ),
                        ),
                        ("footer", models.CharField(blank=True, max_length=120, verbose_name="line at the foot")),
                        ("shows_photo", models.BooleanField(default=True, verbose_name="photo")),
                        ("shows_flag", models.BooleanField(default=True, verbose_name="flag")),
                        ("shows_native_name", models.BooleanField(default=True, verbose_name="name in own script")),
                        ("shows_position", models.BooleanField(default=True, verbose_name="position")),
                        ("shows_delegation", models.BooleanField(default=True, verbose_name="delegation")),
                        ("shows_zones", models.BooleanField(default=True, verbose_name="zones")),
                        ("shows_days", models.BooleanField(default=True, verbose_name="days")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="badge_layouts",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "layout of badges",
                        "verbose_name_plural": "layouts of badges",
                        "ordering": ["edition", "category"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "category"), name="badge_layout_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BadgeRevocation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveBigIntegerField(verbose_name="version")),
                        ("serial", models.BigIntegerField(verbose_name="serial")),
                        ("revoked_at", models.DateTimeField(verbose_name="revoked at")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="badge_revocations",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "revoked serial",
                        "verbose_name_plural": "revoked serials",
                        "ordering": ["edition", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "version"), name="badge_revocation_version_once"
                            ),
                            models.UniqueConstraint(fields=("edition", "serial"), name="badge_revocation_serial_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
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
                                    ("host", "host government"),
                                    ("state", "state"),
                                    ("institution", "institution"),
                                    ("company", "company"),
                                    ("media", "media house"),
                                ],
                                default="state",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "native_name",
                            models.CharField(blank=True, max_length=200, verbose_name="name in own script"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("invited", "invited"),
                                    ("registering", "registering"),
                                    ("confirmed", "confirmed"),
                                    ("closed", "closed"),
                                    ("declined", "declined"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="invited",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "quota",
                            models.PositiveSmallIntegerField(
                                default=10,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="quota",
                            ),
                        ),
                        (
                            "is_sample",
                            models.BooleanField(
                                default=False, help_text="Invented for the demo, named so.", verbose_name="sample"
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="delegations",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "head",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="heads",
                                to="delegations.delegate",
                                verbose_name="head",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "delegation",
                        "verbose_name_plural": "delegations",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "name"), name="delegation_name_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("external_id", ""), _negated=True),
                                fields=("edition", "external_id"),
                                name="delegation_external_id_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CategoryQuota",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        ("places", models.PositiveSmallIntegerField(default=0, verbose_name="places")),
                        (
                            "overflow_places",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Beyond the places, for the overflow room; outside the quota.",
                                verbose_name="overflow passes",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quotas",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quota of a category",
                        "verbose_name_plural": "quotas of categories",
                        "ordering": ["delegation", "category"],
                        "constraints": [
                            models.UniqueConstraint(fields=("delegation", "category"), name="category_quota_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegate",
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
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                default="delegate",
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("in_review", "in review"),
                                    ("info_needed", "more information needed"),
                                    ("approved", "approved"),
                                    ("rejected", "rejected"),
                                    ("revoked", "revoked"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "precedence",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Article of the host's warrant of precedence.",
                                null=True,
                                verbose_name="precedence",
                            ),
                        ),
                        (
                            "is_overflow",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                help_text="Uses no place of the quota.",
                                verbose_name="overflow pass",
                            ),
                        ),
                        (
                            "question",
                            models.TextField(blank=True, editable=False, verbose_name="what the desk asks for"),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted at"),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="delegates",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegates",
                                to="forum.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replaced_by",
                                to="delegations.delegate",
                                verbose_name="replaces",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="delegates",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "delegate",
                        "verbose_name_plural": "delegates",
                        "ordering": ["precedence", "person__name"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["rejected", "revoked", "withdrawn"]), _negated=True),
                                fields=("edition", "person"),
                                name="delegate_accredited_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("external_id", ""), _negated=True),
                                fields=("edition", "external_id"),
                                name="delegate_external_id_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("note_verbale", "note verbale"),
                                    ("assignment_letter", "letter of assignment"),
                                    ("press_card", "press card"),
                                    ("other", "other"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                storage=core.encryption.EncryptedStorage,
                                upload_to=delegations.models.details.private_name,
                                verbose_name="file",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name of the file")),
                        ("content_type", models.CharField(editable=False, max_length=40)),
                        ("added_at", models.DateTimeField(verbose_name="added at")),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        (
                            "delegate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="number")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                    ],
                    options={
                        "verbose_name": "attachment",
                        "verbose_name_plural": "attachments",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Badge",
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
                            "kind",
                            models.CharField(
                                choices=[("personal", "personal"), ("floater", "floater"), ("day_pass", "day pass")],
                                default="personal",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("ready", "ready"),
                                    ("printed", "printed"),
                                    ("issued", "issued"),
                                    ("returned", "returned"),
                                    ("lost", "lost"),
                                    ("revoked", "revoked"),
                                ],
                                default="ready",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("serial", models.BigIntegerField(editable=False, verbose_name="serial")),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        ("zone_mask", models.BigIntegerField(default=0, editable=False, verbose_name="zones as bits")),
                        (
                            "days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DateField(), blank=True, default=list, size=None, verbose_name="days"
                            ),
                        ),
                        ("valid_from", models.DateTimeField(verbose_name="valid from")),
                        ("valid_until", models.DateTimeField(verbose_name="valid until")),
                        (
                            "number",
                            models.PositiveIntegerField(
                                editable=False,
                                help_text="Counts the floaters and the day passes of an edition.",
                                null=True,
                                verbose_name="number",
                            ),
                        ),
                        (
                            "label",
                            models.CharField(
                                blank=True,
                                help_text="On a floater or a day pass.",
                                max_length=120,
                                verbose_name="label",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note for the gate")),
                        ("token", models.CharField(editable=False, max_length=400)),
                        ("made_at", models.DateTimeField(verbose_name="made at")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="badges",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "key",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="badges",
                                to="delegations.badgekey",
                                verbose_name="key",
                            ),
                        ),
                        (
                            "delegate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="badges",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "badge",
                        "verbose_name_plural": "badges",
                        "ordering": ["edition", "-made_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "serial"), name="badge_serial_once"),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("kind", "personal"), ("status__in", ["ready", "printed", "issued", "returned"])
                                ),
                                fields=("delegate",),
                                name="badge_one_live",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("delegate__isnull", False), ("kind", "personal")),
                                    models.Q(models.Q(("kind", "personal"), _negated=True), ("delegate__isnull", True)),
                                    _connector="OR",
                                ),
                                name="badge_personal_has_delegate",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("status__in", ["ready", "printed", "issued", "returned"]),
                                    models.Q(("kind", "personal"), _negated=True),
                                ),
                                fields=("edition", "kind", "number"),
                                name="badge_number_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BadgePrint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("printed_at", models.DateTimeField(verbose_name="printed at")),
                        ("form", models.CharField(max_length=10, verbose_name="format")),
                        (
                            "badge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="prints",
                                to="delegations.badge",
                                verbose_name="badge",
                            ),
                        ),
                        (
                            "printed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="printed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "printing",
                        "verbose_name_plural": "printings",
                        "ordering": ["-printed_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Clearance",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("pending", "pending"),
                                    ("cleared", "cleared"),
                                    ("info_needed", "more information needed"),
                                    ("refused", "refused"),
                                    ("expired", "expired"),
                                ],
                                default="pending",
                                editable=False,
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "is_current",
                            models.BooleanField(default=True, editable=False, verbose_name="of the present round"),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked at")),
                        ("due_at", models.DateTimeField(verbose_name="due by")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clearances",
                                to="delegations.agency",
                                verbose_name="agency",
                            ),
                        ),
                        (
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clearances",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "clearance",
                        "verbose_name_plural": "clearances",
                        "ordering": ["due_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_current", True)),
                                fields=("delegate", "agency"),
                                name="clearance_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClearanceFile",
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
                            "file",
                            models.FileField(
                                storage=core.encryption.EncryptedStorage,
                                upload_to=delegations.models.details.private_name,
                                verbose_name="file",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name of the file")),
                        ("content_type", models.CharField(editable=False, max_length=40)),
                        ("added_at", models.DateTimeField(verbose_name="added at")),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        (
                            "clearance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="delegations.clearance",
                                verbose_name="clearance",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of a clearance",
                        "verbose_name_plural": "files of clearances",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ClearanceOverride",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("happened_at", models.DateTimeField(verbose_name="happened at")),
                        (
                            "is_current",
                            models.BooleanField(default=True, editable=False, verbose_name="of the present round"),
                        ),
                        (
                            "approver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="approver",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overrides",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "override of clearances",
                        "verbose_name_plural": "overrides of clearances",
                        "ordering": ["-happened_at"],
                    },
                ),
                migrations.CreateModel(
                    name="DelegateDetails",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("arrives_at", models.DateTimeField(blank=True, null=True, verbose_name="arrival")),
                        ("arrival_flight", models.CharField(blank=True, max_length=40, verbose_name="arriving flight")),
                        ("departs_at", models.DateTimeField(blank=True, null=True, verbose_name="departure")),
                        (
                            "departure_flight",
                            models.CharField(blank=True, max_length=40, verbose_name="departing flight"),
                        ),
                        ("hotel", models.CharField(blank=True, max_length=200, verbose_name="hotel")),
                        ("diet", core.encryption.EncryptedTextField(blank=True, default="", verbose_name="diet")),
                        (
                            "accessibility",
                            core.encryption.EncryptedTextField(blank=True, default="", verbose_name="accessibility"),
                        ),
                        (
                            "equipment",
                            models.TextField(
                                blank=True,
                                help_text="Cameras and the like, one a line.",
                                verbose_name="list of equipment",
                            ),
                        ),
                        (
                            "delegate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="details",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "details of a delegate",
                        "verbose_name_plural": "details of delegates",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("departs_at", None),
                                    ("arrives_at", None),
                                    ("departs_at__gt", models.F("arrives_at")),
                                    _connector="OR",
                                ),
                                name="details_departs_after_arrival",
                                violation_error_message="The departure is before the arrival.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DelegateEvent",
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
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                default="delegate",
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("in_review", "in review"),
                                    ("info_needed", "more information needed"),
                                    ("approved", "approved"),
                                    ("rejected", "rejected"),
                                    ("revoked", "revoked"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "precedence",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Article of the host's warrant of precedence.",
                                null=True,
                                verbose_name="precedence",
                            ),
                        ),
                        (
                            "is_overflow",
                            models.BooleanField(
                                default=False,
                                editable=False,
                                help_text="Uses no place of the quota.",
                                verbose_name="overflow pass",
                            ),
                        ),
                        (
                            "question",
                            models.TextField(blank=True, editable=False, verbose_name="what the desk asks for"),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted at"),
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
                                to="delegations.delegate",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="delegations.delegate",
                                verbose_name="replaces",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DelegationEvent",
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
                                    ("host", "host government"),
                                    ("state", "state"),
                                    ("institution", "institution"),
                                    ("company", "company"),
                                    ("media", "media house"),
                                ],
                                default="state",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="country"),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "native_name",
                            models.CharField(blank=True, max_length=200, verbose_name="name in own script"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("invited", "invited"),
                                    ("registering", "registering"),
                                    ("confirmed", "confirmed"),
                                    ("closed", "closed"),
                                    ("declined", "declined"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="invited",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "quota",
                            models.PositiveSmallIntegerField(
                                default=10,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="quota",
                            ),
                        ),
                        (
                            "is_sample",
                            models.BooleanField(
                                default=False, help_text="Invented for the demo, named so.", verbose_name="sample"
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
                            "head",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="delegations.delegate",
                                verbose_name="head",
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
                                to="delegations.delegation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FocalPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_primary", models.BooleanField(default=False, verbose_name="primary")),
                        ("invited_at", models.DateTimeField(blank=True, null=True, verbose_name="invited at")),
                        (
                            "invitations",
                            models.PositiveSmallIntegerField(
                                default=0,
                                editable=False,
                                help_text="Numbers the mails: each leaves once.",
                                verbose_name="invitations sent",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="focal_points",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="focal_points",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="user",
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
                    ],
                    options={
                        "verbose_name": "focal point",
                        "verbose_name_plural": "focal points",
                        "constraints": [
                            models.UniqueConstraint(fields=("delegation", "user"), name="focal_point_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_primary", True)),
                                fields=("delegation",),
                                name="focal_point_one_primary",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentityDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("passport", "passport"), ("national_id", "national identity card")],
                                default="passport",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "country",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="issued by"),
                        ),
                        ("number", core.encryption.EncryptedTextField(blank=True, default="", verbose_name="number")),
                        ("number_print", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "born_on",
                            core.encryption.EncryptedTextField(
                                blank=True, default="", help_text="As in 1980-12-31.", verbose_name="date of birth"
                            ),
                        ),
                        ("birth_print", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                        (
                            "scan",
                            models.FileField(
                                blank=True,
                                storage=core.encryption.EncryptedStorage,
                                upload_to=delegations.models.details.private_name,
                                verbose_name="scan",
                            ),
                        ),
                        ("scan_type", models.CharField(blank=True, editable=False, max_length=40)),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identity_document",
                                to="forum.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "identity document",
                        "verbose_name_plural": "identity documents",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number_print", ""), _negated=True),
                                fields=("number_print",),
                                name="identity_document_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("delegation", "invitation of a delegation"),
                                    ("person", "invitation of a person"),
                                    ("visa", "visa letter"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en", "English"), ("ur", "Urdu"), ("ar", "Arabic"), ("zh", "Chinese")],
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("valid", "valid"), ("replaced", "replaced"), ("revoked", "revoked")],
                                default="valid",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("serial", models.PositiveIntegerField(editable=False, verbose_name="serial")),
                        ("number", models.CharField(editable=False, max_length=80, verbose_name="number")),
                        ("code", models.CharField(editable=False, max_length=12, unique=True, verbose_name="code")),
                        ("holder", models.CharField(editable=False, max_length=270, verbose_name="names")),
                        ("said", core.encryption.EncryptedTextField(editable=False)),
                        (
                            "names_document",
                            models.BooleanField(default=False, editable=False, verbose_name="names the passport"),
                        ),
                        ("issued_at", models.DateTimeField(verbose_name="issued at")),
                        (
                            "delegate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="issued by",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replaced_by",
                                to="delegations.letter",
                                verbose_name="replaces",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "letter",
                        "verbose_name_plural": "letters",
                        "ordering": ["edition", "-issued_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "kind", "serial"), name="letter_serial_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("delegate__isnull", False), ("status", "valid")),
                                fields=("kind", "delegate", "language"),
                                name="letter_one_valid_of_delegate",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("delegate__isnull", True), ("status", "valid")),
                                fields=("delegation", "language"),
                                name="letter_one_valid_of_delegation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("delegate__isnull", True), ("kind", "delegation")),
                                    models.Q(
                                        models.Q(("kind", "delegation"), _negated=True), ("delegate__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="letter_names_its_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("delegation", "invitation of a delegation"),
                                    ("person", "invitation of a person"),
                                    ("visa", "visa letter"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en", "English"), ("ur", "Urdu"), ("ar", "Arabic"), ("zh", "Chinese")],
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("body", models.TextField(max_length=6000, verbose_name="words")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letter_templates",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "words of a letter",
                        "verbose_name_plural": "words of letters",
                        "ordering": ["edition", "kind", "language"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "kind", "language"),
                                name="letter_template_once",
                                violation_error_message="This kind of letter has words in this language already. Change those.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTerms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "visa_from",
                            models.CharField(
                                choices=[("approved", "approved"), ("submitted", "submitted")],
                                default="approved",
                                help_text="Approved: only who is accredited. Submitted: whoever is before the desk.",
                                max_length=10,
                                verbose_name="visa letters from",
                            ),
                        ),
                        (
                            "names_document",
                            models.BooleanField(
                                default=False,
                                help_text="Its number then stands in the letter, kept encrypted; each reading of it is written down.",
                                verbose_name="visa letters name the passport",
                            ),
                        ),
                        (
                            "missions_get_visa_letters",
                            models.BooleanField(
                                default=True,
                                help_text="Otherwise they get those that the desk has issued.",
                                verbose_name="missions get visa letters themselves",
                            ),
                        ),
                        (
                            "signature",
                            models.FileField(
                                blank=True,
                                editable=False,
                                storage=core.encryption.EncryptedStorage,
                                upload_to=delegations.models.details.private_name,
                                verbose_name="signature",
                            ),
                        ),
                        (
                            "edition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letter_terms",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "terms of letters",
                        "verbose_name_plural": "terms of letters",
                    },
                ),
                migrations.CreateModel(
                    name="LetterHead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("en", "English"), ("ur", "Urdu"), ("ar", "Arabic"), ("zh", "Chinese")],
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                help_text="The first line of the letterhead.", max_length=200, verbose_name="office"
                            ),
                        ),
                        (
                            "address",
                            models.TextField(
                                blank=True,
                                help_text="One line below the other.",
                                max_length=400,
                                verbose_name="address",
                            ),
                        ),
                        ("signatory", models.CharField(max_length=200, verbose_name="who signs")),
                        (
                            "signatory_title",
                            models.CharField(blank=True, max_length=200, verbose_name="title of who signs"),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="heads",
                                to="delegations.letterterms",
                                verbose_name="terms",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "letterhead",
                        "verbose_name_plural": "letterheads",
                        "ordering": ["terms", "language"],
                        "constraints": [models.UniqueConstraint(fields=("terms", "language"), name="letter_head_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ListUpload",
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
                        ("name", models.CharField(max_length=120, verbose_name="name of the file")),
                        ("content", core.encryption.EncryptedTextField()),
                        ("choices", models.JSONField(default=dict)),
                        ("kept_until", models.DateTimeField(db_index=True, verbose_name="kept until")),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="list_uploads",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uploaded list",
                        "verbose_name_plural": "uploaded lists",
                    },
                ),
                migrations.CreateModel(
                    name="PrintJob",
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
                            "chosen",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), editable=False, size=None
                            ),
                        ),
                        ("form", models.CharField(max_length=10, verbose_name="format")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("queued", "queued"),
                                    ("done", "done"),
                                    ("cancelled", "cancelled"),
                                    ("failed", "failed"),
                                    ("erased", "erased"),
                                ],
                                default="queued",
                                editable=False,
                                max_length=10,
                                verbose_name="status",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="asked for at")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                        (
                            "pdf",
                            models.FileField(
                                blank=True,
                                storage=core.encryption.EncryptedStorage,
                                upload_to=delegations.models.details.private_name,
                                verbose_name="file",
                            ),
                        ),
                        ("problem", models.CharField(blank=True, max_length=500, verbose_name="why it failed")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="print_jobs",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "print job",
                        "verbose_name_plural": "print jobs",
                        "ordering": ["-asked_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
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
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("head", "head of delegation"),
                                        ("delegate", "delegate"),
                                        ("media", "media"),
                                        ("security", "security"),
                                        ("support", "support staff"),
                                        ("guest", "guest"),
                                        ("speaker", "speaker"),
                                        ("crew", "organising staff"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                help_text="None chosen: of every category.",
                                size=None,
                                verbose_name="asked of",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "one line"),
                                    ("long_text", "several lines"),
                                    ("yes_no", "yes or no"),
                                    ("choice", "one of several"),
                                    ("several", "any of several"),
                                    ("number", "number"),
                                    ("date", "date"),
                                ],
                                default="text",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("label", models.CharField(max_length=300, verbose_name="question")),
                        ("help_text", models.CharField(blank=True, max_length=500, verbose_name="help")),
                        (
                            "choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=200),
                                blank=True,
                                default=list,
                                help_text="One a line.",
                                size=None,
                                verbose_name="choices",
                            ),
                        ),
                        ("translations", models.JSONField(blank=True, default=dict, editable=False)),
                        ("is_required", models.BooleanField(default=False, verbose_name="must be answered")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True, help_text="Off: retired; its answers stay.", verbose_name="is asked"
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ["edition", "position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ("choice", "several")), _negated=True),
                                    ("choices__len__gt", 0),
                                    _connector="OR",
                                ),
                                name="question_has_choices",
                                violation_error_message="Write the choices, one a line.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", core.encryption.EncryptedTextField(verbose_name="answer")),
                        (
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="delegations.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer",
                        "verbose_name_plural": "answers",
                        "ordering": ["question__position", "question"],
                        "constraints": [models.UniqueConstraint(fields=("question", "delegate"), name="answer_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
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
                        ("collected_by", models.CharField(max_length=200, verbose_name="collected by")),
                        (
                            "signed_as",
                            models.CharField(
                                blank=True,
                                help_text="A signature that is typed.",
                                max_length=200,
                                verbose_name="signed as",
                            ),
                        ),
                        (
                            "signature",
                            models.FileField(
                                blank=True,
                                storage=core.encryption.EncryptedStorage,
                                upload_to=delegations.models.details.private_name,
                                verbose_name="signature",
                            ),
                        ),
                        ("signed_at", models.DateTimeField(verbose_name="signed at")),
                        (
                            "badges",
                            models.ManyToManyField(
                                related_name="receipts", to="delegations.badge", verbose_name="badges"
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "handed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="handed over by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "receipt",
                        "verbose_name_plural": "receipts",
                        "ordering": ["-signed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_as", ""), _negated=True),
                                    models.Q(("signature", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="receipt_is_signed",
                                violation_error_message="A receipt is signed by hand or by a typed name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegistrationTerms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "nominations_close_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="After this only the accreditation desk registers and changes delegates. Empty: no deadline.",
                                null=True,
                                verbose_name="names are due by",
                            ),
                        ),
                        (
                            "confirmations_close_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="After this only the accreditation desk changes them. Empty: no deadline.",
                                null=True,
                                verbose_name="documents and travel are due by",
                            ),
                        ),
                        (
                            "offer_hours",
                            models.PositiveSmallIntegerField(
                                default=48,
                                help_text="Then the next on the waiting list is asked.",
                                verbose_name="hours that a released place is offered",
                            ),
                        ),
                        (
                            "edition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="registration_terms",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "application_kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[("company", "company"), ("media", "media house")], max_length=20
                                ),
                                blank=True,
                                default=list,
                                help_text="On the public page. States and institutions are invited.",
                                size=None,
                                verbose_name="who may apply",
                            ),
                        ),
                        (
                            "applications_close_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Empty: no deadline.",
                                null=True,
                                verbose_name="applications close",
                            ),
                        ),
                        (
                            "applications_open_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="Empty: nobody applies.",
                                null=True,
                                verbose_name="applications open",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "registration terms",
                        "verbose_name_plural": "registration terms",
                    },
                ),
                migrations.CreateModel(
                    name="SecretReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("what", models.CharField(max_length=40, verbose_name="what was read")),
                        ("read_at", models.DateTimeField(verbose_name="read at")),
                        (
                            "edition",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="secret_readings",
                                to="forum.person",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reader",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="delegations.delegation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reading of a secret",
                        "verbose_name_plural": "readings of secrets",
                        "ordering": ["-read_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("person", None), ("delegation", None), _connector="XOR"),
                                name="secret_reading_of_one",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitingEntry",
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
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                default="delegate",
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        ("facts", models.JSONField(editable=False, verbose_name="facts")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("offered", "offered a place"),
                                    ("taken", "place taken"),
                                    ("lapsed", "offer lapsed"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="waiting",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("joined_at", models.DateTimeField(editable=False, verbose_name="joined at")),
                        (
                            "offer_ends_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="offered until"),
                        ),
                        (
                            "delegate",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="waited_as",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waiting",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "joined_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="joined by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "entry of the waiting list",
                        "verbose_name_plural": "waiting list",
                        "ordering": ["delegation", "joined_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "offered")),
                                fields=["offer_ends_at"],
                                name="waiting_offers",
                            ),
                            models.Index(
                                condition=models.Q(("status__in", ["waiting", "offered"])),
                                fields=["delegation"],
                                name="waiting_in_line",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "offered"), _negated=True),
                                    ("offer_ends_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="waiting_offer_ends",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zone",
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
                            "code",
                            models.SlugField(
                                help_text="Printed on the badge, as in A or VIP.", max_length=12, verbose_name="code"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("native_name", models.CharField(blank=True, max_length=80, verbose_name="name in own script")),
                        (
                            "bit",
                            models.PositiveSmallIntegerField(
                                editable=False,
                                validators=[django.core.validators.MaxValueValidator(31)],
                                verbose_name="bit",
                            ),
                        ),
                        ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="zones",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "rooms",
                            models.ManyToManyField(
                                blank=True, related_name="zones", to="forum.room", verbose_name="rooms"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "zone",
                        "verbose_name_plural": "zones",
                        "ordering": ["edition", "bit"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "code"), name="zone_code_once"),
                            models.UniqueConstraint(fields=("edition", "bit"), name="zone_bit_once"),
                            models.CheckConstraint(condition=models.Q(("bit__lt", 32)), name="zone_bit_fits"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CategoryTerms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        ("is_offered", models.BooleanField(default=True, verbose_name="missions register it")),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Who has several roles gets one badge: that of the highest rank.",
                                verbose_name="rank",
                            ),
                        ),
                        (
                            "color",
                            models.CharField(
                                default="#1d5c45",
                                max_length=7,
                                validators=[django.core.validators.RegexValidator("^#[0-9a-f]{6}$")],
                                verbose_name="colour",
                            ),
                        ),
                        (
                            "days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DateField(),
                                blank=True,
                                default=list,
                                help_text="Empty: every day.",
                                size=None,
                                verbose_name="days",
                            ),
                        ),
                        (
                            "needs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("birth_date", "date of birth"),
                                        ("document", "identity document"),
                                        ("document_scan", "scan of the document"),
                                        ("photo", "photo"),
                                        ("travel", "arrival and departure"),
                                        ("hotel", "hotel"),
                                        ("assignment_letter", "letter of assignment"),
                                        ("press_card", "press card"),
                                        ("equipment", "list of equipment"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="must be given",
                            ),
                        ),
                        (
                            "clearance_mode",
                            models.CharField(
                                choices=[("all", "all of the agencies"), ("any", "any one of the agencies")],
                                default="all",
                                max_length=3,
                                verbose_name="clearance by",
                            ),
                        ),
                        (
                            "agencies",
                            models.ManyToManyField(
                                blank=True,
                                related_name="categories",
                                to="delegations.agency",
                                verbose_name="agencies that clear it",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="category_terms",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "overflow_zones",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Such a pass opens these and none of the others.",
                                related_name="+",
                                to="delegations.zone",
                                verbose_name="zones of an overflow pass",
                            ),
                        ),
                        (
                            "zones",
                            models.ManyToManyField(
                                blank=True, related_name="categories", to="delegations.zone", verbose_name="zones"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "terms of a category",
                        "verbose_name_plural": "terms of categories",
                        "ordering": ["edition", "-rank", "category"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "category"), name="category_terms_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Checkpoint",
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
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens at")),
                        ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes at")),
                        ("counts", models.BooleanField(default=True, verbose_name="keeps who is inside")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checkpoints",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                help_text="Where the door is that of one room inside the zone.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checkpoints",
                                to="forum.room",
                                verbose_name="room",
                            ),
                        ),
                        (
                            "zone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checkpoints",
                                to="delegations.zone",
                                verbose_name="zone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "checkpoint",
                        "verbose_name_plural": "checkpoints",
                        "ordering": ["edition", "name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "name"), name="checkpoint_name_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Device",
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
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("enrolment_print", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "enrolment_ends_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="enrolment ends at"
                            ),
                        ),
                        ("token_print", models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                        (
                            "enrolled_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="enrolled at"),
                        ),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="revoked at"),
                        ),
                        (
                            "last_seen_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last seen at"),
                        ),
                        (
                            "list_version",
                            models.BigIntegerField(default=0, editable=False, verbose_name="version of its list"),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        (
                            "checkpoint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="devices",
                                to="delegations.checkpoint",
                                verbose_name="checkpoint",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="devices",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "device",
                        "verbose_name_plural": "devices",
                        "ordering": ["edition", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Lookup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=80, verbose_name="asked for")),
                        ("asked_at", models.DateTimeField(verbose_name="asked at")),
                        (
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lookups",
                                to="delegations.device",
                                verbose_name="device",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lookup at a gate",
                        "verbose_name_plural": "lookups at gates",
                        "ordering": ["-asked_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_inside", models.BooleanField(default=False, verbose_name="inside")),
                        ("changed_at", models.DateTimeField(verbose_name="changed at")),
                        (
                            "badge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="delegations.badge",
                                verbose_name="badge",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="forum.room",
                                verbose_name="room",
                            ),
                        ),
                        (
                            "zone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="delegations.zone",
                                verbose_name="zone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "presence",
                        "verbose_name_plural": "presences",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_inside", True)), fields=["zone"], name="presence_inside"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("badge", "zone", "room"), name="presence_once_there", nulls_distinct=False
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("scan_id", models.UUIDField(editable=False, unique=True)),
                        ("serial", models.BigIntegerField(null=True, verbose_name="serial")),
                        (
                            "direction",
                            models.CharField(
                                choices=[("entry", "entry"), ("exit", "exit")],
                                default="entry",
                                max_length=5,
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
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
                                ],
                                max_length=10,
                                verbose_name="result",
                            ),
                        ),
                        (
                            "device_result",
                            models.CharField(
                                blank=True,
                                choices=[
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
                                ],
                                max_length=10,
                                verbose_name="the device said",
                            ),
                        ),
                        ("is_manual", models.BooleanField(default=False, verbose_name="found by name or number")),
                        ("is_offline", models.BooleanField(default=False, verbose_name="decided without network")),
                        (
                            "is_conflict",
                            models.BooleanField(
                                default=False,
                                help_text="The device decided otherwise than the server would have.",
                                verbose_name="conflict",
                            ),
                        ),
                        (
                            "list_version",
                            models.BigIntegerField(default=0, verbose_name="version of the device's list"),
                        ),
                        ("scanned_at", models.DateTimeField(verbose_name="scanned at")),
                        ("received_at", models.DateTimeField(verbose_name="received at")),
                        (
                            "badge",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="scans",
                                to="delegations.badge",
                                verbose_name="badge",
                            ),
                        ),
                        (
                            "checkpoint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scans",
                                to="delegations.checkpoint",
                                verbose_name="checkpoint",
                            ),
                        ),
                        (
                            "device",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scans",
                                to="delegations.device",
                                verbose_name="device",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scans",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "scan",
                        "verbose_name_plural": "scans",
                        "ordering": ["-received_at", "-pk"],
                        "indexes": [models.Index(fields=["edition", "-received_at"], name="scan_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="GroupCode",
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
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        ("code", core.encryption.EncryptedTextField(editable=False, verbose_name="code")),
                        ("code_print", models.CharField(editable=False, max_length=64, unique=True)),
                        (
                            "most_uses",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                                verbose_name="how often it may be used",
                            ),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="good until")),
                        (
                            "submits_directly",
                            models.BooleanField(
                                default=False,
                                help_text="Otherwise a focal point looks at each draft and submits it.",
                                verbose_name="who comes by it submits without the focal point",
                            ),
                        ),
                        ("made_at", models.DateTimeField(editable=False, verbose_name="made at")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed at")),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="group_codes",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "group code",
                        "verbose_name_plural": "group codes",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("delegation", "category"),
                                name="group_code_one_open",
                                violation_error_message="There is a group code for this category. Close it first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("most_uses__gte", 1)), name="group_code_has_uses"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupCodeUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("used_at", models.DateTimeField()),
                        (
                            "code",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="delegations.groupcode",
                                verbose_name="code",
                            ),
                        ),
                        (
                            "delegate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="joined_by",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "use of a group code",
                        "verbose_name_plural": "uses of group codes",
                    },
                ),
                migrations.CreateModel(
                    name="GuestList",
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
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("day", models.DateField(blank=True, null=True, verbose_name="day")),
                        (
                            "due_hours",
                            models.PositiveSmallIntegerField(
                                default=24,
                                help_text="Before it begins.",
                                validators=[django.core.validators.MaxValueValidator(720)],
                                verbose_name="hours ahead",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("head", "head of delegation"),
                                        ("delegate", "delegate"),
                                        ("media", "media"),
                                        ("security", "security"),
                                        ("support", "support staff"),
                                        ("guest", "guest"),
                                        ("speaker", "speaker"),
                                        ("crew", "organising staff"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="categories",
                            ),
                        ),
                        (
                            "is_of_badges_of_day",
                            models.BooleanField(default=False, verbose_name="only badges that open on its day"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guest_lists",
                                to="delegations.agency",
                                verbose_name="goes to",
                            ),
                        ),
                        (
                            "delegations",
                            models.ManyToManyField(
                                blank=True,
                                related_name="guest_lists",
                                to="delegations.delegation",
                                verbose_name="delegations",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guest_lists",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guest_lists",
                                to="forum.session",
                                verbose_name="session",
                            ),
                        ),
                        (
                            "zones",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Any that a badge opens.",
                                related_name="guest_lists",
                                to="delegations.zone",
                                verbose_name="zones",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "guest list",
                        "verbose_name_plural": "guest lists",
                        "ordering": ["edition", "day", "title"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "title"), name="guest_list_title_once"),
                            models.CheckConstraint(
                                condition=models.Q(("day__isnull", True), ("session__isnull", True), _connector="XOR"),
                                name="guest_list_of_day_or_session",
                                violation_error_message="A guest list is for a day or for a session, one of the two.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuestListAmendment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_struck", models.BooleanField(verbose_name="struck")),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        ("made_at", models.DateTimeField(verbose_name="made at")),
                        (
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="delegations.delegate"
                            ),
                        ),
                        (
                            "guest_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="amendments",
                                to="delegations.guestlist",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "amendment of a guest list",
                        "verbose_name_plural": "amendments of guest lists",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("guest_list", "delegate"), name="guest_list_amended_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuestListVersion",
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
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("frozen_at", models.DateTimeField(verbose_name="frozen at")),
                        ("digest", models.CharField(max_length=64, verbose_name="digest")),
                        ("signature", models.CharField(max_length=128, verbose_name="signature")),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "guest_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="delegations.guestlist",
                            ),
                        ),
                        (
                            "key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="delegations.badgekey"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "version of a guest list",
                        "verbose_name_plural": "versions of guest lists",
                        "ordering": ["guest_list", "-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("guest_list", "number"), name="guest_list_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuestListEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position_in_list", models.PositiveIntegerField(verbose_name="number")),
                        ("delegate_id_then", models.CharField(max_length=16)),
                        ("name", models.CharField(blank=True, max_length=270, verbose_name="name")),
                        (
                            "native_name",
                            models.CharField(blank=True, max_length=200, verbose_name="name in own script"),
                        ),
                        ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                        ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                        (
                            "nationality",
                            django_countries.fields.CountryField(blank=True, max_length=2, verbose_name="nationality"),
                        ),
                        ("delegation", models.CharField(blank=True, max_length=200, verbose_name="delegation")),
                        (
                            "category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        ("serial", models.BigIntegerField(null=True, verbose_name="serial of the badge")),
                        ("salt", models.CharField(blank=True, max_length=32)),
                        ("digest", models.CharField(max_length=64, verbose_name="digest")),
                        ("erased_at", models.DateTimeField(null=True, verbose_name="erased at")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="delegations.guestlistversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "entry of a guest list",
                        "verbose_name_plural": "entries of guest lists",
                        "ordering": ["version", "position_in_list"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "position_in_list"), name="guest_list_entry_place_once"
                            ),
                            models.UniqueConstraint(
                                fields=("version", "delegate_id_then"), name="guest_list_entry_delegate_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GuestListAcknowledgment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="happened at")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "since",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="delegations.guestlistversion",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acknowledgments",
                                to="delegations.guestlistversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acknowledgment of a guest list",
                        "verbose_name_plural": "acknowledgments of guest lists",
                        "ordering": ["-happened_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "user"), name="guest_list_acknowledged_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
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
                            "kind",
                            models.CharField(
                                choices=[("company", "company"), ("media", "media house")],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        (
                            "native_name",
                            models.CharField(blank=True, max_length=200, verbose_name="name in own script"),
                        ),
                        ("country", django_countries.fields.CountryField(max_length=2, verbose_name="country")),
                        ("sector", models.CharField(max_length=200, verbose_name="what it does")),
                        ("minerals", models.CharField(blank=True, max_length=200, verbose_name="minerals")),
                        (
                            "places_wanted",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(50),
                                ],
                                verbose_name="how many people",
                            ),
                        ),
                        (
                            "purpose",
                            models.TextField(
                                max_length=2000,
                                validators=[django.core.validators.MaxLengthValidator(2000)],
                                verbose_name="why it wants to come",
                            ),
                        ),
                        ("contact_name", models.CharField(max_length=200, verbose_name="contact person")),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("unconfirmed", "address not confirmed"),
                                    ("submitted", "submitted"),
                                    ("info_needed", "more information needed"),
                                    ("accepted", "accepted"),
                                    ("refused", "refused"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="unconfirmed",
                                editable=False,
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("question", models.TextField(blank=True, editable=False, verbose_name="what the desk asks")),
                        (
                            "answer",
                            models.TextField(blank=True, editable=False, verbose_name="what the applicant answers"),
                        ),
                        ("applied_at", models.DateTimeField(editable=False, verbose_name="applied at")),
                        (
                            "secret",
                            core.encryption.EncryptedTextField(default=core.fields.new_public_id, editable=False),
                        ),
                        ("secret_print", models.CharField(editable=False, max_length=64, unique=True)),
                        ("is_sample", models.BooleanField(default=False, editable=False, verbose_name="sample")),
                        (
                            "delegation",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="applied_as",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="applications",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "application",
                        "verbose_name_plural": "applications",
                        "ordering": ["applied_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["submitted", "info_needed"])),
                                fields=("edition", "email"),
                                name="application_live_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("places_wanted__range", (1, 50))),
                                name="application_places_in_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Erasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("document", "identity document"),
                                    ("scan", "scan of the document"),
                                    ("birth_date", "date of birth"),
                                    ("health", "diet and accessibility"),
                                    ("travel", "travel and hotel"),
                                    ("papers", "notes verbales and other papers"),
                                    ("answers", "answers to the organisers' questions"),
                                    ("clearance", "notes and files of agencies"),
                                    ("signature", "signatures on receipts"),
                                    ("photo", "photo"),
                                    ("contact", "e-mail of the person"),
                                    ("history", "what names and positions were before"),
                                    ("letters", "letters to a person"),
                                    ("reasons", "reasons of decisions, and questions of the desk"),
                                    ("waiting", "facts on waiting lists and in late changes"),
                                    ("applicants", "contacts and words of applications"),
                                    ("gates", "whose badge was read at gates, and lookups"),
                                    ("mails", "mails of the forum"),
                                ],
                                max_length=12,
                                verbose_name="what",
                            ),
                        ),
                        ("count", models.PositiveIntegerField(verbose_name="how many")),
                        ("erased_at", models.DateTimeField(verbose_name="erased at")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="erasures",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "erasure",
                        "verbose_name_plural": "erasures",
                        "ordering": ["-erased_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("document", "identity document"),
                                    ("scan", "scan of the document"),
                                    ("birth_date", "date of birth"),
                                    ("health", "diet and accessibility"),
                                    ("travel", "travel and hotel"),
                                    ("papers", "notes verbales and other papers"),
                                    ("answers", "answers to the organisers' questions"),
                                    ("clearance", "notes and files of agencies"),
                                    ("signature", "signatures on receipts"),
                                    ("photo", "photo"),
                                    ("contact", "e-mail of the person"),
                                    ("history", "what names and positions were before"),
                                    ("letters", "letters to a person"),
                                    ("reasons", "reasons of decisions, and questions of the desk"),
                                    ("waiting", "facts on waiting lists and in late changes"),
                                    ("applicants", "contacts and words of applications"),
                                    ("gates", "whose badge was read at gates, and lookups"),
                                    ("mails", "mails of the forum"),
                                ],
                                max_length=12,
                                verbose_name="what",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                help_text="Empty: of every category that has no rule of its own.",
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Then it is erased at night. Empty: kept.",
                                null=True,
                                verbose_name="days after the last day",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="retention_rules",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "retention rule",
                        "verbose_name_plural": "retention rules",
                        "ordering": ["edition", "group", "category"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "group", "category"),
                                name="retention_rule_once",
                                violation_error_message="There is a rule for this already. Change that one.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LateChange",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("name", "a new name"),
                                    ("substitute", "somebody else in a place"),
                                    ("facts", "corrected facts"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("head", "head of delegation"),
                                    ("delegate", "delegate"),
                                    ("media", "media"),
                                    ("security", "security"),
                                    ("support", "support staff"),
                                    ("guest", "guest"),
                                    ("speaker", "speaker"),
                                    ("crew", "organising staff"),
                                ],
                                default="delegate",
                                max_length=20,
                                verbose_name="category",
                            ),
                        ),
                        ("facts", models.JSONField(editable=False, verbose_name="facts")),
                        ("before", models.JSONField(default=dict, editable=False, verbose_name="facts before")),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("answer", models.TextField(blank=True, editable=False, verbose_name="reason of the refusal")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("granted", "granted"),
                                    ("refused", "refused"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="asked",
                                editable=False,
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(editable=False, verbose_name="asked at")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "delegate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="late_changes",
                                to="delegations.delegate",
                                verbose_name="delegate",
                            ),
                        ),
                        (
                            "delegation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="late_changes",
                                to="delegations.delegation",
                                verbose_name="delegation",
                            ),
                        ),
                        (
                            "made",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="asked_late",
                                to="delegations.delegate",
                                verbose_name="delegate made of it",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "late change",
                        "verbose_name_plural": "late changes",
                        "ordering": ["asked_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "asked")), fields=["delegation"], name="late_change_queue"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "asked")),
                                fields=("delegate",),
                                name="late_change_asked_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("delegate", None), ("kind", "name")),
                                    models.Q(
                                        models.Q(("kind", "name"), _negated=True),
                                        models.Q(("delegate", None), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="late_change_is_about_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ErasureRequest",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("carried_out", "carried out"),
                                    ("refused", "refused"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="asked",
                                editable=False,
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
                        ("identity", models.CharField(max_length=300, verbose_name="how the identity was ascertained")),
                        ("asked_at", models.DateTimeField(verbose_name="asked at")),
                        ("due_on", models.DateField(verbose_name="due by")),
                        ("erased", models.JSONField(default=list, editable=False)),
                        ("kept", models.JSONField(default=list, editable=False)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="requested by",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="erasure_requests",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="erasure_requests",
                                to="forum.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request for erasure",
                        "verbose_name_plural": "requests for erasure",
                        "ordering": ["due_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "asked")),
                                fields=("person",),
                                name="erasure_request_asked_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeepingGround",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[
                                    ("secrets", "documents, papers, travel, needs and answers"),
                                    ("contact", "photo, e-mail and biography"),
                                    ("letters", "letters that name the person"),
                                    ("mails", "mails to the person"),
                                    ("decisions", "reasons of decisions and notes of agencies"),
                                    ("gates", "readings at gates"),
                                    ("name", "name and position, and what they were before"),
                                    ("account", "account"),
                                ],
                                max_length=12,
                                verbose_name="what",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                help_text="The law or duty, in words that the person reads.",
                                max_length=300,
                                verbose_name="ground",
                            ),
                        ),
                        ("years", models.PositiveSmallIntegerField(verbose_name="years after the last day")),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="keeping_grounds",
                                to="forum.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ground for keeping",
                        "verbose_name_plural": "grounds for keeping",
                        "ordering": ["edition", "group"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "group"),
                                name="keeping_ground_once",
                                violation_error_message="There is a ground for this already. Change that one.",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "delegations_delegationevent" ("certainty", "country", "edition_id", "external_id", "head_id", "id", "is_sample", "kind", "name", "native_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "quota", "source_note", "sources", "status") VALUES (NEW."certainty", NEW."country", NEW."edition_id", NEW."external_id", NEW."head_id", NEW."id", NEW."is_sample", NEW."kind", NEW."name", NEW."native_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."quota", NEW."source_note", NEW."sources", NEW."status"); RETURN NULL;',
                            hash="8aef4de8b05d754d6d82047fca60b74e65ce6f88",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2cbf8",
                            table="delegations_delegation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "delegations_delegationevent" ("certainty", "country", "edition_id", "external_id", "head_id", "id", "is_sample", "kind", "name", "native_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "quota", "source_note", "sources", "status") VALUES (NEW."certainty", NEW."country", NEW."edition_id", NEW."external_id", NEW."head_id", NEW."id", NEW."is_sample", NEW."kind", NEW."name", NEW."native_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."quota", NEW."source_note", NEW."sources", NEW."status"); RETURN NULL;',
                            hash="1856171d932643826e0d1f1a090768b50ed83495",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57215",
                            table="delegations_delegation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "delegations_delegateevent" ("category", "certainty", "delegation_id", "edition_id", "external_id", "id", "is_overflow", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "public_id", "question", "replaces_id", "source_note", "sources", "status", "submitted_at") VALUES (NEW."category", NEW."certainty", NEW."delegation_id", NEW."edition_id", NEW."external_id", NEW."id", NEW."is_overflow", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."precedence", NEW."public_id", NEW."question", NEW."replaces_id", NEW."source_note", NEW."sources", NEW."status", NEW."submitted_at"); RETURN NULL;',
                            hash="f2a3cea0c9a883e0b9fb162a62535d7a2004d731",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9692e",
                            table="delegations_delegate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "delegations_delegateevent" ("category", "certainty", "delegation_id", "edition_id", "external_id", "id", "is_overflow", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "precedence", "public_id", "question", "replaces_id", "source_note", "sources", "status", "submitted_at") VALUES (NEW."category", NEW."certainty", NEW."delegation_id", NEW."edition_id", NEW."external_id", NEW."id", NEW."is_overflow", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."precedence", NEW."public_id", NEW."question", NEW."replaces_id", NEW."source_note", NEW."sources", NEW."status", NEW."submitted_at"); RETURN NULL;',
                            hash="1d33b26d7d35105c2b1d55743835128fbf1a4cb6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9e5b4",
                            table="delegations_delegate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="guestlistversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="033276d3307f15d5ef0fa8f6c782064df43e8de6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_c175d",
                            table="delegations_guestlistversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="guestlistentry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF TG_OP = 'UPDATE'\n        AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL\n        AND (NEW.id, NEW.version_id, NEW.position_in_list, NEW.delegate_id_then, NEW.digest)\n            IS NOT DISTINCT FROM (OLD.id, OLD.version_id, OLD.position_in_list, OLD.delegate_id_then, OLD.digest)\n        AND NEW.serial IS NOT DISTINCT FROM OLD.serial\n        AND NEW.salt || NEW.name || NEW.native_name || NEW.position || NEW.organisation || NEW.nationality\n            || NEW.delegation || NEW.category = ''\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION 'an entry of a frozen guest list is not changed'\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'guest_list_entry_frozen', TABLE = TG_TABLE_NAME;\n",
                            hash="04c989ce4fbc1b3d8aa139d11fa3f01d215b4850",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_21e7e",
                            table="delegations_guestlistentry",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
