"""How sure what is shared is, and why what is old is still right (F12, V18)."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups

NATURE = [
    ("fact", "What somebody saw or knows"),
    ("opinion", "What a professional thinks"),
    ("allegation", "What somebody is said to have done"),
    ("third_party", "What somebody else told us"),
]


def nature():
    return models.CharField(blank=True, choices=NATURE, db_default="", default="", max_length=20)


def checked():
    return models.TextField(blank=True, db_default="", default="", help_text="Why what is old is still right (V18)")


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0027_alerts"),
    ]

    operations = [
        migrations.AddField(model_name="decisionitem", name="nature", field=nature()),
        migrations.AddField(model_name="decisionitem", name="checked", field=checked()),
        migrations.AddField(model_name="historicaldecisionitem", name="nature", field=nature()),
        migrations.AddField(model_name="historicaldecisionitem", name="checked", field=checked()),
        KeepHistory("DecisionItem"),
    ]
    operations = in_groups(operations)
