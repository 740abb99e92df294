"""What an auditor opened of a sampled case, and who says who audits (A8)."""

import datetime
import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0015_adults_sensitive"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="partner",
            options={
                "default_permissions": (),
                "ordering": ["name"],
                "permissions": [
                    ("see_records", "See records"),
                    ("make_records", "Make records"),
                    ("decide_sharing", "Decide what is shared"),
                    ("authorise", "Authorise what others decided"),
                    ("run_meetings", "Run allocation meetings"),
                    ("manage_members", "Manage the partner's members"),
                    ("write_papers", "Write the papers that families are given"),
                    ("grant_audits", "Say who audits, why and until when"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAuditOpening",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("file", models.UUIDField()),
                ("decision", models.UUIDField()),
                ("number", models.PositiveIntegerField(help_text="Of the decision, for who may not read it")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                (
                    "records",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField()),
                ("submission", models.UUIDField(db_index=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "auditor",
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
                    "box",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.auditbox",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.family",
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
                    "provider",
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
                "verbose_name": "historical audit opening",
                "verbose_name_plural": "historical audit openings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="AuditOpening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file", models.UUIDField()),
                ("decision", models.UUIDField()),
                ("number", models.PositiveIntegerField(help_text="Of the decision, for who may not read it")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                (
                    "records",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField()),
                ("submission", models.UUIDField(unique=True)),
                (
                    "auditor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "box",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.auditbox"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.family"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        models.F("auditor"), models.F("family"), models.F("ends_at"), name="opening_of_auditor"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("opened_at")),
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("opened_at"), "+", models.Value(datetime.timedelta(seconds=7200))
                                ),
                            ),
                        ),
                        name="opening_is_short",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S(.|\\n){18,}\\S")), name="opening_says_why"
                    ),
                ],
            },
        ),
        KeepHistory("AuditOpening"),
    ]
    operations = in_groups(operations)
