"""What families left out of their agreement, by name, against what an agenda would tell (C9).

A decision by agreement rests on the answers of those whom it is about. Somebody else of the family may have left a
partner, a category or a person out since, or before anybody asked them. An agenda tells of the whole family, so each of
their standing answers counts, unless a decision without agreement gives this partner the same.
"""

from dataclasses import dataclass, field

from consent.limits import exclusions_of
from consent.models import Basis, Consent, SharingDecision
from consent.whatif import access_to
from locality.people import with_people
from locality.reference import FAMILY_DETAILS, category_key
from locality.wall.eyes import asked_as


@dataclass
class LeftOut:
    """Of one item and one partner: whether the item, and whose family it is, may not be told to it; `lines`, the
    exclusions that say so."""

    item: bool = False
    family: bool = False
    lines: list = field(default_factory=list)


def left_out(items, partners):
    """{(item's key, partner's key): `LeftOut`} where an answer stands against telling that partner of that item. Each
    item's own partner is asked, as a whole: it recorded the answers, and nobody else is shown them here."""
    found: dict = {}
    for provider in {item.provider_id: item.provider for item in items}.values():
        own = [item for item in items if item.provider_id == provider.pk]
        lines, access = asked_as([provider], lambda asked: _answers(asked, own))[provider.pk]  # noqa: B023 - asked now
        for line in lines:
            for item in own:
                if item.family_id == line.consent.family_id:
                    _apply(found, line, item, [each for each in partners if each.pk != provider.pk], access)
    return found


def _answers(provider, items):
    """(what standing answers leave out, access by decisions without agreement) of these items' families."""
    families = {item.family_id for item in items}
    answers = Consent.objects.filter(family__in=families, provider=provider, kind=Consent.Kind.INFO_SHARING)
    lines = exclusions_of(list(answers.standing()))
    if not lines:
        return [], []
    access = access_to(families)
    made = SharingDecision.objects.filter(pk__in={row.decision for row in access}).exclude(basis=Basis.AGREEMENT)
    lawful = set(made.values_list("pk", flat=True))
    return list(lines.select_related("consent", "partner", "what")), [row for row in access if row.decision in lawful]


def _apply(found, line, item, partners, access):
    details = category_key(FAMILY_DETAILS)
    for partner in partners:
        if line.partner_id and line.partner_id != partner.pk:
            continue
        rows = [row for row in access if row.group == partner.group_id and row.family == item.family_id]
        given = any(row.item == item.pk or (row.item is None and row.category == item.category_id) for row in rows)
        named = any(row.item is None and row.category == details for row in rows)
        against_item = not given and line.what_id in (None, item.category_id)
        against_family = not named and line.what_id in (None, details)
        if against_item or against_family:
            so_far = found.setdefault((item.pk, partner.pk), LeftOut())
            so_far.item, so_far.family = so_far.item or against_item, so_far.family or against_family
            so_far.lines.append(line)


def who_said(found, reader):
    """{answer's key: whose it is, in words} of the answers behind these `LeftOut`s that the `Reader` may see."""
    keys = {line.consent_id for each in found for line in each.lines}
    answers = Consent.objects.visible_by(reader).filter(pk__in=keys)
    return {each.pk: str(each.person) for each in with_people(answers, reader, "person")} if keys else {}


def words_for(lines, names):
    """What these exclusions say: "Nell does not want them told". `names` are those of `who_said`: without them, ""."""
    return "; ".join(f"{names[line.consent_id]} {_said(line)}" for line in lines if line.consent_id in names)


def _said(line):
    if line.partner_id:
        return "does not want them told"
    if line.what_id:
        return f"left out {line.what.name[:1].lower()}{line.what.name[1:]}"
    return "agreed on condition that somebody in the family is not told"


def kept_from(partner, items):
    """The keys of those of these items that an answer keeps from the partner."""
    return {item for (item, _), each in left_out(items, [partner]).items() if each.item}
