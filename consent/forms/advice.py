"""Advice without names: the question, the answer, and the family that its author may add."""

from consent.anonymous import LEAST
from locality.fields import Form, LongTextField, RadiosField, SelectField, TickField

SURE = "What the service marked says nothing of whom it is about"


class _Marks(Form):
    """A form whose words the service may mark: only then it asks whether they say whom it is about."""

    def ask_only_what_is_marked(self):
        """Leave the question out where nothing is marked; before the form is shown."""
        if "sure" in self.fields and "sure" not in self.errors and not self.data.get("sure"):
            del self.fields["sure"]


class AskAdviceForm(_Marks):
    """`advisers`: (practitioner, partner) who may be asked; `partners`: for which the practitioner may act."""

    adviser = SelectField(label="Whom do you ask?", choices=(), missing="Choose whom you ask")
    question = LongTextField(
        label="Your question",
        help_text=f"No names, dates of birth, addresses or numbers. Say “a child of six”. At least {LEAST} characters.",
        max_length=4000,
        rows=6,
        missing="Write your question",
    )
    sure = TickField(label=SURE, required=False)
    partner = RadiosField(label="For which partner?", choices=(), missing="Choose for which partner you act")

    def __init__(self, *args, advisers, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.who = {str(who.pk): who for who, _ in advisers}
        named = [(str(who.pk), f"{who}, {partner}") for who, partner in advisers]
        self.fields["adviser"].choices = [("", "Choose one"), *named]
        self.fields["partner"].choices = [(str(each.pk), each.name) for each in partners]
        if len(partners) < 2:
            del self.fields["partner"]

    def clean_adviser(self):
        """The practitioner chosen."""
        return self.who[self.cleaned_data["adviser"]]


class AnswerAdviceForm(_Marks):
    """What the adviser says."""

    words = LongTextField(
        label="Your answer",
        help_text=f"Without names too. At least {LEAST} characters. You answer once.",
        max_length=4000,
        rows=6,
        missing="Write your answer",
    )
    sure = TickField(label=SURE, required=False)


class LinkForm(Form):
    """The family that it was about."""

    family = SelectField(
        label="Which family was it about?",
        help_text="Whom you asked does not learn it, and the words stay as they are.",
        choices=(),
        missing="Choose the family",
    )

    def __init__(self, *args, families, **kwargs):
        super().__init__(*args, **kwargs)
        self.families = {str(each.pk): each for each in families}
        self.fields["family"].choices = [(key, f"{each}, {each.reference}") for key, each in self.families.items()]

    def clean_family(self):
        """The family chosen."""
        return self.families[self.cleaned_data["family"]]
