"""Files that come in: looked at by what they hold, made anew, kept whole or not at all (faults.md D8, R15)."""

import io
import os
import time
import zlib

import pikepdf
import pytest
from django.db import ProgrammingError
from PIL import Image, ImageDraw

from consent import cleaner, cleaning, files, pictures
from consent.cleaning import Clean, Refused
from consent.models import StoredFile
from locality.history import acting_as
from locality.models import Practitioner


def picture(kind="JPEG", size=(600, 800), **more):
    made, out = Image.new("RGB", size, "white"), io.BytesIO()
    ImageDraw.Draw(made).line((20, 20, 500, 300), fill="black", width=6)
    made.save(out, kind, **more)
    return out.getvalue()


def pdf(pages=1, change=None):
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    if change:
        change(made)
    made.save(out)
    return out.getvalue()


def refused(body, purpose="scan"):
    with pytest.raises(Refused) as error:
        cleaner.made_clean(body, purpose)
    return str(error.value)


def action(**keys):
    return pikepdf.Dictionary(**keys)


def on_opening(paper):
    paper.Root.OpenAction = action(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def named_script(paper):
    names = pikepdf.Array(["x", action(S=pikepdf.Name.JavaScript, JS="app.alert(1)")])
    paper.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))


def file_inside(paper):
    paper.attachments["a.exe"] = b"MZ"


def on_page(paper):
    paper.pages[0].AA = pikepdf.Dictionary(O=action(S=pikepdf.Name.URI, URI="https://example.org"))


def launch(paper):
    link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action(S=pikepdf.Name.Launch, F="calc.exe"))
    paper.pages[0].Annots = pikepdf.Array([link])


def xfa_form(paper):
    paper.Root.AcroForm = pikepdf.Dictionary(XFA="<xdp/>", Fields=pikepdf.Array([]))


@pytest.mark.parametrize("change", [on_opening, named_script, file_inside, on_page, launch, xfa_form])
@pytest.mark.parametrize("purpose", ["scan", "paper"])
def test_a_pdf_in_which_something_acts_is_refused(change, purpose):
    assert "something that acts" in refused(pdf(1, change), purpose)


@pytest.mark.rule("S80")
def test_a_scan_of_two_hundred_pages_is_refused_with_its_number():
    assert "200 pages. The most is 20" in refused(pdf(200))
    assert cleaner.made_clean(pdf(20), "scan").pages == 20


def test_a_locked_pdf_says_so():
    with pikepdf.open(io.BytesIO(pdf())) as paper:
        out = io.BytesIO()
        paper.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert "password" in refused(out.getvalue())


def test_what_a_scan_says_of_itself_is_taken_out_and_a_paper_keeps_its_title():
    def tell(paper):
        with paper.open_metadata(update_docinfo=False) as told:
            told["dc:creator"] = ["qzauthorzq"]
        paper.docinfo["/Author"], paper.docinfo["/Title"] = "qzauthorzq", "qztitlezq"
        paper.pages[0].PieceInfo = pikepdf.Dictionary(X="qzauthorzq")

    scan = cleaner.made_clean(pdf(1, tell), "scan").body
    with pikepdf.open(io.BytesIO(scan)) as kept:
        assert "/Metadata" not in kept.Root and not dict(kept.docinfo) and "/PieceInfo" not in kept.pages[0]
    with pikepdf.open(io.BytesIO(cleaner.made_clean(pdf(1, tell), "paper").body)) as kept:
        assert set(kept.docinfo) == {"/Title"}


def test_a_photograph_loses_where_it_was_taken_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "qzplacezq"
    made = cleaner.made_clean(picture(exif=exif.tobytes()), "scan")
    with Image.open(io.BytesIO(made.body)) as kept:
        assert kept.size == (800, 600) and not dict(kept.getexif())
    assert b"qzplacezq" not in made.body


def with_picture(body, *filters):
    def change(paper):
        held = pikepdf.Stream(paper, zlib.compress(body) if len(filters) > 1 else body)
        held.Type, held.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        held.Width, held.Height, held.BitsPerComponent, held.ColorSpace = 600, 800, 8, pikepdf.Name.DeviceRGB
        held.Filter = pikepdf.Array(filters) if len(filters) > 1 else filters[0]
        paper.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=paper.make_indirect(held)))

    return pdf(1, change)


JPEG, FLATE, JPEG_2000 = pikepdf.Name.DCTDecode, pikepdf.Name.FlateDecode, pikepdf.Name.JPXDecode


@pytest.mark.parametrize("filters", [(JPEG,), (FLATE, JPEG)], ids=["plain", "packed"])
@pytest.mark.parametrize("how", [{}, {"progressive": True}], ids=["", "progressive"])
@pytest.mark.parametrize("purpose", ["scan", "paper"])
def test_a_picture_within_a_pdf_loses_where_it_was_taken_and_nothing_that_is_seen(filters, how, purpose):
    exif = Image.Exif()
    exif[0x010E] = "qzplacezq"
    told = picture(exif=exif.tobytes(), comment=b"qzplacezq", icc_profile=b"colours", **how) + b"qzplacezq"
    made = cleaner.made_clean(with_picture(told, *filters), purpose)
    with pikepdf.open(io.BytesIO(made.body)) as kept:
        held = kept.pages[0].Resources.XObject.I
        body = held.read_raw_bytes()
        assert b"qzplacezq" not in body and b"colours" in body and held.Filter == JPEG
    with Image.open(io.BytesIO(body)) as one, Image.open(io.BytesIO(told)) as other:
        assert one.tobytes() == other.tobytes()


def test_a_picture_of_another_kind_within_a_pdf_loses_it_too():
    def box(kind, words):
        return (8 + len(words)).to_bytes(4, "big") + kind + words

    body = pictures.JP2 + box(b"ftyp", b"jp2 ") + box(b"uuid", b"qzplacezq") + box(b"jp2c", b"drawn")
    assert pictures.plain_jpeg_2000(body) == pictures.JP2 + box(b"ftyp", b"jp2 ") + box(b"jp2c", b"drawn")
    assert b"qzplacezq" not in cleaner.made_clean(with_picture(body, JPEG_2000), "scan").body


@pytest.mark.parametrize("body", [b"no picture", picture()[:300], b"\xff\xd8\xff\xe1"], ids=["none", "half", "begun"])
def test_a_broken_picture_within_a_pdf_is_refused_or_holds_nothing_of_itself(body):
    try:
        made = cleaner.made_clean(with_picture(body, JPEG), "scan")
    except Refused as error:
        assert "cannot be read" in str(error)
    else:
        assert made.pages == 1


@pytest.mark.parametrize(
    "more", [b"<script>alert(1)</script>", b"<!DOCTYPE html>", b"<svg onload=x>", b"%PDF-1.7", b"<?php x"]
)
@pytest.mark.parametrize("purpose", ["scan", "drawing"])
def test_a_picture_that_is_something_else_as_well_is_refused(more, purpose):
    assert "hidden in this picture" in refused(picture("PNG") + more, purpose)


@pytest.mark.parametrize("body", [b"GIF89a", b"<svg/>", b"MZ", b"PK\x03\x04", b" %PDF-1.4", b"BM", b"II*\x00"])
def test_by_what_it_holds_and_not_by_its_name(body):
    assert "not a JPEG" in refused(body)


def test_a_picture_that_would_fill_the_memory_is_not_unpacked():
    def part(name, data):
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big") * 2
    bomb = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", size + b"\x08\x02\x00\x00\x00") + part(b"IDAT", zlib.compress(b"0"))
    assert "too large to open" in refused(bomb + part(b"IEND", b""))


def test_an_empty_box_is_no_signature():
    blank = io.BytesIO()
    Image.new("RGB", (1000, 360), "white").save(blank, "PNG")
    assert "nothing drawn" in refused(blank.getvalue(), "drawing")


def test_each_file_is_looked_at_in_a_process_of_its_own_that_has_no_secrets(monkeypatch):
    seen = {}
    real = cleaning.subprocess.run

    def run(command, **options):
        seen.update(options)
        return real(command, **options)

    monkeypatch.setattr(cleaning.subprocess, "run", run)
    assert cleaning.clean(picture()).media_type == "image/jpeg"
    assert set(seen["env"]) == {"LANG"} and seen["timeout"] <= 30


def test_a_process_that_dies_or_hangs_is_a_refusal(monkeypatch):
    def dies(command, **options):
        raise cleaning.subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(cleaning.subprocess, "run", dies)
    with pytest.raises(Refused, match="too much work"):
        cleaning.clean(picture())


def test_a_file_over_the_limit_is_not_opened(monkeypatch):
    monkeypatch.setattr(cleaning.subprocess, "run", None)
    with pytest.raises(Refused, match="larger than 10 MB"):
        cleaning.clean(b"%PDF-" + b"0" * cleaning.MOST_BYTES)
    with pytest.raises(Refused, match="empty"):
        cleaning.clean(b"")


# Keeping


@pytest.fixture
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "kept"


def test_a_file_is_kept_once_whole_and_for_its_owner_only(root):
    first, second = (files.keep(Clean(b"%PDF-1.7 x", "application/pdf")) for _ in range(2))
    assert first == second
    [kept] = [path for path in root.rglob("*") if path.is_file()]
    assert kept.name == first["digest"] and kept.stat().st_mode & 0o777 == 0o600


def test_a_disk_that_fails_leaves_no_half_file_under_the_name(root, monkeypatch):
    def full(_):
        raise OSError("No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.keep(Clean(b"%PDF-1.7 x", "application/pdf"))
    assert all("." in path.name for path in root.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_what_no_row_knows_is_removed_after_a_day_and_nothing_else(root, story):
    kept = files.store(Clean(b"kept", "application/pdf"), by=story.amira, partner=story.school, family=story.family)
    orphan = root / files.keep(Clean(b"orphan", "application/pdf"))["digest"][:2]
    half = orphan / "0.half"
    half.write_bytes(b"half")
    fresh = files.keep(Clean(b"fresh", "application/pdf"))
    old = time.time() - files.ORPHAN_AFTER - 60
    for path in root.rglob("*"):
        if path.is_file() and path.name != fresh["digest"]:
            os.utime(path, (old, old))
    assert files.clear(by=Practitioner.objects.system()) == 2
    assert {path.name for path in root.rglob("*") if path.is_file()} == {kept.digest, fresh["digest"]}
    assert files.read(StoredFile.objects.get()) == b"kept"


@pytest.mark.django_db
@pytest.mark.rule("S94")
def test_nobody_but_the_system_is_told_which_files_there_are(root, story):
    with pytest.raises(ProgrammingError), acting_as(story.amira):
        files.files_known(["0" * 64])
