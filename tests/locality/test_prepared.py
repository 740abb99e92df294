"""Connections keep what they prepared (docs/decisions/0007)."""

import pytest
from django.db import connections

from locality.prepared import KEPT_STATEMENTS


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_connection_keeps_more_prepared_statements_than_psycopg_would():
    connections["owner"].ensure_connection()
    assert connections["owner"].connection.prepared_max == KEPT_STATEMENTS > 100
