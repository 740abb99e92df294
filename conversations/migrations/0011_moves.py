"""Moves between services, with their history (domain.md 3g)."""

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
        ("conversations", "0010_copies"),
        ("locality", "0009_onward_notice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="HistoricalStepTransfer",
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
                                    ("step_down", "Step down: statutory help ends, early help goes on"),
                                    ("transfer", "Transfer: another service or locality carries on"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "was",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "No statutory help"),
                                    ("assessment", "A social work assessment"),
                                    ("child_in_need", "A child in need plan"),
                                    ("child_protection", "A child protection plan"),
                                    ("looked_after", "Care of the local authority"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        (
                            "was_until",
                            models.DateField(
                                blank=True, help_text="When the statutory plan ended, or is to end", null=True
                            ),
                        ),
                        (
                            "to_service",
                            models.CharField(blank=True, help_text="Which team or service there", max_length=200),
                        ),
                        ("why", models.TextField()),
                        ("safe", models.TextField(help_text="Why it is safe (S26)")),
                        (
                            "summary",
                            models.TextField(help_text="What was done, and what it came to: the closing summary"),
                        ),
                        ("outstanding", models.TextField(help_text="What is still to be done, by whom")),
                        ("wanted", models.TextField(help_text="What whoever carries on is asked to do")),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "agreement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agreed", "They agree to go on, and to what is shared"),
                                    ("refused", "They do not want it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "family_said",
                            models.TextField(blank=True, help_text="What the family says, in its own words"),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_words", models.TextField(blank=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("accepted", "Yes, we carry on"), ("declined", "No")],
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answer_reason", models.TextField(blank=True)),
                        (
                            "papers_on",
                            models.DateField(
                                blank=True, help_text="When the closing summary and the plan were received", null=True
                            ),
                        ),
                        ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                        ("over_at", models.DateTimeField(blank=True, null=True)),
                        ("over_words", models.TextField(blank=True)),
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
                            "answered_by",
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
                            "asked",
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
                            "carries_on",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The help of the receiving partner, new or taken up again",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.episode",
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
                                help_text="In which the move was planned (S45)",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.conversation",
                            ),
                        ),
                        (
                            "episode",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The help of the giving partner that ends with a transfer",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="conversations.episode",
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
                            "handover",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The conversation in which it was handed over (S45)",
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
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Who leads from then on",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "over_by",
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
                            "proposed_by",
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
                            "to_locality",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Where the family belongs from then on",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="locality.locality",
                            ),
                        ),
                        (
                            "to_partner",
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
                        "verbose_name": "historical step transfer",
                        "verbose_name_plural": "historical step transfers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="StepTransfer",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("step_down", "Step down: statutory help ends, early help goes on"),
                                    ("transfer", "Transfer: another service or locality carries on"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "was",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "No statutory help"),
                                    ("assessment", "A social work assessment"),
                                    ("child_in_need", "A child in need plan"),
                                    ("child_protection", "A child protection plan"),
                                    ("looked_after", "Care of the local authority"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        (
                            "was_until",
                            models.DateField(
                                blank=True, help_text="When the statutory plan ended, or is to end", null=True
                            ),
                        ),
                        (
                            "to_service",
                            models.CharField(blank=True, help_text="Which team or service there", max_length=200),
                        ),
                        ("why", models.TextField()),
                        ("safe", models.TextField(help_text="Why it is safe (S26)")),
                        (
                            "summary",
                            models.TextField(help_text="What was done, and what it came to: the closing summary"),
                        ),
                        ("outstanding", models.TextField(help_text="What is still to be done, by whom")),
                        ("wanted", models.TextField(help_text="What whoever carries on is asked to do")),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "agreement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agreed", "They agree to go on, and to what is shared"),
                                    ("refused", "They do not want it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "family_said",
                            models.TextField(blank=True, help_text="What the family says, in its own words"),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_words", models.TextField(blank=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("accepted", "Yes, we carry on"), ("declined", "No")],
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answer_reason", models.TextField(blank=True)),
                        (
                            "papers_on",
                            models.DateField(
                                blank=True, help_text="When the closing summary and the plan were received", null=True
                            ),
                        ),
                        ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                        ("over_at", models.DateTimeField(blank=True, null=True)),
                        ("over_words", models.TextField(blank=True)),
                        ("submission", models.UUIDField(unique=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "carries_on",
                            models.ForeignKey(
                                blank=True,
                                help_text="The help of the receiving partner, new or taken up again",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.episode",
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
                            "conversation",
                            models.ForeignKey(
                                help_text="In which the move was planned (S45)",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.conversation",
                            ),
                        ),
                        (
                            "episode",
                            models.ForeignKey(
                                blank=True,
                                help_text="The help of the giving partner that ends with a transfer",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.episode",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.family"
                            ),
                        ),
                        (
                            "handover",
                            models.ForeignKey(
                                blank=True,
                                help_text="The conversation in which it was handed over (S45)",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conversations.conversation",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who leads from then on",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "over_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
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
                            "to_locality",
                            models.ForeignKey(
                                blank=True,
                                help_text="Where the family belongs from then on",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="locality.locality",
                            ),
                        ),
                        (
                            "to_partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-proposed_at"],
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                models.F("family"),
                                models.OrderBy(models.F("proposed_at"), descending=True),
                                name="move_of_family",
                            ),
                            models.Index(
                                models.F("to_partner"),
                                models.F("proposed_at"),
                                condition=models.Q(("over_at", None)),
                                name="move_to_partner",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("over_at__isnull", True)),
                                fields=("family", "provider"),
                                name="one_move_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "step_down"), _negated=True),
                                    models.Q(("was", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="step_down_says_from_what_statutory_help",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "accepted"), _negated=True),
                                    models.Q(("agreement", "agreed"), ("papers_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="nobody_carries_on_before_the_family_agreed_and_the_papers_came",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "declined"), _negated=True),
                                    models.Q(("answer_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="no_to_a_move_has_its_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("handed_over_at__isnull", True),
                                    models.Q(
                                        ("answer", "accepted"), ("handover__isnull", False), ("lead__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="handed_over_in_a_conversation_to_somebody_who_leads",
                            ),
                        ],
                    },
                ),
            ],
        ),
        KeepHistory("StepTransfer"),
    ]
