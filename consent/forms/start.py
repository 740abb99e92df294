"""The first three questions about an answer; the page after it asks only what these leave open."""

from django.utils import timezone

from consent.answers import is_under_sixteen
from consent.models import Consent
from locality.fields import Choice, Form, ModelCheckboxesField, RadiosField
from locality.models import Person

YOUNGEST = 8  # nobody younger is asked to decide for themselves
KINDS = {
    Consent.Kind.INFO_SHARING: "Passing on information to other services",
    Consent.Kind.ENGAGEMENT: "Working with early help",
    Consent.Kind.RECORDING_LIMIT: "Something they do not want written down or passed on",
    Consent.Kind.EVALUATION: "Using what is known for finding out what helps families",
}
WORDINGS = {  # what is asked, kept with each answer as it was worded then (C14)
    Consent.Kind.INFO_SHARING: "May we tell these services these things about you, so that they can help?",
    Consent.Kind.ENGAGEMENT: "Would you like to work with early help? It is your choice, and you can stop at any time.",
    Consent.Kind.RECORDING_LIMIT: "Is there anything that you do not want us to write down, or to pass on?",
    Consent.Kind.EVALUATION: "May what we know be used, without your names, to find out what helps families?",
}
COUNCIL = "council:"


def may_be_asked(person):
    """Whether somebody may answer: not the unborn, nor a child who is known to be too young to be asked."""
    age = person.age_on()
    return person.kind != Person.Kind.UNBORN and (age is None or age >= YOUNGEST) and person.is_living


class StartForm(Form):
    """About what, what the answer was, for whom, and who gave it. `orders`: care orders in force."""

    mark_optional = False

    kind = RadiosField(label="What were they asked about?", choices=list(KINDS.items()), style="small")
    status = RadiosField(
        label="What was the answer?",
        choices=[
            Choice(Consent.Status.WRITTEN, "Yes, in writing"),
            Choice(Consent.Status.VERBAL, "Yes, said aloud"),
            Choice(Consent.Status.REFUSED, "No"),
            Choice(Consent.Status.ASKED, "No answer yet"),
            Choice(Consent.Status.NO_RESPONSE, "Asked more than once, no response"),
            Choice(Consent.Status.LACKS_CAPACITY, "They cannot decide this for themselves"),
            Choice(
                Consent.Status.NOT_ASKED,
                "Not asked, for a reason",
                hint="Asking would put somebody at risk, or could not be done",
            ),
        ],
        missing="Say what the answer was",
        style="small",
    )
    people = ModelCheckboxesField(
        label="For whom?",
        help_text="Each adult, and each young person of 16 or over, answers for themselves.",
        queryset=Person.objects.none(),
        missing="Say for whom",
        style="small",
    )
    given_by = RadiosField(label="Who answered?", choices=(), required=False, style="small")

    def __init__(self, *args, people=None, orders=(), **kwargs):
        super().__init__(*args, **kwargs)
        found = Person.objects.none() if people is None else people
        self.givers = {str(person.pk): person for person in found if may_be_asked(person)}
        self.councils = {f"{COUNCIL}{order.council_id}": order.council for order in orders}
        self.fields["people"].queryset = found
        councils = [(key, f"{council}, under a care order") for key, council in self.councils.items()]
        self.fields["given_by"].choices = [(key, str(who)) for key, who in self.givers.items()] + councils

    def clean(self):
        clean = super().clean()
        answered = (Consent.Status.WRITTEN, Consent.Status.VERBAL, Consent.Status.REFUSED)
        if clean.get("status") in answered and not clean.get("given_by") and "given_by" not in self.errors:
            self.add_error("given_by", "Say who answered")
        clean["giver"] = self.givers.get(clean.get("given_by"))
        clean["council"] = self.councils.get(clean.get("given_by"))
        return clean

    @property
    def told(self):
        """The answers so far as words, for the page that follows: [(question, answer)]."""
        clean = self.cleaned_data
        said = dict(self.fields["status"].choices)[clean["status"]]
        lines = [("About", KINDS[clean["kind"]]), ("Answer", said), ("For", ", ".join(map(str, clean["people"])))]
        return [*lines, ("Answered by", clean["giver"] or clean["council"])] if clean["given_by"] else lines

    @property
    def posted(self):
        """The answers so far as (name, value) pairs, for the form that follows."""
        clean = self.cleaned_data
        pairs = [("kind", clean["kind"]), ("status", clean["status"]), ("given_by", clean["given_by"])]
        return pairs + [("people", str(person.pk)) for person in clean["people"]]

    @property
    def young(self):
        """Those for whom it has to be said whether they can decide this themselves (C2): of 8 to 15 years."""
        today = timezone.localdate()
        return [p for p in self.cleaned_data["people"] if may_be_asked(p) and is_under_sixteen(p, today)]

    @property
    def decided_for(self):
        """Those of 16 or 17 for whom somebody else answered."""
        giver = self.cleaned_data["giver"]
        return [
            each
            for each in self.cleaned_data["people"]
            if each.kind == Person.Kind.CHILD and not is_under_sixteen(each) and giver and giver.pk != each.pk
        ]
