"""The meeting in full: series, members, inputs, minutes, and who sees what of them (S131-S139)."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory


class Migration(migrations.Migration):
    dependencies = [
        ("allocations", "0003_evidence"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("consent", "0005_end_acknowledgements"),
        ("conversations", "0004_speed"),
        ("locality", "0005_digests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaInput",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(unique=True)),
            ],
            options={
                "ordering": ["given_at"],
                "permissions": [("see_agendainput", "See what a partner gave to an agenda item")],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AgendaInputAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_key", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AgendaItemAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_key", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CarriedOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("deferred", models.BooleanField(default=False)),
                ("why", models.TextField()),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgendaInput",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("text", models.TextField()),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(db_index=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical agenda input",
                "verbose_name_plural": "historical agenda inputs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgendaInputAccess",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical agenda input access",
                "verbose_name_plural": "historical agenda input accesss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgendaItemAccess",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical agenda item access",
                "verbose_name_plural": "historical agenda item accesss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCarriedOver",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("deferred", models.BooleanField(default=False)),
                ("why", models.TextField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical carried over",
                "verbose_name_plural": "historical carried overs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInputRequest",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField()),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical input request",
                "verbose_name_plural": "historical input requests",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInterest",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("personal", "I know this family privately"),
                            ("professional", "My work for them is part of what is discussed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "does",
                    models.CharField(
                        choices=[
                            ("leave", "I leave for this item and see nothing of it"),
                            ("no_part", "I stay and take no part"),
                            ("stay", "I stay"),
                        ],
                        max_length=10,
                    ),
                ),
                ("detail", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical interest",
                "verbose_name_plural": "historical interests",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemAction",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("what", models.TextField()),
                ("owner_name", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("came_of_it", models.TextField(blank=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical item action",
                "verbose_name_plural": "historical item actions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemChoice",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("hold_back", "The item is held back from this meeting"),
                            ("leaves", "That partner leaves the room for the item"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical item choice",
                "verbose_name_plural": "historical item choices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalItemMinute",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "safeguarding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nothing", "Nothing here should be a referral already"),
                            ("called", "The Front Door is called now"),
                        ],
                        max_length=10,
                    ),
                ),
                ("notes", models.TextField(blank=True)),
                (
                    "outcomes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("allocate_lead_and_EHA", "Lead professional and an assessment"),
                                ("allocate_single_agency", "One service helps by itself"),
                                ("existing_plan_strengthened", "The plan there is becomes stronger"),
                                ("consultation_only", "Advice given, nothing more"),
                                ("broker_service", "A service is found or bought"),
                                ("refer_front_door", "Referral to the Front Door"),
                                ("step_down_accepted", "Step-down accepted"),
                                ("step_down_declined", "Step-down declined"),
                                ("contact_family_first", "Contact the family first"),
                                ("defer", "Put off to the next meeting"),
                                ("no_further_action", "No further action"),
                                ("disagreement_opened", "Not agreed: a disagreement is opened"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("no_lead_why", models.TextField(blank=True)),
                ("defer_why", models.TextField(blank=True)),
                (
                    "positions",
                    models.TextField(blank=True, help_text="Where Locality and Team Managers do not agree (S138)"),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical item minute",
                "verbose_name_plural": "historical item minutes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLeadAnswer",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted", models.BooleanField()),
                ("in_the_room", models.BooleanField(default=False)),
                ("why", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical lead answer",
                "verbose_name_plural": "historical lead answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeetingMember",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                (
                    "role",
                    models.CharField(
                        choices=[("member", "Member"), ("deputy", "Deputy"), ("guest", "Guest")],
                        default="member",
                        max_length=10,
                    ),
                ),
                ("deputy_for", models.CharField(blank=True, max_length=200)),
                ("apologies", models.BooleanField(default=False)),
                ("arrived_at", models.DateTimeField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical meeting member",
                "verbose_name_plural": "historical meeting members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeetingSeries",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "week",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth")]
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday")]
                    ),
                ),
                ("starts", models.TimeField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("submission", models.UUIDField(db_index=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical meeting series",
                "verbose_name_plural": "historical meeting seriess",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMinuteAddendum",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("text", models.TextField()),
                ("submission", models.UUIDField(db_index=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical minute addendum",
                "verbose_name_plural": "historical minute addendums",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMinutesConfirmation",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("confirmed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical minutes confirmation",
                "verbose_name_plural": "historical minutes confirmations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStoodOut",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("back_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical stood out",
                "verbose_name_plural": "historical stood outs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InputRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField()),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("personal", "I know this family privately"),
                            ("professional", "My work for them is part of what is discussed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "does",
                    models.CharField(
                        choices=[
                            ("leave", "I leave for this item and see nothing of it"),
                            ("no_part", "I stay and take no part"),
                            ("stay", "I stay"),
                        ],
                        max_length=10,
                    ),
                ),
                ("detail", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ItemAction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("what", models.TextField()),
                ("owner_name", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("came_of_it", models.TextField(blank=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["written_at"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ItemChoice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("hold_back", "The item is held back from this meeting"),
                            ("leaves", "That partner leaves the room for the item"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ItemMinute",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "safeguarding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nothing", "Nothing here should be a referral already"),
                            ("called", "The Front Door is called now"),
                        ],
                        max_length=10,
                    ),
                ),
                ("notes", models.TextField(blank=True)),
                (
                    "outcomes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("allocate_lead_and_EHA", "Lead professional and an assessment"),
                                ("allocate_single_agency", "One service helps by itself"),
                                ("existing_plan_strengthened", "The plan there is becomes stronger"),
                                ("consultation_only", "Advice given, nothing more"),
                                ("broker_service", "A service is found or bought"),
                                ("refer_front_door", "Referral to the Front Door"),
                                ("step_down_accepted", "Step-down accepted"),
                                ("step_down_declined", "Step-down declined"),
                                ("contact_family_first", "Contact the family first"),
                                ("defer", "Put off to the next meeting"),
                                ("no_further_action", "No further action"),
                                ("disagreement_opened", "Not agreed: a disagreement is opened"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("no_lead_why", models.TextField(blank=True)),
                ("defer_why", models.TextField(blank=True)),
                (
                    "positions",
                    models.TextField(blank=True, help_text="Where Locality and Team Managers do not agree (S138)"),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LeadAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted", models.BooleanField()),
                ("in_the_room", models.BooleanField(default=False)),
                ("why", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["written_at"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MeetingMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                (
                    "role",
                    models.CharField(
                        choices=[("member", "Member"), ("deputy", "Deputy"), ("guest", "Guest")],
                        default="member",
                        max_length=10,
                    ),
                ),
                ("deputy_for", models.CharField(blank=True, max_length=200)),
                ("apologies", models.BooleanField(default=False)),
                ("arrived_at", models.DateTimeField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MeetingSeries",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "week",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth")]
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday")]
                    ),
                ),
                ("starts", models.TimeField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("submission", models.UUIDField(unique=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MinuteAddendum",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("text", models.TextField()),
                ("submission", models.UUIDField(unique=True)),
            ],
            options={
                "ordering": ["written_at"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MinutesConfirmation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("confirmed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StoodOut",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AlterModelOptions(
            name="agendaitem",
            options={
                "default_permissions": (),
                "ordering": ["proposed_at"],
                "permissions": [("see_agendaitem", "See the agenda item")],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="agencies",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="agreement",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreed", "The family agrees to the move"),
                    ("asked", "The family was asked and has not answered"),
                    ("refused", "The family does not want further help"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="closing_summary",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="conversation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conversations.conversation",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="exception",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="from_level",
            field=models.CharField(
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
        migrations.AddField(
            model_name="agendaitem",
            name="match_rule",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="no_harm_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="reviewed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="source",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="to_level",
            field=models.CharField(
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
        migrations.AddField(
            model_name="agendaitem",
            name="urgent_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="withdrawn_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="allocationmeeting",
            name="agreed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="allocationmeeting",
            name="cancelled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="allocationmeeting",
            name="cancelled_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="allocationmeeting",
            name="circulated_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="allocationmeeting",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="allocationmeeting",
            name="run_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="allocationmeeting",
            name="started_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="agencies",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="agreement",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreed", "The family agrees to the move"),
                    ("asked", "The family was asked and has not answered"),
                    ("refused", "The family does not want further help"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="closing_summary",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="conversation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="conversations.conversation",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="exception",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="from_level",
            field=models.CharField(
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
        migrations.AddField(
            model_name="historicalagendaitem",
            name="match_rule",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="no_harm_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="reviewed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="source",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="to_level",
            field=models.CharField(
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
        migrations.AddField(
            model_name="historicalagendaitem",
            name="urgent_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalagendaitem",
            name="withdrawn_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="agreed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="cancelled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="cancelled_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="circulated_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="run_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="started_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="allocationmeeting",
            name="status",
            field=models.CharField(
                choices=[
                    ("scheduled", "Scheduled"),
                    ("items_open", "Open for families"),
                    ("items_closed", "Closed for families"),
                    ("circulated", "Agenda sent out"),
                    ("in_session", "In session"),
                    ("minutes_draft", "Minutes in draft"),
                    ("minutes_agreed", "Minutes agreed"),
                    ("closed", "Held"),
                    ("cancelled", "Cancelled"),
                ],
                default="items_open",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="historicalallocationmeeting",
            name="status",
            field=models.CharField(
                choices=[
                    ("scheduled", "Scheduled"),
                    ("items_open", "Open for families"),
                    ("items_closed", "Closed for families"),
                    ("circulated", "Agenda sent out"),
                    ("in_session", "In session"),
                    ("minutes_draft", "Minutes in draft"),
                    ("minutes_agreed", "Minutes agreed"),
                    ("closed", "Held"),
                    ("cancelled", "Cancelled"),
                ],
                default="items_open",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True), models.Q(("withdrawn_why", ""), _negated=True), _connector="OR"
                ),
                name="withdrawing_an_item_says_why",
            ),
        ),
        migrations.AddField(
            model_name="agendainput",
            name="agenda_item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="agendainput",
            name="category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.informationcategory"
            ),
        ),
        migrations.AddField(
            model_name="agendainput",
            name="family",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.family"
            ),
        ),
        migrations.AddField(
            model_name="agendainput",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="agendainput",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="agendainputaccess",
            name="content_object",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="allocations.agendainput"),
        ),
        migrations.AddField(
            model_name="agendainputaccess",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharingdecision"
            ),
        ),
        migrations.AddField(
            model_name="agendainputaccess",
            name="group",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
        ),
        migrations.AddField(
            model_name="agendainputaccess",
            name="permission",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
        ),
        migrations.AddField(
            model_name="agendaitemaccess",
            name="content_object",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="allocations.agendaitem"),
        ),
        migrations.AddField(
            model_name="agendaitemaccess",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharingdecision"
            ),
        ),
        migrations.AddField(
            model_name="agendaitemaccess",
            name="group",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group"),
        ),
        migrations.AddField(
            model_name="agendaitemaccess",
            name="permission",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="from_meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.allocationmeeting"
            ),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="signed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="to_meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.allocationmeeting"
            ),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainput",
            name="agenda_item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainput",
            name="category",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.informationcategory",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainput",
            name="family",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.family",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainput",
            name="given_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainput",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainput",
            name="provider",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainputaccess",
            name="content_object",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendainput",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainputaccess",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="consent.sharingdecision",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainputaccess",
            name="group",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="auth.group",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainputaccess",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalagendainputaccess",
            name="permission",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="auth.permission",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendaitemaccess",
            name="content_object",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendaitemaccess",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="consent.sharingdecision",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendaitemaccess",
            name="group",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="auth.group",
            ),
        ),
        migrations.AddField(
            model_name="historicalagendaitemaccess",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalagendaitemaccess",
            name="permission",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="auth.permission",
            ),
        ),
        migrations.AddField(
            model_name="historicalcarriedover",
            name="from_meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.allocationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalcarriedover",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcarriedover",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalcarriedover",
            name="signed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcarriedover",
            name="to_meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.allocationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalcarriedover",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcarriedover",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalinputrequest",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalinputrequest",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalinputrequest",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalinputrequest",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalinputrequest",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalinterest",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalinterest",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalinterest",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalinterest",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemaction",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalitemaction",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemaction",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalitemaction",
            name="owner_partner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemaction",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalitemaction",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemchoice",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalitemchoice",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemchoice",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.allocationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemchoice",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemchoice",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalitemchoice",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemminute",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalitemminute",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemminute",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalitemminute",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.allocationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemminute",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalitemminute",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalleadanswer",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalleadanswer",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalleadanswer",
            name="practitioner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalleadanswer",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalleadanswer",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingmember",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingmember",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.allocationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingmember",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingmember",
            name="practitioner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingseries",
            name="chair",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingseries",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingseries",
            name="locality",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.locality",
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingseries",
            name="planned_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalmeetingseries",
            name="run_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalminuteaddendum",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalminuteaddendum",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalminuteaddendum",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalminuteaddendum",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="historicalminutesconfirmation",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalminutesconfirmation",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.allocationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalminutesconfirmation",
            name="practitioner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalstoodout",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalstoodout",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalstoodout",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.allocationmeeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalstoodout",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalstoodout",
            name="written_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="inputrequest",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="inputrequest",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="inputrequest",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="inputrequest",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="interest",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="interest",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="interest",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="itemaction",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="itemaction",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="itemaction",
            name="owner_partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="itemaction",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="itemaction",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="itemchoice",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="itemchoice",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.allocationmeeting"
            ),
        ),
        migrations.AddField(
            model_name="itemchoice",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="itemchoice",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="itemchoice",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="itemminute",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="itemminute",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="itemminute",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.allocationmeeting"
            ),
        ),
        migrations.AddField(
            model_name="itemminute",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="itemminute",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="itemaction",
            name="minute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.itemminute"
            ),
        ),
        migrations.AddField(
            model_name="historicalminuteaddendum",
            name="minute",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.itemminute",
            ),
        ),
        migrations.AddField(
            model_name="historicalleadanswer",
            name="minute",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.itemminute",
            ),
        ),
        migrations.AddField(
            model_name="historicalitemaction",
            name="minute",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.itemminute",
            ),
        ),
        migrations.AddField(
            model_name="leadanswer",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="leadanswer",
            name="minute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.itemminute"
            ),
        ),
        migrations.AddField(
            model_name="leadanswer",
            name="practitioner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="leadanswer",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="leadanswer",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="meetingmember",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.allocationmeeting"
            ),
        ),
        migrations.AddField(
            model_name="meetingmember",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="locality.partner",
            ),
        ),
        migrations.AddField(
            model_name="meetingmember",
            name="practitioner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalstoodout",
            name="member",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.meetingmember",
            ),
        ),
        migrations.AddField(
            model_name="meetingseries",
            name="chair",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="meetingseries",
            name="locality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.locality"
            ),
        ),
        migrations.AddField(
            model_name="meetingseries",
            name="planned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="meetingseries",
            name="run_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="allocationmeeting",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="allocations.meetingseries",
            ),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="series",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="allocations.meetingseries",
            ),
        ),
        migrations.AddField(
            model_name="minuteaddendum",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="minuteaddendum",
            name="minute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.itemminute"
            ),
        ),
        migrations.AddField(
            model_name="minuteaddendum",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="minuteaddendum",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddField(
            model_name="minutesconfirmation",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.allocationmeeting"
            ),
        ),
        migrations.AddField(
            model_name="minutesconfirmation",
            name="practitioner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="stoodout",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="stoodout",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.allocationmeeting"
            ),
        ),
        migrations.AddField(
            model_name="stoodout",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="allocations.meetingmember"
            ),
        ),
        migrations.AddField(
            model_name="stoodout",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="stoodout",
            name="written_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
            ),
        ),
        migrations.AddIndex(
            model_name="agendainputaccess",
            index=models.Index(fields=["content_object", "group", "permission"], name="input_access_of_it"),
        ),
        migrations.AddConstraint(
            model_name="agendainputaccess",
            constraint=models.UniqueConstraint(
                fields=("group", "permission", "content_object", "decision"), name="input_access_once_per_decision"
            ),
        ),
        migrations.AddIndex(
            model_name="agendaitemaccess",
            index=models.Index(fields=["content_object", "group", "permission"], name="item_access_of_it"),
        ),
        migrations.AddConstraint(
            model_name="agendaitemaccess",
            constraint=models.UniqueConstraint(
                fields=("group", "permission", "content_object", "decision"), name="item_access_once_per_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="carriedover",
            constraint=models.UniqueConstraint(fields=("item", "from_meeting"), name="carried_over_once"),
        ),
        migrations.AddConstraint(
            model_name="carriedover",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_meeting", models.F("to_meeting")), _negated=True), name="carried_to_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="inputrequest",
            constraint=models.UniqueConstraint(fields=("item", "partner"), name="asked_for_input_once"),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.UniqueConstraint(fields=("item", "written_by"), name="interest_declared_once"),
        ),
        migrations.AddConstraint(
            model_name="itemchoice",
            constraint=models.UniqueConstraint(fields=("item", "meeting", "partner"), name="one_choice_for_a_partner"),
        ),
        migrations.AddConstraint(
            model_name="itemminute",
            constraint=models.UniqueConstraint(fields=("item", "meeting"), name="one_minute_of_an_item"),
        ),
        migrations.AddIndex(
            model_name="itemaction",
            index=models.Index(
                models.F("owner"),
                models.F("due_on"),
                condition=models.Q(("done_on", None), ("taken_back_at", None)),
                name="meeting_action_of_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("practitioner__isnull", False)),
                fields=("meeting", "practitioner"),
                name="asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_at__isnull", True), ("arrived_at__isnull", False), _connector="OR"),
                name="who_leaves_had_come",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutesconfirmation",
            constraint=models.UniqueConstraint(fields=("meeting", "practitioner"), name="agreed_to_minutes_once"),
        ),
        migrations.AddConstraint(
            model_name="stoodout",
            constraint=models.UniqueConstraint(fields=("item", "meeting", "member"), name="stood_out_once"),
        ),
        KeepHistory(
            "AgendaInput",
            "AgendaInputAccess",
            "AgendaItem",
            "AgendaItemAccess",
            "AllocationMeeting",
            "CarriedOver",
            "InputRequest",
            "Interest",
            "ItemAction",
            "ItemChoice",
            "ItemMinute",
            "LeadAnswer",
            "MeetingMember",
            "MeetingSeries",
            "MinuteAddendum",
            "MinutesConfirmation",
            "StoodOut",
        ),
    ]
