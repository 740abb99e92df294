"""Writing an assessment, and each need with its scales."""

from django.utils import timezone

from conversations.forms.asking import AskingForm, OnceForm, kept_apart
from conversations.models import Domain, Need
from locality.fields import (
    CheckboxesField,
    DateField,
    Form,
    LongTextField,
    ModelRadiosField,
    NumberField,
    RadiosField,
    SelectField,
)
from locality.models import Person
from locality.partners import Tier


class StartForm(OnceForm):
    """Nothing, where the family agreed; else why one goes on."""

    no_agreement_reason = LongTextField(
        label="If no agreement of the family is recorded: why do you go on without?",
        help_text="An assessment rests on the family’s agreement. Record that first where you can.",
        max_length=1000,
        rows=3,
        required=False,
    )


def _long(label, rows=4, help_text=""):
    return LongTextField(label=label, help_text=help_text, max_length=10000, rows=rows, required=False)


class AssessmentForm(Form):
    """What is found out with a family. Nothing is asked for before it is completed. Its page holds the version and the
    draft that it belongs to."""

    mark_optional = False
    groups = [
        ("Who", ["composition", "seen"]),
        ("What they say", ["child_voice", "parents_views"]),
        ("What is there", ["strengths", "tried", "clear"]),
        ("What you make of it", ["analysis", "to_change"]),
    ]

    composition = _long("Who is in the family, and who matters to the children?", 3)
    seen = _long("Who was seen and spoken to, and when?", 3, "Each child by name.")
    child_voice = _long("What do the children say?", 4, "In their own words. For a baby: what you saw.")
    parents_views = _long("What do the parents say?", 4, "Each of them; fathers too.")
    strengths = _long("What is going well?", 4)
    tried = _long("What has been tried, and what came of it?", 3)
    clear = CheckboxesField(
        label="Where did you look and find nothing to help with?",
        help_text="For every other of the ten, add a need.",
        choices=Domain.choices,
        required=False,
    )
    analysis = _long("What do you make of it?", 5, "What it is like to be this child, day by day.")
    to_change = _long("What needs to change?", 4)


class GivenForm(AskingForm):
    """That the family has its copy."""

    on = DateField(label="When did they get it?", not_after_today=True)
    family_said = LongTextField(
        label="What did they say to it?", max_length=2000, rows=3, missing="Write what the family said"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)


class NeedForm(OnceForm):
    """One need of one person, and where each of three voices puts it from 0 to 10."""

    groups = [
        (
            "Where is it today, from 0 to 10?",
            ["child", "parent", "practitioner"],
            "0: it could not be worse. 10: nothing more is needed. Leave out whom you did not ask.",
        )
    ]

    person = ModelRadiosField(label="Whose need is it?", queryset=Person.objects.none(), missing="Choose whose it is")
    domain = SelectField(label="About what?", choices=Domain.choices, missing="Choose what it is about")
    what = LongTextField(label="What is needed?", max_length=2000, rows=2, missing="Say what is needed")
    status = RadiosField(label="Is it met?", choices=Need.Status.choices, missing="Choose whether it is met")
    how_met = LongTextField(label="How, and by whom?", max_length=1000, rows=2, required=False)
    tier = RadiosField(label="By services of which tier?", choices=Tier.choices, missing="Choose the tier of services")
    apart = kept_apart()
    child, parent, practitioner = (
        NumberField(label=label, min_value=0, max_value=10, required=False, width=3)
        for label in ("The child says", "A parent says", "You say")
    )
    target = NumberField(label="Where should it get to?", min_value=0, max_value=10, required=False, width=3)

    def __init__(self, *args, people=None, need=None, **kwargs):
        initial = {"status": Need.Status.IDENTIFIED} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["person"].queryset = Person.objects.none() if people is None else people
        if need is not None:
            for name in ("person", "domain", "child", "parent", "practitioner"):
                del self.fields[name]
            self.groups = ()

    @property
    def scores(self):
        """{voice: 0 to 10} of those that were asked."""
        found = {voice: self.cleaned_data[voice] for voice in ("child", "parent", "practitioner")}
        return {voice: value for voice, value in found.items() if value is not None}
