"""Each time that another partner's record is passed on, the supplier is told of it (V23)."""

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
        ("consent", "0028_how_sure_and_how_old"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalOnwardAct",
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
                    "share",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.onwardshare",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical onward act",
                "verbose_name_plural": "historical onward acts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OnwardAct",
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
                ("passed_at", models.DateTimeField()),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField()),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.onwardshare"
                    ),
                ),
            ],
            options={
                "ordering": ["passed_at"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "share"), name="onward_act_recorded_once")
                ],
            },
        ),
        KeepHistory("OnwardAct"),
    ]
    operations = in_groups(operations)
