"""The linter of row security finds nothing in the wall, and the usual mistakes when they are made."""

import os

import psycopg
import pytest

from config import database
from tests import databases, live_wall


@pytest.fixture(scope="module")
def fresh(django_db_setup, django_db_blocker):
    """The name of a database as the service finds one, without what the tests add to theirs."""
    from django.db import connections

    outer = connections["default"].settings_dict["NAME"]
    name = f"test_locality_{os.getpid()}_fresh"
    with django_db_blocker.unblock():
        databases.drop(name)
        databases.fresh_copy(name)
        databases.point_at(outer)
        yield name
        databases.drop(name)


def test_nothing_is_found(fresh):
    assert live_wall.lint(fresh) == []


@pytest.mark.parametrize(
    ("mistake", "rule"),
    [
        ("ALTER POLICY see ON locality_family USING (provider_id IS NOT NULL OR true)", "SEC011"),
        ("ALTER POLICY see ON locality_family USING (EXISTS (SELECT FROM locality_partnerpermission))", "SEC025"),
        ("CREATE FUNCTION quick(text) RETURNS bool LEAKPROOF LANGUAGE sql AS 'SELECT true'", "SEC017"),
        ("ALTER TABLE locality_family NO FORCE ROW LEVEL SECURITY", "SEC002"),
    ],
)
def test_a_usual_mistake_is_found(fresh, mistake, rule):
    name = f"{fresh}_{rule.lower()}"
    databases.drop(name)
    databases.copy(fresh, name)
    try:
        with psycopg.connect(host=str(database.SOCKETS), user="postgres", dbname=name) as superuser:
            superuser.execute(mistake)
        assert [line for line in live_wall.lint(name) if rule in line]
    finally:
        databases.drop(name)
