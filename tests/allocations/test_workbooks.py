"""Workbooks that somebody sends as a list: read as text, or refused before they are unpacked (faults D1-D3, 1.5.1)."""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from allocations import sheets
from allocations.sheets import Refused, sheet_of

ENTITIES = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def workbook(*rows, change=None):
    """The bytes of a workbook with these rows, with `change(sheet)` made to it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def again(body, **parts):
    """A workbook with these parts of the archive (by the end of their name) put in place of its own, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, parts.pop(entry.filename, None) or old.read(entry))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def per_cent(sheet):
    sheet["C2"].number_format = "0%"


def test_days_numbers_and_per_cents_become_text():
    body = workbook(["Name", "DOB", "Attendance"], ["Zoë", datetime(2015, 3, 27), 0.435], change=per_cent)
    assert sheet_of(body).lines == [(2, ["Zoë", "2015-03-27", "43.5"])]


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("x")', "=A1"])
def test_a_formula_stays_the_text_that_it_is(formula):
    assert sheet_of(workbook(["Name"], [formula])).lines == [(2, [formula])]


def far(sheet):
    sheet["XFD1048576"] = "far away"


def test_a_sheet_with_one_cell_at_its_end_is_read_in_no_time():
    assert sheet_of(workbook(["Name"], ["Ada"], change=far)).lines == [(2, ["Ada"])]


PLAIN = workbook(["Name"], ["Ada"])
BAD = {
    "bomb": (again(PLAIN, **{"xl/media/image1.png": b"\0" * 60_000_000}), "unpacks to more"),
    "macros": (again(PLAIN, **{"xl/vbaProject.bin": b"x"}), "macros"),
    "nested": (again(PLAIN, **{"xl/more.zip": b"PK"}), "other files"),
    "entries": (again(PLAIN, **{f"xl/{number}.xml": b"x" for number in range(201)}), "unpacks to more"),
    "archive": (again(PLAIN, **{"xl/workbook.xml": b"<x"}), "damaged"),
    "laughs": (again(PLAIN, **{"xl/worksheets/sheet1.xml": (ENTITIES + "<l>&b;</l>").encode()}), "damaged"),
    "cut off": (PLAIN[: len(PLAIN) // 2], "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_workbook_of_a_list_is_refused_in_words(name):
    body, words = BAD[name]
    with pytest.raises(Refused, match=words):
        sheet_of(body)


def test_another_archive_is_no_list():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
    with pytest.raises(Refused, match="CSV"):
        sheet_of(out.getvalue())


def test_a_process_that_dies_says_so_in_words(monkeypatch):
    monkeypatch.setattr(sheets.sys, "executable", "/bin/false")
    with pytest.raises(Refused, match="too much work"):
        sheets.read(PLAIN)
