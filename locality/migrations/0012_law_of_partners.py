"""Whether a partner is a public authority, its policy document, and which kinds of information are special (V13, V14).

What is there already counts as a public authority, and as special, until somebody says otherwise.
"""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0011_notices_of_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalinformationcategory",
            name="special",
            field=models.BooleanField(
                db_default=True, default=True, help_text="May tell of health, beliefs, origin or sex life (V13)"
            ),
        ),
        migrations.AddField(
            model_name="historicalpartner",
            name="policy_document_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalpartner",
            name="public_authority",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="historicalpartnerkind",
            name="public_authority",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="informationcategory",
            name="special",
            field=models.BooleanField(
                db_default=True, default=True, help_text="May tell of health, beliefs, origin or sex life (V13)"
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="policy_document_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="partner",
            name="public_authority",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="partnerkind",
            name="public_authority",
            field=models.BooleanField(db_default=True, default=True),
        ),
        KeepHistory("InformationCategory"),
        KeepHistory("Partner"),
        KeepHistory("PartnerKind"),
    ]
    operations = in_groups(operations)
