"""That something was passed on outside the service: how, to whom, and whether it arrived (F35)."""

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
        ("consent", "0013_told_later"),
        ("locality", "0006_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalDisclosure",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("secure_email", "Secure or encrypted e-mail"),
                            ("phone", "By phone"),
                            ("in_person", "Face to face"),
                            ("meeting", "At a meeting"),
                            ("post", "Recorded post"),
                        ],
                        max_length=20,
                    ),
                ),
                ("to_whom", models.CharField(max_length=200)),
                ("number_check", models.CharField(blank=True, max_length=300)),
                ("receipt", models.CharField(blank=True, max_length=300)),
                ("copy", models.CharField(blank=True, max_length=300)),
                ("passed_at", models.DateTimeField()),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField()),
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.decisionitem",
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
            ],
            options={
                "verbose_name": "historical disclosure",
                "verbose_name_plural": "historical disclosures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("secure_email", "Secure or encrypted e-mail"),
                            ("phone", "By phone"),
                            ("in_person", "Face to face"),
                            ("meeting", "At a meeting"),
                            ("post", "Recorded post"),
                        ],
                        max_length=20,
                    ),
                ),
                ("to_whom", models.CharField(max_length=200)),
                ("number_check", models.CharField(blank=True, max_length=300)),
                ("receipt", models.CharField(blank=True, max_length=300)),
                ("copy", models.CharField(blank=True, max_length=300)),
                ("passed_at", models.DateTimeField()),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharingdecision"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.decisionitem"
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
            ],
            options={
                "ordering": ["passed_at", "said_at"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "item"), name="disclosure_recorded_once"),
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["secure_email", "phone", "in_person", "meeting", "post"])),
                        name="disclosure_is_secure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "phone"), _negated=True),
                            models.Q(("number_check", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="disclosure_by_phone_says_the_check",
                    ),
                ],
            },
        ),
        KeepHistory("Disclosure"),
    ]
    operations = in_groups(operations)
