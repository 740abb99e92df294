"""What must be so before an answer counts as an agreement (C1, C2, C4, C13)."""

from consent.models import Consent, ConsentArtefact
from locality.models import Relationship

GIVEN = (Consent.Status.WRITTEN, Consent.Status.VERBAL)


def consent_problems(*, family, person, status, given_by, artefacts):
    """What stands against recording this answer, as (field, words) pairs (C1, C2, C4, C13)."""
    if status not in GIVEN:
        return
    if given_by is None:
        yield "given_by", "Say who gave the agreement"
    elif given_by.pk != person.pk:
        if person.kind == person.Kind.ADULT or (person.age_on() or 0) >= 16:
            yield "given_by", f"{person} answers for themselves: nobody else can agree for them"
        elif not _holds_responsibility(family, given_by, person):
            yield "given_by", f"Record first that {given_by} has parental responsibility for {person}, and how you know"
    before = {ConsentArtefact.Kind.BOOKLET, ConsentArtefact.Kind.NOTICE, ConsentArtefact.Kind.SOUGHT}
    if status == Consent.Status.WRITTEN:
        before.add(ConsentArtefact.Kind.RECEIPT)
    if missing := [ConsentArtefact.Kind(kind).label.lower() for kind in before - set(artefacts)]:
        yield "artefacts", f"Before an agreement counts, record: {', '.join(sorted(missing))}"


def _holds_responsibility(family, adult, child):
    told = Relationship.objects.filter(family=family, from_person=adult, to_person=child, ends_on__isnull=True)
    return told.filter(parental_responsibility=Relationship.Responsibility.YES).exists()
