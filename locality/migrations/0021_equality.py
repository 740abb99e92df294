"""What somebody answers for equality monitoring: a kind of information of its own, its partner’s alone."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0020_papers_and_training"),
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
                    ("see_equality", "See equality monitoring"),
                    ("see_consent", "See consent"),
                    ("see_sharing_record", "See the sharing record"),
                ],
                "verbose_name_plural": "families",
            },
        ),
        migrations.CreateModel(
            name="HistoricalEqualityAnswer",
            fields=[
                ("actor_name", models.TextField(default="")),
                ("acting_for", models.UUIDField(null=True)),
                ("request", models.TextField(default="")),
                ("salt", models.UUIDField(editable=False, null=True)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "ethnicity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("indian", "Asian or Asian British: Indian"),
                            ("pakistani", "Asian or Asian British: Pakistani"),
                            ("bangladeshi", "Asian or Asian British: Bangladeshi"),
                            ("chinese", "Asian or Asian British: Chinese"),
                            ("other_asian", "Asian or Asian British: any other Asian background"),
                            ("caribbean", "Black, Black British, Caribbean or African: Caribbean"),
                            ("african", "Black, Black British, Caribbean or African: African"),
                            (
                                "other_black",
                                "Black, Black British, Caribbean or African: any other Black, Black British, or Caribbean background",
                            ),
                            ("white_caribbean", "Mixed or multiple ethnic groups: White and Black Caribbean"),
                            ("white_african", "Mixed or multiple ethnic groups: White and Black African"),
                            ("white_asian", "Mixed or multiple ethnic groups: White and Asian"),
                            (
                                "other_mixed",
                                "Mixed or multiple ethnic groups: any other Mixed or multiple ethnic background",
                            ),
                            ("british", "White: English, Welsh, Scottish, Northern Irish or British"),
                            ("irish", "White: Irish"),
                            ("traveller", "White: Gypsy or Irish Traveller"),
                            ("roma", "White: Roma"),
                            ("other_white", "White: any other White background"),
                            ("arab", "Other ethnic group: Arab"),
                            ("any_other", "Other ethnic group: any other ethnic group"),
                            ("not_said", "Prefers not to say"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("another", "In another way"),
                            ("not_said", "Prefers not to say"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "disability",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a_lot", "Yes, limited a lot"),
                            ("a_little", "Yes, limited a little"),
                            ("no", "No"),
                            ("not_said", "Prefers not to say"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("english", "English"),
                            ("bsl", "British Sign Language"),
                            ("arabic", "Arabic"),
                            ("bengali", "Bengali"),
                            ("chinese", "Chinese"),
                            ("farsi", "Farsi"),
                            ("kurdish", "Kurdish"),
                            ("panjabi", "Panjabi"),
                            ("polish", "Polish"),
                            ("portuguese", "Portuguese"),
                            ("romanian", "Romanian"),
                            ("tigrinya", "Tigrinya"),
                            ("ukrainian", "Ukrainian"),
                            ("urdu", "Urdu"),
                            ("another", "Another language"),
                            ("not_said", "Prefers not to say"),
                        ],
                        max_length=20,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.informationcategory",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.person",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="locality.partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical equality answer",
                "verbose_name_plural": "historical equality answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="EqualityAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "ethnicity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("indian", "Asian or Asian British: Indian"),
                            ("pakistani", "Asian or Asian British: Pakistani"),
                            ("bangladeshi", "Asian or Asian British: Bangladeshi"),
                            ("chinese", "Asian or Asian British: Chinese"),
                            ("other_asian", "Asian or Asian British: any other Asian background"),
                            ("caribbean", "Black, Black British, Caribbean or African: Caribbean"),
                            ("african", "Black, Black British, Caribbean or African: African"),
                            (
                                "other_black",
                                "Black, Black British, Caribbean or African: any other Black, Black British, or Caribbean background",
                            ),
                            ("white_caribbean", "Mixed or multiple ethnic groups: White and Black Caribbean"),
                            ("white_african", "Mixed or multiple ethnic groups: White and Black African"),
                            ("white_asian", "Mixed or multiple ethnic groups: White and Asian"),
                            (
                                "other_mixed",
                                "Mixed or multiple ethnic groups: any other Mixed or multiple ethnic background",
                            ),
                            ("british", "White: English, Welsh, Scottish, Northern Irish or British"),
                            ("irish", "White: Irish"),
                            ("traveller", "White: Gypsy or Irish Traveller"),
                            ("roma", "White: Roma"),
                            ("other_white", "White: any other White background"),
                            ("arab", "Other ethnic group: Arab"),
                            ("any_other", "Other ethnic group: any other ethnic group"),
                            ("not_said", "Prefers not to say"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("another", "In another way"),
                            ("not_said", "Prefers not to say"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "disability",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a_lot", "Yes, limited a lot"),
                            ("a_little", "Yes, limited a little"),
                            ("no", "No"),
                            ("not_said", "Prefers not to say"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("english", "English"),
                            ("bsl", "British Sign Language"),
                            ("arabic", "Arabic"),
                            ("bengali", "Bengali"),
                            ("chinese", "Chinese"),
                            ("farsi", "Farsi"),
                            ("kurdish", "Kurdish"),
                            ("panjabi", "Panjabi"),
                            ("polish", "Polish"),
                            ("portuguese", "Portuguese"),
                            ("romanian", "Romanian"),
                            ("tigrinya", "Tigrinya"),
                            ("ukrainian", "Ukrainian"),
                            ("urdu", "Urdu"),
                            ("another", "Another language"),
                            ("not_said", "Prefers not to say"),
                        ],
                        max_length=20,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.informationcategory"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.family"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.person"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="locality.partner"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        models.F("person"),
                        models.OrderBy(models.F("asked_at"), descending=True),
                        name="equality_newest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disability", ""), ("ethnicity", ""), ("gender", ""), ("language", ""), _negated=True
                        ),
                        name="an_equality_answer_says_one",
                    )
                ],
            },
        ),
        KeepHistory("EqualityAnswer"),
    ]
    operations = in_groups(operations)
