"""What a paper for a family must not name: whoever was told without the family knowing of it (domain.md 4.5, F25)."""

from consent.documents import may_be_told
from consent.models import (
    SHARES,
    Consent,
    ConsentExclusion,
    DecisionRecipient,
    DecisionSubject,
    SharingDecision,
)
from consent.telling import told_later
from locality.families import Household
from locality.partners import Partner

LEAST = 4  # letters of an address that say anything


def partners_not_to_name(family, provider, reader):
    """The other `Partner`s that a paper of `provider` for this family does not name: each was told something, or is to
    be, in a decision of which somebody may not know, and in none of which everybody may."""
    found = SharingDecision.objects.visible_by(reader).filter(family=family, provider=provider, outcome__in=SHARES)
    decisions = list(found)
    subjects: dict = {each.pk: [] for each in decisions}
    for line in DecisionSubject.objects.shown_with(decisions):
        subjects[line.decision_id].append(line)
    later = told_later(decisions)
    open_ones = {each.pk for each in decisions if may_be_told(each, subjects[each.pk], later)}
    known, quiet = set(), set()
    for line in DecisionRecipient.objects.shown_with(decisions):
        (known if line.decision_id in open_ones else quiet).add(line.partner_id)
    return list(Partner.objects.filter(pk__in=quiet - known).order_by("name"))


def people_not_to_tell(family, reader):
    """The keys of people whom somebody's answer leaves out by name: they are not to be told (C9)."""
    answers = Consent.objects.visible_by(reader).current().filter(family=family, withdrawn_at__isnull=True)
    lines = ConsentExclusion.objects.visible_by(reader).filter(consent__in=answers, person__isnull=False)
    return set(lines.values_list("person", flat=True))


def protected_words(family, reader):
    """Words, in small letters without spaces, by which a text would give a confidential address away."""
    homes = Household.objects.visible_by(reader).filter(family=family, is_confidential=True)
    words = [part for home in homes for part in (home.address.splitlines()[:1] or [""])[0].split(",")[:1]]
    words += [home.postcode for home in homes]
    return {plain(word) for word in words if len(plain(word)) >= LEAST}


def plain(text):
    """A text in small letters, without spaces."""
    return "".join(text.casefold().split())
