"""Recording what a family answered: one page for everybody one adult answers for, with the five artefacts apart."""

from datetime import timedelta

from django.utils import timezone

from consent.models import Consent, ConsentArtefact, Paper
from consent.papers import KINDS_OF, named
from locality.fields import (
    Choice,
    DateField,
    Form,
    HiddenField,
    LongTextField,
    ModelCheckboxesField,
    ModelRadiosField,
    ModelSelectField,
    RadiosField,
    TextField,
)
from locality.models import InformationCategory, Partner, Person
from locality.registries import noon

ARTEFACTS = {
    ConsentArtefact.Kind.BOOKLET: "Day on which the booklet was given",
    ConsentArtefact.Kind.RECEIPT: "Day on which they signed that they received and understood it",
    ConsentArtefact.Kind.NOTICE: "Day on which the privacy notice was given in writing",
    ConsentArtefact.Kind.SOUGHT: "Day on which you asked",
}


class ConsentForm(Form):
    """Who answered, for whom, what was given and asked on which day (S79-S87), and what the agreement covers."""

    groups = [
        (
            "What the family was given and asked",
            ["booklet_given", "booklet", "receipt_signed", "notice_given", "notice", "consent_sought"],
            "Five separate facts, each its day",
        ),
    ]
    submission = HiddenField()
    given_by = ModelRadiosField(
        label="Who answered?", queryset=Person.objects.none(), missing="Say who answered", style="small"
    )
    people = ModelCheckboxesField(
        label="For whom?",
        help_text="Each adult, and each young person of 16 or over, answers for themselves.",
        queryset=Person.objects.none(),
        missing="Say for whom",
        style="small",
    )
    booklet_given, receipt_signed, notice_given, consent_sought = (
        DateField(label=label, not_after_today=True, required=False) for label in ARTEFACTS.values()
    )
    booklet, notice = (
        ModelSelectField(
            label=label, queryset=Paper.objects.none(), required=False, describe=named, empty="Not one here"
        )
        for label in (
            "Which booklet, when it is one of those here",
            "Which privacy notice, when it is one of those here",
        )
    )
    how = TextField(
        label="How it was explained",
        help_text="Such as: read aloud, in Polish with an interpreter, easy-read",
        max_length=200,
        required=False,
    )
    status = RadiosField(
        label="What was the answer?",
        choices=[
            Choice(Consent.Status.WRITTEN, "Agreed in writing"),
            Choice(Consent.Status.VERBAL, "Agreed aloud", reveals=["verbal_reason"]),
            Choice(Consent.Status.REFUSED, "Refused"),
            Choice(Consent.Status.ASKED, "No answer yet"),
            Choice(
                Consent.Status.NOT_ASKED,
                "Not asked, for a reason",
                hint="Asking would put somebody at risk, or could not be done",
                reveals=["not_sought_reason"],
            ),
        ],
        missing="Say what the answer was",
        style="small",
    )
    answered_on = DateField(label="On which day did they answer?", not_after_today=True, required=False)
    verbal_reason = LongTextField(
        label="Why not in writing?", max_length=1000, rows=2, missing="Say why not in writing"
    )
    not_sought_reason = LongTextField(label="Why were they not asked?", max_length=1000, rows=2, missing="Say why")
    partners = ModelCheckboxesField(
        label="Who may be told?", queryset=Partner.objects.none(), required=False, style="small"
    )
    categories = ModelCheckboxesField(
        label="What may they be told?", queryset=InformationCategory.objects.none(), required=False, style="small"
    )
    expires_on = DateField(label="Look at it again by", help_text="Within a year", required=False)

    def __init__(self, *args, people=None, partner=None, **kwargs):
        today = timezone.localdate()
        usual = {"expires_on": today + timedelta(days=365), "answered_on": today}
        kwargs["initial"] = usual | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        found = Person.objects.none() if people is None else people
        self.fields["people"].queryset = found
        self.fields["given_by"].queryset = found.exclude(kind=Person.Kind.UNBORN)
        papers = Paper.objects.in_force().select_related("partner").order_by("kind", "language", "partner__name")
        self.fields["booklet"].queryset = papers.filter(kind=Paper.Kind.BOOKLET)
        self.fields["notice"].queryset = papers.filter(kind__in=KINDS_OF[ConsentArtefact.Kind.NOTICE])
        self.fields["partners"].queryset = Partner.objects.active().exclude(pk=partner.pk if partner else None)
        self.fields["categories"].queryset = InformationCategory.objects.filter(shareable=True)

    def clean(self):
        clean = super().clean()
        for name in ("booklet", "notice"):
            if clean.get(name) and f"{name}_given" not in self.errors and not clean.get(f"{name}_given"):
                self.add_error(f"{name}_given", "Say on which day it was given")
        agreed = clean.get("status") in (Consent.Status.WRITTEN, Consent.Status.VERBAL)
        if agreed and not clean.get("partners"):
            self.add_error("partners", "Choose who may be told")
        if agreed and not clean.get("categories"):
            self.add_error("categories", "Choose what they may be told")
        asked, answered = clean.get("consent_sought"), clean.get("answered_on")
        if asked and answered and answered < asked:
            self.add_error("answered_on", "The answer cannot be before the day on which you asked")
        day = clean.get("expires_on")
        if agreed and day and not timezone.localdate() < day <= timezone.localdate() + timedelta(days=366):
            self.add_error("expires_on", "Choose a day after today and within a year")
        return clean

    def artefacts(self):
        """The facts that were answered, as {kind: (day, how)}; the agreement itself is the fifth."""
        clean = self.cleaned_data
        found = {kind: (clean[kind.value], clean["how"]) for kind in ARTEFACTS if clean.get(kind.value)}
        if clean["status"] in (Consent.Status.WRITTEN, Consent.Status.VERBAL):
            way = "in writing" if clean["status"] == Consent.Status.WRITTEN else "aloud"
            found[ConsentArtefact.Kind.GIVEN] = (clean["answered_on"] or timezone.localdate(), way)
        return found

    def papers(self):
        """Which versions were given and when, as [(paper, day)]: those chosen."""
        clean = self.cleaned_data
        return [(clean[name], clean[f"{name}_given"]) for name in ("booklet", "notice") if clean.get(name)]

    @property
    def answered_at(self):
        """The moment of an answer on an earlier day (its noon); None for today or when no day was given."""
        day = self.cleaned_data["answered_on"]
        return noon(day) if day and day < timezone.localdate() else None

    def take_errors(self, error):
        """Put what the service refused (a ValidationError by field) beside the fields."""
        places = {"artefacts": "consent_sought", "given_on": "booklet_given", "layout": "booklet"}
        for name, words in error.message_dict.items():
            place = places.get(name, name)
            for text in words:
                self.add_error(place if place in self.fields else None, text)


class WithdrawForm(Form):
    """How a person said that they no longer agree."""

    how = LongTextField(
        label="How did they say so?",
        help_text="Any form will do: on the telephone, in person, by letter.",
        max_length=1000,
        rows=3,
        missing="Say how they told you",
    )
