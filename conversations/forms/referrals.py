"""Referring to the Front Door: the call first, then as few questions as it takes (domain.md 3f)."""

from django.utils import timezone

from conversations.forms.asking import AskingForm, OnceForm
from conversations.models import Conversation, Referral, ReferralNote
from locality.fields import (
    Choice,
    DateTimeField,
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    RadiosField,
    TextField,
)
from locality.models import Person

CALL = ["called_at", "spoke_to", "said", "advice", "reference"]


class ReferralForm(OnceForm):
    """What was seen, and what the call said. Whether the call was made stops nothing: it is asked for again after."""

    groups = [
        ("The worry", ["children", "reason", "concerns", "seen", "danger"]),
        ("The call", ["rung", "told", "told_reason"]),
    ]

    children = ModelCheckboxesField(
        label="Which children?",
        queryset=Person.objects.none(),
        style="chips",
        missing="Choose which children it is about",
    )
    reason = RadiosField(label="What is it?", choices=Referral.Reason.choices, missing="Choose what it is")
    concerns = LongTextField(
        label="What have you seen or heard?",
        help_text="In the child’s own words where you can. What you know, and what you only think.",
        max_length=10000,
        rows=5,
        missing="Write what you have seen or heard",
    )
    seen = RadiosField(
        label="When did you see or hear it?",
        choices=[("now", "Just now"), Choice("earlier", "Earlier", reveals=["identified_at"])],
        style="chips",
    )
    identified_at = DateTimeField(label="When was that?", not_after_now=True)
    danger = RadiosField(
        label="Is anybody in danger this moment?",
        choices=[("no", "No"), Choice("yes", "Yes: ring 999 first", reveals=["emergency_at"])],
        style="chips",
    )
    emergency_at = DateTimeField(label="When did you ring 999?", not_after_now=True, required=False)
    rung = RadiosField(
        label="Have you rung the Front Door?",
        choices=[Choice("yes", "Yes", reveals=CALL), ("no", "Not yet: I ring as soon as this is saved")],
        missing="Say whether you have rung",
    )
    called_at = DateTimeField(label="When?", not_after_now=True)
    spoke_to = TextField(label="Who took the call?", max_length=200, missing="Write who took the call")
    said = LongTextField(label="What did you tell them?", max_length=10000, rows=3, missing="Write what you told them")
    advice = LongTextField(label="What did they say?", max_length=5000, rows=3, required=False)
    reference = TextField(label="Their reference, if they gave one", max_length=100, required=False, width=20)
    told = RadiosField(
        label="Has the family been told?",
        help_text="Tell them, and ask, unless that could put somebody at risk. You need nobody’s agreement to ring.",
        choices=Referral.Told.choices,
    )
    told_reason = LongTextField(
        label="What did they say, or why would it not be safe?", max_length=2000, rows=2, required=False
    )

    def __init__(self, *args, children=None, **kwargs):
        initial = {"seen": "now", "danger": "no", "told": Referral.Told.NOT_YET, "called_at": timezone.now()}
        children = Person.objects.none() if children is None else children
        if len(children) == 1:
            initial["children"] = [children[0].pk]
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["children"].queryset = children
        self.fields["children"].required = bool(children)  # who knows none of them refers all the same

    def clean(self):
        clean = super().clean()
        if clean.get("told") == Referral.Told.NOT_SAFE and not clean.get("told_reason"):
            self.add_error("told_reason", "Say why telling them would not be safe")
        called, seen = clean.get("called_at"), clean.get("identified_at")
        if called and seen and called < seen:
            self.add_error("called_at", "You rang after you had seen it: look at both times again")
        return clean

    def answers(self):
        """The referral's own columns, as `refer` takes them."""
        clean = self.cleaned_data
        names = ("reason", "concerns", "spoke_to", "said", "advice", "reference", "told", "told_reason")
        called = clean["called_at"] if clean["rung"] == "yes" else None
        now = timezone.now()
        seen = clean["identified_at"] or (min(now, called) if called else now)
        times = {"identified_at": seen, "called_at": called, "emergency_at": clean["emergency_at"]}
        return {name: clean[name] for name in names} | times | {"in_danger": clean["danger"] == "yes"}


class CallForm(AskingForm):
    """The call that had not been made when the referral was written."""

    called_at = DateTimeField(label="When did you ring?", not_after_now=True)
    spoke_to = TextField(label="Who took the call?", max_length=200, missing="Write who took the call")
    said = LongTextField(label="What did you tell them?", max_length=10000, rows=3, missing="Write what you told them")
    advice = LongTextField(label="What did they say?", max_length=5000, rows=3, required=False)
    reference = TextField(label="Their reference, if they gave one", max_length=100, required=False, width=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"called_at": timezone.now()}, **kwargs)


class ReferralNoteForm(OnceForm):
    """What happened after the call."""

    kind = RadiosField(label="What happened?", choices=ReferralNote.Kind.choices, missing="Choose what happened")
    happened_at = DateTimeField(label="When?", not_after_now=True)
    text = LongTextField(label="In your words", max_length=5000, rows=3, missing="Write what happened")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"happened_at": timezone.now()} | kwargs.pop("initial", {}), **kwargs)


class OutcomeForm(AskingForm):
    """What the Front Door decided; and, where early help goes on, the conversation in which the step up was agreed."""

    outcome = RadiosField(
        label="What did the Front Door decide?", choices=Referral.Outcome.choices, missing="Choose what they decided"
    )
    at = DateTimeField(label="When did you hear?", not_after_now=True)
    words = LongTextField(
        label="What did they say, and who said it?", max_length=5000, rows=3, missing="Write what they said"
    )
    conversation = ModelSelectField(
        label="If social care took it on: in which conversation was the step up agreed?",
        help_text="Early help then waits until you take it up again; it does not end. "
        "If that conversation is still to come, leave this empty: you will be reminded.",
        queryset=Conversation.objects.none(),
        required=False,
    )

    def __init__(self, *args, conversations=None, **kwargs):
        super().__init__(*args, initial={"at": timezone.now()}, **kwargs)
        if conversations is None:
            del self.fields["conversation"]
        else:
            self.fields["conversation"].queryset = conversations
