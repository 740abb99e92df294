"""A pack of evidence: files in one archive with the digest of each and the last signed statement, so that somebody
outside can check it with tools of their own; and checking it here (A10).

`SHA256SUMS` is read by `sha256sum --check`. Its own digest is a line of the evidence log: whoever changes a file and
that list alike is found by asking the service. The statement says how far the log had come.
"""

import base64
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connections
from django.utils import timezone

from locality.evidence.database import ask, govern
from locality.evidence.statements import Statement, public_keys

SUMS = "SHA256SUMS"
MADE = "evidence pack made"
BODY, SIGNATURE, KEY = "statement.txt", "statement.sig", "statement-key.pem"
MOST = 200_000_000  # bytes of a file that is read to check it
MADE_DETAIL = re.compile(r"([a-z]+)(?: (\d+))? ([0-9a-f]{64})")
LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\x00-\x1f]{1,200})")


def statement_files(statement):
    """{name: bytes} of a signed statement, as `openssl pkeyutl -verify` takes them."""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(statement.key))
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return {BODY: statement.body.encode(), SIGNATURE: statement.signature, KEY: pem}


def packed(files):
    """(the bytes of the archive, the digest of its list of digests) of {name: bytes}."""
    sums = "".join(f"{_digest(body)}  {name}\n" for name, body in sorted(files.items())).encode()
    at, out = timezone.localtime().timetuple()[:6], io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in [*files.items(), (SUMS, sums)]:
            archive.writestr(zipfile.ZipInfo(name, at), body, zipfile.ZIP_DEFLATED)
    return out.getvalue(), _digest(sums)


@dataclass(frozen=True)
class MadePack:
    """A pack that was made, as the log has it: by whom (a key), of which sample (a key, and its number where the line
    has it), what for (a code), and the digest of its list of digests."""

    at: datetime
    by: UUID
    sample: UUID
    number: int | None
    purpose: str
    digest: str


def note_made(sample, purpose, digest):
    """Write into the evidence log, as who is at work, that a pack of a sample was made."""
    govern(MADE, sample.pk, f"{purpose} {sample.number} {digest}")


def made_packs():
    """The newest packs that were made, as the log has them: for an auditor, and a guardian of audits; else none."""
    rows = ask(connections["default"], "SELECT * FROM evidence.packs_made()")
    read = ((row, MADE_DETAIL.fullmatch(row["detail"])) for row in rows)
    return [
        MadePack(row["at"], row["actor"], row["subject"], found[2] and int(found[2]), found[1], found[3])
        for row, found in read
        if found
    ]


def wrong_with(path, connection=None):
    """(what is wrong with a pack, what was found right), in sentences; the log is asked where a connection of whoever
    verifies is given. Raises zipfile.BadZipFile and OSError for what is no archive."""
    with zipfile.ZipFile(path) as archive:
        if sum(each.file_size for each in archive.infolist()) > MOST:
            return [f"It holds more than {MOST:,} bytes: no pack of ours does."], []
        files = {name: archive.read(name) for name in archive.namelist()}
    wrong = list(_of_sums(files))
    right = [] if wrong else [f"Each of its {len(files) - 1} files is the one that {SUMS} lists."]
    for told, found in (_of_statement(files), _of_log(files, connection)):
        (wrong if told else right).extend(found)
    return wrong, right


def _of_sums(files):
    if SUMS not in files:
        yield f"It has no {SUMS}."
        return
    listed = {}
    for line in files[SUMS].decode(errors="replace").splitlines():
        if not (found := LINE.fullmatch(line)):
            yield f"{SUMS} has a line that is none: it was changed."
            return
        listed[found[2]] = found[1]
    for name in sorted(listed.keys() | files.keys() - {SUMS}):
        if name not in files:
            yield f"{name} is gone."
        elif name not in listed:
            yield f"{name} was put in."
        elif _digest(files[name]) != listed[name]:
            yield f"{name} was changed."


def _of_statement(files):
    """(whether it is wrong, sentences)."""
    if not {BODY, SIGNATURE, KEY} & files.keys():
        return False, ["No statement had been signed when it was made."]
    try:
        key = base64.b64encode(_raw(files[KEY])).decode()
        signed = Statement(files[BODY].decode(), key, files[SIGNATURE])
        good, at = signed.is_signed(), signed.told.get("at", "")
    except (KeyError, ValueError, AttributeError):
        return True, ["The signed statement cannot be read: it was changed."]
    if not good:
        return True, ["The signed statement does not bear its signature: it was changed."]
    if key not in public_keys():
        return True, [f"The statement is signed by a key that nobody here has pinned: {key}."]
    return False, [f"The statement of {at} is signed by the key of this service."]


def _raw(pem):
    """The 32 bytes of a public key: the last of its PEM file."""
    return base64.b64decode("".join(pem.decode().splitlines()[1:-1]), validate=True)[-32:]


def _of_log(files, connection):
    if connection is None or SUMS not in files:
        return False, []
    asked = "SELECT at FROM evidence.governance_event WHERE code = %s AND detail LIKE %s"
    rows = ask(connection, asked, MADE, f"% {_digest(files[SUMS])}")
    if not rows:
        return True, [f"The log does not know this {SUMS}: it was changed, or this service never made the pack."]
    return False, [f"The log says that it was made on {timezone.localtime(rows[0]['at']):%d.%m.%Y, %H:%M}."]


def _digest(body):
    return hashlib.sha256(body).hexdigest()
