"""A notice that somebody used emergency access."""

from django.db import migrations, models

from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0006_papers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalnotice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("shared", "Something was shared with you"),
                    ("ended", "Your access to something ended"),
                    ("emergency", "Somebody used emergency access"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("shared", "Something was shared with you"),
                    ("ended", "Your access to something ended"),
                    ("emergency", "Somebody used emergency access"),
                ],
                max_length=20,
            ),
        ),
    ]
    operations = in_groups(operations)
