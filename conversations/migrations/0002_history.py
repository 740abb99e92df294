"""History triggers, generated from the columns as they are here (architecture.md, rule 2)."""

from django.db import migrations

from locality.history import KeepHistory


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0001_initial"),
    ]

    operations = [
        KeepHistory(
            "Action",
            "Addendum",
            "Conversation",
            "ConversationAccess",
            "Participant",
            "Subject",
        ),
    ]
