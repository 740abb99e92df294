"""Who audits, what for, and until when."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from locality.auditing import LEAST, LONGEST
from locality.fields import DateField, Form, LongTextField, TextField
from locality.partners import Practitioner


class GrantForm(Form):
    """Lets somebody audit."""

    auditor = TextField(
        label="Who audits?",
        help_text="The e-mail address with which they sign in. It cannot be your own.",
        missing="Enter the e-mail address of whoever audits",
        max_length=254,
    )
    purpose = LongTextField(
        label="What is the audit for?",
        help_text=f"They see this on their page, and so does whoever asks later. At least {LEAST} characters.",
        missing="Say what the audit is for",
        max_length=1000,
        rows=3,
    )
    last_day = DateField(
        label="Until when?",
        help_text=f"The last day, within {LONGEST.days} days. The audit ends by itself.",
        missing="Enter the last day of the audit",
        not_before_today=True,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["last_day"].initial = timezone.localdate() + timedelta(days=28)

    def clean_auditor(self):
        """The practitioner with this address."""
        found = Practitioner.objects.filter(email__iexact=self.cleaned_data["auditor"].strip()).first()
        if found is None:
            raise ValidationError("Nobody signs in with this address. Check it, or open an account for them first")
        return found


class OpenCaseForm(Form):
    """Why an auditor opens a sampled case."""

    reason = LongTextField(
        label="Why do you need to read the case?",
        help_text=f"What you look for that the decision and its reasons do not say. At least {LEAST} characters.",
        missing="Say why you need to read the case",
        max_length=1000,
        rows=3,
    )
