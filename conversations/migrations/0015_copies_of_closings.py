"""How help ended is on paper too: for the family, and for practitioners (S42)."""

import django.db.models.deletion
from django.db import migrations, models

from locality.history import KeepHistory
from locality.migrating import in_groups


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0014_children_told"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="copymade",
            name="a_copy_is_of_one_record",
        ),
        migrations.AddField(
            model_name="copymade",
            name="closure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conversations.closure",
            ),
        ),
        migrations.AddField(
            model_name="historicalcopymade",
            name="closure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="conversations.closure",
            ),
        ),
        migrations.AddConstraint(
            model_name="copymade",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assessment__isnull", False),
                        ("closure__isnull", True),
                        ("plan__isnull", True),
                        ("review__isnull", True),
                    ),
                    models.Q(
                        ("assessment__isnull", True),
                        ("closure__isnull", True),
                        ("plan__isnull", False),
                        ("review__isnull", True),
                    ),
                    models.Q(
                        ("assessment__isnull", True),
                        ("closure__isnull", True),
                        ("plan__isnull", True),
                        ("review__isnull", False),
                    ),
                    models.Q(
                        ("assessment__isnull", True),
                        ("closure__isnull", False),
                        ("plan__isnull", True),
                        ("review__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_copy_is_of_one_record",
            ),
        ),
        KeepHistory("CopyMade"),
    ]
    operations = in_groups(operations)
