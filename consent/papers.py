"""Papers for families: writing a version, approving it, giving it to somebody (S82-S86, C13, C14)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.utils import timezone

from consent import files
from consent.models import Consent, ConsentArtefact, Paper, PaperApproval, PaperGiven, Signature
from consent.not_telling import kept_from
from locality.access import can_see, may_add_to, reader_of, require
from locality.families import touch
from locality.history import action
from locality.reference import CONSENT, category

FACT_OF = {  # the artefact that giving a paper of a kind is (S82, S86)
    Paper.Kind.BOOKLET: ConsentArtefact.Kind.BOOKLET,
    Paper.Kind.NOTICE: ConsentArtefact.Kind.NOTICE,
    Paper.Kind.CHILD_NOTICE: ConsentArtefact.Kind.NOTICE,
}
KINDS_OF = {
    fact: [kind for kind, other in FACT_OF.items() if other == fact] for fact in dict.fromkeys(FACT_OF.values())
}


def named(paper):
    """How a list names a version: what it is, in which language, whose."""
    return f"{paper.get_kind_display()}, {paper.get_language_display()}, version {paper.number}: {paper.partner}"


@action
def write_paper(*, by, partner, kind, language, title, submission, at=None, file=None, web_address="", **words):
    """Write the next version of a partner's paper: `words` (`body`, `easy_body`), or a `Clean` PDF in one layout
    (`file_layout`); `web_address`, where it is published (S83). Returns the `Paper`, a draft until somebody else
    approves it. Raises PermissionDenied unless `by` writes the partner's papers."""
    require(by, "write_papers", partner)
    if found := Paper.objects.filter(submission=submission).first():
        return found
    last = Paper.objects.filter(partner=partner, kind=kind, language=language).aggregate(Max("number"))["number__max"]
    return Paper.objects.create(
        partner=partner,
        kind=kind,
        language=language,
        number=(last or 0) + 1,
        title=title,
        written_by=by,
        written_at=at or timezone.now(),
        submission=submission,
        web_address=web_address,
        **{name: words[name] for name in (("file_layout",) if file else ("body", "easy_body")) if name in words},
        **(files.keep(file) if file else {}),
    )


@action
def approve_paper(paper, *, by, in_force_from, at=None):
    """Approve a draft, in force from a day on; returns the `PaperApproval`. That day it replaces the version before.

    Raises PermissionDenied unless `by` authorises for the partner and did not write it; ValidationError when it is
    approved already and for a day before today (what families were given until now was another text).
    """
    require(by, "authorise", paper.partner)
    now = at or timezone.now()
    if paper.written_by_id == by.pk:
        raise PermissionDenied("Somebody other than the writer approves")
    if PaperApproval.objects.filter(paper=paper).exists():
        raise ValidationError({"in_force_from": "This version is approved already"})
    if in_force_from < timezone.localdate(now):
        raise ValidationError({"in_force_from": "Choose today or a later day"})
    return PaperApproval.objects.create(paper=paper, approved_by=by, approved_at=now, in_force_from=in_force_from)


@action
def give_paper(family, *, by, partner, person, paper, layout, how, given_on, submission, note="", at=None):
    """Record that a person was given a version of a paper (S82, S86); returns the `PaperGiven`.

    Their answers so far that lack the fact get it. Raises ValidationError by field, PermissionDenied as for every
    record of a family.
    """
    may_add_to(family, by, partner)
    if found := PaperGiven.objects.filter(submission=submission).first():
        if not can_see(by, found):
            raise PermissionDenied("That form was used by somebody else")
        return found
    if given_on > timezone.localdate():
        raise ValidationError({"given_on": "The day must be today or in the past"})
    if how in (PaperGiven.How.POST, PaperGiven.How.EMAIL) and person.pk in kept_from(family.pk, reader_of(by)):
        words = f"Something is kept from {person}. Nothing goes to them by post or e-mail: give it by hand"
        raise ValidationError({"how": words})
    if person.date_of_birth and given_on < person.date_of_birth:
        raise ValidationError({"given_on": f"{person} was not born then"})
    if layout not in paper.layouts:
        raise ValidationError({"layout": f"There is no such layout of this paper: {_layouts(paper)}"})
    approval = PaperApproval.objects.filter(paper=paper, in_force_from__lte=given_on).first()
    if approval is None:
        raise ValidationError({"given_on": "This version was not in force on that day"})
    given = PaperGiven.objects.create(
        family=family,
        provider=partner,
        category=category(CONSENT),
        person=person,
        paper=paper,
        layout=layout,
        how=how,
        note=note,
        given_on=given_on,
        given_by=by,
        recorded_at=at or timezone.now(),
        submission=submission,
    )
    if fact := FACT_OF.get(paper.kind):
        add_fact(family, partner, person, by=by, kind=fact, day=given_on, how=str(given))
    touch(family, by=partner)
    return given


def _layouts(paper):
    return "choose " + " or ".join(each.label.lower() for each in paper.layouts)


def add_fact(family, partner, person, *, by, kind, day, how):
    """Add a fact to the current answers of a person, or that they gave, which do not have it (S79-S87)."""
    answers = Consent.objects.current().filter(family=family, provider=partner, withdrawn_at__isnull=True)
    answers = [each for each in answers if person.pk in (each.person_id, each.given_by_id)]
    have = ConsentArtefact.objects.filter(consent__in=answers, kind=kind).values_list("consent", flat=True)
    have = set(have)
    ConsentArtefact.objects.bulk_create(
        ConsentArtefact(consent=each, kind=kind, happened_on=day, how=how[:200], recorded_by=by)
        for each in answers
        if each.pk not in have
    )


def facts_before(family, partner, people):
    """What these people were given, and signed for, before an answer is recorded: {kind: (day, how)}, the newest."""
    people = [each for each in people if each is not None]
    rows = PaperGiven.objects.filter(family=family, provider=partner, person__in=people).select_related("paper")
    found, signed = {}, {}
    for row in rows.order_by("given_on", "recorded_at"):
        if fact := FACT_OF.get(row.paper.kind):
            found[fact] = (row.given_on, str(row)[:200])
    for each in Signature.objects.filter(given__in=rows.filter(paper__kind=Paper.Kind.BOOKLET)).order_by("signed_at"):
        signed = {ConsentArtefact.Kind.RECEIPT: (timezone.localdate(each.signed_at), each.get_method_display())}
    return found | signed
