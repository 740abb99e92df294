"""Who is not told of a decision, and who looked at that again (domain.md 4.5)."""

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
        ("consent", "0017_breaches"),
        ("locality", "0007_emergency_notice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalNonInforming",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("harm_to_child", "A child may come to significant harm"),
                            ("harm_to_adult", "An adult may come to serious harm"),
                            ("crime", "It would get in the way of preventing or prosecuting a serious crime"),
                            ("delay", "It would delay enquiries without good cause"),
                            ("childs_wish", "A child who understands it does not wish it"),
                            ("not_found", "They cannot be found, although somebody tried"),
                            ("no_capacity", "They could not understand it, and nobody stands for them"),
                        ],
                        max_length=20,
                    ),
                ),
                ("facts", models.TextField()),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("look_again_on", models.DateField()),
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
                "verbose_name": "historical non informing",
                "verbose_name_plural": "historical non informings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NonInforming",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("harm_to_child", "A child may come to significant harm"),
                            ("harm_to_adult", "An adult may come to serious harm"),
                            ("crime", "It would get in the way of preventing or prosecuting a serious crime"),
                            ("delay", "It would delay enquiries without good cause"),
                            ("childs_wish", "A child who understands it does not wish it"),
                            ("not_found", "They cannot be found, although somebody tried"),
                            ("no_capacity", "They could not understand it, and nobody stands for them"),
                        ],
                        max_length=20,
                    ),
                ),
                ("facts", models.TextField()),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("look_again_on", models.DateField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharingdecision"
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
            },
        ),
        migrations.CreateModel(
            name="HistoricalNonInformingLook",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("still", "Still not"),
                            ("may_be_told", "They may be told now"),
                            ("never", "They will never be told"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
                ("look_again_on", models.DateField(blank=True, null=True)),
                ("looked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(db_index=True)),
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
                    "looked_by",
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
                    "of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.noninforming",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical non informing look",
                "verbose_name_plural": "historical non informing looks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NonInformingLook",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("still", "Still not"),
                            ("may_be_told", "They may be told now"),
                            ("never", "They will never be told"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField()),
                ("look_again_on", models.DateField(blank=True, null=True)),
                ("looked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(unique=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharingdecision"
                    ),
                ),
                (
                    "looked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.noninforming"
                    ),
                ),
            ],
            options={
                "ordering": ["looked_at"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="noninforming",
            constraint=models.UniqueConstraint(fields=("decision", "person"), name="not_told_once"),
        ),
        KeepHistory("NonInforming", "NonInformingLook"),
    ]
    operations = in_groups(operations)
