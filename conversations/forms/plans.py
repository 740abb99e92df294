"""Agreeing a plan, reviewing it, and closing help."""

from datetime import timedelta

from django.utils import timezone

from conversations.forms.asking import AskingForm, OnceForm
from conversations.forms.conversations import colleagues
from conversations.models import Closure, Conversation, Evaluation, Need, Review, Score
from locality.fields import (
    DateField,
    LongTextField,
    ModelSelectField,
    NumberField,
    RadiosField,
    SelectField,
    TextField,
)
from locality.models import Membership

ROWS = (1, 2, 3, 4)


def _meeting(label):
    return ModelSelectField(label=label, queryset=Conversation.objects.none(), missing="Choose the meeting")


class PlanForm(OnceForm):
    """What the plan is for, and its first actions: each with its need, its owner and its day."""

    conversation = _meeting("In which meeting was it agreed?")
    agreed_on = DateField(label="When was it agreed?", not_after_today=True)
    goal = LongTextField(label="What should be different?", max_length=2000, rows=3, missing="Say what should change")
    family_said = LongTextField(
        label="What does the family say to it?", max_length=2000, rows=2, missing="Write what the family says"
    )

    def __init__(self, *args, needs=(), people=(), me=None, conversations=None, **kwargs):
        super().__init__(*args, initial={"agreed_on": timezone.localdate()}, **kwargs)
        self.needs, self.people, self.me = list(needs), list(people), me
        if conversations is not None:
            self.fields["conversation"].queryset = conversations
        put_rows(self)

    def clean(self):
        clean = super().clean()
        check_rows(self)
        return clean


class ActionsForm(AskingForm):
    """More actions of a plan."""

    def __init__(self, *args, needs=(), people=(), me=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.needs, self.people, self.me = list(needs), list(people), me
        put_rows(self)

    def clean(self):
        clean = super().clean()
        check_rows(self)
        return clean


def put_rows(form):
    """Give a form its rows of actions. Family members may own actions too."""
    family = [(f"family:{person.pk}", str(person)) for person in form.people]
    who = [("me", "Me"), ("The family", family), *colleagues(form.me)]
    needs = [(str(need.pk), f"{need.person}: {need.what[:60]}") for need in form.needs]
    form.groups = []
    for row in ROWS:
        form.fields[f"what_{row}"] = TextField(label="What", max_length=300, required=False)
        form.fields[f"need_{row}"] = SelectField(label="For which need", choices=needs, required=False)
        form.fields[f"measure_{row}"] = TextField(label="How you will know", max_length=300, required=False)
        form.fields[f"who_{row}"] = SelectField(label="Who", choices=who, empty=None, required=False)
        form.fields[f"due_{row}"] = DateField(label="By", not_before_today=True, required=False)
        form.initial.setdefault(f"due_{row}", timezone.localdate() + timedelta(days=14))
        names = [f"{name}_{row}" for name in ("what", "need", "measure", "who", "due")]
        form.groups.append((f"Action {row}", names))


def check_rows(form):
    """An action has a need and a way to know; a plan has an action."""
    clean = form.cleaned_data
    if not any(clean.get(f"what_{row}") for row in ROWS) and "what_1" not in form.errors:
        form.add_error("what_1", "Write at least one action")
    for row in ROWS:
        if clean.get(f"what_{row}"):
            for name, words in (("need", "Choose the need it is for"), ("measure", "Say how you will know")):
                if not clean.get(f"{name}_{row}") and f"{name}_{row}" not in form.errors:
                    form.add_error(f"{name}_{row}", words)


def actions_of(form, partner):
    """The rows as the services take them."""
    needs, clean = {str(need.pk): need for need in form.needs}, form.cleaned_data
    found = []
    for row in ROWS:
        if clean.get(f"what_{row}"):
            each = {
                "what": clean[f"what_{row}"],
                "measure": clean[f"measure_{row}"],
                "need": needs[clean[f"need_{row}"]],
            }
            each["due_on"] = clean[f"due_{row}"] or timezone.localdate() + timedelta(days=14)
            found.append(each | _owner(form, clean[f"who_{row}"], partner))
    return found


def _owner(form, who, partner):
    if who.startswith("family:"):
        person = next(each for each in form.people if who == f"family:{each.pk}")
        return {"owner": None, "owner_name": str(person), "owner_partner": partner}
    if who in ("", "me"):
        return {"owner": form.me, "owner_name": form.me.name, "owner_partner": partner}
    job = Membership.objects.select_related("partner", "practitioner").get(pk=who)
    return {"owner": job.practitioner, "owner_name": job.practitioner.name, "owner_partner": job.partner}


class ReviewForm(OnceForm):
    """What a review of the plan found, need by need, and what comes next."""

    conversation = _meeting("Which meeting was it?")
    held_on = DateField(label="When was it?", not_after_today=True)
    changed = LongTextField(
        label="What has changed since last time?", max_length=4000, rows=3, missing="Say what has changed"
    )
    family_view = LongTextField(
        label="What does the family say?", max_length=4000, rows=2, missing="Write what the family says"
    )
    child_voice = LongTextField(
        label="What do the children say?",
        help_text="Or why nobody asked.",
        max_length=4000,
        rows=2,
        missing="Write what the children say",
    )
    outcome = RadiosField(label="What comes next?", choices=Review.Outcome.choices, missing="Choose what comes next")
    next_on = DateField(
        label="When is the next review?", help_text="Only where help closes there is none.", required=False
    )

    def __init__(self, *args, needs=(), conversations=None, next_on=None, **kwargs):
        super().__init__(*args, initial={"held_on": timezone.localdate(), "next_on": next_on}, **kwargs)
        self.needs, self.groups = list(needs), []
        self.fields["next_on"].mark_optional = False
        if conversations is not None:
            self.fields["conversation"].queryset = conversations
        for n, need in enumerate(self.needs, 1):
            self._put(n, need)

    def _put(self, n, need):
        fields = {
            "status": SelectField(label="Is it met?", choices=Need.Status.choices, missing="Choose whether it is met"),
            "progress": SelectField(
                label="Compared with last time", choices=Evaluation.Progress.choices, missing="Choose how it compares"
            ),
            "evidence": LongTextField(label="What shows it?", max_length=2000, rows=2, missing="Say what shows it"),
        }
        for voice in Score.Voice:
            label = "You, from 0 to 10" if voice == Score.Voice.PRACTITIONER else f"{voice.label}, from 0 to 10"
            fields[voice.value] = NumberField(label=label, min_value=0, max_value=10, width=3, required=False)
        for name, field in fields.items():
            self.fields[f"{name}_{n}"] = field
        self.groups.append((f"{need.person}: {need.what}", [f"{name}_{n}" for name in fields]))

    @property
    def evaluations(self):
        """What was found of each need, as the service takes it."""
        clean, found = self.cleaned_data, []
        for n, need in enumerate(self.needs, 1):
            scores = {voice.value: clean[f"{voice.value}_{n}"] for voice in Score.Voice}
            each = {name: clean[f"{name}_{n}"] for name in ("status", "progress", "evidence")}
            given = {voice: value for voice, value in scores.items() if value is not None}
            found.append(each | {"need": need, "scores": given})
        return found


class CloseForm(OnceForm):
    """Why help ends, and what comes after it."""

    reason = RadiosField(label="Why does it end?", choices=Closure.Reason.choices, missing="Choose why it ends")
    conversation = _meeting("In which conversation was this agreed?")
    family_view = LongTextField(
        label="What does the family say?", max_length=2000, rows=2, missing="Write what the family says"
    )
    harm_reasoning = LongTextField(
        label="If the family is out of reach or says no: why is no child at risk without help?",
        max_length=2000,
        rows=2,
        required=False,
    )
    afterwards = LongTextField(
        label="Whom can the family turn to?", max_length=1000, rows=2, missing="Say whom the family can turn to"
    )
    told = LongTextField(label="Who was told?", max_length=1000, rows=2, missing="Say who was told")

    def __init__(self, *args, conversations=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["harm_reasoning"].mark_optional = False
        if conversations is not None:
            self.fields["conversation"].queryset = conversations


class SignForm(AskingForm):
    """Nothing is asked: the button signs."""
