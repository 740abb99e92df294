"""Why a decision came only when it did, where harm was feared (V22)."""

from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0031_signed_too"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name=model,
            name="late_because",
            field=models.TextField(blank=True, db_default="", default=""),
        )
        for model in ("historicalsharingdecision", "sharingdecision")
    ] + [KeepHistory("SharingDecision")]
    operations = in_groups(operations)
