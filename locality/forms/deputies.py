"""Naming who stands in while somebody is away."""

from locality.deputies import may_be_deputy
from locality.fields import DateField, Form, SelectField


class DeputyForm(Form):
    """Who is away, who stands in, from when until when. `whom`: {key: practitioner} of whom the reader may name one
    for; alone, it is not asked."""

    away = SelectField(label="Who is away?", choices=(), missing="Choose who is away")
    deputy = SelectField(
        label="Who stands in?",
        help_text="They must be able to sign and decide here themselves, where the other can.",
        choices=(),
        missing="Choose who stands in",
    )
    starts_on = DateField(label="First day away", not_before_today=True, missing="Give the first day")
    last_day = DateField(label="Last day away", not_before_today=True, missing="Give the last day")

    def __init__(self, *args, partner, whom, **kwargs):
        super().__init__(*args, **kwargs)
        self.whom = {str(each.pk): each for each in whom}
        self.fields["away"].choices = [("", "Choose one"), *((key, str(each)) for key, each in self.whom.items())]
        found = {each for person in whom for each in may_be_deputy(partner, person)}
        self.people = {str(each.pk): each for each in sorted(found, key=str)}
        self.fields["deputy"].choices = [("", "Choose one"), *((key, str(each)) for key, each in self.people.items())]
        self.only = whom[0] if len(whom) == 1 else None
        if self.only:
            del self.fields["away"]

    def clean(self):
        clean = super().clean()
        clean["away"] = self.only or self.whom.get(clean.get("away") or "")
        clean["deputy"] = self.people.get(clean.get("deputy") or "")
        return clean
