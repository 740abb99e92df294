"""What data protection law lets a decision rest on, as dated reference data (V13, V14)."""

import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0023_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LawfulBasis",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "article",
                    models.CharField(
                        choices=[("6", "Basis"), ("9", "Condition for special information")], max_length=1
                    ),
                ),
                (
                    "public_authorities",
                    models.BooleanField(default=True, help_text="A public authority may rest its tasks on it"),
                ),
                (
                    "needs_policy",
                    models.BooleanField(default=False, help_text="Asks for an appropriate policy document"),
                ),
            ],
            options={
                "ordering": ["position", "name"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="condition",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.AddField(
            model_name="sharingdecision",
            name="condition",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
        migrations.CreateModel(
            name="HistoricalLawfulBasis",
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
                (
                    "article",
                    models.CharField(
                        choices=[("6", "Basis"), ("9", "Condition for special information")], max_length=1
                    ),
                ),
                (
                    "public_authorities",
                    models.BooleanField(default=True, help_text="A public authority may rest its tasks on it"),
                ),
                (
                    "needs_policy",
                    models.BooleanField(default=False, help_text="Asks for an appropriate policy document"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                "verbose_name": "historical lawful basis",
                "verbose_name_plural": "historical lawful basiss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        KeepHistory("LawfulBasis"),
        KeepHistory("SharingDecision"),
    ]
    operations = in_groups(operations)
