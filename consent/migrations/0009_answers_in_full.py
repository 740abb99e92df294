"""The whole life of an answer: limits, exclusions, what other holders of responsibility said, care orders (C1-C16)."""

import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0008_sign_by"),
        ("locality", "0005_digests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="CareOrder",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("interim", "Interim care order"),
                                    ("full", "Care order"),
                                    ("emergency", "Emergency protection order"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("evidence", models.CharField(max_length=200)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("submission", models.UUIDField(null=True, unique=True)),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="locality.informationcategory",
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.family"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.person"
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
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="care_order_ends_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("evidence", ""), _negated=True), name="care_order_was_seen"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentExclusion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.consent"
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="locality.person",
                            ),
                        ),
                        (
                            "what",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="locality.informationcategory",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("partner__isnull", False), ("person__isnull", True), ("what__isnull", True)
                                    ),
                                    models.Q(
                                        ("partner__isnull", True), ("person__isnull", True), ("what__isnull", False)
                                    ),
                                    models.Q(
                                        ("partner__isnull", True), ("person__isnull", False), ("what__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="an_exclusion_leaves_out_one_thing",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentPurpose",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.consent"
                            ),
                        ),
                        (
                            "purpose",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.purpose"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("consent", "purpose"), name="consent_purpose_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCareOrder",
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
                                    ("interim", "Interim care order"),
                                    ("full", "Care order"),
                                    ("emergency", "Emergency protection order"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("evidence", models.CharField(max_length=200)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("submission", models.UUIDField(db_index=True, null=True)),
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
                            "council",
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
                        "verbose_name": "historical care order",
                        "verbose_name_plural": "historical care orders",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsentExclusion",
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
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="consent.consent",
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
                            "what",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="locality.informationcategory",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical consent exclusion",
                        "verbose_name_plural": "historical consent exclusions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsentPurpose",
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
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="consent.consent",
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
                            "purpose",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="consent.purpose",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical consent purpose",
                        "verbose_name_plural": "historical consent purposes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHolderAnswer",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        (
                            "said",
                            models.CharField(
                                choices=[
                                    ("agreed", "Agrees"),
                                    ("disagreed", "Disagrees"),
                                    ("no_answer", "Asked, no answer yet"),
                                    ("told", "Told of it"),
                                    ("not_asked", "Not asked"),
                                ],
                                max_length=20,
                            ),
                        ),
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
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="consent.consent",
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
                        "verbose_name": "historical holder answer",
                        "verbose_name_plural": "historical holder answers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HolderAnswer",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "said",
                            models.CharField(
                                choices=[
                                    ("agreed", "Agrees"),
                                    ("disagreed", "Disagrees"),
                                    ("no_answer", "Asked, no answer yet"),
                                    ("told", "Told of it"),
                                    ("not_asked", "Not asked"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("why", models.TextField(blank=True)),
                        (
                            "consent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.consent"
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
                            models.UniqueConstraint(fields=("consent", "person"), name="holder_answers_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("said", "not_asked"), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="not_asked_says_why",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="consent",
                    name="ask_again_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="asked_again_reason",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="attempts",
                    field=models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="competence",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("competent", "Can decide this for themselves"),
                            ("not_competent", "Cannot decide this for themselves yet"),
                            ("not_assessed", "Not assessed"),
                        ],
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="competence_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="competence_reasons",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="given_for",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="locality.partner",
                    ),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="given_for_name",
                    field=models.CharField(blank=True, max_length=200),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="help_goes_on",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="interpreter",
                    field=models.CharField(blank=True, max_length=200),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="language",
                    field=models.CharField(blank=True, max_length=100),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="limits",
                    field=models.TextField(
                        blank=True, help_text="What they asked not to have written down or passed on"
                    ),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="not_sought_code",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("harm", "Asking could put somebody at risk of serious harm"),
                            ("crime", "Asking could get in the way of preventing or solving a serious crime"),
                            ("delay", "Asking would hold up enquiries that cannot wait"),
                            ("not_reached", "They could not be reached"),
                            ("not_met", "Nobody has met the family yet"),
                        ],
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="present",
                    field=models.CharField(blank=True, max_length=300),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="pressure",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="pressure_note",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="settled",
                    field=models.CharField(
                        blank=True,
                        choices=[("rely", "Go on with the agreement"), ("do_not_rely", "Do not rely on the agreement")],
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="settled_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="settled_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="settled_reasons",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="told_consequences",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="told_how_long",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="told_use",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="told_what",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="told_whom",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="told_why",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="withdrawn_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="locality.person",
                    ),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="withdrawn_said_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="without_papers_reason",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="consent",
                    name="wording",
                    field=models.TextField(blank=True, help_text="What they were asked, as it was worded then (C14)"),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="ask_again_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="asked_again_reason",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="attempts",
                    field=models.PositiveSmallIntegerField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="competence",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("competent", "Can decide this for themselves"),
                            ("not_competent", "Cannot decide this for themselves yet"),
                            ("not_assessed", "Not assessed"),
                        ],
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="competence_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="competence_reasons",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="given_for",
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
                    model_name="historicalconsent",
                    name="given_for_name",
                    field=models.CharField(blank=True, max_length=200),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="help_goes_on",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="interpreter",
                    field=models.CharField(blank=True, max_length=200),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="language",
                    field=models.CharField(blank=True, max_length=100),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="limits",
                    field=models.TextField(
                        blank=True, help_text="What they asked not to have written down or passed on"
                    ),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="not_sought_code",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("harm", "Asking could put somebody at risk of serious harm"),
                            ("crime", "Asking could get in the way of preventing or solving a serious crime"),
                            ("delay", "Asking would hold up enquiries that cannot wait"),
                            ("not_reached", "They could not be reached"),
                            ("not_met", "Nobody has met the family yet"),
                        ],
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="present",
                    field=models.CharField(blank=True, max_length=300),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="pressure",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="pressure_note",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="settled",
                    field=models.CharField(
                        blank=True,
                        choices=[("rely", "Go on with the agreement"), ("do_not_rely", "Do not rely on the agreement")],
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="settled_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="settled_by",
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
                    model_name="historicalconsent",
                    name="settled_reasons",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="told_consequences",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="told_how_long",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="told_use",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="told_what",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="told_whom",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="told_why",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="withdrawn_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.person",
                    ),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="withdrawn_said_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="without_papers_reason",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="historicalconsent",
                    name="wording",
                    field=models.TextField(blank=True, help_text="What they were asked, as it was worded then (C14)"),
                ),
                migrations.AlterField(
                    model_name="consent",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("sought_pending", "Asked, no answer yet"),
                            ("given_written", "Agreed in writing"),
                            ("given_verbal", "Agreed aloud"),
                            ("refused", "Refused"),
                            ("no_response", "Asked more than once, no response"),
                            ("lacks_capacity", "Cannot decide this for themselves"),
                            ("not_sought_justified", "Not asked, with a reason"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=30,
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalconsent",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("sought_pending", "Asked, no answer yet"),
                            ("given_written", "Agreed in writing"),
                            ("given_verbal", "Agreed aloud"),
                            ("refused", "Refused"),
                            ("no_response", "Asked more than once, no response"),
                            ("lacks_capacity", "Cannot decide this for themselves"),
                            ("not_sought_justified", "Not asked, with a reason"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=30,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("competence__in", ["competent", "not_competent"]), _negated=True),
                            models.Q(("competence_reasons", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_view_of_competence_has_its_reasons",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "lacks_capacity"), _negated=True),
                            models.Q(("competence_reasons", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="no_capacity_has_its_reasons",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("pressure", False), models.Q(("pressure_note", ""), _negated=True), _connector="OR"
                        ),
                        name="pressure_says_what_was_done",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("given_for__isnull", True),
                            models.Q(("given_for_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="who_said_so_for_the_council",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled", ""), ("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(
                                models.Q(("settled", ""), _negated=True),
                                models.Q(("settled_reasons", ""), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="settled_how_by_whom_and_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by__isnull", True),
                            models.Q(("settled_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="settled_by_somebody_else",
                    ),
                ),
            ],
        ),
        KeepHistory("Consent", "ConsentPurpose", "ConsentExclusion", "HolderAnswer", "CareOrder"),
    ]
