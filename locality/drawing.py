"""HTML becomes a PDF (PDF/UA-1: tagged, with its language), without database and Django: so it also runs in a process
of its own, with limits on memory and time (`apart`). What is made to eat a machine eats that one (faults.md R15).

python -m locality.drawing     {"html": …, "places": {name: path}} comes in as JSON, a PDF goes out
"""

import json
import subprocess
import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

HOME = Path(__file__).resolve().parent.parent
MEMORY = 1024**3  # bytes
SECONDS = 60  # of processor time: some 600 pages (performance.md 4)
WALL_SECONDS = 180  # of waiting, on a machine that is busy


class TooHeavy(Exception):
    """The document could not be made within the limits."""


class ShippedOnly(URLFetcher):
    """Fetches our own files and nothing else: an address that is not ours means that a template is wrong. `places`:
    {name: (media type, path)} of files that we ship; `pictures`: {name: (media type, bytes)} that we made clean."""

    def __init__(self, places, pictures=None):
        super().__init__(allowed_protocols=set(), allow_redirects=False)
        self.places, self.pictures = places, pictures or {}

    def fetch(self, url, headers=None):
        if url.startswith("given:") and (found := self.pictures.get(url.removeprefix("given:"))):
            return URLFetcherResponse(url, found[1], {"Content-Type": found[0]})
        name = url.removeprefix("shipped:")
        if name == url or name not in self.places:
            raise FatalURLFetchingError("This document asks for something that is not ours")  # never say what
        media_type, path = self.places[name]
        return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": media_type})


def draw(html, places, pictures=None):
    """The bytes of the PDF that this HTML is."""
    return HTML(string=html, url_fetcher=ShippedOnly(places, pictures)).write_pdf(pdf_variant="pdf/ua-1")


def apart(html, places):
    """The same, made in a process of its own, without our secrets. Raises TooHeavy."""
    command = [sys.executable, "-m", "locality.drawing"]
    given = json.dumps({"html": html, "places": places}).encode()
    alone = {"cwd": HOME, "env": {"LANG": "C.UTF-8"}}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=WALL_SECONDS, check=True, **alone)
    except (subprocess.SubprocessError, MemoryError):
        raise TooHeavy("A document was too much work") from None  # what was said there may hold its words
    return done.stdout


def _main():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    given = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(draw(given["html"], given["places"]))


if __name__ == "__main__":
    _main()
