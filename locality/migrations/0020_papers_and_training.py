"""The papers of a partner beside the framework, with the day on which each runs out; when a member was trained."""

from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0019_minders"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalmembership",
            name="trained_on",
            field=models.DateField(blank=True, help_text="Last training in safeguarding and sharing", null=True),
        ),
        migrations.AddField(
            model_name="historicalpartner",
            name="impact_assessment_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalpartner",
            name="impact_assessment_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalpartner",
            name="sharing_agreement_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalpartner",
            name="sharing_agreement_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="trained_on",
            field=models.DateField(blank=True, help_text="Last training in safeguarding and sharing", null=True),
        ),
        migrations.AddField(
            model_name="partner",
            name="impact_assessment_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="partner",
            name="impact_assessment_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="partner",
            name="sharing_agreement_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="partner",
            name="sharing_agreement_until",
            field=models.DateField(blank=True, null=True),
        ),
        KeepHistory("Membership"),
        KeepHistory("Partner"),
    ]
    operations = in_groups(operations)
