"""Why an agreement that stands does not cover a proposal after all: what the person left out (C9), for which purposes
they agreed, and what another holder of parental responsibility said (C3)."""

from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from consent.models import Consent, ConsentCategory, ConsentExclusion, ConsentPartner, ConsentPurpose, HolderAnswer
from locality.access import Among, kept


class Scope(NamedTuple):
    """What an agreement says about itself: keys of partners, categories and purposes; whether another holder of
    parental responsibility disagrees, and whether anything is left out."""

    consent: Any
    partners: list
    categories: list
    purposes: list
    disagreed: bool
    leaves_out: bool


def scopes_of(consents):
    """The `Scope` of each of these agreements, in one question."""
    return [Scope(*row) for row in _scopes(consents)]


@kept
def _scopes(consents):
    own = {"consent": OuterRef("pk")}
    return Consent.objects.filter(Among("pk", consents)).values_list(
        "pk",
        ArraySubquery(ConsentPartner.objects.filter(**own).values("partner")),
        ArraySubquery(ConsentCategory.objects.filter(**own).values("category")),
        ArraySubquery(ConsentPurpose.objects.filter(**own).values("purpose")),
        Exists(HolderAnswer.objects.filter(said=HolderAnswer.Said.DISAGREED, **own)),
        Exists(ConsentExclusion.objects.filter(**own)),
    )


def in_the_way(consents, proposal, scopes=None):
    """{consent's key: [words]} for those of these agreements, of the deciding partner's own, that something about
    them keeps from covering the proposal. `scopes` are theirs, where they are known."""
    found: dict = {}
    by_key = {each.pk: each for each in consents}
    scopes = scopes_of(consents) if scopes is None else scopes
    for line in exclusions_of([by_key[scope.consent] for scope in scopes if scope.leaves_out]):
        if words := _left_out(by_key[line.consent_id], line, proposal):
            found.setdefault(line.consent_id, []).append(words)
    for key, words in [*_other_purpose(scopes, proposal), *_disagreed(scopes, by_key)]:
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


def _other_purpose(scopes, proposal):
    """Agreements for named purposes, of which the proposal's is none; those that name none are for the team's work."""
    for scope in scopes:
        if scope.purposes and proposal.purpose.pk not in scope.purposes:
            yield scope.consent, "agreed for another purpose: ask again"


def _disagreed(scopes, by_key):
    """Where another holder of parental responsibility disagrees, a manager settles first whether to go on."""
    for key in [scope.consent for scope in scopes if scope.disagreed]:
        consent = by_key[key]
        if consent.competence == Consent.Competence.COMPETENT or consent.settled == Consent.Settled.RELY:
            continue
        if consent.settled:
            yield key, "somebody else with parental responsibility disagrees, and a manager decided not to rely on it"
        else:
            yield key, "somebody else with parental responsibility disagrees: a manager decides first whether to go on"
