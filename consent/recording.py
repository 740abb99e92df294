"""Recording what a family answered, and that they took an agreement back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from consent import again
from consent.answers import Answer, by_field, consent_problems
from consent.ended import tell_ended
from consent.lines import record_lines
from consent.models import Consent
from consent.papers import facts_before
from locality.access import can_see, may_add_to, require
from locality.access.latest import latest
from locality.families import touch
from locality.history import action
from locality.reference import CONSENT, category

WITHDRAWN = ("withdrawn_at", "withdrawn_how", "withdrawn_by", "withdrawn_said_on")


def own(found, by):
    """What an earlier press of the same button recorded; raises PermissionDenied when it was somebody else's."""
    if not can_see(by, found):
        raise PermissionDenied("That form was used by somebody else")
    return found


@action
def record_consent(
    family,
    *,
    by,
    partner,
    person,
    status,
    submission,
    given_by=None,
    artefacts=None,
    partners=(),
    categories=(),
    purposes=(),
    exclusions=(),
    holders=None,
    at=None,
    answered_at=None,
    **more,
):
    """Record what one person answered (C1), with its artefacts (S79-S87); returns the `Consent`.

    `artefacts` maps each `ConsentArtefact.Kind` to (day, how). `partners`, `categories` and `purposes` are what the
    agreement covers, `exclusions` what it leaves out (C9), `holders` what others with parental responsibility said
    (C3); `at` is when it is recorded (default now), `answered_at` when they answered (default then). `more` are further
    columns of `Consent`. The person's earlier answer of the kind is superseded, never changed (C14): decisions that
    rest on it and that the new one covers go on, the others end. Raises ValidationError by field, PermissionDenied when
    the family is not visible.
    """
    may_add_to(family, by, partner)
    latest(partner, "pk")  # two answers of one person at once would not see, and not replace, each other
    if found := Consent.objects.filter(submission=submission).first():
        return own(found, by)
    now = at or timezone.now()
    said = {"partners": partners, "categories": categories, "exclusions": exclusions, "holders": holders or {}}
    said |= {"artefacts": facts_before(family, partner, [person, given_by]) | (artefacts or {})}
    on = timezone.localdate(answered_at or now)
    answer = Answer(family, partner, person, status, on, given_by=given_by, more=more, **said)
    if wrong := list(consent_problems(answer)):
        raise ValidationError(by_field(wrong))
    when = {"given_at": (answered_at or now) if answer.given else None, "recorded_at": now}
    consent = _record_answer(answer, recorded_by=by, submission=submission, **when, **more)
    record_lines(consent, answer, purposes)
    _supersede(consent, now)
    touch(family, by=partner)
    return consent


def _record_answer(answer, **columns):
    return Consent.objects.create(
        family=answer.family,
        provider=answer.partner,
        category=category(CONSENT),
        person=answer.person,
        status=answer.status,
        given_by=answer.given_by,
        **columns,
    )


def _supersede(consent, now):
    earlier = again.earlier_answers(consent.family, consent.person, consent.provider, consent.kind)
    earlier = list(earlier.exclude(pk=consent.pk))
    goes_on, over = again.sort_out(again.resting_on(earlier, now), again.Answer.of(consent))
    replaced = Consent.objects.filter(pk__in=[each.pk for each in earlier])
    replaced.update(superseded_at=now, superseded_by=consent)
    again.rest_on(consent, goes_on)
    tell_ended(over)


@action
def withdraw(consent, *, by, how, said_by=None, said_on=None, at=None):
    """Record that a person withdrew their agreement (C10), at a moment (default now): from then every decision resting
    on it is no longer live. `said_by` said so, on the day `said_on`.

    Returns the consent; one that was withdrawn before stays as it was recorded then. Raises PermissionDenied when it is
    not visible, not given, or a newer answer has replaced it, ValidationError when the day is before it was given or
    still to come.
    """
    require(by, "make_records", consent.provider)
    if not can_see(by, consent):
        raise PermissionDenied("There is no agreement here to withdraw")
    latest(consent, "given_at", "status", "superseded_at", *WITHDRAWN)
    if not consent.given_at or consent.superseded_at:
        raise PermissionDenied("There is no agreement here to withdraw")
    if consent.withdrawn_at:
        return consent
    if said_on and not timezone.localdate(consent.given_at) <= said_on <= timezone.localdate(at):
        raise ValidationError({"said_on": "The day must be between the day on which it was given and today"})
    over = again.resting_on([consent])
    consent.withdrawn_at, consent.withdrawn_how = at or timezone.now(), how
    consent.withdrawn_by, consent.withdrawn_said_on = said_by, said_on
    consent.status = Consent.Status.WITHDRAWN
    consent.save(update_fields=["status", *WITHDRAWN])
    tell_ended(over)
    return consent
