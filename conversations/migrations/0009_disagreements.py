"""Disagreements, each side's words, and the stages they go through, with their history (domain.md 3e)."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("consent", "0006_agreed_again"),
        ("conversations", "0008_plans"),
        ("locality", "0005_digests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="Stage",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("code", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("who", models.CharField(max_length=300)),
                        ("days", models.PositiveSmallIntegerField(help_text="Working days")),
                    ],
                    options={
                        "ordering": ["position", "name"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Disagreement",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("action", "What is to be done"),
                                    ("lead", "Who leads"),
                                    ("level", "The level of need, or a threshold"),
                                    ("sharing", "Sharing, or not sharing"),
                                    ("referral", "What came of a referral"),
                                    ("drift", "A plan that does not move"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "raised_for",
                            models.CharField(
                                choices=[
                                    ("partner", "My own service"),
                                    ("family", "The family"),
                                    ("child", "The child"),
                                ],
                                default="partner",
                                max_length=10,
                            ),
                        ),
                        (
                            "family_words",
                            models.TextField(
                                blank=True, help_text="What the family or the child says, in their own words"
                            ),
                        ),
                        ("subject", models.CharField(max_length=300)),
                        ("position", models.TextField(help_text="What the side that raises it says, in its own words")),
                        ("wanted", models.TextField(help_text="What it wants to come of it")),
                        ("tried", models.TextField(blank=True, help_text="What was tried in the conversation itself")),
                        (
                            "source_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Nothing in particular"),
                                    ("conversation", "A conversation"),
                                    ("sharingdecision", "A decision about sharing"),
                                    ("referral", "A referral"),
                                    ("agendaitem", "An item of a meeting"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("source", models.UUIDField(blank=True, null=True)),
                        (
                            "at_risk",
                            models.BooleanField(
                                default=False, help_text="A child may come to harm meanwhile: 24 hours for all of it"
                            ),
                        ),
                        (
                            "front_door_answer",
                            models.TextField(blank=True, help_text="Whether the Front Door was rung, or why not"),
                        ),
                        ("safety_plan", models.TextField(help_text="How the child is kept safe until it is settled")),
                        ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agreed", "Both sides agreed"),
                                    ("decided", "Somebody decided"),
                                    ("taken_back", "It was taken back"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "decided_by",
                            models.CharField(blank=True, help_text="Who decided, with their role", max_length=200),
                        ),
                        ("reasons", models.TextField(blank=True)),
                        ("dissent", models.TextField(blank=True)),
                        ("family_told", models.TextField(blank=True)),
                        ("learning", models.TextField(blank=True)),
                        ("submission", models.UUIDField(unique=True)),
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
                            "interim_lead",
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
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "with_partner",
                            models.ForeignKey(
                                blank=True,
                                help_text="The other side",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="locality.partner",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-raised_at"],
                        "permissions": [("see_disagreement", "See the disagreement")],
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                models.F("family"),
                                models.OrderBy(models.F("raised_at"), descending=True),
                                name="disagreement_of_family",
                            ),
                            models.Index(
                                models.F("provider"),
                                models.F("raised_at"),
                                condition=models.Q(("settled_at", None)),
                                name="disagreement_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("settled_at__isnull", True)),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("reasons", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_disagreement_says_how",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("at_risk", False),
                                    models.Q(("front_door_answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="risk_is_told_to_the_front_door_or_why_not",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisagreementAccess",
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
                                on_delete=django.db.models.deletion.PROTECT, to="conversations.disagreement"
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
                            models.Index(
                                fields=["content_object", "group", "permission"], name="disagreement_access_of_it"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "permission", "content_object", "decision"),
                                name="disagreement_access_once_per_decision",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisagreementStep",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("up", "Take it up to the next stage now"),
                                    ("talked", "We spoke about it"),
                                    ("meeting", "A meeting was held to resolve it"),
                                    ("manager", "I spoke with my manager or safeguarding lead"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "stage",
                            models.PositiveSmallIntegerField(
                                help_text="On which stage it stood then; of a step up, the new one"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submission", models.UUIDField(unique=True)),
                        (
                            "disagreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.disagreement",
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
                    ],
                    options={
                        "ordering": ["written_at"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "up")),
                                fields=("disagreement", "stage"),
                                name="a_stage_is_reached_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDisagreement",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("action", "What is to be done"),
                                    ("lead", "Who leads"),
                                    ("level", "The level of need, or a threshold"),
                                    ("sharing", "Sharing, or not sharing"),
                                    ("referral", "What came of a referral"),
                                    ("drift", "A plan that does not move"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "raised_for",
                            models.CharField(
                                choices=[
                                    ("partner", "My own service"),
                                    ("family", "The family"),
                                    ("child", "The child"),
                                ],
                                default="partner",
                                max_length=10,
                            ),
                        ),
                        (
                            "family_words",
                            models.TextField(
                                blank=True, help_text="What the family or the child says, in their own words"
                            ),
                        ),
                        ("subject", models.CharField(max_length=300)),
                        ("position", models.TextField(help_text="What the side that raises it says, in its own words")),
                        ("wanted", models.TextField(help_text="What it wants to come of it")),
                        ("tried", models.TextField(blank=True, help_text="What was tried in the conversation itself")),
                        (
                            "source_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Nothing in particular"),
                                    ("conversation", "A conversation"),
                                    ("sharingdecision", "A decision about sharing"),
                                    ("referral", "A referral"),
                                    ("agendaitem", "An item of a meeting"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("source", models.UUIDField(blank=True, null=True)),
                        (
                            "at_risk",
                            models.BooleanField(
                                default=False, help_text="A child may come to harm meanwhile: 24 hours for all of it"
                            ),
                        ),
                        (
                            "front_door_answer",
                            models.TextField(blank=True, help_text="Whether the Front Door was rung, or why not"),
                        ),
                        ("safety_plan", models.TextField(help_text="How the child is kept safe until it is settled")),
                        ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agreed", "Both sides agreed"),
                                    ("decided", "Somebody decided"),
                                    ("taken_back", "It was taken back"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "decided_by",
                            models.CharField(blank=True, help_text="Who decided, with their role", max_length=200),
                        ),
                        ("reasons", models.TextField(blank=True)),
                        ("dissent", models.TextField(blank=True)),
                        ("family_told", models.TextField(blank=True)),
                        ("learning", models.TextField(blank=True)),
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
                            "interim_lead",
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
                        (
                            "raised_by",
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
                            "settled_by",
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
                            "with_partner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The other side",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="locality.partner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical disagreement",
                        "verbose_name_plural": "historical disagreements",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDisagreementAccess",
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
                                to="conversations.disagreement",
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
                        "verbose_name": "historical disagreement access",
                        "verbose_name_plural": "historical disagreement accesss",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDisagreementStep",
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
                                    ("up", "Take it up to the next stage now"),
                                    ("talked", "We spoke about it"),
                                    ("meeting", "A meeting was held to resolve it"),
                                    ("manager", "I spoke with my manager or safeguarding lead"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "stage",
                            models.PositiveSmallIntegerField(
                                help_text="On which stage it stood then; of a step up, the new one"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "disagreement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.disagreement",
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
                    ],
                    options={
                        "verbose_name": "historical disagreement step",
                        "verbose_name_plural": "historical disagreement steps",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPosition",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("text", models.TextField()),
                        ("wanted", models.TextField(blank=True)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "disagreement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.disagreement",
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
                    ],
                    options={
                        "verbose_name": "historical position",
                        "verbose_name_plural": "historical positions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalStage",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("code", models.SlugField()),
                        ("name", models.CharField(max_length=200)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("who", models.CharField(max_length=300)),
                        ("days", models.PositiveSmallIntegerField(help_text="Working days")),
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
                    ],
                    options={
                        "verbose_name": "historical stage",
                        "verbose_name_plural": "historical stages",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("text", models.TextField()),
                        ("wanted", models.TextField(blank=True)),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submission", models.UUIDField(unique=True)),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="locality.informationcategory",
                            ),
                        ),
                        (
                            "disagreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.disagreement",
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
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["written_at"],
                        "permissions": [("see_position", "See the position")],
                        "abstract": False,
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPositionAccess",
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
                        (
                            "content_object",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical position access",
                        "verbose_name_plural": "historical position accesss",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PositionAccess",
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
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="conversations.position"),
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
                            models.Index(fields=["content_object", "group", "permission"], name="position_access_of_it")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "permission", "content_object", "decision"),
                                name="position_access_once_per_decision",
                            )
                        ],
                    },
                ),
            ],
        ),
        KeepHistory("Disagreement", "DisagreementAccess", "DisagreementStep", "Position", "PositionAccess", "Stage"),
    ]
