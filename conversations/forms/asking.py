"""A form whose service may still refuse what it says."""

from locality.fields import Form, HiddenField, TickField


class AskingForm(Form):
    """Shows what a service refused (a ValidationError) beside the field that it is about."""

    def take_errors(self, error):
        if not hasattr(error, "error_dict"):
            for text in error.messages:
                self.add_error(None, text)
            return
        for name, words in error.message_dict.items():
            for text in words:
                self.add_error(name if name in self.fields else None, text)


class OnceForm(AskingForm):
    """The same, which makes one record however often it is sent."""

    submission = HiddenField()


def kept_apart():
    """The box by which something is kept apart from what is shared of the family as a whole (A5)."""
    return TickField(
        label="It tells of an adult’s health, use of drugs or alcohol, or offences",
        hint="Then it is kept apart: nobody sees it because the rest was shared with them.",
        required=False,
    )
