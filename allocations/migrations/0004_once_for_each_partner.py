from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("allocations", "0003_history")]

    operations = [
        migrations.RemoveConstraint(model_name="agendaitem", name="a_family_once_per_meeting"),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "family", "provider"), name="a_family_once_per_meeting"
            ),
        ),
    ]
