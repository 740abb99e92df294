"""Whether the worries of a conversation are fact, opinion, allegation or what somebody else told (V18, S128)."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


def concerns_are():
    return models.CharField(
        blank=True,
        choices=[
            ("fact", "What somebody saw or knows"),
            ("opinion", "What a professional thinks"),
            ("allegation", "What somebody is said to have done"),
            ("third_party", "What somebody else told us"),
        ],
        db_default="",
        default="",
        max_length=20,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0012_completions"),
    ]

    operations = [
        migrations.AddField(model_name="conversation", name="concerns_are", field=concerns_are()),
        migrations.AddField(model_name="historicalconversation", name="concerns_are", field=concerns_are()),
        KeepHistory("Conversation"),
    ]
    operations = in_groups(operations)
