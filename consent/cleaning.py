"""What somebody sent becomes what we keep: looked at by what it holds, never by its name, and made anew.

Another process does it (consent/cleaner.py), with limits on memory and time: a file that is made to eat a machine eats
that one (faults.md R15). Pictures are drawn again, so that nothing of the original but its colours is left. A PDF with
anything in it that acts is refused; of a scan, all that it says of itself is taken out.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = {"scan": 20, "paper": 60, "drawing": 1}
MOST_DRAWN = 300_000  # bytes
SECONDS = 20
REFUSED = {
    "empty": "The file is empty. Choose it again",
    "kind": "This is not a JPEG, a PNG or a PDF. Photograph or scan the paper and choose that file",
    "hides": "Something else is hidden in this picture. Photograph or scan the paper again",
    "broken": "The file cannot be read: it may be damaged. Photograph or scan the paper again",
    "locked": "The PDF is locked with a password. Save it without one",
    "acts": "The PDF holds something that acts: a script, a form, a file inside it. Print it to a new PDF, or scan it",
    "pixels": "The picture is too large to open. Photograph or scan the paper at a lower quality",
    "blank": "There is nothing drawn. Sign in the box, or choose another way",
    "heavy": "The file is too much work to open. Photograph or scan the paper again",
}


class Refused(ValueError):
    """A file that is not kept; the message is for whoever sent it."""


@dataclass(frozen=True)
class Clean:
    """A file as it is kept: its bytes, its media type, and how many pages it has."""

    body: bytes
    media_type: str
    pages: int = 1


def clean(body, purpose="scan"):
    """The clean file made of these bytes, in a process of its own. `purpose`: `scan`, `paper` (a PDF that we publish,
    whose tags stay) or `drawing` (a signature drawn on the screen). Raises Refused with words for the page."""
    if not body:
        raise Refused(REFUSED["empty"])
    most = MOST_DRAWN if purpose == "drawing" else MOST_BYTES
    if len(body) > most:
        raise Refused(too_large(most))
    command = [sys.executable, "-m", "consent.cleaner", purpose]
    try:
        alone = {"cwd": HOME, "env": {"LANG": "C.UTF-8"}}  # without our secrets
        done = subprocess.run(command, input=body, capture_output=True, timeout=SECONDS + 10, check=True, **alone)
    except (subprocess.SubprocessError, MemoryError) as error:
        raise Refused(REFUSED["heavy"]) from error
    head, _, rest = done.stdout.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise Refused(told["refused"])
    return Clean(rest, told["media_type"], told["pages"])


def too_large(most=MOST_BYTES):
    """What is said of a file over the limit."""
    return f"The file is larger than {most // 1024 // 1024 or 1} MB. Scan it in black and white, or fewer pages at once"
