"""Decisions that are over, and whom they had given something: who is told, and what they say they did (C10)."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from consent.giving import tell
from consent.models import DecidedAccess, DecisionRecipient, EndAcknowledgement, SharingDecision
from locality.access.rule import reader_of
from locality.models import Notice, Partner

WITHIN = timedelta(days=90)  # how far back a recipient is asked


def tell_ended(decisions):
    """Tell the safeguarding leads of everybody who had received something that it is over: the notice says no more."""
    for decision in decisions:
        if decision.waits_for_authoriser and not decision.authorised_at:
            continue  # it gave nobody anything, and nobody is told that it was ever thought of
        partners = DecisionRecipient.objects.filter(decision=decision).values_list("partner", flat=True)
        tell(decision, partners, Notice.Kind.ENDED)


def over_for(practitioner):
    """[(decision, partner)] that gave a partner of the practitioner something, were cut short within 90 days, and of
    which the partner has not said what it did. One that ran to its last day asks nobody."""
    reader = reader_of(practitioner)
    given: dict = {}
    asked = [
        table.objects.filter(_cut_short(), group__in=reader.groups).values_list("decision", "group")
        for table in DecidedAccess.__subclasses__()
    ]
    for decision, group in asked[0].union(*asked[1:]):
        given.setdefault(decision, set()).add(group)
    if not given:
        return []
    partners = {partner.group_id: partner for partner in Partner.objects.filter(pk__in=reader.partners)}
    said = set(EndAcknowledgement.objects.filter(decision__in=given).values_list("decision", "partner"))
    found = SharingDecision.objects.received_by(reader, given)
    live = found.live_among(found)
    return [
        (decision, partners[group])
        for decision in found
        for group in sorted(given[decision.pk])
        if decision.pk not in live and (decision.pk, partners[group].pk) not in said
    ]


def _cut_short():
    """The condition on an access row that its decision has given something and would not be over by itself yet. One
    that nobody signed gave nothing: its recipients do not learn that it was ever thought of."""
    now = timezone.now()
    gave = Q(decision__waits_for_authoriser=False) | Q(decision__authorised_at__isnull=False)
    recent = Q(decision__ended_at__gt=now - WITHIN) | Q(decision__ended_at__isnull=True)
    return gave & recent & Q(decision__starts_at__lte=now, decision__ends_at__gt=now)
