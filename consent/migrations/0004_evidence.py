"""The evidence log:  each history row gets its salt (0009-the-evidence-log)."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0004_evidence"),
        ("consent", "0003_wall"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalconsent",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalconsentartefact",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalconsentcategory",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalconsentpartner",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicaldecisionconsent",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicaldecisiongateway",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicaldecisionitem",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicaldecisionrecipient",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicaldecisionsubject",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalfamilyaccess",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicallegalgateway",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalpurpose",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
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
    ]
    operations = in_groups(operations)
