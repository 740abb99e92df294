"""How something that a decision allows was passed on outside the service (F35, V21)."""

from consent.disclosing import INSECURE
from consent.models.disclosures import Method
from locality.fields import CheckboxesField, Choice, DateTimeField, Form, RadiosField, TextField

HINTS = {
    Method.SECURE_EMAIL: "Encrypted, or between addresses that your organisation calls secure. Never ordinary e-mail",
    Method.IN_PERSON: "To the person themselves, by word or on paper",
    Method.MEETING: "Only to those at the meeting who need to know",
    Method.POST: "Signed for when it arrives",
}


class DiscloseForm(Form):
    """`items` maps the key of each line that the decision shares to it, `partners` that of each recipient."""

    partner = RadiosField(label="To which partner?", choices=(), missing="Choose to which partner", style="small")
    to_whom = TextField(
        label="Who received it?",
        help_text="Their name and job, or the mailbox",
        max_length=200,
        missing="Say who received it",
    )
    items = CheckboxesField(label="What was passed on?", choices=(), missing="Choose what was passed on", style="small")
    method = RadiosField(
        label="How?",
        choices=[
            Choice(Method.PHONE, "By phone", hint="To a number that you checked", reveals=["number_check"]),
            *(Choice(way, way.label, hint=words) for way, words in HINTS.items()),
        ],
        missing="Choose how it was passed on",
        style="small",
    )
    number_check = TextField(
        label="How did you check the number?",
        help_text="Such as: rang back through their switchboard, or the number in the partners’ list",
        max_length=300,
        missing="Say how you checked the number, and whether you rang back",
    )
    passed_at = DateTimeField(label="When?", missing="Say when it was passed on", not_after_now=True)
    receipt = TextField(
        label="How do you know that it arrived?",
        help_text="Such as: they confirmed it, or the number of the receipt",
        max_length=300,
        required=False,
    )
    copy = TextField(label="Where is your copy kept?", help_text="If you kept one", max_length=300, required=False)

    def __init__(self, *args, items, partners, **kwargs):
        self.lines, self.partners = items, partners
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(str(key), line.description) for key, line in items.items()]
        self.fields["partner"].choices = [(str(key), str(partner)) for key, partner in partners.items()]
        self.fields["method"].error_messages["invalid_choice"] = INSECURE

    def clean_items(self):
        """The lines chosen."""
        chosen = set(self.cleaned_data["items"])
        return [line for key, line in self.lines.items() if str(key) in chosen]

    def clean_partner(self):
        """The partner chosen."""
        return next(each for key, each in self.partners.items() if str(key) == self.cleaned_data["partner"])
