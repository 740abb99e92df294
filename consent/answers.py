"""What must be so before an answer counts: who may answer for whom, on which day, after what was given and said
(C1-C9, C11, C13, C16)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from consent.models import CareOrder, Consent, ConsentArtefact, HolderAnswer
from locality.models import InformationCategory, Partner, Person, Relationship
from locality.partners import live_on

GIVEN = (Consent.Status.WRITTEN, Consent.Status.VERBAL)
NO = (Consent.Status.REFUSED, Consent.Status.WITHDRAWN)
OWN_MIND = 16  # from this age on people answer for themselves (C2)


@dataclass(frozen=True)
class Answer:
    """What somebody answered, before it is recorded. `artefacts` maps a kind to (day, how), `holders` a person with
    parental responsibility to (what they said, why not asked); `exclusions` are partners, categories and people;
    `more` further columns of `Consent`."""

    family: Any
    partner: Any
    person: Any
    status: str
    on: date
    given_by: Any = None
    artefacts: dict = field(default_factory=dict)
    partners: Any = ()
    categories: Any = ()
    exclusions: Any = ()
    holders: dict = field(default_factory=dict)
    more: dict = field(default_factory=dict)

    @property
    def given(self):
        return self.status in GIVEN

    @property
    def kind(self):
        return self.more.get("kind", Consent.Kind.INFO_SHARING)

    @property
    def competence(self):
        return self.more.get("competence", "")

    @property
    def by_themselves(self):
        return self.given_by is not None and self.given_by.pk == self.person.pk

    @property
    def under_sixteen(self):
        return is_under_sixteen(self.person, self.on)


def is_under_sixteen(person, on=None):
    """Whether somebody is a child for whom others may answer: unborn, or a child not known to be 16 (C2)."""
    return person.kind != Person.Kind.ADULT and (person.age_on(on) or 0) < OWN_MIND


def consent_problems(answer):
    """What stands against recording this `Answer`, as (field, words) pairs."""
    for check in (_dates, _asked_again, _unasked, giver_problems, _holders, papers_problems, _exclusions):
        yield from check(answer)


def by_field(problems):
    """{field: all its words} of (field, words) pairs."""
    found: dict = {}
    for name, words in problems:
        found.setdefault(str(name), []).append(words)
    return found


def _dates(answer):
    today, kinds = timezone.localdate(), ConsentArtefact.Kind
    for kind, (day, _) in answer.artefacts.items():
        if day > today:
            yield kind, f"{kinds(kind).label}: the day must be today or in the past"
    asked = answer.artefacts.get(kinds.SOUGHT, (None, ""))[0]
    if answer.on > today:
        yield "answered_on", "The day of the answer must be today or in the past"
    if answer.given and asked and answer.on < asked:
        yield "answered_on", "The answer cannot be before the day on which you asked"
    for somebody in {answer.person, answer.given_by} - {None}:
        born = somebody.date_of_birth
        if born and answer.on < born:
            yield "answered_on", f"{somebody} was not born yet on that day"


def _asked_again(answer):
    """Answers follow one another: none slips in before a later one (C14), and after a no there is a reason to ask
    again (C11)."""
    last = latest_of(answer.family, answer.partner, answer.person, answer.kind)
    if last is None:
        return
    told = [timezone.localdate(moment) for moment in (last.given_at, last.withdrawn_at) if moment]
    if answer.given and told and answer.on < max(told):
        day = max(told)
        yield "answered_on", f"{answer.person} answered later, on {day.day} {day:%B %Y}: the later answer counts"
    again = answer.given or answer.status == Consent.Status.ASKED
    if again and last.status in NO and not answer.more.get("asked_again_reason"):
        yield "asked_again_reason", f"{answer.person} said no before. Say why you asked again"


def latest_of(family, partner, person, kind):
    """The answer of a kind that stands as the last word of a person to a partner, or None."""
    return Consent.objects.current().filter(family=family, provider=partner, person=person, kind=kind).first()


def _unasked(answer):
    more = answer.more
    if answer.status == Consent.Status.NOT_ASKED:
        if not more.get("not_sought_code"):
            yield "not_sought_code", "Choose why they were not asked"
        if not more.get("ask_again_on"):
            yield "review_on", "Say when you will look at this again"
    if answer.status == Consent.Status.NO_RESPONSE and not more.get("attempts"):
        yield "attempts", "Say how often you tried"
    if answer.status == Consent.Status.LACKS_CAPACITY:
        if answer.under_sixteen:
            yield "status", f"{answer.person} is under 16: somebody with parental responsibility answers"
        elif not more.get("competence_reasons"):
            yield "incapacity_reasons", "Say how you know that they cannot decide this"
    if more.get("pressure") and not more.get("pressure_note"):
        yield "pressure_note", "Say what you did about it"
    if answer.kind == Consent.Kind.RECORDING_LIMIT and answer.given and not more.get("limits"):
        yield "limits", "Say what is not to be written down or passed on"


def giver_problems(answer):
    """Who may say yes, and no for an adult (C1, C2, C4, C5)."""
    brought = answer.given_by is not None and not answer.by_themselves
    if answer.status == Consent.Status.REFUSED and brought and answer.person.kind == Person.Kind.ADULT:
        words = f"{answer.person} answers for themselves: nobody else can say no for them."
        yield "given_by", f"{words} Ask them, or record “No answer yet”"
    if not answer.given:
        return
    council = answer.more.get("given_for")
    if council is not None:
        if not _shares_responsibility(answer, council):
            words = f"Record first the order of the court by which {council} decides for {answer.person}"
            yield "given_by", words
        elif not answer.more.get("given_for_name"):
            yield "given_for_name", f"Say who agreed for {council}"
    elif answer.given_by is None:
        yield "given_by", "Say who gave the agreement"
    elif not answer.given_by.is_living or answer.given_by.kind == Person.Kind.UNBORN:
        yield "given_by", f"{answer.given_by} cannot answer"
    elif answer.by_themselves:
        yield from _by_themselves(answer)
    else:
        yield from _by_another(answer)


def _by_themselves(answer):
    if not answer.under_sixteen:
        return
    if answer.competence != Consent.Competence.COMPETENT:
        yield "competence", f"{answer.person} is under 16. Say whether they can decide this for themselves"
    elif not answer.more.get("competence_reasons"):
        yield "competence_reasons", "Say why you think that they understand enough to decide this"


def _by_another(answer):
    cannot = answer.competence == Consent.Competence.NOT_COMPETENT and answer.more.get("competence_reasons")
    if answer.person.kind == Person.Kind.ADULT or not answer.under_sixteen and not cannot:
        yield "given_by", f"{answer.person} answers for themselves: nobody else can agree for them"
    elif answer.competence == Consent.Competence.COMPETENT:
        yield "given_by", f"You say that {answer.person} can decide this: their own answer counts"
    elif (known := _responsibility(answer)) == Relationship.Responsibility.UNKNOWN:
        words = f"It is not known whether {answer.given_by} has parental responsibility for {answer.person}."
        yield "given_by", f"{words} Record it as “No answer yet” and find out"
    elif known != Relationship.Responsibility.YES:
        yield (
            "given_by",
            f"Record first that {answer.given_by} has parental responsibility for {answer.person}, and how you know",
        )


def _responsibility(answer):
    """What is recorded of the giver's parental responsibility for the person: the best of it, or None."""
    kinds = Relationship.Responsibility
    found = set(holders_of(answer.family, answer.person, answer.given_by))
    return next((each for each in (kinds.YES, kinds.UNKNOWN, kinds.NO) if each in found), None)


def holders_of(family, child, holder):
    """What the family's relationships say of one adult's parental responsibility for a child, today."""
    told = _not_over().filter(family=family, from_person=holder, to_person=child)
    return told.values_list("parental_responsibility", flat=True)


def _not_over():
    return Relationship.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate()))


def holders(family, child):
    """Keys of everybody who holds parental responsibility for a child today, as far as is recorded here."""
    yes = Relationship.Responsibility.YES
    told = _not_over().filter(family=family, to_person=child, parental_responsibility=yes)
    return set(told.values_list("from_person", flat=True))


def _shares_responsibility(answer, council):
    orders = CareOrder.objects.filter(family=answer.family, person=answer.person, council=council)
    return answer.person.kind == Person.Kind.CHILD and orders.filter(live_on(answer.on)).exists()


def _holders(answer):
    """Everybody with parental responsibility was asked, or there is a reason (C3); under a care order they are told
    of it at least (C5)."""
    if not answer.given or not answer.under_sixteen or answer.by_themselves:
        return
    wanted = holders(answer.family, answer.person) - {person.pk for person in answer.holders}
    wanted -= {answer.given_by.pk} if answer.given_by else set()
    for person in Person.objects.filter(pk__in=wanted, is_living=True):
        words = f"{person} has parental responsibility for {answer.person} too: say what they said, or why not asked"
        yield f"holder_{person.pk}", words
    for person, (said, why) in answer.holders.items():
        if said == HolderAnswer.Said.NOT_ASKED and not why.strip():
            yield f"holder_why_{person.pk}", f"Say why {person} was not asked"


def papers_problems(answer):
    """Booklet, receipt and privacy notice come before an agreement, or there is a reason (C13)."""
    if not answer.given:
        return
    kinds = ConsentArtefact.Kind
    before = {kinds.BOOKLET, kinds.NOTICE, kinds.SOUGHT}
    if answer.status == Consent.Status.WRITTEN:
        before.add(kinds.RECEIPT)
    missing = before - set(answer.artefacts)
    if answer.more.get("without_papers_reason"):
        missing &= {kinds.SOUGHT}
    if missing:
        names = ", ".join(sorted(kinds(kind).label.lower() for kind in missing))
        yield "artefacts", f"Before an agreement counts, record: {names}"


def _exclusions(answer):
    """Nobody is both told and left out (C9)."""
    agreed = {*answer.partners, *answer.categories}
    for each in answer.exclusions:
        if each in agreed:
            place = {Partner: "without_partners", InformationCategory: "without_categories"}.get(type(each))
            yield place or "without_people", f"{each} is agreed to and left out: choose one"
