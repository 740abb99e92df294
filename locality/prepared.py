"""How many prepared statements a connection to PostgreSQL keeps (docs/decisions/0007)."""

from typing import Any

KEPT_STATEMENTS = 300  # psycopg's own 100 are fewer than a few people's pages ask; what falls out is planned again


def keep_statements(connection: Any, **_: Any) -> None:
    """Let Django's `connection`, just made, keep what it prepares (a receiver of `connection_created`)."""
    connection.connection.prepared_max = KEPT_STATEMENTS
