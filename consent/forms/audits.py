"""Forms of an audit: which sample is drawn, what was found of a decision, what is done about it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from consent.audits.files import RULES
from consent.audits.grading import LEAST
from consent.audits.packs import MOST_ASKED, PackedFor
from consent.models import AuditFinding, AuditSample
from locality.fields import (
    CheckboxesField,
    Choice,
    DateField,
    Form,
    LongTextField,
    ModelSelectField,
    NumberField,
    RadiosField,
    SelectField,
)
from locality.models import Locality, Partner
from locality.questions import questions

NO_NAMES = "Without anybody’s name: the number of the decision is enough."


class DrawForm(Form):
    """From which decisions how many are drawn."""

    groups = [
        ("Which decisions?", ["stratum", "question", "since", "until", "locality", "partner"]),
        ("How many?", ["size", "twice"]),
    ]
    stratum = RadiosField(
        label="What kind of decision?",
        choices=[
            *AuditSample.Stratum.choices,
            Choice("question", "What a question lists", reveals=["question"]),
        ],
        initial="any",
        missing="Choose what kind of decision",
        style="small",
    )
    question = SelectField(label="Which question?", choices=(), missing="Choose a question")
    since = DateField(label="Decided from", missing="Enter the first day")
    until = DateField(label="Decided until", not_after_today=True, missing="Enter the last day")
    locality = ModelSelectField(
        queryset=Locality.objects.all(),
        label="Locality of the partner that supplied it",
        empty="Any locality",
        required=False,
    )
    partner = ModelSelectField(
        queryset=Partner.objects.all(), label="Supplied by or told to", empty="Any partner", required=False
    )
    size = NumberField(label="How many decisions?", min_value=1, max_value=200, initial=20, missing="Enter a number")
    twice = RadiosField(
        label="How many are looked at by two auditors?",
        help_text="Each without the other’s word. Which ones is drawn too.",
        choices=[(str(code), label) for code, label in AuditSample.Twice.choices],
        initial="5",
        missing="Choose how many",
        style="small",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = [(str(each.number), f"{each.number}. {each.title}") for each in questions()]
        self.fields["question"].choices = [("", "Choose one"), *asked]
        today = timezone.localdate()
        self.fields["since"].initial, self.fields["until"].initial = today - timedelta(days=90), today

    def clean(self):
        found = super().clean()
        if found.get("since") and found.get("until") and found["since"] > found["until"]:
            self.add_error("until", "The last day must not be before the first")
        return found

    @property
    def what(self):
        """What is to be drawn, as `draw` takes it."""
        found = dict(self.cleaned_data)
        found["twice"] = int(found["twice"])
        if found["stratum"] == "question":
            return found | {"stratum": "any", "question": int(found["question"])}
        return found | {"question": None}


class PackForm(Form):
    """What an evidence pack is for, and what is in it beside the sample."""

    purpose = RadiosField(
        label="What is the pack for?",
        help_text="It is written down with your name.",
        choices=PackedFor.choices,
        missing="Choose what it is for",
        style="small",
    )
    asked = CheckboxesField(
        label="Which questions does it answer?",
        help_text=f"At most {MOST_ASKED}, for the days and the place of the sample.",
        choices=(),
        required=False,
        style="small",
    )
    records = RadiosField(
        label="What does it tell of them?",
        choices=[
            Choice("no", "Numbers, and “fewer than 6” for small ones", hint="For anybody outside the audit."),
            Choice("yes", "Every number and each record", hint="For another auditor: by number and reference."),
        ],
        initial="no",
        missing="Choose what it tells",
        style="small",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = [(str(each.number), f"{each.number}. {each.title}") for each in questions()]

    def clean_asked(self):
        found = self.cleaned_data["asked"]
        if len(found) > MOST_ASKED:
            raise ValidationError(f"Choose at most {MOST_ASKED} questions. Make another pack for the others")
        return found

    @property
    def what(self):
        """What the pack is to hold, as `made` takes it."""
        found = self.cleaned_data
        asked = sorted(int(number) for number in found["asked"])
        return {"purpose": found["purpose"], "asked": asked, "records": found["records"] == "yes"}


class FindingForm(Form):
    """What an auditor found of a decision: each golden rule, a grade, themes, what is to be put right."""

    words = LongTextField(
        label="What did you find?",
        help_text=f"What is right and what is not, and how you know. {NO_NAMES} At least {LEAST} characters.",
        max_length=4000,
        rows=6,
        missing="Say what you found",
    )
    grade = RadiosField(
        label="Grade", choices=AuditFinding.Grade.choices, missing="Choose a grade", style="small", inline=True
    )
    themes = CheckboxesField(
        label="Themes",
        help_text="What comes up in other files too: these are counted.",
        choices=AuditFinding.Theme.choices,
        required=False,
    )
    owed = LongTextField(
        label="What is to be put right?",
        help_text=f"Who decided is asked to do it, and answers here. {NO_NAMES} Leave it empty when nothing is.",
        max_length=2000,
        rows=3,
        required=False,
    )
    owed_by = DateField(label="By when?", help_text="Only when something is to be put right", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rules = {
            f"rule_{key}": RadiosField(
                label=f"{key}. {text}",
                choices=AuditFinding.Met.choices,
                missing=f"Say whether rule {key} was met",
                style="small",
                inline=True,
            )
            for key, text in RULES.items()
        }
        self.fields = rules | self.fields

    @property
    def found(self):
        """What was found, as `find` and `settle` take it."""
        clean = self.cleaned_data
        return {
            "rules": {key: clean[f"rule_{key}"] for key in RULES},
            **{name: clean[name] for name in ("words", "grade", "themes", "owed", "owed_by")},
        }

    @staticmethod
    def values_of(finding):
        """The values of the form by which a finding would be said again: to settle two from."""
        found = {f"rule_{key}": finding.rules.get(key) for key in RULES}
        return found | {name: getattr(finding, name) for name in ("words", "grade", "themes", "owed", "owed_by")}


class SendForm(Form):
    """To whom a finding goes back, with what words."""

    to = RadiosField(label="Who answers for it?", choices=(), missing="Choose who answers", style="small")
    words = LongTextField(
        label="A word to them",
        help_text=f"They read the finding and what is to be put right. {NO_NAMES}",
        max_length=2000,
        rows=3,
        required=False,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        self.fields["to"].choices = [(key, each.name) for key, each in self.people.items()]
        if len(self.people) == 1:
            self.fields["to"].initial = next(iter(self.people))

    def clean_to(self):
        """The practitioner chosen."""
        return self.people[self.cleaned_data["to"]]


class AuditAnswerForm(Form):
    """What who decided did about it."""

    kind = RadiosField(
        label="Did you put it right?",
        choices=[
            Choice("corrected", "Yes", hint="Say how: by a new decision, a note, by telling the family"),
            Choice("explained", "No", hint="Say why the decision stands, or what you need to put it right"),
        ],
        missing="Say whether you put it right",
    )
    words = LongTextField(
        label="What did you do, or why not?",
        help_text=f"{NO_NAMES} At least {LEAST} characters.",
        max_length=2000,
        rows=5,
        missing="Say what you did",
    )


class CloseForm(Form):
    """The last word on a file."""

    words = LongTextField(
        label="Why is it done?",
        help_text=f"{NO_NAMES} Nothing is needed when nothing was to be put right.",
        max_length=2000,
        rows=3,
        required=False,
    )
