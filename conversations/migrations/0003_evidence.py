"""The evidence log:  each history row gets its salt (0009-the-evidence-log)."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0004_evidence"),
        ("conversations", "0002_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalaction",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicaladdendum",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalconversation",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalconversationaccess",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalparticipant",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalsubject",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        KeepHistory(
            "Action",
            "Addendum",
            "Conversation",
            "ConversationAccess",
            "Participant",
            "Subject",
        ),
    ]
    operations = in_groups(operations)
