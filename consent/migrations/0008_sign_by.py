"""Until when somebody else must have signed what was shared at once (V12, V26). Empty for what was decided before."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0007_papers"),
    ]

    operations = [
        migrations.AddField("sharingdecision", "sign_by", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("historicalsharingdecision", "sign_by", models.DateTimeField(blank=True, null=True)),
        KeepHistory("SharingDecision"),
    ]
    operations = in_groups(operations)
