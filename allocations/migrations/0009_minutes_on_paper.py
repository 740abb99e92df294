"""A copy may be of a meeting's minutes."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("allocations", "0008_who_has_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalpack",
            name="is_minutes",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="historicalpackorder",
            name="is_minutes",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="pack",
            name="is_minutes",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="packorder",
            name="is_minutes",
            field=models.BooleanField(db_default=False, default=False),
        ),
        KeepHistory("Pack"),
        KeepHistory("PackOrder"),
    ]
    operations = in_groups(operations)
