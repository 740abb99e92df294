"""The sharing matrix as its page shows it: a table of people by partners, a card for each partner, and what changed."""

from consent.matrix import LEGEND, cell_of, changes_between
from locality.access.reasons import is_shut_out
from locality.access.rule import reader_of_partner
from locality.models import Partner
from locality.registries import records_of

EACH = 50  # records of a kind that a preview names; it counts them all


def partners_of(sources, everybody=False):
    """The partners of the matrix, the reader's own first: those to which anything was decided or agreed, or all."""
    wanted = sources.told_of - {partner.pk for partner in sources.own}
    others = Partner.objects.active() if everybody else Partner.objects.filter(pk__in=wanted)
    return sources.own + [partner for partner in others.order_by("name", "pk") if partner not in sources.own]


def matrix_of(sources, partners):
    """The whole matrix as plain values: `partners` (with totals), `rows` (a person each, with their cells and, kind by
    kind, more), `cards` (the same, partner by partner), and totals in words."""
    kinds = [kind for kind in sources.kinds.values() if kind.pk in _kinds_in_use(sources)]
    known = sources.told_of | {partner.pk for partner in sources.own}
    near = [partner for partner in partners if partner.pk in known]
    rows = [
        {
            "person": person,
            "cells": [cell_of(sources, person, partner) for partner in partners],
            "kinds": [(kind, [cell_of(sources, person, partner, kind) for partner in near]) for kind in kinds],
        }
        for person in sources.people
    ]
    heads = [_head(sources, partner, [row["cells"][place] for row in rows]) for place, partner in enumerate(partners)]
    for row in rows:
        row["total"] = sum(cell.live for cell in row["cells"])
    return {
        "partners": heads,
        "near": near,
        "rows": rows,
        "cards": [_card(head, rows, place, near) for place, head in enumerate(heads)],
        "columns": len(heads) + 2,
        "seeing": sum(head["total"] > 0 for head in heads if not head["own"]),
        "legend": LEGEND,
    }


def _kinds_in_use(sources):
    """The usual kinds, and any other of which something was decided."""
    return sources.usual.union(*(made.kinds for made in sources.made))


def _head(sources, partner, cells):
    return {"partner": partner, "own": partner in sources.own, "total": sum(cell.live for cell in cells)}


def _card(head, rows, place, near):
    """One partner's cells: a line for each person, and the kinds of information of each."""
    inner = near.index(head["partner"]) if head["partner"] in near else None
    lines = [
        {
            "person": row["person"],
            "cell": row["cells"][place],
            "kinds": [] if inner is None or head["own"] else [(kind, cells[inner]) for kind, cells in row["kinds"]],
        }
        for row in rows
    ]
    return {**head, "lines": lines}


def changes_of(sources, since, until):
    """What was added and what ended between two days, for the page: dicts of `at`, `decision`, `what` and `whom`."""
    added, ended = changes_between(sources, since, until)
    keys = {key for _, made in [*added, *ended] for key in made.partners}
    names = dict(Partner.objects.filter(pk__in=keys).values_list("pk", "name"))
    return [_change(sources, *each, names) for each in added], [_change(sources, *each, names) for each in ended]


def _change(sources, at, made, names):
    kinds = [kind.name for key, kind in sources.kinds.items() if key in made.whole]
    single = [f"single records of {kind.name.lower()}" for key, kind in sources.kinds.items() if key in made.single]
    about = [str(person) for person in sources.people if person.pk in made.subjects]
    whom = sorted(names[key] for key in made.partners)
    return {
        "at": at,
        "decision": made.decision,
        "what": ", ".join(kinds + single),
        "whom": ", ".join(whom),
        "about": ", ".join(about),
    }


def is_restricted(family, partner=None):
    """Whether the family is shut to everybody who is not named on its restriction."""
    return is_shut_out(reader_of_partner(partner or family.provider), family.pk)


def sight_of(family, partner, reader):
    """What a partner could show the least involved of its members now, of what this `Reader`'s own partners supplied:
    [(model, keys, the newest records)], by the rule itself. Nobody learns here what they may not see themselves."""
    other, found = reader_of_partner(partner), []
    for model, rows in records_of(family, other):
        rows = rows.filter(**{f"{rows.provider}__in": reader.partners}).visible_by(reader)
        if keys := set(rows.values_list("pk", flat=True)):
            links = [each.name for each in model._meta.fields if each.many_to_one or each.one_to_one]
            found.append((model, keys, list(rows.select_related(*links).order_by("-pk")[:EACH])))
    return found
