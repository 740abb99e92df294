"""Which decisions about sharing cover a record: for the pages that say who else can see it."""

from django.db.models import Q

from consent.models import DecisionItem, SharingDecision


def decisions_about(record, reader):
    """The decisions that give, or gave, this record or its whole category to others, as far as this `Reader` may see
    them, newest first."""
    covers = Q(record=record.pk) | Q(record=None, what=record.category_id, decision__family=record.family_id)
    items = DecisionItem.objects.visible_by(reader).filter(covers, include=True, decision__provider=record.provider_id)
    return list(SharingDecision.objects.visible_by(reader).filter(pk__in=items.values("decision")))
