"""The audit of a sample of decisions (A8)."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import locality.numbers
from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0025_corrections"),
        ("locality", "0014_deputies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE audit_sample_number AS integer START 1", "DROP SEQUENCE audit_sample_number"
        ),
        migrations.CreateModel(
            name="AuditFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("twice", models.BooleanField(default=False)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharingdecision"
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AuditFinding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("found", "Found"), ("settled", "Settled between two auditors")], max_length=10
                    ),
                ),
                ("blind", models.BooleanField()),
                ("seat", models.PositiveSmallIntegerField(default=1, help_text="The first or the second auditor's")),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("rules", models.JSONField(help_text="{number of a golden rule: a code of Met}")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("improve", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
                ("themes", models.JSONField(default=list)),
                ("owed", models.TextField(blank=True)),
                ("owed_by", models.DateField(blank=True, null=True)),
                ("submission", models.UUIDField(unique=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.auditfile"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["said_at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AuditSample",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.PositiveIntegerField(
                        db_default=locality.numbers.NextNumber("audit_sample_number"), editable=False, unique=True
                    ),
                ),
                ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("question", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "stratum",
                    models.CharField(
                        choices=[
                            ("any", "Any decision"),
                            ("agreement", "Shared with agreement"),
                            ("override", "Shared without agreement"),
                            ("urgent", "Emergency access"),
                            ("not_shared", "Not shared, or waited"),
                        ],
                        default="any",
                        max_length=20,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("size", models.PositiveSmallIntegerField()),
                (
                    "twice",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "None"), (5, "One in five"), (1, "All of them")], default=0
                    ),
                ),
                (
                    "listed",
                    models.JSONField(help_text="The numbers of the decisions that it is drawn from, in their order"),
                ),
                (
                    "statement",
                    models.CharField(
                        blank=True, help_text="Digest of the last signed statement of the log", max_length=64
                    ),
                ),
                ("submission", models.UUIDField(unique=True)),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="locality.locality",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="locality.partner",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="auditfile",
            name="sample",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.auditsample"
            ),
        ),
        migrations.CreateModel(
            name="AuditStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sent", "Sent back"),
                            ("corrected", "Put right"),
                            ("explained", "Explained"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(unique=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.auditfile"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.auditfinding"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sent_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["said_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAuditFile",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("twice", models.BooleanField(default=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.sharingdecision",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.auditsample",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit file",
                "verbose_name_plural": "historical audit files",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditFinding",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("found", "Found"), ("settled", "Settled between two auditors")], max_length=10
                    ),
                ),
                ("blind", models.BooleanField()),
                ("seat", models.PositiveSmallIntegerField(default=1, help_text="The first or the second auditor's")),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("rules", models.JSONField(help_text="{number of a golden rule: a code of Met}")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("improve", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
                ("themes", models.JSONField(default=list)),
                ("owed", models.TextField(blank=True)),
                ("owed_by", models.DateField(blank=True, null=True)),
                ("submission", models.UUIDField(db_index=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.auditfile",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit finding",
                "verbose_name_plural": "historical audit findings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditSample",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "number",
                    models.PositiveIntegerField(
                        db_default=locality.numbers.NextNumber("audit_sample_number"), db_index=True, editable=False
                    ),
                ),
                ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("question", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "stratum",
                    models.CharField(
                        choices=[
                            ("any", "Any decision"),
                            ("agreement", "Shared with agreement"),
                            ("override", "Shared without agreement"),
                            ("urgent", "Emergency access"),
                            ("not_shared", "Not shared, or waited"),
                        ],
                        default="any",
                        max_length=20,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("size", models.PositiveSmallIntegerField()),
                (
                    "twice",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "None"), (5, "One in five"), (1, "All of them")], default=0
                    ),
                ),
                (
                    "listed",
                    models.JSONField(help_text="The numbers of the decisions that it is drawn from, in their order"),
                ),
                (
                    "statement",
                    models.CharField(
                        blank=True, help_text="Digest of the last signed statement of the log", max_length=64
                    ),
                ),
                ("submission", models.UUIDField(db_index=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.locality",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit sample",
                "verbose_name_plural": "historical audit samples",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditStep",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sent", "Sent back"),
                            ("corrected", "Put right"),
                            ("explained", "Explained"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(db_index=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.auditfile",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.auditfinding",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.partner",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit step",
                "verbose_name_plural": "historical audit steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AuditDraft",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("file", models.UUIDField()),
                ("answers", models.TextField(help_text="The form as it was posted")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("author", "file"), name="one_draft_of_a_file")],
            },
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "found")), fields=("file", "said_by"), name="found_once_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.UniqueConstraint(fields=("file", "kind", "seat"), name="one_finding_for_each_seat"),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("seat", 1), models.Q(("blind", True), ("seat", 2)), _connector="OR"),
                name="second_seat_is_blind",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "found"), ("blind", False), _connector="OR"), name="settled_is_not_blind"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("owed", ""), ("owed_by__isnull", True)),
                    models.Q(models.Q(("owed", ""), _negated=True), ("owed_by__isnull", False)),
                    _connector="OR",
                ),
                name="owed_by_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditsample",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1), ("size__lte", 200)), name="sample_of_some"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfile",
            constraint=models.UniqueConstraint(fields=("sample", "decision"), name="sampled_once"),
        ),
        migrations.AddIndex(
            model_name="auditstep",
            index=models.Index(models.F("file"), name="audit_step_of_file"),
        ),
        migrations.AddIndex(
            model_name="auditstep",
            index=models.Index(models.F("sent_to"), name="audit_step_sent_to"),
        ),
        migrations.AddConstraint(
            model_name="auditstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "sent"), _negated=True),
                    models.Q(("answer_by__isnull", False), ("sent_to__isnull", False)),
                    _connector="OR",
                ),
                name="sent_to_somebody",
            ),
        ),
        KeepHistory("AuditSample", "AuditFile", "AuditFinding", "AuditStep"),
    ]
    operations = in_groups(operations)
