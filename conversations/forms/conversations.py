"""Logging a conversation: one compact page (interface.md 6.4a)."""

from datetime import timedelta

from django.utils import timezone

from consent.models import Nature
from conversations.forms.asking import kept_apart
from conversations.models import Addendum, Conversation
from locality.fields import (
    Choice,
    DateField,
    DateTimeField,
    Form,
    HiddenField,
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
)
from locality.models import Membership, Partner, Person
from locality.partners import Tier
from locality.reference import ADULTS, CONCERNS, category

PEOPLE_ROWS, ACTION_ROWS = (1, 2, 3), (1, 2, 3)
TEXTS = ("mode", "said", "concerns", "concerns_are", "strengths", "child_voice", "agreed")
HARM = [choice for choice in Conversation.Harm.choices if choice[0] != Conversation.Harm.NO]


def _concerns_are():
    return RadiosField(label="What are these worries?", choices=Nature.choices, required=False, style="small")


def colleagues(me):
    """Everybody who works for an active partner, grouped by partner, as a select's choices; `me` left out."""
    jobs = (
        Membership.objects.live()
        .filter(partner__in=Partner.objects.active(), practitioner__is_active=True)
        .exclude(practitioner=me)
        .select_related("partner", "practitioner")
        .order_by("partner__name", "practitioner__name")
    )
    groups: dict[str, list] = {}
    for job in jobs:
        label = f"{job.practitioner.name}, {job.job_title}"
        groups.setdefault(job.partner.name, []).append((str(job.pk), label))
    return list(groups.items())


class ConversationForm(Form):
    """What was said, with whom, about whom, and what was agreed. Only what everybody will read is asked for."""

    mark_optional = False  # what may be left out is folded away

    submission = HiddenField()
    people = ModelCheckboxesField(
        label="Who is it about?", queryset=Person.objects.none(), missing="Choose whom it is about", style="chips"
    )
    with_1, with_2, with_3 = (SelectField(label="Person", choices=(), required=False) for _ in PEOPLE_ROWS)
    other_name = TextField(label="Name", max_length=200, required=False)
    other_partner = ModelSelectField(label="Partner", queryset=Partner.objects.none(), required=False)
    other_tier = SelectField(
        label="Service tier", choices=Tier.choices, empty="As usual for the partner", required=False
    )
    took_place = RadiosField(
        label="Did it take place?",
        choices=[("yes", "Yes"), Choice("no", "No: it was asked for and declined", reveals=["declined_reason"])],
        style="chips",
    )
    declined_reason = LongTextField(label="What reason was given?", max_length=1000, rows=2, missing="Say why")
    mode = RadiosField(label="How?", choices=Conversation.Mode.choices, style="chips")
    when = RadiosField(
        label="When?",
        choices=[("now", "Just now"), Choice("earlier", "Earlier", reveals=["started_at"])],
        style="chips",
    )
    started_at = DateTimeField(label="When it began", not_after_now=True)
    said = LongTextField(
        label="What was said?",
        max_length=20000,
        rows=6,
        missing="Write what was said",
        help_text="Speak it, if you like.",
    )
    concerns = LongTextField(label="Worries", max_length=5000, rows=2, required=False)
    concerns_are = _concerns_are()
    strengths = LongTextField(label="Strengths", max_length=5000, rows=2, required=False)
    child_voice = LongTextField(label="In the child’s own words", max_length=5000, rows=2, required=False)
    agreed = LongTextField(
        label="What was agreed?",
        help_text="If nothing: that no more is needed, and why.",
        max_length=5000,
        rows=3,
        missing="Write what was agreed",
    )
    what_1, what_2, what_3 = (TextField(label="What", max_length=300, required=False) for _ in ACTION_ROWS)
    who_1, who_2, who_3 = (SelectField(label="Who", choices=(), required=False) for _ in ACTION_ROWS)
    due_1, due_2, due_3 = (DateField(label="By", required=False, not_before_today=True) for _ in ACTION_ROWS)
    apart = kept_apart()
    harm = RadiosField(
        label="Could a child be in need, harmed, or likely to be harmed?",
        choices=[
            ("no", "No"),
            Choice(
                "yes",
                "Yes, or I am not sure",
                reveals=["harm_kind", "harm_reasoning", "called", "front_door_spoke_to", "not_called_reason"],
            ),
        ],
        missing="Answer whether a child could be in need or harmed",
    )
    harm_kind = RadiosField(label="Which is it?", choices=HARM, style="small", missing="Choose which it is")
    harm_reasoning = LongTextField(
        label="What makes you think so?", max_length=4000, rows=2, missing="Say what you saw"
    )
    called = DateTimeField(label="When did you ring the Front Door?", not_after_now=True, required=False)
    front_door_spoke_to = TextField(label="Whom did you speak to?", max_length=200, required=False)
    not_called_reason = LongTextField(
        label="If you have not rung: why, and which manager knows?", max_length=1000, rows=2, required=False
    )

    def __init__(self, *args, people=None, me=None, conversation=None, **kwargs):
        self.me = me
        today = timezone.localdate()
        initial = {"took_place": "yes", "mode": "phone", "when": "now"}
        initial |= {f"due_{row}": today + timedelta(days=7) for row in ACTION_ROWS}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["people"].queryset = Person.objects.none() if people is None else people
        others = colleagues(me)
        for row in PEOPLE_ROWS:
            self.fields[f"with_{row}"].choices = [("", "Choose"), *others]
        for row in ACTION_ROWS:
            self.fields[f"who_{row}"].choices = [("me", "Me"), *others]
        self.fields["other_partner"].queryset = Partner.objects.active()

    def clean(self):
        clean = super().clean()
        if not any(clean.get(f"with_{row}") for row in PEOPLE_ROWS) and not clean.get("other_name"):
            self.add_error("with_1", "Choose who you talked to, or write their name below")
        if clean.get("other_name") and not clean.get("other_partner"):
            self.add_error("other_partner", "Choose which partner they work for")
        _say_what_worries_are(self)
        if clean.get("harm") == "yes" and not clean.get("called") and not clean.get("not_called_reason"):
            self.add_error(
                "called", "Ring the Front Door, then say when you did; or say why not and which manager knows"
            )
        return clean

    def answers(self):
        """The conversation's own columns, as `record_conversation` takes them."""
        clean = self.cleaned_data
        took_place = clean["took_place"] == "yes"
        return {name: clean[name] for name in TEXTS} | {
            "apart": clean["apart"],
            "took_place": took_place,
            "declined_reason": clean["declined_reason"],
            "started_at": clean["started_at"] or timezone.now(),
            "harm": clean["harm_kind"] if clean["harm"] == "yes" else Conversation.Harm.NO,
            "harm_reasoning": clean["harm_reasoning"],
            "front_door_called_at": clean["called"],
            "front_door_spoke_to": clean["front_door_spoke_to"],
            "front_door_not_called_reason": clean["not_called_reason"],
        }

    def unsaved(self, family, partner):
        """A `Conversation` of what is known so far, never saved: what the rules of sharing ask about it."""
        clean = self.cleaned_data
        kind = category(ADULTS if clean.get("apart") else CONCERNS)
        values = {
            "started_at": clean.get("started_at") or timezone.now(),
            "concerns_are": clean.get("concerns_are", ""),
        }
        return Conversation(family=family, provider=partner, category=kind, **values)

    def participants(self, my_partner):
        """Who took part, as `Participant` columns: first who records it, then the others, each once (S24). Of a form
        with errors: as far as is known."""
        clean = self.cleaned_data
        found = [_row(my_partner, self.me, self.me.name)]
        for job in self._jobs([clean.get(f"with_{row}") for row in PEOPLE_ROWS]).values():
            found.append(_row(job.partner, job.practitioner, job.practitioner.name))
        name, partner = clean.get("other_name"), clean.get("other_partner")
        if name and partner:
            found.append(_row(partner, None, name) | {"tier": clean.get("other_tier") or partner.tier})
        return found

    def actions(self, my_partner):
        """What was agreed to be done, as `Action` columns."""
        clean = self.cleaned_data
        jobs = self._jobs([clean[f"who_{row}"] for row in ACTION_ROWS])
        found = []
        for row in ACTION_ROWS:
            if clean[f"what_{row}"]:
                job = jobs.get(clean[f"who_{row}"])
                owner, partner = (job.practitioner, job.partner) if job else (self.me, my_partner)
                due = clean[f"due_{row}"] or timezone.localdate() + timedelta(days=7)
                names = {"owner": owner, "owner_partner": partner, "owner_name": owner.name}
                found.append({"what": clean[f"what_{row}"], "due_on": due} | names)
        return found

    def _jobs(self, keys):
        wanted = list(dict.fromkeys(key for key in keys if key and key != "me"))
        found = Membership.objects.select_related("partner", "practitioner").in_bulk(wanted)
        by_text = {str(key): job for key, job in found.items()}
        return {key: by_text[key] for key in wanted}


def _row(partner, practitioner, name):
    return {"partner": partner, "practitioner": practitioner, "name": name, "tier": partner.tier}


def _say_what_worries_are(form):
    """Worries are marked as fact, opinion, allegation or report (V18, S128)."""
    clean = form.cleaned_data
    if clean.get("concerns") and not clean.get("concerns_are") and "concerns_are" not in form.errors:
        form.add_error("concerns_are", "Say whether the worries were seen, are your view, or were told to you")
    elif not clean.get("concerns"):
        clean["concerns_are"] = ""


class AddendumForm(Form):
    """A note added after a conversation has locked."""

    submission = HiddenField()
    text = LongTextField(label="What do you add?", max_length=10000, rows=4, missing="Write what you add")
    mark = RadiosField(
        label="In the chronology",
        choices=[("", "As it is"), *Addendum.Mark.choices],
        required=False,
        initial="",
        inline=False,
    )


class ChangeForm(Form):
    """Mending one's own conversation within its first day."""

    version = HiddenField(required=True)
    said = LongTextField(label="What was said?", max_length=20000, rows=6, missing="Write what was said")
    concerns = LongTextField(label="Worries", max_length=5000, rows=2, required=False)
    concerns_are = _concerns_are()
    strengths = LongTextField(label="Strengths", max_length=5000, rows=2, required=False)
    child_voice = LongTextField(label="In the child’s own words", max_length=5000, rows=2, required=False)
    agreed = LongTextField(label="What was agreed?", max_length=5000, rows=3, missing="Write what was agreed")
    apart = kept_apart()

    def clean(self):
        clean = super().clean()
        _say_what_worries_are(self)
        return clean


class DoneForm(Form):
    """What came of an action."""

    outcome = LongTextField(label="What came of it?", max_length=2000, rows=2, missing="Say what came of it")
