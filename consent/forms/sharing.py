"""The sharing decision as one sentence with controls (interface.md 6.4b), for one record or for whole categories."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from consent.fresh import day_of, day_of_kind
from consent.lawful import NINE, SIX, choices, usual_basis
from consent.models import Basis, NonInforming, Outcome, Purpose
from consent.rules import GROUNDS, LEAST_FACTS, LEAST_REASONS, NOT_SHARE_REASONS, Item, Proposal
from locality.fields import (
    CheckboxesField,
    Choice,
    DateField,
    Form,
    LongTextField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TextField,
)
from locality.models import InformationCategory, Partner
from locality.reference import KEPT_APART

RECORD, WITHOUT = "record", "without"
ROWS = (1, 2, 3)
AS_SAID = ("facts", "safety", "late_because", "advice", "why_named", "wishes", "condition", "lawful", "still_right")
AS_SAID += ("not_share_reason",)
USUAL_LENGTH = timedelta(days=90)


def _offered(kind):
    """The choice of a kind of information: what is kept apart says so (S126, A5)."""
    hint = "Kept apart from all the rest: only if they need to know it" if kind.code in KEPT_APART else ""
    return Choice(kind.code, kind.name, hint=hint)


def end_of(day):
    """The moment, London time, at which a day that is the last one ends."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


class SharingForm(Form):
    """What to share, with whom, for what purpose, on what basis, until when, and why; or that it is not shared.

    `record_name`: of the record that is written (None: whole categories only); `took_part`: whether who did is offered.
    """

    mark_optional = False

    outcome = RadiosField(
        label="Will you share it?",
        choices=[
            ("share", "Share"),
            Choice("share_part", "Share part", reveals=["keep_back"]),
            Choice("not_share", "Do not share", reveals=["not_share_reason", "reconsider_on"]),
            Choice("wait", "Wait for more", reveals=["wait_until"]),
        ],
        style="chips",
        missing="Say whether you share it",
    )
    keep_back = LongTextField(
        label="What do you keep back, and why?",
        help_text="This is a note: they see the whole of what you choose below, so leave out what is to stay with you.",
        max_length=1000,
        rows=2,
    )
    not_share_reason = RadiosField(label="Why not?", choices=NOT_SHARE_REASONS, style="small")
    reconsider_on = DateField(label="When will you think about it again?", not_before_today=True)
    wait_until = DateField(label="Until when do you wait? Say in your reasons what for.", not_before_today=True)
    what = CheckboxesField(label="What", choices=(), required=False, style="small")
    whom = RadiosField(label="With whom", choices=(), style="small", required=False)
    to_1, to_2, to_3 = (
        ModelSelectField(label="Partner", queryset=Partner.objects.none(), required=False) for _ in ROWS
    )
    need_1, need_2, need_3 = (
        TextField(label="Why do they need to know?", max_length=300, required=False) for _ in ROWS
    )
    purpose = ModelSelectField(label="Purpose", queryset=Purpose.objects.none(), empty=None)
    basis = RadiosField(
        label="Because",
        choices=[
            (Basis.AGREEMENT, "the family agreed"),
            Choice(
                WITHOUT,
                "a child may be at risk, or the facts outweigh the family’s wish",
                reveals=["ground", "facts", "condition", "safety", "late_because", "wishes", "speed"],
            ),
        ],
        style="small",
        required=False,
    )
    ground = SelectField(label="Why may you share without agreement?", choices=GROUNDS)
    facts = LongTextField(
        label="The facts of this case",
        help_text=f"At least {LEAST_FACTS} characters: what you know, when, and why asking was unsafe or failed",
        max_length=4000,
        rows=4,
    )
    condition = SelectField(
        label="What lets you share information about health, beliefs or origin?",
        help_text="The law asks for this when nobody agreed, and what you share may tell of such things",
        required=False,
    )
    safety = LongTextField(label="What could happen if you share, and if you do not?", max_length=2000, rows=3)
    late_because = TextField(
        label="If somebody may come to harm and you noticed more than a working day ago: why is it decided only now?",
        max_length=300,
        required=False,
    )
    wishes = LongTextField(
        label="What did the family wish, and how did you weigh it?", max_length=2000, rows=2, required=False
    )
    speed = RadiosField(
        label="How soon do they need it?",
        choices=[
            ("signed", "After somebody else has signed"),
            Choice(
                "urgent",
                "Now: it cannot wait",
                hint="It ends by itself unless somebody else signs within one working day",
            ),
        ],
        style="small",
    )
    until = DateField(label="Last day on which they may see it", required=False)
    told = RadiosField(
        label="Has the family been told that you share this, why, and with whom?",
        choices=[
            ("told_before", "Yes"),
            ("not_yet", "Not yet: I will tell them within five working days"),
            Choice("will_not_be_told", "No: telling them would not be safe", reveals=["not_told_ground"]),
        ],
        style="small",
        required=False,
    )
    not_told_ground = SelectField(
        label="Why will they not be told?",
        help_text="You are asked to look at it again within ten working days, then every 30 days.",
        choices=NonInforming.Ground.choices,
        empty="As I said for sharing without agreement",
        required=False,
    )
    in_doubt = RadiosField(
        label="Are you in doubt?",
        choices=[("no", "No"), Choice("yes", "Yes, I asked for advice", reveals=["advice", "why_named"])],
        style="small",
        required=False,
    )
    advice = LongTextField(
        label="Whom did you ask, without naming the family, and what did they say?", max_length=2000, rows=2
    )
    why_named = TextField(label="If you named the family: why?", max_length=300, required=False)
    onward = LongTextField(
        label="If the partner that supplied it did not agree: why may you pass it on all the same?",
        help_text="Only a court order or the duty to share goes past what they say. They are told.",
        max_length=2000,
        rows=2,
        required=False,
    )
    still_right = TextField(label="Why is what is old still right?", max_length=300, required=False)
    lawful = SelectField(label="What does it rest on in data protection law?", required=False)
    reasons = LongTextField(
        label="Your reasons",
        help_text=f"Why is this right for the child, whether you share or not? At least {LEAST_REASONS} characters.",
        max_length=4000,
        rows=3,
        missing="Give your reasons",
    )

    def __init__(
        self, *args, partner=None, record_name=None, took_part=False, agreed=False, told=False, supplier=None, **kwargs
    ):
        self.partner, self.record_name = partner, record_name
        today = timezone.localdate()
        initial = {
            "outcome": "share",
            "what": [RECORD] if record_name else [],
            "whom": "took_part" if took_part else "chosen",
            "basis": Basis.AGREEMENT if agreed else "",
            "told": "told_before" if told else "",
            "in_doubt": "no",
            "until": today + USUAL_LENGTH,
            "speed": "signed",
            "lawful": usual_basis(partner),
        } | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        kinds = list(InformationCategory.objects.filter(shareable=True))
        self.fields["what"].choices = [*[(RECORD, record_name)] * bool(record_name), *map(_offered, kinds)]
        rows = [name for row in ROWS for name in (f"to_{row}", f"need_{row}")]
        chosen = Choice("chosen", "only these partners", reveals=rows)
        self.fields["whom"].choices = [("took_part", "the partners who took part"), chosen] if took_part else [chosen]
        others = Partner.objects.active().exclude(pk=partner.pk if partner else None)
        for row in ROWS:
            self.fields[f"to_{row}"].queryset = others
        self.fields["purpose"].queryset = Purpose.objects.selectable()
        in_law = choices()
        self.fields["lawful"].choices = in_law[SIX]
        self.fields["condition"].choices = [("", "Choose one"), *in_law[NINE]]
        self._ask_about(supplier)
        self.categories = {kind.code: kind for kind in kinds}

    def _ask_about(self, supplier):
        """Of what another partner supplied, why it may be passed on without that partner's agreement (V23)."""
        if supplier is None:
            del self.fields["onward"]
            return
        self.fields["onward"].label = f"If {supplier} did not agree: why may you pass it on all the same?"
        agreed, (value, words) = self.fields["basis"].choices
        reveals = [*words.reveals, "onward"]
        self.fields["basis"].choices = [agreed, Choice(value, str(words), reveals=reveals)]

    @property
    def rows(self):
        """The partner and need fields, row by row, for the page without a list of who took part."""
        return [(self[f"to_{row}"], self[f"need_{row}"]) for row in ROWS]

    @property
    def names_others(self):
        """Whether partners were chosen by name, whoever took part."""
        chosen = self.data.get(self.add_prefix("whom")) == "chosen"
        return chosen and any(self.data.get(self.add_prefix(f"to_{row}")) for row in ROWS)

    def clean(self):
        clean = super().clean()
        for row in ROWS:
            if clean.get(f"need_{row}") and not clean.get(f"to_{row}") and f"to_{row}" not in self.errors:
                self.add_error(f"to_{row}", "Choose which partner needs to know this")
        return clean

    @property
    def only_the_record(self):
        """Whether nothing but the one record is chosen."""
        return self.cleaned_data["what"] == [RECORD]

    def recipients(self, took_part):
        """The chosen partners, each with why it needs to know. `took_part` maps each partner that did to its reason."""
        if self.cleaned_data["whom"] == "took_part":
            return took_part
        rows = [(self.cleaned_data[f"to_{row}"], self.cleaned_data[f"need_{row}"]) for row in ROWS]
        return {partner: need for partner, need in rows if partner}

    def proposal(self, family, *, subjects, record=None, took_part=None, reader=None):
        """The `Proposal` of a form that is valid. Of which day a whole kind is comes from what the `reader` sees."""
        clean, today = self.cleaned_data, timezone.localdate()
        ground = clean["ground"] if clean["basis"] == WITHOUT else ""
        basis = clean["basis"] or ""
        if basis == WITHOUT:
            basis = Basis.RISK if ground.startswith("harm") else Basis.PUBLIC_INTEREST
        shares, waits = clean["outcome"] in ("share", "share_part"), clean["outcome"] == "wait"
        return Proposal(
            family=family,
            partner=self.partner,
            outcome=Outcome(clean["outcome"]),
            purpose=clean["purpose"],
            reasons=clean["reasons"],
            items=self._items(record, today, family, reader),
            recipients=self.recipients(took_part or {}),  # or with whom it is not shared
            subjects=list(subjects),
            not_told_ground=clean.get("not_told_ground", ""),
            told={person.pk: clean["told"] for person in subjects if clean["told"]},
            basis=basis if shares else "",
            ground=ground,
            urgent=clean["speed"] == "urgent",
            in_doubt=clean["in_doubt"] == "yes",
            onward=clean.get("onward", ""),
            **{name: clean[name] for name in AS_SAID},
            concern_identified_at=getattr(record, "started_at", None),  # what was noticed when it was talked about (F5)
            reconsider_on=clean["wait_until"] if waits else clean["reconsider_on"],
            ends_at=end_of(clean["until"]) if clean["until"] else None,
        )

    def _items(self, record, today, family, reader):
        items = []
        for code in self.cleaned_data["what"]:
            if code == RECORD and record is not None:
                nature = getattr(record, "nature", "")
                items.append(Item(record.category, str(record), record, day_of(record), nature=nature))
            elif kind := self.categories.get(code):
                day = day_of_kind(kind, family, self.partner, reader) if reader else today
                items.append(Item(kind, kind.name, None, day))
        if kept := self.cleaned_data["keep_back"]:
            first = items[0].category if items else next(iter(self.categories.values()))
            items.append(Item(first, "Kept back", None, today, include=False, exclude_reason=kept))
        return items

    def take_errors(self, error):
        """Put what a service refused (a ValidationError by field) beside the fields of this form."""
        for name, words in error.message_dict.items():
            for text in words:
                self.add_error(self.place_of(name), text)

    def place_of(self, name):
        """The field beside which a rule's words stand, or None: above all."""
        said = self.cleaned_data
        places = {"need_to_know": "need_1"} if said.get("whom") == "chosen" else {"need_to_know": "whom"}
        places |= {"reconsider_on": "wait_until"} if said.get("outcome") == "wait" else {}
        place = places.get(name, name)
        return place if place in self.fields else None
