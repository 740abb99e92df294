"""What an assessment says of an adult's health or offences is kept apart from the rest, with what hangs from it (A5).

Each need says itself whose it is, about which family and of which category; an action says with which conversation it
is shared. Both are filled from what they belong to: nobody changed anything, so no history is written.
"""

import django.db.models.deletion
from django.db import migrations, models

from locality.history import KeepHistory

TABLES = ("need", "historicalneed", "action", "historicalaction")
READ = (*TABLES, "assessment")


def each(words, tables=TABLES):
    return "".join(f"ALTER TABLE conversations_{table} {words};\n" for table in tables)


# The owner reads what it fills, and no trigger takes it for somebody's change.
FILL = (
    each("NO FORCE ROW LEVEL SECURITY", READ)
    + each("DISABLE TRIGGER USER")
    + "".join(
        f"""
UPDATE conversations_{table} n SET family_id = a.family_id, provider_id = a.provider_id, category_id = a.category_id
FROM conversations_assessment a WHERE a.id = n.assessment_id;"""
        for table in ("need", "historicalneed")
    )
    + "".join(
        f"\nUPDATE conversations_{table} SET goes_with_id = conversation_id;"
        for table in ("action", "historicalaction")
    )
    + "\nSET CONSTRAINTS ALL IMMEDIATE;\n"
    + each("ENABLE TRIGGER USER")
    + each("FORCE ROW LEVEL SECURITY", READ)
)
NEED = {"family": "locality.family", "provider": "locality.partner", "category": "locality.informationcategory"}


def link(to, **changes):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **changes)


def kept(to, **changes):
    values = {"blank": True, "db_constraint": False, "null": True, "related_name": "+"} | changes
    return models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, to=to, **values)


HELP = "The conversation with which it is shared: its own, but for what is kept apart from that (A5)"
CONVERSATION = "conversations.conversation"


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0016_what_stands_out"),
        ("locality", "0015_adults_sensitive"),
    ]

    operations = [
        *(migrations.AddField("need", name, link(to, null=True)) for name, to in NEED.items()),
        *(migrations.AddField("historicalneed", name, kept(to)) for name, to in NEED.items()),
        migrations.AddField("action", "goes_with", link(CONVERSATION, blank=True, null=True, help_text=HELP)),
        migrations.AddField("historicalaction", "goes_with", kept(CONVERSATION, help_text=HELP)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        # contract: while the code before this still runs, a need written with it is refused and stays in its draft
        *(migrations.AlterField("need", name, link(to)) for name, to in NEED.items()),
        KeepHistory("Need", "Action"),
    ]
