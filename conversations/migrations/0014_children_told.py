"""What a conversation says of each child: needs, and the level before and after."""

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
        ("conversations", "0013_what_worries_are"),
        ("locality", "0015_adults_sensitive"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalLevelTold",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("L1_UNIVERSAL", "1 Universal"),
                            ("L2_UNIVERSAL_PLUS", "2 Universal plus"),
                            ("L3_TARGETED", "3 Targeted"),
                            ("L4_SPECIALIST_STATUTORY", "4 Specialist or statutory"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("L1_UNIVERSAL", "1 Universal"),
                            ("L2_UNIVERSAL_PLUS", "2 Universal plus"),
                            ("L3_TARGETED", "3 Targeted"),
                            ("L4_SPECIALIST_STATUTORY", "4 Specialist or statutory"),
                        ],
                        max_length=30,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conversations.conversation",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical level told",
                "verbose_name_plural": "historical level tolds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNeedTold",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("education", "Education"),
                            ("early_years", "Early years development"),
                            ("health", "Mental and physical health"),
                            ("substance", "Substance use"),
                            ("relationships", "Family relationships"),
                            ("abuse_and_exploitation", "Safety from abuse and exploitation"),
                            ("crime", "Away from crime"),
                            ("domestic_abuse", "Safety from domestic abuse"),
                            ("housing", "Secure housing"),
                            ("money", "Money that lasts"),
                        ],
                        max_length=30,
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("partly_met", "Partly met"),
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("no_longer_relevant", "No longer relevant"),
                        ],
                        max_length=20,
                    ),
                ),
                ("how_met", models.CharField(blank=True, max_length=300)),
                (
                    "tier",
                    models.CharField(
                        choices=[("universal", "Universal"), ("targeted", "Targeted"), ("specialist", "Specialist")],
                        max_length=20,
                    ),
                ),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conversations.conversation",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical need told",
                "verbose_name_plural": "historical need tolds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NeedTold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("education", "Education"),
                            ("early_years", "Early years development"),
                            ("health", "Mental and physical health"),
                            ("substance", "Substance use"),
                            ("relationships", "Family relationships"),
                            ("abuse_and_exploitation", "Safety from abuse and exploitation"),
                            ("crime", "Away from crime"),
                            ("domestic_abuse", "Safety from domestic abuse"),
                            ("housing", "Secure housing"),
                            ("money", "Money that lasts"),
                        ],
                        max_length=30,
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("partly_met", "Partly met"),
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("no_longer_relevant", "No longer relevant"),
                        ],
                        max_length=20,
                    ),
                ),
                ("how_met", models.CharField(blank=True, max_length=300)),
                (
                    "tier",
                    models.CharField(
                        choices=[("universal", "Universal"), ("targeted", "Targeted"), ("specialist", "Specialist")],
                        max_length=20,
                    ),
                ),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="conversations.conversation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.person"
                    ),
                ),
            ],
            options={
                "ordering": ["told_at"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LevelTold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("L1_UNIVERSAL", "1 Universal"),
                            ("L2_UNIVERSAL_PLUS", "2 Universal plus"),
                            ("L3_TARGETED", "3 Targeted"),
                            ("L4_SPECIALIST_STATUTORY", "4 Specialist or statutory"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("L1_UNIVERSAL", "1 Universal"),
                            ("L2_UNIVERSAL_PLUS", "2 Universal plus"),
                            ("L3_TARGETED", "3 Targeted"),
                            ("L4_SPECIALIST_STATUTORY", "4 Specialist or statutory"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="conversations.conversation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("conversation", "person"), name="one_level_of_a_child_in_a_conversation"
                    )
                ],
            },
        ),
        KeepHistory("NeedTold", "LevelTold"),
    ]
    operations = in_groups(operations)
