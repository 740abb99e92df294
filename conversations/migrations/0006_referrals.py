"""Referrals to the Front Door, with their history (domain.md 3f)."""

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
        ("consent", "0005_end_acknowledgements"),
        ("conversations", "0005_episodes"),
        ("locality", "0005_digests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="HistoricalReferral",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("child_in_need", "A child may be in need"),
                                    ("harm", "A child has suffered significant harm"),
                                    ("likely_harm", "A child is likely to suffer significant harm"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("concerns", models.TextField(help_text="What worries the referrer")),
                        (
                            "identified_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, help_text="When the concern was seen (S53)"
                            ),
                        ),
                        (
                            "in_danger",
                            models.BooleanField(default=False, help_text="Somebody was in danger that very moment"),
                        ),
                        ("emergency_at", models.DateTimeField(blank=True, help_text="When 999 was rung", null=True)),
                        (
                            "called_at",
                            models.DateTimeField(blank=True, help_text="When the Front Door was rung (S55)", null=True),
                        ),
                        ("spoke_to", models.CharField(blank=True, max_length=200)),
                        ("said", models.TextField(blank=True, help_text="What was told to the Front Door")),
                        ("advice", models.TextField(blank=True, help_text="What the Front Door said")),
                        ("reference", models.CharField(blank=True, help_text="The Front Door's own", max_length=100)),
                        (
                            "told",
                            models.CharField(
                                choices=[
                                    ("agreed", "Yes, and they agreed"),
                                    ("told", "Yes, and they did not agree"),
                                    ("not_safe", "No: telling them would put somebody at risk"),
                                    ("not_yet", "Not yet"),
                                ],
                                default="not_yet",
                                max_length=10,
                            ),
                        ),
                        ("told_reason", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted_s17", "Accepted: social care assesses a child in need"),
                                    ("s47_strategy", "Accepted: enquiries into harm, or a strategy meeting"),
                                    ("early_help_recommended", "Early help recommended"),
                                    ("advice_only", "Advice only"),
                                    ("information_only", "Taken as information only"),
                                    ("out_of_area", "Passed to another area"),
                                    ("nfa", "No further action"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
                        ("outcome_words", models.TextField(blank=True)),
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
                            "conversation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="In which it was agreed to ring",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.conversation",
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
                            "outcome_by",
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
                            "recorded_by",
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
                        "verbose_name": "historical referral",
                        "verbose_name_plural": "historical referrals",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("child_in_need", "A child may be in need"),
                                    ("harm", "A child has suffered significant harm"),
                                    ("likely_harm", "A child is likely to suffer significant harm"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("concerns", models.TextField(help_text="What worries the referrer")),
                        (
                            "identified_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, help_text="When the concern was seen (S53)"
                            ),
                        ),
                        (
                            "in_danger",
                            models.BooleanField(default=False, help_text="Somebody was in danger that very moment"),
                        ),
                        ("emergency_at", models.DateTimeField(blank=True, help_text="When 999 was rung", null=True)),
                        (
                            "called_at",
                            models.DateTimeField(blank=True, help_text="When the Front Door was rung (S55)", null=True),
                        ),
                        ("spoke_to", models.CharField(blank=True, max_length=200)),
                        ("said", models.TextField(blank=True, help_text="What was told to the Front Door")),
                        ("advice", models.TextField(blank=True, help_text="What the Front Door said")),
                        ("reference", models.CharField(blank=True, help_text="The Front Door's own", max_length=100)),
                        (
                            "told",
                            models.CharField(
                                choices=[
                                    ("agreed", "Yes, and they agreed"),
                                    ("told", "Yes, and they did not agree"),
                                    ("not_safe", "No: telling them would put somebody at risk"),
                                    ("not_yet", "Not yet"),
                                ],
                                default="not_yet",
                                max_length=10,
                            ),
                        ),
                        ("told_reason", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted_s17", "Accepted: social care assesses a child in need"),
                                    ("s47_strategy", "Accepted: enquiries into harm, or a strategy meeting"),
                                    ("early_help_recommended", "Early help recommended"),
                                    ("advice_only", "Advice only"),
                                    ("information_only", "Taken as information only"),
                                    ("out_of_area", "Passed to another area"),
                                    ("nfa", "No further action"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
                        ("outcome_words", models.TextField(blank=True)),
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
                            "conversation",
                            models.ForeignKey(
                                blank=True,
                                help_text="In which it was agreed to ring",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.conversation",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.family"
                            ),
                        ),
                        (
                            "outcome_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-recorded_at"],
                        "permissions": [("see_referral", "See the referral")],
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                models.F("family"),
                                models.OrderBy(models.F("recorded_at"), descending=True),
                                name="referral_of_family",
                            ),
                            models.Index(
                                models.F("recorded_by"),
                                models.F("recorded_at"),
                                condition=models.Q(("outcome", "")),
                                name="referral_to_chase",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("outcome_at__isnull", True)),
                                    models.Q(models.Q(("outcome", ""), _negated=True), ("outcome_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="outcome_of_referral_has_its_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalReferralNote",
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
                                    ("chased", "I asked what came of it"),
                                    ("sent", "The written referral was sent"),
                                    ("told", "The family was told"),
                                    ("more", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("happened_at", models.DateTimeField()),
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
                        (
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical referral note",
                        "verbose_name_plural": "historical referral notes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReferralChild",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
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
                        (
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical referral child",
                        "verbose_name_plural": "historical referral childs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReferralAccess",
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
                                to="conversations.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical referral access",
                        "verbose_name_plural": "historical referral accesss",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ReferralAccess",
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
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="conversations.referral"),
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
                            models.Index(fields=["content_object", "group", "permission"], name="referral_access_of_it")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "permission", "content_object", "decision"),
                                name="referral_access_once_per_decision",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralChild",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.person"
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.referral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="ReferralNote",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("chased", "I asked what came of it"),
                                    ("sent", "The written referral was sent"),
                                    ("told", "The family was told"),
                                    ("more", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("happened_at", models.DateTimeField()),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submission", models.UUIDField(unique=True)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.referral",
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
                        "ordering": ["happened_at"],
                        "abstract": False,
                        "default_permissions": (),
                    },
                ),
            ],
        ),
        KeepHistory("Referral", "ReferralAccess", "ReferralChild", "ReferralNote"),
    ]
