"""The whole record, and not sharing where the duty to share applies, wait for a signature too: they are in the index of
what does (V16, V20)."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0030_not_told_later"),
        ("locality", "0019_minders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="sharingdecision", name="decision_to_sign"),
        migrations.AddIndex(
            model_name="sharingdecision",
            index=models.Index(
                models.F("provider"),
                models.F("decided_at"),
                condition=Q(
                    ("authorised_at__isnull", True),
                    ("ended_at__isnull", True),
                    Q(("basis__in", ["risk", "public_interest"]), ("waits_for_authoriser", True), _connector="OR"),
                ),
                name="decision_to_sign",
            ),
        ),
    ]
