"""That a conversation stands out in the chronology, with why and who says so; and that it does so no longer (3b)."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


def mark():
    return models.CharField(
        blank=True,
        choices=[
            ("out", "It stands out, for the reason that I give here"),
            ("plain", "It stands out no longer"),
        ],
        db_default="",
        default="",
        max_length=10,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0015_copies_of_closings"),
    ]

    operations = [
        migrations.AddField(model_name="addendum", name="mark", field=mark()),
        migrations.AddField(model_name="historicaladdendum", name="mark", field=mark()),
        KeepHistory("Addendum"),
    ]
    operations = in_groups(operations)
