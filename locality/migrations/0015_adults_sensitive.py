"""A kind of information of its own for what tells of an adult's health or offences: kept apart until chosen (A5)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0014_deputies"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="family",
            options={
                "default_permissions": (),
                "permissions": [
                    ("see_family", "See the family"),
                    ("see_family_details", "See family details"),
                    ("see_concerns", "See issues causing concern"),
                    ("see_lead_professional", "See the lead professional"),
                    ("see_actions", "See actions to date"),
                    ("see_protected_address", "See protected addresses"),
                    ("see_adults_sensitive", "See adults’ health and offences"),
                    ("see_consent", "See consent"),
                    ("see_sharing_record", "See the sharing record"),
                ],
                "verbose_name_plural": "families",
            },
        ),
    ]
