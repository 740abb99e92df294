"""What a table's wall is made of: conditions in SQL, and the words to say which a model needs.

A condition names the columns of the row as `{row}.column`; policies.py puts the table's name there. Conditions read
`wall.me` (who entered), `wall.given` (what live decisions give to me) and `wall.shut_families` (which families are shut
to me): see gate.sql. None of them reads an access row: the two walls are computed from two structures
(docs/decisions/0010).
"""

from dataclasses import dataclass

ME = "(SELECT person FROM wall.me)"
AT = "(SELECT at FROM wall.me)"
AUDITS = "(SELECT audits FROM wall.me)"
SYSTEM = "(SELECT system FROM wall.me)"
ENTERED = "(SELECT true FROM wall.me)"
PARTNERS = "(SELECT partners FROM wall.me)::uuid[]"
NEVER = "(SELECT false FROM wall.me)"
GROUPS = "(SELECT groups FROM wall.me)::int[]"


@dataclass(frozen=True)
class Wall:
    """The conditions of one table: which rows may be seen, added, changed and removed. Empty: as `see`, but for
    `remove`, which then nobody may."""

    see: str
    add: str = ""
    change: str = ""
    remove: str = ""


def mine(column):
    """Supplied by a partner for which I may see records."""
    return f"{column} = ANY ({PARTNERS})"


def own(column):
    """A row of one person's own: nobody else sees or writes it."""
    condition = f"{{row}}.{column} = {ME}"
    return Wall(see=condition, remove=condition)


def noted(column, change=""):
    """A row that says what somebody did: they add and change it, they and the auditor may see it."""
    theirs = f"{{row}}.{column} = {ME}"
    return Wall(see=f"{theirs} OR {AUDITS}", add=theirs, change=change or theirs)


def seen_family(column="{row}.family_id"):
    """The family is one that I may see for a partner: nobody adds to another, nor to one that an audit opened."""
    ours = f"({mine('f.provider_id')} OR wall.gives(f.id, f.provider_id, f.category_id))"
    return f"EXISTS (SELECT FROM locality_family f WHERE f.id = {column} AND {ours})"


def own_decision(column="{row}.decision_id"):
    """The decision is one of my partners' own."""
    return f"wall.decided({column})"


def of_decision():
    """An access row: seen by whom it gives something, by the partner that decided, and by the auditor; written by the
    partner that decided."""
    return Wall(see=f"{{row}}.group_id = ANY ({GROUPS}) OR {AUDITS} OR {own_decision()}", add=own_decision())


def given(family, provider, category, item="", kind=""):
    """A live decision of its supplier gives me this kind of information about the family, or this very record. (Asked
    as a value, which is true or nothing: PostgreSQL would plan an EXISTS twice, here within each statement.)"""
    which = f"g.record IS NULL AND g.category = {category}"
    if item:
        which = f"({which} OR g.record = {item} AND g.kind = '{kind}')"
    of = f"g.family = {family} AND g.provider = {provider}"
    return f"(SELECT true FROM wall.given g WHERE {of} AND {which} LIMIT 1)"


def not_shut(family):
    """I am not shut out of the family."""
    return f"{family} <> ALL ((SELECT wall.shut_families())::uuid[])"


def sight(family, provider, category, item="", kind=""):
    """The rule of access.md: supplied by us, or given to us; and not shut to me."""
    return f"({mine(provider)}\n        OR {given(family, provider, category, item, kind)})\n    AND {not_shut(family)}"


def reading(family, provider, category, item="", kind=""):
    """The same, or opened to me for an audit (A8): that gives sight, and never a change."""
    which = f"o.record IS NULL AND o.category = {category}"
    if item:
        which = f"({which} OR o.record = {item} AND o.kind = '{kind}')"
    of = f"o.family = {family} AND o.provider = {provider}"
    opened = f"{AUDITS} AND (SELECT true FROM wall.opened() o WHERE {of} AND {which} LIMIT 1)"
    ours = f"{mine(provider)}\n        OR {given(family, provider, category, item, kind)}"
    return f"({ours}\n        OR {opened})\n    AND {not_shut(family)}"
