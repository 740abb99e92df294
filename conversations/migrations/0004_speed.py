"""My work asks for a practitioner's actions by an index of what is not done."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0003_evidence"),
        ("locality", "0005_digests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                models.F("owner"),
                models.F("due_on"),
                condition=models.Q(("done_on", None), ("owner__isnull", False)),
                name="action_of_owner",
            ),
        ),
    ]
