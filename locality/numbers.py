"""Numbers that people say aloud ("decision 1042"), taken from a PostgreSQL sequence: never reused, never waited for."""

from django.db.models import Func, Value


class NextNumber(Func):
    """A column's default: the next number of a sequence, which the migration creates before the table."""

    function = "nextval"
    allowed_default = True

    def __init__(self, sequence, **extra):
        super().__init__(sequence if hasattr(sequence, "resolve_expression") else Value(sequence), **extra)

    def deconstruct(self):
        return "locality.numbers.NextNumber", [self.get_source_expressions()[0].value], {}
