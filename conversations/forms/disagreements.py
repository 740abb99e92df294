"""Raising a disagreement, answering it, and saying how it ended (domain.md 3e)."""

from conversations.forms.asking import AskingForm, OnceForm
from conversations.forms.conversations import colleagues
from conversations.models import Disagreement, DisagreementStep
from locality.fields import Choice, LongTextField, ModelSelectField, RadiosField, SelectField, TextField
from locality.models import Membership, Partner

FOR = Disagreement.Raised


class DisagreementForm(OnceForm):
    """What it is about, what this side says, who is at risk meanwhile, and who keeps an eye on the child."""

    subject = TextField(label="What is it about, in a line?", max_length=300, missing="Say what it is about")
    topic = RadiosField(
        label="Which kind of thing?", choices=Disagreement.Topic.choices, style="small", missing="Choose one"
    )
    raised_for = RadiosField(
        label="Who disagrees?",
        choices=[
            (FOR.PARTNER, FOR.PARTNER.label),
            (FOR.FAMILY, FOR.FAMILY.label),
            (FOR.CHILD, FOR.CHILD.label),
        ],
        style="chips",
    )
    family_words = LongTextField(
        label="What the family or the child says, in their own words", max_length=5000, rows=2, required=False
    )
    position = LongTextField(
        label="What does your side say, and on what does it rest?",
        help_text="What you know, and where from. The other side writes its own.",
        max_length=10000,
        rows=4,
        missing="Write what your side says",
    )
    wanted = LongTextField(
        label="What do you want to come of it?", max_length=2000, rows=2, missing="Say what you want to come of it"
    )
    tried = LongTextField(label="What did you try together already?", max_length=2000, rows=2, required=False)
    with_partner = ModelSelectField(
        label="Who is the other side?",
        help_text="Leave it empty when the family disagrees with your own service.",
        queryset=Partner.objects.none(),
        required=False,
    )
    risk = RadiosField(
        label="Could a child come to harm while it is being settled?",
        choices=[
            ("no", "No"),
            Choice("yes", "Yes: it is settled within 24 hours", reveals=["front_door_answer"]),
        ],
        missing="Say whether a child could come to harm meanwhile",
    )
    front_door_answer = LongTextField(
        label="Have you rung the Front Door? When, or why is it not needed?",
        help_text="A disagreement never takes the place of a referral.",
        max_length=2000,
        rows=2,
        missing="Ring the Front Door first, or say why that is not needed",
    )
    safety_plan = LongTextField(
        label="How is the child kept safe until it is settled?",
        max_length=2000,
        rows=2,
        missing="Say how the child is kept safe until it is settled",
    )
    lead = SelectField(label="Who leads until it is settled?", choices=())

    def __init__(self, *args, me=None, partner=None, **kwargs):
        initial = {"raised_for": FOR.PARTNER, "lead": "me"}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.me = me
        self.fields["lead"].choices = [("me", "Me"), *colleagues(me)]
        self.fields["with_partner"].queryset = Partner.objects.active().exclude(pk=partner.pk)

    def clean(self):
        clean = super().clean()
        if clean.get("raised_for", FOR.PARTNER) != FOR.PARTNER and not clean.get("family_words"):
            self.add_error("family_words", "Write what they say, in their own words")
        return clean

    def answers(self):
        """The disagreement's own columns, as `disagree` takes them."""
        names = ("subject", "topic", "raised_for", "family_words", "position", "wanted", "tried", "with_partner")
        names += ("front_door_answer", "safety_plan")
        found = {name: self.cleaned_data[name] for name in names} | {"at_risk": self.cleaned_data["risk"] == "yes"}
        if self.cleaned_data["lead"] != "me":
            job = Membership.objects.select_related("practitioner").get(pk=self.cleaned_data["lead"])
            found["interim_lead"] = job.practitioner
        return found


class PositionForm(OnceForm):
    """The other side, in its own words."""

    text = LongTextField(
        label="What does your side say, and on what does it rest?",
        max_length=10000,
        rows=4,
        missing="Write what your side says",
    )
    wanted = LongTextField(label="What do you want to come of it?", max_length=2000, rows=2, required=False)


class StepForm(OnceForm):
    """What was done about it."""

    kind = RadiosField(label="What was done?", choices=DisagreementStep.Kind.choices, missing="Choose what was done")
    text = LongTextField(label="What came of it, or why?", max_length=5000, rows=3, missing="Write what came of it")


class SettleForm(AskingForm):
    """How it ended."""

    outcome = RadiosField(
        label="How did it end?",
        choices=[
            ("agreed", Disagreement.Outcome.AGREED.label),
            Choice("decided", Disagreement.Outcome.DECIDED.label, reveals=["decided_by"]),
            ("taken_back", Disagreement.Outcome.TAKEN_BACK.label),
        ],
        missing="Choose how it ended",
    )
    decided_by = TextField(label="Who, with their role?", max_length=200, missing="Write who decided")
    reasons = LongTextField(
        label="What holds from now on, and why?", max_length=5000, rows=3, missing="Write what holds now, and why"
    )
    dissent = LongTextField(label="Who still disagrees, and with what?", max_length=2000, rows=2, required=False)
    family_told = LongTextField(label="What was the family told, and when?", max_length=2000, rows=2, required=False)
    learning = LongTextField(label="What do we learn from it?", max_length=2000, rows=2, required=False)
