"""Steps for migrations of many models: Django renders all models anew after every single step, which takes minutes."""

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import ModelOperation

# What needs the models exactly as they were before it, or changes what they are called.
ALONE = (
    migrations.RunPython,
    migrations.SeparateDatabaseAndState,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.RenameField,
)


class Together(Operation):
    """Several migration operations, the models rendered once after all of them.

    Each is done in the database as if it stood alone, but sees the models as they are after the last: so a model that
    is created here has all its fields, constraints and indexes in its `CreateModel`, and no model is changed twice.
    """

    reversible = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label, state):
        """Change the models; they are rendered when somebody asks for them again."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} operations, first: {self.operations[0].describe()}"


def in_groups(operations):
    """The same operations in the same order, as few `Together` as may be: a group ends before a model that it creates,
    or something of a model that it changes, is changed again, and around whatever stands `ALONE`."""
    found, group, touched = [], [], set()
    for operation in operations:
        model, name = _touches(operation)
        again = (model, name) in touched or (model, None) in touched
        if group and (again or isinstance(operation, (*ALONE, Together))):
            found.append(Together(group))
            group, touched = [], set()
        if isinstance(operation, (*ALONE, Together)):
            found.append(operation)
        else:
            group.append(operation)
            touched.add((model, name))
    return [*found, Together(group)] if group else found


def _touches(operation):
    """The model that an operation is about (None: no model), and the name of what it changes of it (None: all)."""
    if isinstance(operation, ModelOperation):
        return operation.name_lower, None
    part = getattr(operation, "constraint", None) or getattr(operation, "index", None) or operation
    model = getattr(operation, "model_name_lower", None)
    return (model, part.name) if model else (None, operation)
