"""Emergency access: a decision of four hours, and what somebody else said of it afterwards (access.md)."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0014_passed_on"),
        ("locality", "0007_emergency_notice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EmergencyReview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("justified", models.BooleanField()),
                ("words", models.TextField()),
                ("reviewed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("submission", models.UUIDField(unique=True)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalEmergencyReview",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("justified", models.BooleanField()),
                ("words", models.TextField()),
                ("reviewed_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                "verbose_name": "historical emergency review",
                "verbose_name_plural": "historical emergency reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterField(
            model_name="historicalsharingdecision",
            name="basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreement", "the family agreed"),
                    ("risk", "a child may be at risk and asking first is not safe"),
                    ("public_interest", "the facts outweigh the family’s wish"),
                    ("urgent", "somebody may be in danger now, and there was no time to ask"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="sharingdecision",
            name="basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreement", "the family agreed"),
                    ("risk", "a child may be at risk and asking first is not safe"),
                    ("public_interest", "the facts outweigh the family’s wish"),
                    ("urgent", "somebody may be in danger now, and there was no time to ask"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "urgent"), _negated=True),
                    (
                        "ends_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_at"), "+", models.Value(datetime.timedelta(seconds=14400))
                        ),
                    ),
                    _connector="OR",
                ),
                name="urgent_is_short",
            ),
        ),
        migrations.AddField(
            model_name="emergencyreview",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.sharingdecision"
            ),
        ),
        migrations.AddField(
            model_name="emergencyreview",
            name="reviewed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalemergencyreview",
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
            model_name="historicalemergencyreview",
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
            model_name="historicalemergencyreview",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyreview",
            constraint=models.UniqueConstraint(fields=("decision",), name="one_review_of_an_emergency"),
        ),
        KeepHistory("EmergencyReview"),
    ]
    operations = in_groups(operations)
