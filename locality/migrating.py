"""A step for migrations of many models: Django renders all models anew after every single step, which takes minutes."""

from django.db.migrations.operations.base import Operation


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
