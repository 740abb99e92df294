"""History triggers, generated from the columns as they are here (architecture.md, rule 2)."""

from django.db import migrations

from locality.history import KeepHistory


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0001_initial"),
    ]

    operations = [
        KeepHistory(
            "Acceptance",
            "Agreement",
            "AuditBox",
            "Conflict",
            "Family",
            "FamilyMember",
            "Household",
            "InformationCategory",
            "Involvement",
            "Locality",
            "Membership",
            "NeedLevel",
            "Notice",
            "Partner",
            "PartnerKind",
            "PartnerPermission",
            "Person",
            "Practitioner",
            "Relationship",
            "Residence",
            "Restriction",
            "RestrictionName",
        ),
    ]
