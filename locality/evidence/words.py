"""What verifying found, told to somebody who runs no database."""

from django.utils import timezone

CHAINS = {
    "row_change": "changes to records",
    "governance_event": "decisions, permissions and sign-ins",
    "access_event": "who looked",
}
# {n} rows; {where} is the first of them. Each sentence says what was found, then what it means.
SENTENCES = {
    "seals gone": "Seals are missing before {where} in the log of {log}: somebody took them out.",
    "link broken": "{where} in the log of {log} does not follow from the one before: seals were moved or put in.",
    "event gone": "{where} in the log of {log} holds an entry that is no longer there: it was deleted.",
    "event altered": "{where} in the log of {log} no longer fits what it sealed: an entry was changed afterwards.",
    "clock set back": "{where} in the log of {log} has an earlier time than the one before: the clock was set back.",
    "event not sealed": "{where} in the log of {log} is in no seal: put in by hand, or sealing was switched off.",
    "seal left open": "Sealing of the log of {log} did not finish at {where}: it was switched off.",
    "head differs": "The log of {log} does not end where its last seal is ({where}): the end was reset or cut off.",
    "shape differs": "The list of what is recorded of each table was changed by hand, first at {where}.",
    "trigger off": "Recording of changes is switched off, or weakened, on {n} tables.",
    "history gone": "{where}: the history lost the version that the log speaks of, and no erasure was recorded.",
    "history differs": "{where}: the history's version is not the one that was recorded: it was changed afterwards.",
    "history without evidence": "{where}: the history has a version that was never recorded: it was put in by hand.",
    "record gone": "{where}: the record is gone and no deletion was recorded: deleted outside the application.",
    "record without evidence": "{where}: the record is there, but nothing recorded it: added outside the application.",
    "record differs": "{where}: the record is not as its last recorded change left it: altered from outside.",
    "look gone": "{where} of who looked is in the log and no longer in its table: it was deleted.",
    "look without evidence": "A row of who looked (number {pk}) is not in the log: it was put in by hand.",
    "look differs": "{where} of who looked does not say what its table says: one of them was changed.",
    "statement forged": "A signed statement does not bear its signature ({note}): it was changed.",
    "key swapped": "A statement is signed by a key that nobody here has pinned ({note}): the key was swapped.",
    "statement gone": "The statement signed at {note} is not in the database: deleted, or an old backup was restored.",
    "end cut off": "Signed at {note}, the log of {log} went on after {where}, by {n} seals that are gone now: "
    "the end was cut off, or an old backup was restored.",
    "rewritten": "The log of {log} is not the one signed at {note}: what came up to {where} was written anew.",
}


def sentence(found):
    """One finding as a sentence."""
    text = SENTENCES[found.problem].format(
        where=_where(found), log=CHAINS.get(found.place, found.place), n=found.n, note=found.note, pk=found.pk
    )
    return text[0].upper() + text[1:]


def _where(found):
    """Where the first row is: the seal, the entry, the record, when, and in whose name."""
    parts = []
    if found.seq is not None:
        parts.append(f"seal {found.seq}")
    if found.id is not None:
        parts.append(f"entry {found.id}")
    if found.pk and found.place not in CHAINS:
        parts.append(f"the record {found.pk} in the table {found.place}")
    if found.at:
        parts.append(f"at {timezone.localtime(found.at):%d.%m.%Y, %H:%M:%S}")
    if found.actor:
        parts.append(f"in the name of {found.actor}")
    return ", ".join(parts) or "its beginning"


def report(result, seconds):
    """The whole report, as lines. The first bad row comes first."""
    counts = result.counts
    told = ", ".join(f"{counts[name]:,} {words}" for name, words in CHAINS.items())
    lines = [f"Checked in {seconds:.1f} seconds: {told}; {counts['statement']:,} signed statements."]
    erased = sum(found.n for found in result.findings if found.problem == "erased")
    if erased:
        lines.append(f"{erased:,} entries are of records that were erased; each erasure is in the log.")
    if not result.wrong:
        return [*lines, "The evidence log is whole, and the records are as it says."]
    lines.append("SOMETHING IS WRONG. Tell the information governance lead now, and change nothing.")
    for found in result.wrong:
        more = f" ({found.n:,} in all)" if found.n > 1 and "{n}" not in SENTENCES[found.problem] else ""
        lines.append(f"- {sentence(found)}{more}")
    return lines
