"""How the evidence log stands: sealed, signed, verified. For the auditor's page, and for whoever verifies by the clock.

That somebody verified is a line of the log itself, written by the database role that verifies, which the application
is not: it cannot say of its own log that it is whole.
"""

import base64
import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import connections
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from locality.evidence.database import ask
from locality.evidence.statements import Statement
from locality.evidence.verifying import CHAINS as PATIENCE
from locality.evidence.verifying import Finding, verify
from locality.evidence.words import CHAINS, report, sentence

SLOW = timedelta(minutes=5)  # for so long a check that was asked for is only waited for
DAILY = timedelta(hours=26)  # a statement or a check that is older was left out


@dataclass(frozen=True)
class Chain:
    """One of the three logs: what it keeps, in words; how many entries and seals it has; when the last was made."""

    words: str
    events: int
    seals: int
    sealed_at: datetime | None


@dataclass(frozen=True)
class Check:
    """One time that the log was verified: when, how many kinds of wrong, what came first (in words), how long it took
    (seconds), and how many changes it read."""

    at: datetime
    wrong: int
    seconds: float
    changes: int
    first: str = ""


@dataclass(frozen=True)
class Standing:
    """How the log stands now. `since`: its first seal. `asked`: since when a check is waited for. `late`: what is
    overdue, in sentences."""

    since: datetime | None
    chains: list[Chain]
    waiting: int
    waiting_since: datetime | None
    statement: Statement | None
    signed_at: datetime | None
    checks: list[Check]
    asked: datetime | None
    late: list[str]

    @property
    def last(self):
        """The last `Check`, or None."""
        return self.checks[0] if self.checks else None

    @property
    def is_slow(self):
        """Whether the check that was asked for should have begun."""
        return bool(self.asked and timezone.now() - self.asked > SLOW)


def standing(now=None):
    """The `Standing`, for the auditor who is at work. Raises LookupError for everybody else."""
    told = ask(connections["default"], "SELECT evidence.standing() AS told")[0]["told"]
    if told is None:
        raise LookupError("Only an auditor is told how the log stands")
    told = json.loads(told)
    chains = [Chain(CHAINS[c["name"]], c["events"], c["seals"], _at(c["at"])) for c in told["chains"]]
    signed = told["statement"]
    found = Standing(
        since=_at(told["since"]),
        chains=chains,
        waiting=told["waiting"]["n"],
        waiting_since=_at(told["waiting"]["since"]),
        statement=signed and Statement(signed["body"], signed["key"], base64.b64decode(signed["signature"])),
        signed_at=signed and _at(signed["at"]),
        checks=[_check(each) for each in told["verified"]],
        asked=_at(told["asked"]),
        late=[],
    )
    found.late.extend(_late(found, now or timezone.now()))
    return found


def _late(found, now):
    if found.waiting_since and now - found.waiting_since > PATIENCE["access_event"]:
        yield "Looks wait to be sealed for more than a minute. The worker does that every ten seconds: is it running?"
    if found.since is None or now - found.since < DAILY:
        return  # a service of today
    if not found.signed_at or now - found.signed_at > DAILY:
        yield "No statement was signed in the last day. The worker does that every night, if it has the key."
    if not found.last or now - found.last.at > DAILY:
        yield "The log was not verified in the last day. The worker does that every night, if it may."


def ask_to_verify():
    """Ask, as the auditor who is at work, that the log be verified now. Returns False for everybody else."""
    return ask(connections["default"], "SELECT evidence.ask_to_verify() AS done")[0]["done"]


def is_asked(connection):
    """Whether an auditor asked for a check that has not been made. Takes a connection of whoever verifies."""
    newest = "SELECT coalesce(max(id), 0) AS id FROM evidence.governance_event WHERE code = %s"
    asked, done = (ask(connection, newest, code)[0]["id"] for code in ("log to be verified", "log verified"))
    return asked > done


def verify_and_note(connection, anchors=()):
    """Verify the whole log, and write down in it that it was. Whoever keeps its statements is told of anything wrong,
    by keys alone. Returns (`Verified`, its report's lines)."""
    began = time.monotonic()
    result = verify(connection, anchors=anchors)
    seconds = time.monotonic() - began
    lines = report(result, seconds)
    ask(connection, "SELECT evidence.note_verified(%s)", _outcome(result, seconds))
    if result.wrong and settings.ANCHOR_RECIPIENTS:
        subject = f"{settings.SERVICE_NAME}: the evidence log is NOT as it should be"
        send_mail(subject, "\n".join(lines), None, settings.ANCHOR_RECIPIENTS)
    return result, lines


def _outcome(result, seconds):
    """What is kept of a check: words of this program and numbers, which `_check` reads."""
    told = f"wrong {len(result.wrong)} seconds {seconds:.1f} changes {result.counts['row_change']}"
    if not result.wrong:
        return told
    first = result.wrong[0]
    note = first.note.replace("@", " at ").replace("|", " ")
    return f"{told} first {first.problem}|{first.place}|{first.n}|{first.seq or ''}|{first.id or ''}|{note}"[:200]


def _check(told):
    counts, _, first = told["outcome"].partition(" first ")
    found = dict(zip(*[iter(counts.split())] * 2, strict=True))
    return Check(_at(told["at"]), int(found["wrong"]), float(found["seconds"]), int(found["changes"]), _first(first))


def _first(text):
    if not text:
        return ""
    problem, place, n, seq, key, note = text.split("|")
    return sentence(Finding(problem, place, int(n), int(seq) if seq else None, int(key) if key else None, note=note))


def _at(text):
    return text and parse_datetime(text)
