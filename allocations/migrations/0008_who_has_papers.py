"""Whether each member of a meeting has their papers, and opened them."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("allocations", "0007_lists_from_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalmeetingmember",
            name="papers_made_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalmeetingmember",
            name="papers_opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="meetingmember",
            name="papers_made_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="meetingmember",
            name="papers_opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        KeepHistory("MeetingMember"),
    ]
    operations = in_groups(operations)
