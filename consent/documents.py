"""Documents about sharing: each gathers a plain context and names a template.

**The family's own statement** (golden rule 2, Caldicott 8) is written from approved content only: that a decision was
made, whom it told, the wording of its purpose, plain words for kinds of information, days, and what the person
answered. Never a text that somebody typed, never an address, nothing about risk.

It must not show what somebody may not be told (domain.md 4.5), nor that there is such a thing. So everything that is
said is true whatever was left out: what was left out changes no word, no number and no order of the rest.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from consent.models import (
    SHARES,
    Basis,
    Consent,
    ConsentCategory,
    ConsentExclusion,
    ConsentPartner,
    DecisionItem,
    DecisionRecipient,
    DecisionSubject,
    Disclosure,
    SharingDecision,
)
from consent.spans import spans_of
from consent.telling import told_later
from locality.families import FamilyMember
from locality.models import Person
from locality.partners import live_on
from locality.people import with_people
from locality.reference import PROTECTED_ADDRESS

PLAIN_KINDS = {  # by category; of another, its own name
    "family_details": "who is in the family, and how to reach you",
    "concerns": "what you and others are worried about, and what goes well",
    "lead_professional": "who your main worker is",
    "actions": "who agreed to do what, and by when",
}
PLAIN_RECORDS = {"conversation": "one note of a conversation", "action": "one thing that somebody agreed to do"}
PLAIN_METHODS = {  # how it was passed on outside the service
    "secure_email": "by secure e-mail",
    "phone": "by phone",
    "in_person": "face to face",
    "meeting": "at a meeting",
    "post": "by recorded post",
}
PLAIN_PURPOSES = {  # by purpose; of another, its own name
    "plan_early_help": "to plan help for you early",
    "understand_needs": "to understand what the children need",
    "allocation_meeting": "to find the right service for you, at a monthly meeting of services",
    "step_down": "to move you safely from one service to another",
}


@dataclass(frozen=True)
class Layout:
    """How a document is laid out: its template, the style sheets on top of the common one, words for the form."""

    code: str
    name: str
    hint: str
    template: str
    body: str
    styles: tuple[str, ...] = ()


LAYOUTS = {
    layout.code: layout
    for layout in (
        Layout(
            "standard", "Standard", "Letters of 12 points", "consent/statement_pdf.html", "consent/statement_body.html"
        ),
        Layout(
            "large",
            "Large print",
            "Letters of 18 points",
            "consent/statement_pdf.html",
            "consent/statement_body.html",
            ("large",),
        ),
        Layout(
            "easy",
            "Easy to read",
            "Short sentences, one thing at a time",
            "consent/statement_pdf.html",
            "consent/statement_easy.html",
            ("easy",),
        ),
    )
}


def people_of_partner(family, partner, reader):
    """The people whom the partner itself registered in the family, as the `Reader` may see them."""
    places = FamilyMember.objects.visible_by(reader).filter(live_on(timezone.localdate()), family=family)
    placed = set(places.filter(provider=partner).values_list("person", flat=True))
    people = Person.objects.visible_by(reader).filter(pk__in=placed)
    return list(people.order_by("kind", "date_of_birth", "given_name"))


def statement(family, partner, reader, *, whose=None, asker, at=None):
    """The plain context of a statement: what the partner has shared about one person (`whose`) or, when that is None,
    about the whole family, and what they answered. `asker`: name and phone of whoever may be asked."""
    at, people = at or timezone.now(), [whose] if whose else people_of_partner(family, partner, reader)
    shared = _shared(family, partner, reader, whose, at)
    return {
        "partner": str(partner),
        "name": str(whose) if whose else f"the {family}",
        "about_one": whose is not None,
        "you": "you" if whose else "your family",
        "made_on": timezone.localdate(at),
        "now": [each for each in shared if each["state"] == "now"],
        "later": [each for each in shared if each["state"] == "later"],
        "before": [each for each in shared if each["state"] == "before"],
        "answers": _answers(family, partner, reader, people, whose, at),
        "asker": asker,
        "regulator": settings.REGULATOR,
    }


def _shared(family, partner, reader, whose, at):
    """What may be told of what was shared or will be, oldest first."""
    decisions = SharingDecision.objects.visible_by(reader).filter(family=family, provider=partner, outcome__in=SHARES)
    decisions = list(decisions.select_related("purpose").order_by("starts_at", "number"))
    subjects = {each.pk: [] for each in decisions}
    for line in with_people(DecisionSubject.objects.shown_with(decisions), reader, "person"):
        subjects[line.decision_id].append(line)
    later = told_later(decisions)
    told = [each for each in decisions if may_be_told(each, subjects[each.pk], later)]
    if whose:
        told = [each for each in told if any(line.person_id == whose.pk for line in subjects[each.pk])]
    what, whom, how, spans = _what(told), _whom(told), _how(told), spans_of(told)
    live = SharingDecision.objects.live_among(told)
    return [
        {
            "state": _state(spans[each.pk], each.pk in live, at),
            "what": what[each.pk],
            "whom": whom[each.pk],
            "how": how.get(each.pk, []),
            "why": PLAIN_PURPOSES.get(each.purpose.code, f"for {each.purpose}"),
            "agreed": each.basis == Basis.AGREEMENT,
            "since": timezone.localdate(spans[each.pk][0]),
            "last_day": each.last_day,
            "stopped": _stopped(each, spans[each.pk]),
            "about": _and(sorted(str(line.person) for line in subjects[each.pk])),
        }
        for each in told
        if spans[each.pk] and what.get(each.pk) and whom.get(each.pk)
    ]


def may_be_told(decision, subjects, later):
    """Whether everybody whom a decision is about may know of it (F25, 4.5): nobody among them will not be told, and
    those who were not asked have been told."""
    told = {"later" if (decision.pk, line.person_id) in later else line.told for line in subjects}
    if DecisionSubject.Told.WILL_NOT in told:
        return False
    living = told - {DecisionSubject.Told.NOBODY}
    return decision.basis == Basis.AGREEMENT or bool(living) and living <= {DecisionSubject.Told.BEFORE, "later"}


def _what(decisions):
    """{decision: plain words for what it shares}. That there is a protected address is itself not to be said."""
    found: dict[Any, list] = {}
    for item in DecisionItem.objects.shown_with(decisions).filter(include=True).select_related("what").order_by("pk"):
        if item.what.code != PROTECTED_ADDRESS:
            words = _record_words(item) if item.record else _kind_words(item.what)
            lines = found.setdefault(item.decision_id, [])
            if words not in lines:
                lines.append(words)
    return found


def _kind_words(kind):
    return PLAIN_KINDS.get(kind.code, kind.name[:1].lower() + kind.name[1:])


def _record_words(item):
    return PLAIN_RECORDS.get(item.record_kind.rsplit(".", 1)[-1].lower(), "one record")


def _whom(decisions):
    found: dict[Any, list] = {}
    recipients = DecisionRecipient.objects.shown_with(decisions).select_related("partner")
    for recipient in recipients.order_by("partner__name"):
        found.setdefault(recipient.decision_id, []).append(str(recipient.partner))
    return found


def _how(decisions):
    """{decision: plain words for each act of passing it on outside the service}, without those of an address that is
    protected."""
    found: dict[Any, dict] = {}
    rows = Disclosure.objects.shown_with(decisions).exclude(item__what__code=PROTECTED_ADDRESS)
    for row in rows.order_by("passed_at", "pk"):
        day = timezone.localdate(row.passed_at)
        words = f"{PLAIN_METHODS[row.method]} on {day.day} {day:%B %Y}"
        found.setdefault(row.decision_id, {})[words] = None
    return {decision: list(words) for decision, words in found.items()}


def _state(span, live, at):
    if live:
        return "now"
    return "later" if span and span[0] > at else "before"


def _stopped(decision, span):
    """The day on which it stopped before its time, or None."""
    return timezone.localdate(span[1]) if span[1] < decision.ends_at else None


def _answers(family, partner, reader, people, whose, at):
    """What each of these people answered last about sharing. That somebody was not asked is not said."""
    rows = (
        Consent.objects.visible_by(reader)
        .current()
        .filter(family=family, provider=partner, person__in=people, kind=Consent.Kind.INFO_SHARING)
    )
    rows = list(
        rows.exclude(status__in=[Consent.Status.NOT_ASKED, Consent.Status.LACKS_CAPACITY]).order_by("recorded_at", "pk")
    )
    names = {person.pk: str(person) for person in people}
    keys, whom, what = [row.pk for row in rows], {}, {}
    left_out = _left_out(keys, reader)
    for line in ConsentPartner.objects.visible_by(reader).filter(consent__in=keys).select_related("partner"):
        whom.setdefault(line.consent_id, []).append(str(line.partner))
    for line in ConsentCategory.objects.visible_by(reader).filter(consent__in=keys).select_related("category"):
        if line.category.code != PROTECTED_ADDRESS:
            what.setdefault(line.consent_id, []).append((line.category.position, _kind_words(line.category)))
    return [
        {
            "who": "You" if whose else names[row.person_id],
            "by_another": bool(row.given_for_id or row.given_by_id and row.given_by_id != row.person_id),
            "answer": _answer(row, timezone.localdate(at)),
            "in_writing": row.status == Consent.Status.WRITTEN,
            "on": timezone.localdate(row.given_at or row.recorded_at),
            "withdrawn_on": row.withdrawn_at and timezone.localdate(row.withdrawn_at),
            "expires_on": row.expires_on,
            "whom": _and(sorted(whom.get(row.pk, []))),
            "what": [words for _, words in sorted(what.get(row.pk, []))],
            "left_out": left_out.get(row.pk, []),
        }
        for row in rows
    ]


def _left_out(keys, reader):
    """{answer: plain words for the services and kinds of information that it leaves out} (C9). Who in the family must
    not be told is not said: the paper may come into their hands."""
    found: dict = {}
    lines = ConsentExclusion.objects.visible_by(reader).filter(consent__in=keys, person__isnull=True)
    for line in lines.select_related("partner", "what").order_by("partner__name", "what__position"):
        if line.partner or line.what.code != PROTECTED_ADDRESS:
            words = f"telling {line.partner}" if line.partner else f"passing on {_kind_words(line.what)}"
            found.setdefault(line.consent_id, []).append(words)
    return found


def _answer(row, day):
    """One of `yes`, `ran_out`, `took_back`, `no`, `asked`."""
    if row.status in (Consent.Status.WRITTEN, Consent.Status.VERBAL):
        return "ran_out" if row.expires_on and row.expires_on <= day else "yes"
    return {Consent.Status.WITHDRAWN: "took_back", Consent.Status.REFUSED: "no"}.get(row.status, "asked")


def _and(words):
    return " and ".join(", ".join(words).rsplit(", ", 1)) if words else ""
