"""What is said about a decision while it waits for its second signature: sent back, answered, passed on (V12)."""

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
        ("consent", "0009_answers_in_full"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSigningStep",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("sent_back", "Sent back"), ("answered", "Answered"), ("passed_on", "Passed on")],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
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
                    "to",
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
                "verbose_name": "historical signing step",
                "verbose_name_plural": "historical signing steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SigningStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("sent_back", "Sent back"), ("answered", "Answered"), ("passed_on", "Passed on")],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(unique=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharingdecision"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "to",
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
                "ordering": ["said_at"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "passed_on"), ("to__isnull", False)),
                            models.Q(("kind", "passed_on"), _negated=True),
                            _connector="OR",
                        ),
                        name="passed_on_to_somebody",
                    )
                ],
            },
        ),
        KeepHistory("SigningStep"),
    ]
    operations = in_groups(operations)
