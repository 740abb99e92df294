"""The evidence log:  each history row gets its salt (0009-the-evidence-log)."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0004_evidence"),
        ("allocations", "0002_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalagendaitem",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalallocationmeeting",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        KeepHistory(
            "AgendaItem",
            "AllocationMeeting",
        ),
    ]
    operations = in_groups(operations)
