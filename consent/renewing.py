"""Looking again at an agreement with whoever gave it, and nothing has changed: the same once more, as a new record that
takes the place of the old one (C12, C14). What needs more than that is asked in full."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from consent.answers import is_under_sixteen
from consent.forms.consents import TOLD
from consent.models import (
    Consent,
    ConsentArtefact,
    ConsentCategory,
    ConsentExclusion,
    ConsentPartner,
    ConsentPurpose,
    HolderAnswer,
)
from consent.services import record_consent
from locality.access import can_see, require
from locality.history import action

SAME = ("wording", "limits", "language", "interpreter", "without_papers_reason")
WAYS = {Consent.Status.WRITTEN: "in writing", Consent.Status.VERBAL: "aloud"}


def why_in_full(found):
    """Why an agreement that stands is to be asked for in full, in words after "because"; "" when the same may be said
    once more. `found` has its person and who gave it loaded."""
    giver = found.given_by or found.person
    if found.given_for_id:
        return "the council agreed under a care order"
    if found.competence:
        return f"whether {found.person} can decide this is looked at each time"
    if giver.pk != found.person_id and not is_under_sixteen(found.person):
        return f"{found.person} is 16 or over now, and answers for themselves"
    if found.pressure:
        return "there may have been pressure when it was given"
    if HolderAnswer.objects.filter(consent=found.pk, said=HolderAnswer.Said.DISAGREED).exists():
        return "somebody else with parental responsibility disagreed"
    return ""


@action
def renew(found, *, by, submission, status, answered_on, answered_at=None, **more):
    """Record that whoever gave an agreement gives the same once more; returns the new `Consent`, which takes the place
    of `found`. `more` are columns of the new one: until when, who was there, why aloud.

    What else was asked and agreed is as before; the papers are those that were given before. What others with parental
    responsibility said then is told as said then: they were not asked again. Raises PermissionDenied when `found` does
    not stand, is not seen or is to be asked for in full; ValidationError by field as `record_consent`.
    """
    require(by, "make_records", found.provider)
    sent = Consent.objects.filter(submission=submission).exists()
    if not can_see(by, found) or not sent and (not found.stands or why_in_full(found)):
        raise PermissionDenied("There is no agreement here to give once more")
    return record_consent(
        found.family,
        by=by,
        partner=found.provider,
        person=found.person,
        given_by=found.given_by,
        status=status,
        submission=submission,
        kind=found.kind,
        artefacts=_facts(found, status, answered_on),
        partners=[line.partner for line in _lines(ConsentPartner, found, "partner")],
        categories=[line.category for line in _lines(ConsentCategory, found, "category")],
        purposes=[line.purpose for line in _lines(ConsentPurpose, found, "purpose")],
        exclusions=[line.partner or line.what or line.person for line in _lines(ConsentExclusion, found)],
        holders=_others(found),
        answered_at=answered_at,
        **dict.fromkeys(TOLD, True),
        **{name: getattr(found, name) for name in SAME},
        **more,
    )


def _lines(model, found, *related):
    return model.objects.filter(consent=found.pk).select_related(*related)


def _facts(found, status, day):
    kinds = ConsentArtefact.Kind
    before = {fact.kind: (fact.happened_on, fact.how) for fact in _lines(ConsentArtefact, found)}
    return before | {kinds.SOUGHT: (day, "gone through once more"), kinds.GIVEN: (day, WAYS[status])}


def _others(found):
    """{holder: (what they said, why not asked)}: what they had said is kept as of then."""
    day = timezone.localdate(found.given_at)
    then = f"{day.day} {day:%B %Y}"
    said = HolderAnswer.Said.NOT_ASKED
    return {
        line.person: (said, line.why or f"Not asked again. On {then}: {line.get_said_display().lower()}")
        for line in _lines(HolderAnswer, found, "person")
    }
