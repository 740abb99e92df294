"""What a conversation means, who saw it differently, how good it was; and the guidance by edition (3b; S48, S122)."""

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
        ("conversations", "0011_moves"),
        ("locality", "0011_notices_of_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="Guidance",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("code", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("document", models.SlugField()),
                        ("publisher", models.CharField(max_length=200)),
                        (
                            "words",
                            models.TextField(
                                help_text="What it asks of us: a paragraph a line; of a pathway, “Step: what happens”"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "name"],
                        "abstract": False,
                    },
                ),
                migrations.AlterField(
                    model_name="conversation",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("case", "About a family we are helping"),
                            ("pre_case", "Before help has begun"),
                            ("step_change", "A move between services"),
                            ("review", "A review"),
                            ("closure", "At the end of the help"),
                            ("front_door_consult", "With the Front Door"),
                        ],
                        default="case",
                        max_length=20,
                    ),
                ),
                migrations.AlterField(
                    model_name="historicalconversation",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("case", "About a family we are helping"),
                            ("pre_case", "Before help has begun"),
                            ("step_change", "A move between services"),
                            ("review", "A review"),
                            ("closure", "At the end of the help"),
                            ("front_door_consult", "With the Front Door"),
                        ],
                        default="case",
                        max_length=20,
                    ),
                ),
                migrations.CreateModel(
                    name="DifferingView",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("who", models.CharField(max_length=200)),
                        ("view", models.TextField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "conversation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.conversation",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: somebody of the family",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="locality.partner",
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
                    name="HistoricalCompletion",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("universal_insufficient", "Services for everybody are not enough"),
                                    ("unmet_need", "A need is not met: something else is needed"),
                                    ("step_down_safe", "It is safe to reduce what there is"),
                                    ("moving_between_services", "The child moves between services"),
                                    ("review", "It was time to look again"),
                                    ("other", "Something else"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(blank=True, help_text="How long it took", null=True),
                        ),
                        (
                            "complexity",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("several_children", "Several children with needs of their own"),
                                        ("many_services", "Many services at once"),
                                        ("long_history", "Help before that did not last"),
                                        ("several_homes", "The children live in more than one home"),
                                        ("language", "Language, or how somebody understands"),
                                        ("trust", "Little trust in services"),
                                        ("hidden", "Something is hidden, or somebody is afraid"),
                                        ("money_housing", "Money or housing stands in the way"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("complexity_words", models.TextField(blank=True)),
                        (
                            "family_present",
                            models.CharField(
                                choices=[
                                    ("yes", "Somebody of the family took part"),
                                    ("asked", "They were asked before or after"),
                                    ("no", "They were not asked"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("family_views", models.TextField(help_text="What the family says, or why it was not asked")),
                        ("to_date", models.TextField(help_text="What was done until now, by whom (S130)")),
                        ("analysis", models.TextField(help_text="What it means for the children (S28)")),
                        (
                            "plan_needed",
                            models.CharField(
                                choices=[("yes", "Yes"), ("there", "There is one already"), ("no", "No")], max_length=10
                            ),
                        ),
                        ("plan_reason", models.TextField(help_text="Why, or why not (S29)")),
                        ("review_on", models.DateField(blank=True, null=True)),
                        (
                            "supported_by",
                            models.CharField(
                                blank=True, help_text="Manager or safeguarding lead (S38, S39)", max_length=200
                            ),
                        ),
                        ("all_agreed", models.BooleanField(help_text="Nobody saw it differently")),
                        ("completed_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "completed_by",
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
                    ],
                    options={
                        "verbose_name": "historical completion",
                        "verbose_name_plural": "historical completions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDifferingView",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        ("who", models.CharField(max_length=200)),
                        ("view", models.TextField()),
                        ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: somebody of the family",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="locality.partner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical differing view",
                        "verbose_name_plural": "historical differing views",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalGuidance",
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
                        ("document", models.SlugField()),
                        ("publisher", models.CharField(max_length=200)),
                        (
                            "words",
                            models.TextField(
                                help_text="What it asks of us: a paragraph a line; of a pathway, “Step: what happens”"
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
                    ],
                    options={
                        "verbose_name": "historical guidance",
                        "verbose_name_plural": "historical guidances",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalQualityCheck",
                    fields=[
                        ("actor_name", models.TextField(default="")),
                        ("acting_for", models.UUIDField(null=True)),
                        ("request", models.TextField(default="")),
                        ("salt", models.UUIDField(editable=False, null=True)),
                        ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        (
                            "constructive",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "right_people",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "child_heard",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "beyond_concerns",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "joint",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "clear",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        ("words", models.TextField(help_text="What is good, and what would make it better")),
                        ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            "checked_by",
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
                    ],
                    options={
                        "verbose_name": "historical quality check",
                        "verbose_name_plural": "historical quality checks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="QualityCheck",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "constructive",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "right_people",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "child_heard",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "beyond_concerns",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "joint",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        (
                            "clear",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=10
                            ),
                        ),
                        ("words", models.TextField(help_text="What is good, and what would make it better")),
                        ("checked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submission", models.UUIDField(unique=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "conversation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.conversation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["checked_at"],
                        "abstract": False,
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="Completion",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("universal_insufficient", "Services for everybody are not enough"),
                                    ("unmet_need", "A need is not met: something else is needed"),
                                    ("step_down_safe", "It is safe to reduce what there is"),
                                    ("moving_between_services", "The child moves between services"),
                                    ("review", "It was time to look again"),
                                    ("other", "Something else"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(blank=True, help_text="How long it took", null=True),
                        ),
                        (
                            "complexity",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("several_children", "Several children with needs of their own"),
                                        ("many_services", "Many services at once"),
                                        ("long_history", "Help before that did not last"),
                                        ("several_homes", "The children live in more than one home"),
                                        ("language", "Language, or how somebody understands"),
                                        ("trust", "Little trust in services"),
                                        ("hidden", "Something is hidden, or somebody is afraid"),
                                        ("money_housing", "Money or housing stands in the way"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("complexity_words", models.TextField(blank=True)),
                        (
                            "family_present",
                            models.CharField(
                                choices=[
                                    ("yes", "Somebody of the family took part"),
                                    ("asked", "They were asked before or after"),
                                    ("no", "They were not asked"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("family_views", models.TextField(help_text="What the family says, or why it was not asked")),
                        ("to_date", models.TextField(help_text="What was done until now, by whom (S130)")),
                        ("analysis", models.TextField(help_text="What it means for the children (S28)")),
                        (
                            "plan_needed",
                            models.CharField(
                                choices=[("yes", "Yes"), ("there", "There is one already"), ("no", "No")], max_length=10
                            ),
                        ),
                        ("plan_reason", models.TextField(help_text="Why, or why not (S29)")),
                        ("review_on", models.DateField(blank=True, null=True)),
                        (
                            "supported_by",
                            models.CharField(
                                blank=True, help_text="Manager or safeguarding lead (S38, S39)", max_length=200
                            ),
                        ),
                        ("all_agreed", models.BooleanField(help_text="Nobody saw it differently")),
                        ("completed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submission", models.UUIDField(unique=True)),
                        (
                            "completed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "conversation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.conversation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("conversation",), name="a_conversation_is_completed_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("all_agreed", True), models.Q(("supported_by", ""), _negated=True), _connector="OR"
                                ),
                                name="who_disagrees_has_somebody_beside_them",
                            ),
                        ],
                    },
                ),
            ],
        ),
        KeepHistory("Completion", "DifferingView", "Guidance", "QualityCheck"),
    ]
