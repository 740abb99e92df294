"""Why an agreement that stands does not cover a proposal after all: what the person left out (C9), for which purposes
they agreed, and what another holder of parental responsibility said (C3)."""

from consent.models import Consent, ConsentExclusion, ConsentPurpose, HolderAnswer


def in_the_way(consents, proposal):
    """{consent's key: [words]} for those of these agreements, of the deciding partner's own, that something about
    them keeps from covering the proposal."""
    found: dict = {}
    by_key = {each.pk: each for each in consents}
    for line in exclusions_of(consents):
        if words := _left_out(by_key[line.consent_id], line, proposal):
            found.setdefault(line.consent_id, []).append(words)
    for key, words in _other_purpose(by_key, proposal):
        found.setdefault(key, []).append(words)
    for key, words in _disagreed(by_key):
        found.setdefault(key, []).append(words)
    return found


def exclusions_of(consents):
    """What these agreements leave out, each with its partner, category or person."""
    lines = ConsentExclusion.objects.filter(consent__in=[each.pk for each in consents])
    return lines.select_related("partner", "what").order_by("pk") if consents else []


def left_out(consents, proposal):
    """Whether one of these agreements leaves out something that the proposal shares, or somebody it shares with."""
    by_key = {each.pk: each for each in consents}
    return any(_left_out(by_key[line.consent_id], line, proposal) for line in exclusions_of(consents))


def _left_out(consent, line, proposal):
    """What the person said about this, in words that end the sentence "Kai: ...", or nothing."""
    if line.partner_id and line.partner_id in {partner.pk for partner in proposal.recipients}:
        return f"agreed, but not to telling {line.partner}"
    if line.what_id and line.what_id in {item.category.pk for item in proposal.included}:
        return f"agreed, but not to sharing {line.what.name[:1].lower()}{line.what.name[1:]}"
    if line.person_id:
        for person in proposal.subjects:
            if person.pk == line.person_id and person.pk != consent.person_id:
                return f"agreed on condition that {person} is not told, and everybody whom it is about is told"
    return ""


def _other_purpose(by_key, proposal):
    """Agreements for named purposes, of which the proposal's is none; those that name none are for the team's work."""
    named: dict = {}
    for line in ConsentPurpose.objects.filter(consent__in=by_key):
        named.setdefault(line.consent_id, set()).add(line.purpose_id)
    for key in by_key:
        if key in named and proposal.purpose.pk not in named[key]:
            yield key, "agreed for another purpose: ask again"


def _disagreed(by_key):
    """Where another holder of parental responsibility disagrees, a manager settles first whether to go on."""
    lines = HolderAnswer.objects.filter(consent__in=by_key, said=HolderAnswer.Said.DISAGREED)
    for key in set(lines.values_list("consent", flat=True)):
        consent = by_key[key]
        if consent.competence == Consent.Competence.COMPETENT or consent.settled == Consent.Settled.RELY:
            continue
        if consent.settled:
            yield key, "somebody else with parental responsibility disagrees, and a manager decided not to rely on it"
        else:
            yield key, "somebody else with parental responsibility disagrees: a manager decides first whether to go on"
