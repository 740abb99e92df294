"""The token with which a connection enters the wall: who is at work, signed with a key that the database does not hold.

The database checks it (locality/wall/gate.sql, `wall.enter`) and works out by itself what they may see. A token is good
for one connection and for moments; what it opens ends with the transaction.
"""

import hashlib
import hmac
import time
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BLOCK = 64  # bytes of SHA-256's block, to which HMAC fills up the key


def key_id(key):
    """What a key is called in tokens and in the database: the beginning of its digest."""
    return hashlib.sha256(b"wall key " + key).hexdigest()[:16]


def pads(key):
    """HMAC-SHA256's inner and outer pad of a key, as the database keeps them."""
    block = (key if len(key) <= BLOCK else hashlib.sha256(key).digest()).ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def keys_in_use():
    """The keys in use, the one that signs first; the one before it is still let in while a change of keys lasts."""
    return [text.encode() for text in (settings.WALL_KEY, settings.WALL_KEY_PREVIOUS) if text]


def token_for(who, backend, *, at=None, kind="person", key=None, issued=None):
    """A token for `who` (a practitioner's key; a partner's for the `kind` "partner") on the connection with the process
    id `backend`, asking as of the moment `at` (default now). `key` (bytes) and `issued` (seconds) are for tests."""
    key = key or keys_in_use()[0]
    moment = (at or timezone.now()) - EPOCH
    microseconds = moment.days * 86_400_000_000 + moment.seconds * 1_000_000 + moment.microseconds
    sent = int((time.time() if issued is None else issued) * 1_000_000)
    text = f"{key_id(key)}|{kind}|{UUID(str(who))}|{microseconds}|{sent}|{backend}"
    return f"{text}|{hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}"


def backend_of(connection):
    """The process id of the server's side of a Django connection."""
    if connection.settings_dict["OPTIONS"].get("server_side_binding"):
        return connection.connection.info.backend_pid
    with connection.cursor() as cursor:  # a pooler may give each transaction another
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]
