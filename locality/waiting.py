"""Whether anything of several rare kinds waits for somebody: one question for all of them, so that My work stays quick.

    @may_wait("breach")     def rows(practitioner) -> a query of rows that may wait, or None

Nothing is shown because of it: what waits is then asked of its own table, behind the rule.
"""

from collections.abc import Callable

from django.db.models import CharField, Value

from locality.access import remembered

_kinds: dict[str, Callable] = {}


def may_wait(kind):
    """Register a function that gives a query of what may wait for a practitioner, or None when nothing can."""

    def register(function):
        _kinds[kind] = function
        return function

    return register


def anything(kind, practitioner):
    """Whether there is anything of this kind to ask about further."""
    return kind in remembered(("may wait", practitioner.pk), lambda: _waiting(practitioner))


def _waiting(practitioner):
    asked = [
        rows.order_by().annotate(of=Value(kind, output_field=CharField())).values_list("of")[:1]
        for kind, find in _kinds.items()
        if (rows := find(practitioner)) is not None
    ]
    return {kind for (kind,) in asked[0].union(*asked[1:], all=True)} if asked else set()
