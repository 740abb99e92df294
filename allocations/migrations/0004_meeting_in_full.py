"""The meeting in full: series, members, inputs, minutes, and who sees what of them (S131-S139)."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import Together


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
        Together(
            operations=[
                migrations.CreateModel(
                    name="AgendaInput",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submission", models.UUIDField(unique=True)),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="locality.informationcategory",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.family"
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "ordering": ["given_at"],
                        "permissions": [("see_agendainput", "See what a partner gave to an agenda item")],
                        "abstract": False,
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="AgendaInputAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_key", models.DateTimeField()),
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="allocations.agendainput"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consent.sharingdecision",
                            ),
                        ),
                        ("group", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group")),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["content_object", "group", "permission"], name="input_access_of_it")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "permission", "content_object", "decision"),
                                name="input_access_once_per_decision",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItemAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_key", models.DateTimeField()),
                        (
                            "content_object",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="allocations.agendaitem"),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consent.sharingdecision",
                            ),
                        ),
                        ("group", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group")),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["content_object", "group", "permission"], name="item_access_of_it")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "permission", "content_object", "decision"),
                                name="item_access_once_per_decision",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CarriedOver",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("deferred", models.BooleanField(default=False)),
                        ("why", models.TextField()),
                        (
                            "from_meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "from_meeting"), name="carried_over_once"),
                            models.CheckConstraint(
                                condition=models.Q(("from_meeting", models.F("to_meeting")), _negated=True),
                                name="carried_to_another",
                            ),
                        ],
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="locality.informationcategory",
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
                            "given_by",
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "content_object",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.agendainput",
                            ),
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
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="auth.group",
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
                            "permission",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="auth.permission",
                            ),
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "content_object",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
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
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="auth.group",
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
                            "permission",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="auth.permission",
                            ),
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "from_meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.allocationmeeting",
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
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "signed_by",
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
                            "to_meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "written_by",
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
                            "written_for",
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                                to="allocations.agendaitem",
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
                            "written_by",
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
                            "written_for",
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "written_by",
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
                            "written_for",
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
                        "verbose_name": "historical interest",
                        "verbose_name_plural": "historical interests",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
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
                            models.TextField(
                                blank=True, help_text="Where Locality and Team Managers do not agree (S138)"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("provisional", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "meeting"), name="one_minute_of_an_item")
                        ],
                    },
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "owner",
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
                            "owner_partner",
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
                            "written_by",
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
                            "written_for",
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
                            "minute",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.itemminute",
                            ),
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.allocationmeeting",
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
                            "written_by",
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
                            "written_for",
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
                            models.TextField(
                                blank=True, help_text="Where Locality and Team Managers do not agree (S138)"
                            ),
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "lead",
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
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "written_by",
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
                            "written_for",
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "practitioner",
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
                            "written_by",
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
                            "written_for",
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
                            "minute",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.itemminute",
                            ),
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.allocationmeeting",
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
                            "practitioner",
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
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                ]
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "chair",
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
                            "planned_by",
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
                            "run_by",
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "written_by",
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
                            "written_for",
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
                            "minute",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.itemminute",
                            ),
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "practitioner",
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
                        "verbose_name": "historical minutes confirmation",
                        "verbose_name_plural": "historical minutes confirmations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
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
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.allocationmeeting",
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
                        (
                            "practitioner",
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
                        "ordering": ["name"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("practitioner__isnull", False)),
                                fields=("meeting", "practitioner"),
                                name="asked_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_at__isnull", True), ("arrived_at__isnull", False), _connector="OR"
                                ),
                                name="who_leaves_had_come",
                            ),
                        ],
                    },
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
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
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
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "written_by",
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
                            "written_for",
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
                            "member",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="allocations.meetingmember",
                            ),
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "partner"), name="asked_for_input_once")
                        ],
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "written_by"), name="interest_declared_once")
                        ],
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner_partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                        (
                            "minute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.itemminute",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at"],
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                models.F("owner"),
                                models.F("due_on"),
                                condition=models.Q(("done_on", None), ("taken_back_at", None)),
                                name="meeting_action_of_owner",
                            )
                        ],
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "meeting", "partner"), name="one_choice_for_a_partner"
                            )
                        ],
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "minute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.itemminute",
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at"],
                        "abstract": False,
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
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                ]
                            ),
                        ),
                        ("starts", models.TimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("submission", models.UUIDField(unique=True)),
                        (
                            "chair",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "locality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.locality"
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "run_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "minute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.itemminute",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
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
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "practitioner"), name="agreed_to_minutes_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoodOut",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.allocationmeeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="allocations.meetingmember",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_for",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "meeting", "member"), name="stood_out_once")
                        ],
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
                            ("withdrawn_at__isnull", True),
                            models.Q(("withdrawn_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withdrawing_an_item_says_why",
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
            ],
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
