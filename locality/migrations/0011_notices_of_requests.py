"""A notice may be about what a partner asked another for, or about a correction."""

from django.db import migrations, models

from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0009_onward_notice"),
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
                    ("onward", "Something about passing on what a partner supplied"),
                    ("request", "Somebody asked for information, or answered"),
                    ("corrected", "Something that was shared with you was corrected"),
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
                    ("onward", "Something about passing on what a partner supplied"),
                    ("request", "Somebody asked for information, or answered"),
                    ("corrected", "Something that was shared with you was corrected"),
                ],
                max_length=20,
            ),
        ),
    ]
    operations = in_groups(operations)
