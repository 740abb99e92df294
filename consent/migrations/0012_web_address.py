"""Where a paper is published (S83). Empty: nowhere."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups

WHERE = {"blank": True, "db_default": "", "help_text": "Where it is published (S83)", "max_length": 300}


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0011_somebody_has_died"),
    ]

    operations = [
        migrations.AddField("paper", "web_address", models.URLField(**WHERE)),
        migrations.AddField("historicalpaper", "web_address", models.URLField(**WHERE)),
        KeepHistory("Paper"),
    ]
    operations = in_groups(operations)
