"""Signing: for an agreement, or for a paper that was received and understood (S80, S84, S85, S87; C8)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent import files
from consent.answers import GIVEN, Answer, papers_problems
from consent.models import Consent, ConsentArtefact, Paper, Signature
from consent.papers import add_fact
from locality.access import can_see, may_add_to
from locality.access.latest import latest
from locality.families import touch
from locality.history import action
from locality.reference import CONSENT, category
from locality.registries import noon

Method = Signature.Method


@action
def sign_agreement(consent, *, by, method, wording, submission, at=None, **more):
    """Record the signature for an agreement that was given; returns the `Signature`.

    Whoever gave the agreement signs (C4). An agreement given aloud becomes one in writing, when nothing else is missing
    for that (C8, C13). `at` is when (default now), `more` as for `sign_receipt`, without `understood`. Raises
    ValidationError by field, PermissionDenied when the agreement is not visible, does not stand or is another
    partner's.
    """
    if not can_see(by, consent):
        raise PermissionDenied("There is no agreement here to sign")
    may_add_to(consent.family, by, consent.provider)
    if found := _sent_before(submission, by):
        return found
    latest(consent, "status")
    if consent.status not in GIVEN or not consent.stands:
        raise PermissionDenied("There is no agreement here to sign")
    if Signature.objects.filter(consent=consent).exists():
        raise ValidationError({"method": "This agreement is signed already"})
    form = _form_for(consent)
    earliest = timezone.localdate(consent.given_at)
    made = _record(
        consent.family, consent.provider, by, consent.given_by or consent.person, earliest,
        consent=consent, form=form, method=method, wording=wording, submission=submission, at=at, **more,
    )  # fmt: skip
    _now_in_writing(consent, by)
    return made


def _form_for(consent):
    """The partner's consent form in force in the language of the answer, or else in English, or else any; or None."""
    spoken = consent.language.strip().casefold()

    def nearness(form):
        return form.get_language_display().casefold() != spoken, form.language != "en", form.language

    forms = Paper.objects.in_force().filter(partner=consent.provider, kind=Paper.Kind.FORM)
    return min(forms, key=nearness, default=None)


@action
def sign_receipt(given, *, by, method, wording, submission, understood, **more):
    """Record that a person signed that they received and understood a paper (S84, S85); returns the `Signature`.

    `more`: `typed_name`, or `file` (a `Clean` one: a drawing or a scan); `witness`; `signed_on` (a date: default now).
    `understood`: how that was made sure. For the booklet it is the fact of the person's answers so far. Raises
    ValidationError by field, PermissionDenied when it is not visible or another partner's.
    """
    if not can_see(by, given):
        raise PermissionDenied("There is nothing here to sign for")
    may_add_to(given.family, by, given.provider)
    if found := _sent_before(submission, by):
        return found
    if Signature.objects.filter(given=given).exists():
        raise ValidationError({"method": "This paper is signed for already"})
    made = _record(
        given.family, given.provider, by, given.person, given.given_on,
        given=given, method=method, wording=wording, submission=submission, understood=understood, **more,
    )  # fmt: skip
    if given.paper.kind == Paper.Kind.BOOKLET:
        day, how = timezone.localdate(made.signed_at), made.get_method_display()
        fact = ConsentArtefact.Kind.RECEIPT
        add_fact(given.family, given.provider, given.person, by=by, kind=fact, day=day, how=how)
    return made


def _sent_before(submission, by):
    found = Signature.objects.filter(submission=submission).first()
    if found and not can_see(by, found):
        raise PermissionDenied("That form was used by somebody else")
    return found


def _record(
    family, partner, by, person, earliest, *, method, signed_on=None, typed_name="", file=None, at=None, **more
):
    now = more.pop("at", None) or timezone.now()
    day = signed_on or timezone.localdate(now)
    if method == Method.TYPED and not typed_name.strip():
        raise ValidationError({"typed_name": "Type the name"})
    if method != Method.TYPED and file is None:
        raise ValidationError({"scan" if method == Method.SCANNED else "drawing": "There is no signature"})
    if day > timezone.localdate(now):
        raise ValidationError({"signed_on": "The day must be today or in the past"})
    if day < earliest:
        raise ValidationError({"signed_on": f"The signature cannot be before {earliest:%-d %B %Y}"})
    kept = files.store(file, by=by, partner=partner, family=family) if method != Method.TYPED else None
    made = Signature.objects.create(
        family=family,
        provider=partner,
        category=category(CONSENT),
        person=person,
        method=method,
        typed_name=typed_name.strip() if method == Method.TYPED else "",
        file=kept,
        signed_at=now if day == timezone.localdate(now) else noon(day),
        recorded_by=by,
        recorded_at=now,
        **more,
    )
    touch(family, by=partner)
    return made


def _now_in_writing(consent, by):
    """An agreement aloud that was signed is one in writing, unless a fact that this takes is not recorded."""
    if consent.status != Consent.Status.VERBAL:
        return
    facts = ConsentArtefact.objects.filter(consent=consent).values_list("kind", flat=True)
    written = Answer(
        consent.family,
        consent.provider,
        consent.person,
        Consent.Status.WRITTEN,
        timezone.localdate(consent.given_at),
        artefacts=dict.fromkeys(facts),
        more={"without_papers_reason": consent.without_papers_reason},
    )
    if not list(papers_problems(written)):
        consent.status = Consent.Status.WRITTEN
        consent.save(update_fields=["status"])
