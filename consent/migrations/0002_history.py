"""History triggers, generated from the columns as they are here (architecture.md, rule 2)."""

from django.db import migrations

from consent import protect
from locality.history import KeepHistory


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0001_initial"),
    ]

    operations = [
        KeepHistory(
            "Consent",
            "ConsentArtefact",
            "ConsentCategory",
            "ConsentPartner",
            "DecisionConsent",
            "DecisionGateway",
            "DecisionItem",
            "DecisionRecipient",
            "DecisionSubject",
            "FamilyAccess",
            "LegalGateway",
            "Purpose",
            "SharingDecision",
        ),
        migrations.RunSQL(protect.FORWARDS, protect.BACKWARDS),
    ]
