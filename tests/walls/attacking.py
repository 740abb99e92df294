"""What an injected statement tries, and what it must come to."""

import re

import pytest
from psycopg import errors


def refused(link, statement, values=(), error=errors.InsufficientPrivilege):
    """The statement ends in this error, whose words name nothing of a family."""
    with pytest.raises(error) as told, link.transaction():
        link.execute(statement, values)
    assert not re.search("Fulmar|Kai|Nell|Marmalade|Puffin", str(told.value)), str(told.value)
    return str(told.value)


def in_vain(link, statement, values=()):
    """The statement reaches no row."""
    assert link.execute(statement, values).rowcount == 0, statement


def name_actor(link, who):
    """Name who changes something to the triggers that keep history, as the application does."""
    link.execute("SELECT set_config('locality.actor', %s, true)", [str(who.pk)])
