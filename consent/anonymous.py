"""Asking somebody for advice without saying whom it is about (S102, S103, V7; domain.md 3b)."""

import re
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, Value
from django.db.models.functions import Lower, Replace, Upper
from django.utils.text import get_text_list

from consent.advised import PATTERNS
from consent.models import AdviceAnswer, AdviceLink, AdviceRecord
from locality.access import Involvement, can_see, require
from locality.access.rule import reader_of
from locality.history import action
from locality.models import Family, Household, Membership, Person

LEAST = 20
MORE_PATTERNS = (
    *PATTERNS,
    ("an NHS number", re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")),
    ("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("initials with an age", re.compile(r"\b[A-Z]\.?[A-Z]\.?,? \(?(?:aged |age )?\d{1,2}\b")),
    ("a pupil number", re.compile(r"\b[A-Z]\d{12}\b")),
)
DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b", re.IGNORECASE)


def who_is_named(text, reader):
    """(what says whom it is about, what may say so) in a text, in words: full names, dates of birth and postcodes of
    people whom the `Reader` sees; single names of theirs, and patterns such as telephone numbers."""
    words = {word.lower() for word in re.findall(r"[\w’'-]+", text)}
    known = Person.objects.visible_by(reader).annotate(
        given=Lower("given_name"), called=Lower("known_as"), family=Lower("family_name")
    )
    known = known.filter(Q(given__in=words) | Q(called__in=words) | Q(family__in=words))
    sure, perhaps = set(), set()
    for person in known[:200]:
        first = next((name for name in (person.given, person.called) if name and name in words), None)
        if first and person.family in words:
            sure.add(str(person))
        else:
            perhaps.add(person.family_name if person.family in words else first.title())
    sure |= _dates(text, reader) | _postcodes(text, reader)
    perhaps |= {what for what, pattern in MORE_PATTERNS if pattern.search(text)}
    return sorted(sure), sorted(perhaps)


def _dates(text, reader):
    days = set()
    for day, month, year in DATE.findall(text):
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    born = Person.objects.visible_by(reader).filter(date_of_birth__in=days) if days else Person.objects.none()
    return {f"{day:%-d %B %Y}, a date of birth" for day in born.values_list("date_of_birth", flat=True)}


def _postcodes(text, reader):
    codes = {(first + last).upper() for first, last in POSTCODE.findall(text)}
    homes = Household.objects.visible_by(reader).annotate(code=Upper(Replace("postcode", Value(" "), Value(""))))
    return {each.postcode for each in homes.filter(code__in=codes)} if codes else set()


def _names_nobody(text, by, field, sure):
    known, perhaps = who_is_named(text, reader_of(by))
    if known:
        raise ValidationError({field: f"This says whom it is about: {get_text_list(known, 'and')}. Take it out"})
    if perhaps and not sure:
        words = f"This may say whom it is about: {get_text_list(perhaps, 'and')}. Take it out, or say that it does not"
        raise ValidationError({"sure": words})


def advisers(practitioner):
    """[(practitioner, partner)] who may be asked: every safeguarding lead, those of one's own partners first."""
    mine = set(Membership.objects.live().filter(practitioner=practitioner).values_list("partner", flat=True))
    leads = Membership.objects.live().filter(is_safeguarding_lead=True, practitioner__is_active=True)
    leads = leads.exclude(practitioner=practitioner).select_related("practitioner", "partner")
    found = {job.practitioner_id: (job.practitioner, job.partner) for job in leads.order_by("practitioner__name")}
    return sorted(found.values(), key=lambda each: (each[1].pk not in mine, str(each[1]), str(each[0])))


@action
def ask(*, by, partner, adviser, question, submission, sure=False):
    """Ask somebody for advice without naming anybody; returns the `AdviceRecord`. The same `submission` asks once.

    Raises ValidationError when the words say whom it is about, or may and `by` is not `sure` that they do not;
    PermissionDenied unless `by` makes records for the partner and the adviser may be asked.
    """
    require(by, "make_records", partner)
    if found := AdviceRecord.objects.filter(submission=submission, asker=by).first():
        return found
    if adviser.pk not in {who.pk for who, _ in advisers(by)}:
        raise PermissionDenied("A safeguarding lead is asked")
    if len(question.strip()) < LEAST:
        raise ValidationError({"question": f"Ask in at least {LEAST} characters"})
    _names_nobody(question, by, "question", sure)
    values = {"asker": by, "partner": partner, "adviser": adviser, "question": question}
    return AdviceRecord.objects.create(submission=submission, **values)


@action
def answer(advice, *, by, words, submission, sure=False):
    """Record what the adviser says, once; returns the `AdviceAnswer`. Raises as `ask`; PermissionDenied for anybody but
    whom was asked, and when it is answered."""
    if advice.adviser_id != by.pk:
        raise PermissionDenied("Whoever was asked answers")
    if found := AdviceAnswer.objects.filter(advice=advice).first():
        if found.submission != submission:
            raise PermissionDenied("It is answered already")
        return found
    if len(words.strip()) < LEAST:
        raise ValidationError({"words": f"Answer in at least {LEAST} characters"})
    _names_nobody(words, by, "words", sure)
    return AdviceAnswer.objects.create(advice=advice, words=words, answered_by=by, submission=submission)


@action
def link(advice, *, by, family):
    """Record which family it was about: by its author alone, once; the words stay as they are, and the adviser does not
    learn of it. Returns the `AdviceLink`. Raises PermissionDenied otherwise, and for a family that `by` does not
    see."""
    if advice.asker_id != by.pk or not can_see(by, family):
        raise PermissionDenied("Only whoever asked says which family it was about")
    found = AdviceLink.objects.filter(advice=advice).first()
    if found and found.family_id != family.pk:
        raise PermissionDenied("It is said already which family it was about")
    return found or AdviceLink.objects.create(advice=advice, family=family, linked_by=by)


def families_of(practitioner):
    """The families that the practitioner has to do with and sees, by name."""
    mine = Involvement.objects.filter(practitioner=practitioner).values("family")
    return Family.objects.visible_to(practitioner).filter(pk__in=mine).order_by("name", "number")[:200]


def advice_waiting_for(practitioner):
    """What the practitioner was asked and has not answered, oldest first."""
    done = AdviceAnswer.objects.filter(answered_by=practitioner).values("advice")
    rows = AdviceRecord.objects.filter(adviser=practitioner).exclude(pk__in=done)
    return list(rows.select_related("asker", "partner").order_by("asked_at")[:50])
