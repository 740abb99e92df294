"""The lines of an answer: the facts with their days, what it covers, what it leaves out, what others said."""

from consent.models import (
    ConsentArtefact,
    ConsentCategory,
    ConsentExclusion,
    ConsentPartner,
    ConsentPurpose,
    HolderAnswer,
)
from locality.models import InformationCategory, Partner


def record_lines(consent, answer, purposes=()):
    """Write the lines of a recorded consent, as this `Answer` says them."""
    ConsentArtefact.objects.bulk_create(
        ConsentArtefact(consent=consent, kind=kind, happened_on=day, how=how, recorded_by=consent.recorded_by)
        for kind, (day, how) in answer.artefacts.items()
    )
    ConsentPartner.objects.bulk_create(ConsentPartner(consent=consent, partner=each) for each in answer.partners)
    ConsentCategory.objects.bulk_create(ConsentCategory(consent=consent, category=each) for each in answer.categories)
    ConsentPurpose.objects.bulk_create(ConsentPurpose(consent=consent, purpose=each) for each in purposes)
    ConsentExclusion.objects.bulk_create(_left_out(consent, each) for each in answer.exclusions)
    HolderAnswer.objects.bulk_create(
        HolderAnswer(consent=consent, person=person, said=said, why=why)
        for person, (said, why) in answer.holders.items()
    )


def _left_out(consent, each):
    if isinstance(each, Partner):
        return ConsentExclusion(consent=consent, partner=each)
    if isinstance(each, InformationCategory):
        return ConsentExclusion(consent=consent, what=each)
    return ConsentExclusion(consent=consent, person=each)
