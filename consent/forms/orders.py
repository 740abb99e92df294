"""What happens around an answer: a withdrawal (C10), a court's order (C5), a manager's word where parents differ."""

from django.utils import timezone

from consent.models import CareOrder, Consent
from locality.fields import Choice, DateField, Form, LongTextField, ModelRadiosField, ModelSelectField, RadiosField
from locality.fields import TextField as Text
from locality.models import Partner, Person


class CareOrderForm(Form):
    """An order by which a council shares parental responsibility for a child of the family."""

    person = ModelRadiosField(
        label="For which child?", queryset=Person.objects.none(), missing="Say for which child", style="small"
    )
    kind = RadiosField(
        label="What was ordered?", choices=CareOrder.Kind.choices, missing="Say what was ordered", style="small"
    )
    council = ModelSelectField(label="To which council?", queryset=Partner.objects.none(), missing="Choose the council")
    evidence = Text(
        label="How do you know?",
        help_text="For example: sealed order seen",
        max_length=200,
        missing="Say how you know",
    )
    starts_on = DateField(
        label="On which day was it made?", not_after_today=True, missing="Enter the day on which it was made"
    )
    ends_on = DateField(
        label="First day on which it no longer holds", help_text="Leave it empty when it has no end", required=False
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = people.filter(kind=Person.Kind.CHILD)
        self.fields["council"].queryset = Partner.objects.active().filter(kind__code="council")


class EndOrderForm(Form):
    """When an order ended."""

    ends_on = DateField(label="On which day did it end?", not_after_today=True, missing="Enter the day")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["ends_on"].initial = timezone.localdate()


class SettleForm(Form):
    """Whether to rely on an agreement with which another holder of parental responsibility disagrees."""

    outcome = RadiosField(
        label="What do you decide?",
        choices=[
            Choice(Consent.Settled.RELY, "Go on with the agreement", hint="Decisions to share may rest on it"),
            Choice(Consent.Settled.DO_NOT_RELY, "Do not rely on it", hint="Sharing needs another basis, or no sharing"),
        ],
        missing="Say what you decide",
        style="small",
    )
    reasons = LongTextField(
        label="Why is this right for the child?",
        help_text="What each parent wishes, and how you weighed it.",
        max_length=2000,
        rows=4,
        missing="Give your reasons",
    )


class WithdrawForm(Form):
    """Who said that they no longer agree, when, and how. `givers`: {key: person} who may."""

    said_by = RadiosField(label="Who said so?", choices=(), missing="Say who said so", style="small")
    said_on = DateField(label="On which day?", not_after_today=True, required=False)
    how = LongTextField(
        label="How did they say so?",
        help_text="Any form will do: on the telephone, in person, by letter.",
        max_length=1000,
        rows=3,
        missing="Say how they told you",
    )

    def __init__(self, *args, givers=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.givers = {str(person.pk): person for person in givers or ()}
        if len(self.givers) < 2:
            del self.fields["said_by"]
        else:
            self.fields["said_by"].choices = [(key, str(person)) for key, person in self.givers.items()]
        self.fields["said_on"].initial = timezone.localdate()

    @property
    def who(self):
        """Who said so: the only one who can, or the chosen one."""
        only = next(iter(self.givers.values()), None)
        return self.givers.get(self.cleaned_data.get("said_by"), only)
