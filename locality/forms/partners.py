"""Filtering the list of partners, and ending a membership."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from locality.fields import DateField, Form, LongTextField, RadiosField, SelectField, TickField
from locality.law import wrong_days
from locality.partners import PartnerKind, Tier


class PartnerFilter(Form):
    """Which partners of the list are shown."""

    mark_optional = False
    kind = SelectField(label="Kind", empty="All kinds", required=False)
    tier = SelectField(label="Service tier", empty="All tiers", choices=Tier.choices, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "All kinds"), *PartnerKind.objects.values_list("code", "name")]


class AttestForm(Form):
    """Who works for the partner was looked at, and may stay."""

    sure = TickField(
        label="I looked at everybody in the list. They work for us, and need what they may do",
        missing="Look at everybody in the list first, and end the membership of whoever has left",
    )
    note = LongTextField(
        label="What you found or changed",
        help_text="For the auditor. Leave it empty when there was nothing.",
        required=False,
        max_length=2000,
    )


class LawForm(Form):
    """What data protection law asks of a partner: what it is, and its policy for what is special (V13, V14)."""

    public_authority = RadiosField(
        label="Are you a public authority?",
        help_text="A council, school, police force, NHS body or GP practice is. A charity or a company seldom is.",
        choices=[("yes", "Yes"), ("no", "No")],
        inline=True,
        missing="Say whether you are a public authority",
    )
    policy_document_on = DateField(
        label="Date of your appropriate policy document",
        help_text="It says how you look after information about health, beliefs or origin that you share without "
        "agreement. Leave it empty when you have none.",
        required=False,
    )

    sharing_agreement_on = DateField(
        label="Date of your data sharing agreement",
        help_text="It says what you share with the other partners and how. Leave it empty when you have none.",
        required=False,
    )
    sharing_agreement_until = DateField(label="The data sharing agreement counts until", required=False)
    impact_assessment_on = DateField(
        label="Date of your impact assessment",
        help_text="Your data protection impact assessment of sharing here. Leave it empty when you have none.",
        required=False,
    )
    impact_assessment_until = DateField(label="The impact assessment is looked at again by", required=False)

    def clean(self):
        found = super().clean()
        days = {name: day for name, day in found.items() if name.endswith(("_on", "_until"))}
        for name, words in wrong_days(**days).items():
            if name not in self.errors:
                self.add_error(name, words)
        return found


class TrainingForm(Form):
    """When somebody was trained last."""

    on = DateField(
        label="When were they trained last?",
        help_text="In safeguarding and in sharing information. The day on which the training ended.",
        missing="Enter the day of their last training",
        label_size="m",
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError("The date must be today or earlier")
        return day


class EndMembershipForm(Form):
    """From which day somebody no longer works for the partner."""

    on = DateField(
        label="From which day do they no longer work here?",
        help_text="From the start of that day they see nothing through this partner. Today means at once.",
        missing="Enter the first day on which they no longer work here",
        not_before_today=True,
        label_size="m",
    )

    leaves_work = TickField(
        label="What they leave open stays on my list until I have handed it on",
        missing="Hand on what they leave open first, or say that it stays on your list",
    )

    def __init__(self, *args, membership, left, **options):
        super().__init__(*args, **options)
        self.membership = membership
        if not left:
            del self.fields["leaves_work"]

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day < self.membership.starts_on:
            start = f"{self.membership.starts_on:%-d %B %Y}"
            raise ValidationError(f"The membership only starts on {start}. Enter that day or a later one")
        return day
