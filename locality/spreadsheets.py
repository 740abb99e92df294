"""Files for spreadsheets: what somebody typed never becomes a formula in the reader's own program."""

import csv
import io

from django.http import HttpResponse

# What spreadsheet programs take for the beginning of a formula, full-width forms included, or cut off to reach one.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value):
    """A value as the text of a cell: one that could be a formula gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(STARTS) else text


NAMED = 'attachment; filename="{}"'


def csv_lines(rows):
    """The bytes of these rows, for a file that is made piece by piece."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def csv_bytes(heads, rows):
    """The bytes of a CSV file (UTF-8 with its mark, so that Excel reads it right). `rows` may come one by one: only the
    file itself is held."""
    body = io.BytesIO()
    text = io.TextIOWrapper(body, "utf-8-sig", newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    text.flush()
    return body.getvalue()


def csv_file(name, heads, rows):
    """The answer that a browser saves as `name`: a CSV file, in one piece, as nothing is read after the transaction. A
    long one is sent in pieces (locality/saving.py)."""
    response = HttpResponse(csv_bytes(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = NAMED.format(name)
    return response
