"""Asking whoever supplied something whether it may be passed on, and its answer (V23)."""

from consent.models import Purpose
from locality.fields import Choice, Form, LongTextField, ModelCheckboxesField, ModelRadiosField, RadiosField
from locality.models import Partner


class AskForm(Form):
    """Whom somebody wants to tell, for what, and why."""

    recipients = ModelCheckboxesField(
        label="Whom do you want to tell?",
        queryset=Partner.objects.none(),
        missing="Choose whom you want to tell",
        style="small",
    )
    purpose = ModelRadiosField(
        label="For what purpose?", queryset=Purpose.objects.none(), missing="Choose the purpose", style="small"
    )
    why = LongTextField(
        label="Why do they need it?",
        help_text="The partner that supplied it reads this.",
        max_length=2000,
        rows=4,
        missing="Say why they need it",
    )

    def __init__(self, *args, but, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipients"].queryset = Partner.objects.active().exclude(pk__in=but).order_by("name")
        self.fields["purpose"].queryset = Purpose.objects.selectable()


class OnwardAnswerForm(Form):
    """Whether the supplier agrees, or why not."""

    agrees = RadiosField(
        label="May they pass it on?",
        choices=[("yes", "Yes, for this and to them alone"), Choice("no", "No", reveals=["words"])],
        missing="Say whether they may",
        style="small",
    )
    words = LongTextField(label="Why not?", help_text="They read this.", max_length=2000, rows=3, missing="Say why not")

    def clean_agrees(self):
        """Whether they agree."""
        return self.cleaned_data["agrees"] == "yes"
