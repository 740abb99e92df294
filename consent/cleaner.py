"""Makes one file clean, in a process of its own (consent/cleaning.py starts it).

python -m consent.cleaner scan | paper | drawing     a file comes in, one line of JSON and a clean file go out
"""

import io
import json
import re
import resource
import sys

import pikepdf
from PIL import Image, ImageOps

from consent import pictures
from consent.cleaning import MOST_PAGES, REFUSED, SECONDS, Clean, Refused

EDGE, DRAWN_EDGE = 3600, 1600  # pixels: A4 at 300 to the inch, and a signature
MOST_PIXELS = 60_000_000
MEMORY = 1024**3
PICTURES = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n"}
HIDDEN = re.compile(rb"<script|<!doctype|<html|<svg[\s>]|%PDF-|<\?php", re.IGNORECASE)
# Names in a PDF behind which something acts, opens, sends, plays or travels along.
ACTS = {
    *("/JS", "/JavaScript", "/Launch", "/AA", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA"),
    *("/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Movie", "/Sound", "/Rendition", "/FileAttachment", "/3D"),
}
TELLS = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")


def kind_of(body):
    """`PDF`, `JPEG` or `PNG`, by how the bytes begin; None for all else."""
    if body.startswith(b"%PDF-"):
        return "PDF"
    return next((kind for kind, mark in PICTURES.items() if body.startswith(mark)), None)


def made_clean(body, purpose):
    """The `Clean` file of these bytes, in this process. Raises Refused."""
    kind = kind_of(body)
    if kind is None or (kind == "PDF") != (purpose == "paper") and purpose != "scan":
        raise Refused("Choose a PDF" if purpose == "paper" else REFUSED["kind"])
    return _pdf(body, purpose) if kind == "PDF" else _picture(body, kind, purpose)


def _picture(body, kind, purpose):
    if HIDDEN.search(body):
        raise Refused(REFUSED["hides"])
    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is unpacked
    try:
        with Image.open(io.BytesIO(body), formats=[kind]) as found:
            if found.width * found.height > MOST_PIXELS:
                raise Refused(REFUSED["pixels"])
            picture = ImageOps.exif_transpose(found)
            picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(REFUSED["broken"]) from error
    return _drawing(picture) if purpose == "drawing" else _photograph(picture)


def _photograph(picture):
    picture.thumbnail((EDGE, EDGE))
    out = io.BytesIO()
    _on_white(picture).save(out, "JPEG", quality=85)
    return Clean(out.getvalue(), "image/jpeg")


def _drawing(picture):
    picture.thumbnail((DRAWN_EDGE, DRAWN_EDGE))
    grey = _on_white(picture).convert("L")
    inked = ImageOps.invert(grey).point(lambda value: 255 if value > 60 else 0)
    if inked.getbbox() is None or inked.histogram()[255] < 40:
        raise Refused(REFUSED["blank"])
    out = io.BytesIO()
    grey.save(out, "PNG", optimize=True)
    return Clean(out.getvalue(), "image/png")


def _on_white(picture):
    """The picture without transparency, and without anything that came along with it."""
    picture = picture.convert("RGBA")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _pdf(body, purpose):
    try:
        with pikepdf.open(io.BytesIO(body)) as paper:
            _look_at_pages(len(paper.pages), purpose)
            for each in paper.objects:
                _look_at(each, purpose)
            _look_at(paper.Root, purpose)
            _take_out(paper, purpose)
            for each in paper.objects:
                if isinstance(each, pikepdf.Stream):
                    pictures.silence(paper, each)
            out = io.BytesIO()
            paper.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
            return Clean(out.getvalue(), "application/pdf", len(paper.pages))
    except Refused:
        raise
    except pikepdf.PasswordError as error:
        raise Refused(REFUSED["locked"]) from error
    except (pikepdf.PdfError, RecursionError, KeyError, TypeError, ValueError) as error:
        raise Refused(REFUSED["broken"]) from error


def _look_at_pages(count, purpose):
    if not count:
        raise Refused(REFUSED["broken"])
    if count > MOST_PAGES[purpose]:
        raise Refused(f"The file has {count} pages. The most is {MOST_PAGES[purpose]}: send only the signed pages")


def _look_at(thing, purpose, depth=0):
    """Raise Refused when a PDF's object, or what stands directly in it, acts."""
    if depth > 50:
        raise Refused(REFUSED["broken"])
    if isinstance(thing, pikepdf.Array):
        inside = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        named = {str(key): value for key, value in thing.items()}
        kinds = {str(named[key]) for key in ("/S", "/Subtype", "/Type") if isinstance(named.get(key), pikepdf.Name)}
        opens = "/OpenAction" in named and not isinstance(named["/OpenAction"], pikepdf.Array)
        if ACTS & (set(named) | kinds) or opens or (purpose == "scan" and "/URI" in kinds):
            raise Refused(REFUSED["acts"])
        inside = list(named.values())
    else:
        return
    for each in inside:
        if not getattr(each, "is_indirect", False):  # those come by themselves
            _look_at(each, purpose, depth + 1)


def _take_out(paper, purpose):
    """Take out what a PDF says of itself: who made it, where, with what. A paper keeps its title and its tags."""
    if purpose == "paper":
        for key in [key for key in paper.docinfo if key != "/Title"]:
            del paper.docinfo[key]
        return
    if "/Info" in paper.trailer:
        del paper.trailer["/Info"]
    for each in [paper.Root, *paper.objects]:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            for key in TELLS:
                if key in each:
                    del each[key]
    for page in paper.pages:
        if "/Annots" in page:
            del page["/Annots"]


def _main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        made = made_clean(sys.stdin.buffer.read(), sys.argv[1])
        told, body = {"media_type": made.media_type, "pages": made.pages}, made.body
    except Refused as error:
        told, body = {"refused": str(error)}, b""
    except MemoryError:
        told, body = {"refused": REFUSED["heavy"]}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + body)


if __name__ == "__main__":
    _main()
