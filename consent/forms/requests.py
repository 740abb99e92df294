"""Asking another partner for information, saying which family it is about, and the reply (V27)."""

from django.utils.text import capfirst

from consent.models import Purpose
from consent.replies import LEAST_WORDS
from consent.requests import ANSWER_WITHIN, LEAST_WHY, usual_day
from consent.requests_tray import family_of_number
from locality.fields import (
    CheckboxesField,
    Choice,
    DateField,
    Form,
    LongTextField,
    ModelRadiosField,
    ModelSelectField,
    RadiosField,
    TextField,
)
from locality.models import InformationCategory, Partner

OTHER = "other"


class AskPartnerForm(Form):
    """Whom to ask about whom, for what and why. `partners`: for which the practitioner may act."""

    asked = ModelSelectField(label="Which partner do you ask?", queryset=Partner.objects.none(), missing="Choose one")
    about = LongTextField(
        label="Whom is it about?",
        help_text="What you know: name, date of birth, school. They read it, so say no more than they need to be sure.",
        max_length=1000,
        rows=3,
        missing="Say whom it is about",
    )
    wanted = CheckboxesField(
        label="What do you want to know?", choices=(), style="small", missing="Choose what you want"
    )
    purpose = ModelRadiosField(
        label="For what purpose?", queryset=Purpose.objects.none(), missing="Choose the purpose", style="small"
    )
    why = LongTextField(
        label="Why do you need it, and what will you do with it?",
        help_text=f"They read this and decide. At least {LEAST_WHY} characters.",
        max_length=2000,
        rows=4,
        missing="Say why you need it",
    )
    answer_by = DateField(
        label="By when do you need an answer?",
        help_text=f"Usually within {ANSWER_WITHIN} working days. If a child may be in danger, ring; do not wait.",
        not_before_today=True,
        missing="Give the day",
    )
    partner = RadiosField(label="For which partner?", choices=(), missing="Choose for which partner you act")

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, initial={"answer_by": usual_day()}, **kwargs)
        one = [partners[0].pk] if len(partners) == 1 else []
        self.fields["asked"].queryset = Partner.objects.active().exclude(pk__in=one).order_by("name")
        kinds = InformationCategory.objects.filter(shareable=True)
        self.fields["wanted"].choices = [(kind.code, kind.name) for kind in kinds]
        self.fields["purpose"].queryset = Purpose.objects.selectable()
        self.fields["purpose"].label_from_instance = lambda purpose: capfirst(purpose.name)  # not within a sentence
        self.fields["partner"].choices = [(str(each.pk), each.name) for each in partners]
        if len(partners) < 2:
            del self.fields["partner"]


class WhichFamilyForm(Form):
    """Which of the families that the practitioner sees a request is about. `likely`: those whose names it says."""

    family = RadiosField(
        label="Which family is it?",
        help_text="Whoever asked does not learn what you choose.",
        choices=(),
        missing="Choose the family",
        style="small",
    )
    number = TextField(label="The family’s number", help_text="It stands on the family’s page.", width=20)

    def __init__(self, *args, likely, practitioner, **kwargs):
        super().__init__(*args, **kwargs)
        self.practitioner, self.likely = practitioner, {str(each.pk): each for each in likely}
        named = [(key, f"{each}, {each.reference}") for key, each in self.likely.items()]
        self.fields["family"].choices = [*named, Choice(OTHER, "Another family", reveals=["number"])]

    def clean(self):
        clean = super().clean()
        if clean.get("family") == OTHER and clean.get("number"):
            self.likely[OTHER] = family_of_number(clean["number"], self.practitioner)
            if not self.likely[OTHER]:
                self.add_error("number", "You see no family with this number. Check it")
        return clean

    @property
    def chosen(self):
        """The family chosen; when the form is valid."""
        return self.likely[self.cleaned_data["family"]]


class ReplyForm(Form):
    """What whoever asked is told when nothing is shared."""

    reasons = RadiosField(
        label="Do you tell them why?",
        choices=[
            Choice("yes", "Yes", hint="This also tells them that you know the family", reveals=["words"]),
            Choice("no", "No: giving reasons would be unsafe", reveals=["why_no_reasons"]),
        ],
        missing="Say whether you tell them why",
        style="small",
    )
    words = LongTextField(
        label="Your reasons",
        help_text=f"They read this: why you do not share, and what would change it. At least {LEAST_WORDS} characters.",
        max_length=2000,
        rows=4,
        missing="Give your reasons",
    )
    why_no_reasons = LongTextField(
        label="Why would it be unsafe?",
        help_text="They do not read this: it stays with your partner and for an audit.",
        max_length=2000,
        rows=3,
        missing="Say why it would be unsafe",
    )


class NobodyKnownForm(Form):
    """That a partner knows nobody whom a request means."""

    why_no_reasons = LongTextField(
        label="Where did you look?",
        help_text="They do not read this. They are told that nothing is shared, as when you know the family.",
        max_length=2000,
        rows=3,
        missing="Say where you looked",
    )
