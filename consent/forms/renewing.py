"""The same agreement once more: what is asked each time, and nothing else."""

from copy import deepcopy
from datetime import timedelta

from django.utils import timezone

from consent.forms.consents import TOLD, ConsentForm
from consent.models import Consent
from locality.fields import CheckboxesField, Choice, Form, HiddenField, RadiosField
from locality.registries import noon


def _as_in_full(name):
    return deepcopy(ConsentForm.base_fields[name])


class RenewForm(Form):
    """That they were told everything once more (C6), who was there (C7), how they said so (C8), and for how long."""

    mark_optional = True

    submission = HiddenField()
    explained = CheckboxesField(
        label="Did you go through it with them once more?",
        choices=[("all", "Yes, all of this: " + "; ".join(w[:1].lower() + w[1:] for w in TOLD.values()))],
        missing="Go through it with them first: an agreement counts when all of this was said",
        style="small",
    )
    company, present, pressure = (_as_in_full(name) for name in ("company", "present", "pressure"))
    status = RadiosField(
        label="How did they say that it is still the same?",
        choices=[
            (Consent.Status.WRITTEN, "In writing: they sign it"),
            Choice(Consent.Status.VERBAL, "Aloud", reveals=["verbal_reason"]),
        ],
        missing="Say how they said so",
        style="small",
    )
    verbal_reason, answered_on, expires_on = (
        _as_in_full(name) for name in ("verbal_reason", "answered_on", "expires_on")
    )

    def __init__(self, *args, **kwargs):
        today = timezone.localdate()
        usual = {"expires_on": today + timedelta(days=365), "answered_on": today}
        super().__init__(*args, initial=usual, **kwargs)
        self.fields["answered_on"].required = self.fields["expires_on"].required = True
        self.fields["pressure"].choices = [("no", "No"), ("yes", "Yes, or I am not sure")]

    def clean(self):
        clean = super().clean()
        if clean.get("company") == "others" and clean.get("pressure") == "yes":
            self.add_error("pressure", "Ask them again when nobody else is there")
        day, today = clean.get("expires_on"), timezone.localdate()
        if day and not today < day <= today + timedelta(days=366):
            self.add_error("expires_on", "Choose a day after today and within a year")
        return clean

    def answers(self):
        """Everything that `renewing.renew` takes, besides who records it and the form's key."""
        clean = self.cleaned_data
        day = clean["answered_on"]
        return {name: clean[name] for name in ("status", "present", "verbal_reason", "expires_on", "answered_on")} | {
            "answered_at": noon(day) if day < timezone.localdate() else None
        }
