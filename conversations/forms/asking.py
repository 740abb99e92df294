"""A form whose service may still refuse what it says."""

from locality.fields import Form, HiddenField


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
