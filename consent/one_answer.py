"""What the page of one answer says: plain values for its template."""

from django.utils import timezone

from consent.answers import holders
from consent.forms.consents import TOLD
from consent.models import (
    Consent,
    ConsentArtefact,
    ConsentCategory,
    ConsentExclusion,
    ConsentPartner,
    ConsentPurpose,
    DecisionConsent,
    HolderAnswer,
    SharingDecision,
)
from consent.pages import may_name, summaries
from consent.paper_pages import signature_of
from consent.renewing import why_in_full
from consent.settling import waits_to_be_settled
from consent.since import since_agreed
from locality.access import holds
from locality.access.rule import reader_of
from locality.families import people_of, with_families
from locality.people import with_people


def answer_in_full(found, practitioner):
    """Everything that a consent says, as one dict for its page."""
    reader = reader_of(practitioner)
    with_people([found], reader, "person", "given_by", "withdrawn_by")
    with_families([found], reader)

    def lines(model, *related):
        return model.objects.visible_by(reader).filter(consent=found).select_related(*related)

    facts = {fact.kind: fact for fact in lines(ConsentArtefact)}
    resting = SharingDecision.objects.visible_by(reader).live().filter(pk__in=lines(DecisionConsent).values("decision"))
    waits = waits_to_be_settled(found)
    own = found.provider_id in holds(practitioner, "authorise")
    records = found.provider_id in holds(practitioner, "make_records")
    return {
        "consent": found,
        "named": may_name(found.family_id, reader),
        "stands": found.stands,
        "may_withdraw": found.stands and records,
        "may_ask": records and not found.given_at and not found.superseded_at,
        "in_full": why_in_full(found) if found.stands else "",
        "artefacts": [(ConsentArtefact.Kind(kind).label, facts.get(kind)) for kind in ConsentArtefact.Kind.values],
        "partners": [row.partner for row in lines(ConsentPartner, "partner")],
        "categories": [row.category for row in lines(ConsentCategory, "category")],
        "purposes": [row.purpose for row in lines(ConsentPurpose, "purpose")],
        "left_out": left_out(lines(ConsentExclusion, "partner", "what"), reader),
        "holders": with_people(lines(HolderAnswer), reader, "person"),
        "told": [words for name, words in TOLD.items() if getattr(found, name)],
        "resting": summaries(list(resting)),
        "waits": waits,
        "may_settle": waits and own and found.recorded_by_id != practitioner.pk,
        "since": since_agreed([found], reader, timezone.localdate()).get(found.pk, []) if _counts(found) else [],
        **signature_of(found, reader),
        "about_sharing": found.kind == Consent.Kind.INFO_SHARING,
    }


def _counts(found):
    return bool(found.given_at) and not found.withdrawn_at and not found.superseded_at


def left_out(lines, reader):
    """What these exclusions leave out, in words of the page: partners, kinds of information, people."""
    rows = with_people(lines, reader, "person")
    return [str(row.partner or row.what or f"{row.person} (must not be told)") for row in rows]


def who_may_withdraw(found, reader):
    """Who may take an agreement back (C10): who gave it, the person themselves, and others who hold parental
    responsibility, as far as this `Reader` may see them."""
    with_people([found], reader, "person", "given_by")
    keys = {found.given_by_id, found.person_id} | holders(found.family_id, found.person_id)
    people = [each for each in people_of(found.family_id, reader) if each.pk in keys and _may_speak(each)]
    return people or [each for each in (found.given_by, found.person) if each and _may_speak(each)][:1]


def _may_speak(person):
    return person.kind != person.Kind.UNBORN and (person.age_on() is None or person.age_on() >= 8)
