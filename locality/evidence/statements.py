"""Signed statements: how far each chain had come, kept where this service cannot change them (second-wall.md 4.3).

A statement is a line of JSON with counts and digests, no personal data. Whoever kept one can show later that what the
log held then it still holds: a chain that was cut, rewritten or restored from an old backup no longer fits.
"""

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.mail import send_mail
from django.core.management import CommandError
from django.utils import timezone

from locality.evidence.database import ask, seal_access


@dataclass(frozen=True)
class Statement:
    """What was signed (`body`, JSON as text), by which public key, and where this copy of it was found."""

    body: str
    key: str
    signature: bytes
    found: str = "the database"

    @property
    def told(self):
        """The body as it was meant: at, chains {name: {seq, events, digest}}, service, version."""
        return json.loads(self.body)

    def is_signed(self):
        """Whether the signature is that of the key it names."""
        try:
            public = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.key))
            public.verify(self.signature, self.body.encode())
        except (InvalidSignature, ValueError):
            return False
        return True

    def as_text(self):
        """The text of its file and of its mail."""
        signature = base64.b64encode(self.signature).decode()
        return json.dumps({"statement": self.body, "key": self.key, "signature": signature}, indent=1) + "\n"


def read(path):
    """The `Statement` in a file. Raises CommandError for anything else."""
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
        return Statement(told["statement"], told["key"], base64.b64decode(told["signature"]), str(path))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path} is not a statement of the evidence log") from error


def known(connection):
    """Every statement that the database keeps, and every one kept as a file beside it."""
    rows = ask(connection, "SELECT body, key, signature FROM evidence.statement ORDER BY id")
    kept = [Statement(row["body"], row["key"], bytes(row["signature"])) for row in rows]
    return kept, [read(path) for path in sorted(folder().glob("*.json"))]


def folder():
    """Where the files of statements are."""
    return Path(settings.VAR_DIR) / "anchors"


def public_keys():
    """The keys whose statements count: pinned by the settings; outside production also this machine's own."""
    pinned = list(settings.ANCHOR_PUBLIC_KEYS)
    if not pinned and settings.ENV != "production":
        pinned = [public_of(signing_key())]
    return pinned


def public_of(key):
    """The public half of a private key, as text."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def signing_key():
    """The private key: ANCHOR_KEY_FILE's, or outside production one made here once.

    Raises CommandError when there is none, or it is no key.
    """
    text = settings.ANCHOR_KEY
    own = Path(settings.VAR_DIR) / "anchor_key"
    if not text and settings.ENV != "production":
        if not own.exists():
            new_key(own)
        text = own.read_text()
    if not text:
        raise CommandError(
            "Set ANCHOR_KEY_FILE: the private key that signs statements (manage.py anchor_audit --new-key)"
        )
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))
    except ValueError as error:
        raise CommandError("ANCHOR_KEY_FILE does not hold a private key") from error


def new_key(path):
    """Make a private key in a new file that only its owner may read. Returns the public key as text."""
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(base64.b64encode(key.private_bytes_raw()).decode() + "\n")
    return public_of(key)


def sign(connection):
    """Seal what waits, sign how far each chain has come, keep that in the database and as a file, and send it to
    ANCHOR_RECIPIENTS. Returns the `Statement`; its `found` is the file."""
    key = signing_key()
    seal_access(connection)
    at = timezone.now()
    heads = ask(connection, "SELECT chain, seq, events, encode(digest, 'hex') AS digest FROM evidence.heads()")
    told = {
        "about": "evidence log",
        "at": at.isoformat(timespec="seconds"),
        "chains": {head.pop("chain"): head for head in heads},
        "service": settings.SERVICE_NAME,
        "version": settings.SOFTWARE_VERSION,
    }
    body = json.dumps(told, sort_keys=True, separators=(",", ":"))
    path = folder() / f"{at:%Y-%m-%dT%H%M%S.%fZ}.json"
    statement = Statement(body, public_of(key), key.sign(body.encode()), str(path))
    kept = "SELECT evidence.keep_statement(%s, %s, %s)"
    ask(connection, kept, statement.body, statement.key, statement.signature)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(statement.as_text(), encoding="utf-8")
    finally:  # a full disk does not keep it from those who keep it elsewhere
        if settings.ANCHOR_RECIPIENTS:
            subject = f"{settings.SERVICE_NAME}: the evidence log on {at:%d.%m.%Y}"
            send_mail(subject, statement.as_text(), None, settings.ANCHOR_RECIPIENTS)
    return statement
