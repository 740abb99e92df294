"""In which transaction a decision or an answer was made, so that nothing is added to it later (V25); and whose agreement
it is that a decision rests on (wall.rests_on)."""

from django.db import migrations, models

TABLES = ("consent_sharingdecision", "consent_consent")
# Empty for what is there already, so that no table is written anew. Triggers of the wall fill it (locality/wall/gate.sql).
ADD = ";".join(f"ALTER TABLE {table} ADD COLUMN made_in xid8" for table in TABLES)
DROP = ";".join(f"ALTER TABLE {table} DROP COLUMN made_in" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0005_end_acknowledgements"),
    ]

    operations = [
        migrations.RunSQL(ADD, DROP),
        migrations.AddField(model_name="restson", name="whose", field=models.UUIDField(null=True)),
    ]
