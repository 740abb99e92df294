"""The five alerts, and what guardians found of them (faults.md 1.2)."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0026_audits"),
        ("locality", "0014_deputies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self_claim", "Opened a family on their own word"),
                            ("override", "Shared although somebody had said no"),
                            ("sensitive", "Opened sensitive information of another partner"),
                            ("sealed", "Opened a restricted family"),
                            ("address", "Tried to see a protected address"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("family", models.UUIDField(null=True)),
            ],
            options={
                "db_table": '"wall"."alert"',
                "managed": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AlertNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("alert", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self_claim", "Opened a family on their own word"),
                            ("override", "Shared although somebody had said no"),
                            ("sensitive", "Opened sensitive information of another partner"),
                            ("sealed", "Opened a restricted family"),
                            ("address", "Tried to see a protected address"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(unique=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                    ),
                ),
            ],
            options={
                "ordering": ["-noted_at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAlertNote",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("alert", models.UUIDField(db_index=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self_claim", "Opened a family on their own word"),
                            ("override", "Shared although somebody had said no"),
                            ("sensitive", "Opened sensitive information of another partner"),
                            ("sealed", "Opened a restricted family"),
                            ("address", "Tried to see a protected address"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(db_index=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                    "noted_by",
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
                "verbose_name": "historical alert note",
                "verbose_name_plural": "historical alert notes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        KeepHistory("AlertNote"),
    ]
    operations = in_groups(operations)
