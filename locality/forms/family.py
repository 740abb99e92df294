"""The forms of a family's pages."""

from locality.fields import Form, LongTextField, SelectField

REASON_MAX = 1000


class ForPartner(Form):
    """A form whose change is made for one partner: who acts for several says for which (the field `partner`)."""

    def __init__(self, *args, partners=(), **options):
        super().__init__(*args, **options)
        if len(partners) > 1:
            choices = [(str(partner.pk), partner.name) for partner in partners]
            self.fields["partner"] = SelectField(label="You are doing this for", choices=choices, empty=None)


class ReasonForm(ForPartner):
    """Why somebody opens a family with which nothing connects them yet."""

    reason = LongTextField(
        label="Why do you need to see this family’s record?",
        help_text="For example: I visit the baby from Monday and Amira Haddon asked me to. The auditor reads this.",
        missing="Say why you need to see this family’s record",
        min_length=10,
        max_length=REASON_MAX,
        rows=4,
        error_messages={"min_length": "Say it in a few more words, so that somebody else understands it"},
    )
