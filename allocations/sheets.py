"""A list that somebody sent becomes lines of plain text, without database and Django, in a process of its own with
limits on memory and time: a file that is made to eat a machine eats that one (faults.md D1-D3, R15).

python -m allocations.sheets     a CSV or XLSX file comes in, one JSON of headings, lines and what was odd goes out
"""

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
MOST_BYTES, MOST_LINES, MOST_COLUMNS, MOST_IN_A_CELL = 10 * 1024 * 1024, 20_000, 60, 4_000
MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 200, 50 * 1024 * 1024, 100
MEMORY, SECONDS, MOST_ODD = 700 * 1024 * 1024, 30, 500
DELIMITERS = ",;\t|"
REFUSED = {
    "empty": "The file is empty, or has headings and no line below them",
    "kind": "This is not a list in CSV or Excel’s XLSX. Save the list as one of these",
    "large": f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Send the list in parts",
    "lines": f"The list has more than {MOST_LINES:,} lines. Send it in parts",
    "columns": f"The list has more than {MOST_COLUMNS} columns. Take out those that are not needed",
    "bomb": "The file unpacks to more than a list can be. Save the list anew, without pictures and other sheets",
    "acts": "The file holds macros or other files. Save it as CSV",
    "locked": "The file is locked with a password. Save it without one",
    "broken": "The file cannot be read: it may be damaged. Save the list anew",
    "heavy": "The file is too much work to open. Save the list anew as CSV",
    "utf16": "The file is in an encoding that does not say which it is. Save it as “CSV UTF-8”",
}


class Refused(ValueError):
    """A list that is not read; the message is for whoever sent it."""


@dataclass
class Sheet:
    """A list as text: `columns` (headings), `lines` ((number in the file, cells)), `odd` ((number, what is wrong)) of
    lines that cannot be read, and `guessed`: lines whose letters were read as Windows wrote them."""

    columns: list[str] = field(default_factory=list)
    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    odd: list[tuple[int, str]] = field(default_factory=list)
    guessed: int = 0


def read(body):
    """The `Sheet` of these bytes, read in a process of its own. Raises Refused with words for the page."""
    if len(body) > MOST_BYTES:
        raise Refused(REFUSED["large"])
    command = [sys.executable, "-m", "allocations.sheets"]
    alone = {"cwd": HOME, "env": {"LANG": "C.UTF-8"}}  # without our secrets
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=SECONDS + 10, check=True, **alone)
        told = json.loads(done.stdout)
    except (subprocess.SubprocessError, MemoryError, ValueError):
        raise Refused(REFUSED["heavy"]) from None  # what was said there may hold its words
    if "refused" in told:
        raise Refused(told["refused"])
    return Sheet(**told)


def sheet_of(body):
    """The same in this process, without limits on memory and time."""
    if not body.strip():
        raise Refused(REFUSED["empty"])
    found = Sheet()
    if body.startswith(b"PK\x03\x04"):
        _take(found, _of_workbook(body))
    elif body.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"Rar!", b"7z", b"<")):
        raise Refused(REFUSED["locked" if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a" in body else "kind"])
    else:
        _take(found, _of_text(_decoded(body, found)))
    if not found.lines and not found.odd:
        raise Refused(REFUSED["empty"])
    return found


def _take(sheet, rows):
    """Put rows of (number, cells) into the sheet: the first that says anything has the headings."""
    for number, cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise Refused(REFUSED["columns"])
        if not sheet.columns:
            sheet.columns = _headings(cells)
            continue
        if len(sheet.lines) + len(sheet.odd) >= MOST_LINES:
            raise Refused(REFUSED["lines"])
        if len(cells) > len(sheet.columns):
            sheet.odd.append((number, "It has more cells than there are headings"))
        else:
            sheet.lines.append((number, cells + [""] * (len(sheet.columns) - len(cells))))


def _headings(cells):
    """Names of the columns, each its own."""
    found: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = cell[:70] or f"Column {place}"
        found.append(f"{name} ({place})" if name in found else name)
    return found


# Text


def _decoded(body, sheet):
    """The text of the bytes: by their mark, or as UTF-8; a line that is not is read as Windows wrote it."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            try:
                return _without_nul(body.decode(name))
            except UnicodeDecodeError as error:
                if name == "utf-16":
                    raise Refused(REFUSED["broken"]) from error
                body = body[3:]
    if body[:400].count(0) > len(body[:400]) // 3:
        raise Refused(REFUSED["utf16"])
    lines = []
    for line in body.split(b"\n"):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            sheet.guessed += 1
            lines.append(line.decode("cp1252", errors="replace"))
    return _without_nul("\n".join(lines))


def _without_nul(text):
    if "\0" in text:
        number = text.count("\n", 0, text.index("\0")) + 1
        raise Refused(f"Line {number} holds a character that no list has (NUL). Save the list anew")
    return text


def _of_text(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = next((line for line in text.split("\n") if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    csv.field_size_limit(MOST_IN_A_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    began = 0
    try:
        for cells in reader:
            yield began + 1, [_plain(cell) for cell in cells]
            began = reader.line_num
    except csv.Error as error:
        words = "A quotation mark is perhaps not closed, or a cell is too long"
        raise Refused(f"The list cannot be read from line {began + 1}. {words}") from error


def _plain(text):
    return " ".join(text.split())


# Workbooks


def _of_workbook(body):
    from openpyxl import load_workbook

    _look_inside(body)
    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=False, keep_links=False)
        shown = [each for each in book.worksheets if each.sheet_state == "visible"]
        if not shown:
            raise Refused(REFUSED["empty"])
        shown[0].reset_dimensions()  # what a file says of its size is not to be believed
        rows = shown[0].iter_rows(max_row=MOST_LINES + 100, max_col=MOST_COLUMNS + 1)
        yield from ((number, [_cell(cell) for cell in row]) for number, row in enumerate(rows, start=1))
    except Refused:
        raise
    except MemoryError as error:
        raise Refused(REFUSED["heavy"]) from error
    except Exception as error:  # whatever a broken file makes of the library: it has no kind of its own
        raise Refused(REFUSED["broken"]) from error


def _look_inside(body):
    """Raise Refused, before anything is unpacked, when the archive is no list."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused(REFUSED["broken"]) from error
    names = [entry.filename.lower() for entry in entries]
    if "xl/workbook.xml" not in names:
        raise Refused(REFUSED["kind"])
    unpacked = sum(entry.file_size for entry in entries)
    swells = any(entry.file_size > MOST_RATIO * max(entry.compress_size, 1024) for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swells:
        raise Refused(REFUSED["bomb"])
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(REFUSED["locked"])
    if any(name.endswith((".zip", ".xlsx", ".xlsm", ".7z", ".rar", ".exe", "vbaproject.bin")) for name in names):
        raise Refused(REFUSED["acts"])


def _cell(cell):
    """A cell as text. A formula stays the text that it is, so that it is found out; nothing is ever worked out."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        value = value * 100 if "%" in (cell.number_format or "") else value
        return f"{value:.10g}"
    text = _plain(str(value))
    if len(text) > MOST_IN_A_CELL:
        raise Refused(f"A cell in line {cell.row} is too long for a list")
    if cell.data_type == "f":
        return f"={text.lstrip('=')}"
    return _without_nul(text)


def _main():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        made = sheet_of(sys.stdin.buffer.read())
        told = {"columns": made.columns, "lines": made.lines, "odd": made.odd[:MOST_ODD], "guessed": made.guessed}
    except Refused as error:
        told = {"refused": str(error)}
    except MemoryError:
        told = {"refused": REFUSED["heavy"]}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    _main()
