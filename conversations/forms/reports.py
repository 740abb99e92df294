"""Which months a manager's report is about."""

from locality.fields import Form, SelectField

CHOICES = [("3", "3 months"), ("6", "6 months"), ("12", "12 months"), ("24", "24 months"), ("120", "10 years")]


class MonthsForm(Form):
    """The last so many months."""

    mark_optional = False

    months = SelectField(label="Help of the last", choices=CHOICES, empty=None)
