"""Verifying the evidence log: every check in one or two passes of SQL, and statements against the chains."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from locality.evidence import statements
from locality.evidence.database import ask

CHAINS = {
    "row_change": datetime.timedelta(0),
    "governance_event": datetime.timedelta(0),
    "access_event": datetime.timedelta(minutes=1),  # sealed by the clock, every ten seconds
}
ALWAYS = datetime.datetime(1, 1, 2, tzinfo=datetime.UTC), datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
SOURCES = """
SELECT source, CASE WHEN coalesce(n, 0) < 1000 THEN coalesce(ids, '{}') END AS ids
FROM (SELECT DISTINCT source FROM evidence.shape) s
LEFT JOIN (SELECT source, count(*) AS n, (array_agg(id))[:1000] AS ids FROM evidence.row_change GROUP BY source) e
USING (source) ORDER BY source
"""
NOT_WRONG = {"erased"}


@dataclass(frozen=True)
class Finding:
    """One kind of problem in one place: its first row and how many there are. Keys only, never content."""

    problem: str
    place: str
    n: int = 1
    seq: int | None = None
    id: int | None = None
    at: datetime.datetime | None = None
    pk: str | None = None
    actor: Any = None
    note: str = ""


@dataclass
class Verified:
    """What was checked and what was found."""

    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def wrong(self):
        """The findings that are not as they should be, in the order of the checks."""
        return [found for found in self.findings if found.problem not in NOT_WRONG]


def verify(connection, *, since=None, until=None, anchors=()):
    """Check the whole log; with `since` and `until` only the digests of what was sealed between. `anchors` are
    statements kept elsewhere. Returns `Verified`."""
    result = Verified()
    since, until = since or ALWAYS[0], until or ALWAYS[1]
    for chain, patience in CHAINS.items():
        result.counts[chain] = ask(connection, f"SELECT count(*) AS n FROM evidence.{chain}")[0]["n"]
        _add(result, chain, ask(connection, "SELECT * FROM evidence.check_seals(%s, %s, %s)", chain, since, until))
        _add(result, chain, ask(connection, "SELECT * FROM evidence.check_ends(%s, %s)", chain, patience))
    _add(result, "shape", ask(connection, "SELECT * FROM evidence.check_shapes()"))
    for row in ask(connection, SOURCES):
        for check in ("check_history", "check_records"):
            found = ask(connection, f"SELECT * FROM evidence.{check}(%s, %s)", row["source"], row["ids"])
            _add(result, row["source"], found)
    _add(result, "access_event", ask(connection, "SELECT * FROM evidence.check_looks()"))
    result.findings += _statements(connection, result.counts, anchors)
    return result


def _add(result, place, rows):
    result.findings += [Finding(place=place, **row) for row in rows]


def _statements(connection, counts, anchors):
    """Findings of the signed statements: forged, gone from the database, or no longer true."""
    kept, files = statements.known(connection)
    pinned, signed = statements.public_keys(), {statement.signature for statement in kept}
    given = [*files, *anchors]
    counts["statement"] = len(signed | {statement.signature for statement in given})
    for statement in [*kept, *given]:
        if not statement.is_signed():
            yield Finding("statement forged", "statement", note=statement.found)
        elif statement.key not in pinned:
            yield Finding("key swapped", "statement", note=statement.found)
        else:
            if statement.signature not in signed:
                yield Finding("statement gone", "statement", note=statement.told["at"])
            yield from _still_true(connection, statement)


def _still_true(connection, statement):
    for chain, then in statement.told["chains"].items():
        now = ask(
            connection,
            "SELECT max(seq) AS seq, sum(n) FILTER (WHERE seq <= %s) AS events,"
            " max(encode(digest, 'hex')) FILTER (WHERE seq = %s) AS digest"
            " FROM evidence.seal WHERE chain = %s AND seq IS NOT NULL",
            *(then["seq"], then["seq"], chain),
        )[0]
        said = statement.told["at"]
        if (now["seq"] or 0) < then["seq"]:
            yield Finding("end cut off", chain, n=then["seq"] - (now["seq"] or 0), seq=now["seq"] or 0, note=said)
        elif then["seq"] and (now["digest"], now["events"]) != (then["digest"], then["events"]):
            yield Finding("rewritten", chain, seq=then["seq"], note=said)
