"""What partners may see of records that lie on a table in front of them: for meetings, by the rule itself.

Asked by whoever runs the meeting about records that they see themselves. Each partner is asked behind both walls as the
least involved of its members would be; what comes back is which records, and by which decision.
"""

from locality.access.door import decisions_behind
from locality.access.rule import family_access, reader_of_partner
from locality.wall.eyes import asked_as


def sight_of_partners(partners, model, keys):
    """{partner's key: {record's key: number of the decision, or None where the partner supplied it}} of the records of
    a model with these keys that each partner may see now. Queries grow with the partners, not with the records."""
    keys = list(keys)
    return asked_as(partners, lambda partner: _seen_by(partner, model, keys)) if keys else {}


def _seen_by(partner, model, keys):
    reader = reader_of_partner(partner)
    rows = list(model._default_manager.visible_by(reader).filter(pk__in=keys)) if reader.partners else []
    others = [row for row in rows if row.provider_id != partner.pk]
    behind = decisions_behind(reader, model, others)
    numbers = _numbers(set(behind.values()))
    families = {row.pk: row.pk if model is family_access_of() else row.family_id for row in rows}
    return {row.pk: None if row not in others else numbers.get(behind.get(families[row.pk])) for row in rows}


def family_access_of():
    """The model of families, found as guardian finds it."""
    return family_access()._meta.get_field("content_object").related_model


def _numbers(decisions):
    if not decisions:
        return {}
    made = family_access()._meta.get_field("decision").related_model
    return dict(made._base_manager.filter(pk__in=decisions).values_list("pk", "number"))


def seen_by_all(partners, model, keys):
    """Those of these keys of a model's records that every one of the partners may see now: a set."""
    wanted = set(keys)
    if not wanted or not partners:
        return wanted
    found = asked_as(partners, lambda partner: _keys_seen_by(partner, model, wanted))
    return wanted.intersection(*found.values())


def _keys_seen_by(partner, model, keys):
    rows = model._default_manager.visible_by(reader_of_partner(partner))
    return set(rows.filter(pk__in=keys).values_list("pk", flat=True))
