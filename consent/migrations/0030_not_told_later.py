"""Somebody who was still to be told is not told after all: who decided that, and who signed it (domain.md 4.5)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0029_onward_acts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalnoninforming",
            name="decided_by",
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
            model_name="historicalnoninforming",
            name="submission",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="noninforming",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="noninforming",
            name="submission",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="historicalnoninforminglook",
            name="found",
            field=models.CharField(
                choices=[
                    ("still", "Still not"),
                    ("signed", "Signed: they are not told"),
                    ("may_be_told", "They may be told now"),
                    ("never", "They will never be told"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="noninforminglook",
            name="found",
            field=models.CharField(
                choices=[
                    ("still", "Still not"),
                    ("signed", "Signed: they are not told"),
                    ("may_be_told", "They may be told now"),
                    ("never", "They will never be told"),
                ],
                max_length=20,
            ),
        ),
        KeepHistory("NonInforming"),
    ]
    operations = in_groups(operations)
