"""Recording what a family answered: what the first questions (start.py) leave open, and nothing else."""

from datetime import timedelta

from django.utils import timezone

from consent.forms.answered import Answered
from consent.forms.start import WORDINGS
from consent.models import Consent, ConsentArtefact, Paper
from consent.papers import KINDS_OF, named
from locality.fields import (
    CheckboxesField,
    Choice,
    DateField,
    Form,
    HiddenField,
    LongTextField,
    ModelCheckboxesField,
    ModelSelectField,
    NumberField,
    RadiosField,
    TextField,
)
from locality.models import InformationCategory, Partner, Person

ARTEFACTS = {
    ConsentArtefact.Kind.BOOKLET: "Booklet given",
    ConsentArtefact.Kind.RECEIPT: "Signed: received and understood",
    ConsentArtefact.Kind.NOTICE: "Privacy notice given in writing",
    ConsentArtefact.Kind.SOUGHT: "Asked",
}
TOLD = {  # C6: an agreement counts when these were said
    "told_why": "Why we ask",
    "told_what": "What we would pass on",
    "told_use": "What it would be used for",
    "told_consequences": "What happens if they say yes, and if they say no",
    "told_whom": "Whom we would tell",
    "told_how_long": "For how long",
}
GIVEN = (Consent.Status.WRITTEN, Consent.Status.VERBAL)
FACTS = [
    "facts_days",
    "facts_on",
    *(kind.value for kind in ARTEFACTS),
    "without_papers_reason",
    "booklet",
    "notice",
    "how",
]
COMPANY = ["company", "present", "pressure", "pressure_note"]
LANGUAGE = ["other_language", "language", "interpreter"]
SCOPE = ["partners", "other_partners", "categories", "left_out", "without_partners", "without_categories"]
SCOPE += ["without_people", "only_purposes"]
ASKS = {  # what is asked after each answer, in this order
    **dict.fromkeys(
        GIVEN,
        [*SCOPE, "limits", "explained", *LANGUAGE, *COMPANY, *FACTS, "answered_on", "verbal_reason", "expires_on"],
    ),
    Consent.Status.REFUSED: ["help_goes_on", *COMPANY, *FACTS, "ask_again_on"],
    Consent.Status.ASKED: [*FACTS, "ask_again_on"],
    Consent.Status.NO_RESPONSE: ["attempts", *FACTS, "ask_again_on"],
    Consent.Status.LACKS_CAPACITY: ["incapacity_reasons"],
    Consent.Status.NOT_ASKED: ["not_sought_code", "not_sought_reason", "review_on"],
}


def _days(label, **more):
    return DateField(label=label, not_after_today=True, required=False, **more)


class ConsentForm(Answered, Form):
    """What was agreed or said, what was given and explained and on which day (S79-S87), and who else was asked.

    `start`: the clean values of a `StartForm`; `others`: {person: the children they answer for} of the other holders of
    parental responsibility; `involved`: keys of partners to offer first; `again`: whether somebody had said no.
    """

    mark_optional = True

    submission = HiddenField()
    partners = CheckboxesField(label="Who may be told?", choices=(), missing="Choose who may be told", style="small")
    other_partners = ModelCheckboxesField(
        label="Other services", queryset=Partner.objects.none(), missing="Choose the other services", style="small"
    )
    categories = ModelCheckboxesField(
        label="What may they be told?",
        queryset=InformationCategory.objects.none(),
        missing="Choose what they may be told",
        style="small",
    )
    left_out = RadiosField(
        label="Did they leave anything or anybody out?",
        choices=[
            ("no", "No"),
            Choice("yes", "Yes", reveals=["without_partners", "without_categories", "without_people", "only_purposes"]),
        ],
        missing="Say whether they left anything out",
        style="small",
    )
    without_partners = ModelCheckboxesField(
        label="Services that must not be told", queryset=Partner.objects.none(), required=False, style="small"
    )
    without_categories = ModelCheckboxesField(
        label="Kinds of information that must not be passed on",
        queryset=InformationCategory.objects.none(),
        required=False,
        style="small",
    )
    without_people = ModelCheckboxesField(
        label="Somebody in the family who must not be told",
        queryset=Person.objects.none(),
        required=False,
        style="small",
    )
    only_purposes = ModelCheckboxesField(label="Only for these purposes", queryset=None, required=False, style="small")
    limits = LongTextField(
        label="What do they not want written down or passed on?",
        help_text="In general words: not the thing itself.",
        max_length=1000,
        rows=3,
        missing="Say what they do not want written down or passed on",
    )
    explained = CheckboxesField(
        label="What did you explain?",
        help_text="An agreement counts when all of these were said.",
        choices=list(TOLD.items()),
        missing="Tick what you explained",
        style="small",
    )
    other_language = RadiosField(
        label="Was it in another language, or with an interpreter?",
        choices=[("no", "No"), Choice("yes", "Yes", reveals=["language", "interpreter"])],
        required=False,
        style="small",
    )
    language = TextField(label="Language", max_length=100, width=20, missing="Say in which language")
    interpreter = TextField(label="Interpreter", help_text="Name and service", max_length=200, required=False)
    company = RadiosField(
        label="Who else was there?",
        choices=[("alone", "Nobody else"), Choice("others", "Somebody else", reveals=["present", "pressure"])],
        missing="Say who else was there",
        style="small",
    )
    present = TextField(label="Who?", max_length=300, missing="Say who was there")
    pressure = RadiosField(
        label="Could any of them have put pressure on the person who answered?",
        choices=[("no", "No"), Choice("yes", "Yes, or I am not sure", reveals=["pressure_note"])],
        missing="Say whether there could have been pressure",
        style="small",
    )
    pressure_note = LongTextField(
        label="What did you do about it?", max_length=1000, rows=2, missing="Say what you did about it"
    )
    facts_days = RadiosField(
        label="When were the booklet and the privacy notice given, and when did you ask?",
        choices=[
            Choice("same", "All on the same day", reveals=["facts_on"]),
            Choice(
                "apart",
                "On different days, or not all of it",
                reveals=[*(kind.value for kind in ARTEFACTS), "without_papers_reason"],
            ),
        ],
        missing="Say when it was given and asked",
        style="small",
    )
    facts_on = DateField(
        label="On which day?",
        help_text="Booklet given and signed for, privacy notice given in writing, and asked.",
        not_after_today=True,
        missing="Enter the day",
    )
    booklet_given, receipt_signed, notice_given, consent_sought = (_days(label) for label in ARTEFACTS.values())
    without_papers_reason = LongTextField(
        label="If something was not given or not signed for, why?", max_length=1000, rows=2, required=False
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
        label="How was it given or explained?",
        help_text="Such as: read aloud, easy-read, left at home",
        max_length=200,
        required=False,
    )
    answered_on = _days("On which day did they answer?")
    verbal_reason = LongTextField(
        label="Why not in writing?", max_length=1000, rows=2, missing="Say why not in writing"
    )
    expires_on = DateField(label="Look at it again by", help_text="Within a year", required=False)
    help_goes_on = LongTextField(
        label="What help goes on without it?",
        help_text="Saying no does not change the help that they have a right to.",
        max_length=1000,
        rows=2,
        required=False,
    )
    ask_again_on = DateField(label="When will you ask again?", not_before_today=True, required=False)
    attempts = NumberField(label="How often did you try?", min_value=1, max_value=50, missing="Say how often you tried")
    incapacity_reasons = LongTextField(
        label="How do you know that they cannot decide this now?",
        help_text="What you explained, how you helped them to decide, and who judged it.",
        max_length=2000,
        rows=3,
        missing="Say how you know that they cannot decide this",
    )
    not_sought_code = RadiosField(
        label="Why were they not asked?", choices=Consent.WhyNotAsked.choices, missing="Choose why", style="small"
    )
    not_sought_reason = LongTextField(label="The facts", max_length=1000, rows=2, missing="Say why")
    review_on = DateField(
        label="When will you look at this again?", not_before_today=True, missing="Say when you will look at it again"
    )
    given_for_name = TextField(label="Who said so for the council?", max_length=200, missing="Say who said so")
    competence = RadiosField(
        label="Can the young person decide this for themselves?",
        help_text="Do they understand what is asked, what it is for and what could follow?",
        choices=[
            Choice("competent", "Yes", reveals=["competence_reasons"]),
            Choice("not_competent", "Not yet", reveals=["incompetence_reasons"]),
            Choice("not_assessed", "Not looked at"),
        ],
        missing="Say whether they can decide this for themselves",
        style="small",
    )
    competence_reasons, incompetence_reasons = (
        LongTextField(label="What makes you think so?", max_length=2000, rows=2, missing="Say what makes you think so")
        for _ in range(2)
    )
    asked_again_reason = LongTextField(
        label="They had said no before. Why did you ask again?",
        max_length=1000,
        rows=2,
        missing="Say why you asked again",
    )

    def __init__(self, *args, start, people=(), partner=None, others=None, involved=(), again=False, **kwargs):
        today = timezone.localdate()
        usual = {"expires_on": today + timedelta(days=365), "answered_on": today}
        kwargs["initial"] = usual | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        papers = Paper.objects.in_force().select_related("partner").order_by("kind", "language", "partner__name")
        self.fields["booklet"].queryset = papers.filter(kind=Paper.Kind.BOOKLET)
        self.fields["notice"].queryset = papers.filter(kind__in=KINDS_OF[ConsentArtefact.Kind.NOTICE])
        self.start, self.others = start, others or {}
        self._choose_partners(partner, set(involved))
        self.fields["categories"].queryset = InformationCategory.objects.filter(shareable=True)
        self.fields["without_categories"].queryset = InformationCategory.objects.filter(shareable=True)
        self.fields["without_people"].queryset = people.exclude(kind=Person.Kind.UNBORN)
        self.fields["only_purposes"].queryset = self.purposes()
        self._ask_holders()
        self._keep(self._wanted(again))

    def _wanted(self, again):
        """Names of the questions that are left, in their order."""
        start, status = self.start, self.start["status"]
        wanted = ["submission"]
        wanted += ["given_for_name"] if start["council"] and status in GIVEN else []
        wanted += ["asked_again_reason"] if again and status in (*GIVEN, Consent.Status.ASKED) else []
        if start["young"] and status in (*GIVEN, Consent.Status.REFUSED):
            wanted += ["competence", "competence_reasons", "incompetence_reasons"]
        wanted += ["incapacity_reasons"] if start["decided_for"] and status in GIVEN else []
        if status in GIVEN:
            wanted += [name for person in self.others for name in (f"holder_{person.pk}", f"holder_why_{person.pk}")]
        left_out = set()
        if start["kind"] != Consent.Kind.INFO_SHARING:
            left_out |= set(SCOPE)
        if not self.waiting:
            left_out.add("other_partners")
        if start["kind"] != Consent.Kind.RECORDING_LIMIT:
            left_out.add("limits")
        if status == Consent.Status.WRITTEN:
            left_out.add("verbal_reason")
        return wanted + [name for name in ASKS[status] if name not in left_out]

    def _keep(self, wanted):
        self.fields = {name: self.fields[name] for name in wanted}
        if self.start["status"] not in GIVEN and "facts_days" in self.fields:
            self.fields["facts_days"].required = False

    def papers(self):
        """Which versions were given and when, as [(paper, day)]: those chosen."""
        clean = self.cleaned_data
        return [(clean[name], clean[f"{name}_given"]) for name in ("booklet", "notice") if clean.get(name)]

    @property
    def wording(self):
        """What they were asked, as it is worded now (C14)."""
        return WORDINGS[self.start["kind"]]
