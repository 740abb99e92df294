"""A notice may be about passing on what a partner supplied."""

from django.db import migrations, models

from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0008_attestation"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalnotice",
            name="about",
            field=models.UUIDField(help_text="The decision or the request that it is about"),
        ),
        migrations.AlterField(
            model_name="historicalnotice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("shared", "Something was shared with you"),
                    ("ended", "Your access to something ended"),
                    ("emergency", "Somebody used emergency access"),
                    ("onward", "Something about passing on what a partner supplied"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="about",
            field=models.UUIDField(help_text="The decision or the request that it is about"),
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
                ],
                max_length=20,
            ),
        ),
    ]
    operations = in_groups(operations)
