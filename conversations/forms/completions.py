"""What is asked once a conversation is over, and how good it was."""

from conversations.forms.asking import OnceForm
from conversations.forms.told import check_children, levels_of, needs_of, put_children
from conversations.models import Completion, Conversation, QualityCheck
from conversations.quality import ASKED
from locality.fields import (
    CheckboxesField,
    DateField,
    LongTextField,
    ModelSelectField,
    NumberField,
    RadiosField,
    TextField,
)
from locality.models import Partner

ROWS = (1, 2, 3)
OWN = ("trigger", "minutes", "complexity", "complexity_words", "family_present", "family_views", "to_date", "analysis")
OWN += ("plan_needed", "plan_reason", "review_on", "supported_by")


class CompleteForm(OnceForm):
    """What it means for each child, what the family says, who saw it differently, and whether a plan is needed.
    `children`: whom it is about; `levels`: {child's key: the level of need that stands}."""

    field_order = ["kind", *OWN[:8], *(f"{name}_{row}" for row in ROWS for name in ("who", "partner", "view"))]

    kind = RadiosField(label="What kind of conversation was it?", choices=Conversation.Kind.choices, style="small")
    trigger = RadiosField(
        label="Why was it held?",
        choices=Completion.Trigger.choices,
        style="small",
        missing="Choose why it was held",
    )
    minutes = NumberField(label="How many minutes did it take?", required=False, min_value=1, max_value=600)
    complexity = CheckboxesField(
        label="What makes the family’s situation complex?", choices=Completion.Factor.choices, required=False
    )
    complexity_words = LongTextField(label="Anything more about that?", max_length=2000, rows=2, required=False)
    family_present = RadiosField(
        label="Was the family part of it?",
        choices=Completion.Present.choices,
        style="small",
        missing="Choose whether the family was part of it",
    )
    family_views = LongTextField(
        label="What does the family say?",
        help_text="If they were not asked: why not.",
        max_length=5000,
        rows=2,
        missing="Write what the family says, or why it was not asked",
    )
    to_date = LongTextField(
        label="What was done until now, and by whom?", max_length=5000, rows=2, missing="Write what was done until now"
    )
    analysis = LongTextField(
        label="What does it all mean for each child?",
        help_text="Beyond the worries: what you make of them, and of the strengths.",
        max_length=5000,
        rows=4,
        missing="Write what it means for each child",
    )
    who_1, who_2, who_3 = (
        TextField(label=f"Who {'else ' if row > 1 else ''}saw it differently?", max_length=200, required=False)
        for row in ROWS
    )
    partner_1, partner_2, partner_3 = (
        ModelSelectField(label="Of which partner?", queryset=Partner.objects.none(), empty="The family", required=False)
        for _ in ROWS
    )
    view_1, view_2, view_3 = (
        LongTextField(label="What they said", max_length=2000, rows=2, required=False) for _ in ROWS
    )
    supported_by = TextField(
        label="Which manager or safeguarding lead supported you?",
        help_text="Needed where somebody saw it differently.",
        max_length=200,
        required=False,
    )
    plan_needed = RadiosField(
        label="Is a plan needed?", choices=Completion.PlanNeeded.choices, style="chips", missing="Choose one"
    )
    plan_reason = LongTextField(label="Why, or why not?", max_length=2000, rows=2, missing="Say why, or why not")
    review_on = DateField(label="When do you look again?", required=False, not_before_today=True)

    def __init__(self, *args, conversation=None, children=(), levels=None, **kwargs):
        super().__init__(*args, initial={"kind": conversation.kind}, **kwargs)
        for row in ROWS:
            self.fields[f"partner_{row}"].queryset = Partner.objects.active()
        before, self.groups = list(self.fields), []
        put_children(self, children, levels or {})
        self.order_fields(["kind", *OWN[:7], *(name for name in self.fields if name not in before)])

    def clean(self):
        clean = super().clean()
        check_children(self)
        for row in ROWS:
            who, view = clean.get(f"who_{row}"), clean.get(f"view_{row}")
            if view and not who:
                self.add_error(f"who_{row}", "Say who saw it differently")
            if who and not view:
                self.add_error(f"view_{row}", f"Write what {who} said")
        return clean

    def answers(self):
        """What `complete_conversation` takes."""
        clean = self.cleaned_data
        views = [
            {"who": clean[f"who_{row}"], "partner": clean[f"partner_{row}"], "view": clean[f"view_{row}"]}
            for row in ROWS
            if clean[f"who_{row}"]
        ]
        told = {"views": views, "needs": needs_of(self), "levels": levels_of(self)}
        return {name: clean[name] for name in (*OWN, "kind")} | told


class QualityForm(OnceForm):
    """How good a conversation was."""

    constructive, right_people, child_heard, beyond_concerns, joint, clear = (
        RadiosField(label=label, choices=QualityCheck.Mark.choices, style="chips", missing="Choose one")
        for label in ASKED.values()
    )
    words = LongTextField(
        label="What is good, and what would make it better?", max_length=2000, rows=3, missing="Write a sentence"
    )
