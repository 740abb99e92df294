"""Of somebody who has died a decision says that nobody tells them (V2)."""

from django.db import migrations, models

from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0010_signing_steps"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decisionsubject",
            name="told",
            field=models.CharField(
                choices=[
                    ("told_before", "Told before"),
                    ("not_yet", "Not told yet"),
                    ("will_not_be_told", "Will not be told: it is not safe"),
                    ("has_died", "Has died"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="historicaldecisionsubject",
            name="told",
            field=models.CharField(
                choices=[
                    ("told_before", "Told before"),
                    ("not_yet", "Not told yet"),
                    ("will_not_be_told", "Will not be told: it is not safe"),
                    ("has_died", "Has died"),
                ],
                max_length=20,
            ),
        ),
    ]
    operations = in_groups(operations)
