"""Migrations done in groups do what they do one by one."""

from django.db import migrations, models
from django.db.migrations.state import ProjectState

from locality.migrating import Together, in_groups


def words():
    return models.CharField(max_length=10)


def described(operations):
    return [
        [each.describe() for each in step.operations] if isinstance(step, Together) else step.describe()
        for step in operations
    ]


def test_a_group_ends_before_what_it_made_is_changed_and_around_what_runs_in_python():
    make = [migrations.CreateModel(name, [("id", models.AutoField(primary_key=True))]) for name in ("Cup", "Plate")]
    colour, size = (migrations.AddField("cup", name, words()) for name in ("colour", "size"))
    wider = migrations.AlterField("cup", "size", models.CharField(max_length=20))
    index = migrations.AddIndex("plate", models.Index(fields=["id"], name="plate_id"))
    fill, sql = migrations.RunPython(migrations.RunPython.noop), migrations.RunSQL("SELECT 1")
    steps = [*make, colour, size, index, sql, wider, fill, migrations.RenameField("cup", "size", "height")]
    groups = [make, [colour, size, index, sql], [wider], fill, steps[-1]]
    told = [[each.describe() for each in one] if isinstance(one, list) else one.describe() for one in groups]
    assert described(in_groups(steps)) == told


def test_the_models_are_the_same_after_groups_as_after_single_steps():
    steps = [
        migrations.CreateModel("Cup", [("id", models.AutoField(primary_key=True)), ("colour", words())]),
        migrations.AlterModelOptions("cup", {"ordering": ["colour"]}),
        migrations.AddField("cup", "size", words()),
        migrations.AddConstraint("cup", models.UniqueConstraint(fields=["size"], name="one_of_each")),
        migrations.RemoveField("cup", "colour"),
    ]
    single, grouped = ProjectState(), ProjectState()
    for step in steps:
        step.state_forwards("kitchen", single)
    for step in in_groups(steps):
        step.state_forwards("kitchen", grouped)
    assert single == grouped and in_groups([]) == []
