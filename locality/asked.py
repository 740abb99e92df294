"""The answer to an auditor's question as its page, its file and its paper show it: plain values for templates."""

from locality.access.audit import references_of
from locality.kinds import page_of
from locality.models import Partner
from locality.questions import FEW, NOT_TOLD, told, told_together

FILE_HEADS = "Part,What,Number,Red flag,Family,Supplied by,Day,Words".split(",")
LONG_FILE, CELLS = 2000, 85  # records; bytes of a record beside what is said of it
AT_ONCE = 2000  # records of the file that are put into words together
LABELS, BARS, NUMBERS, HEIGHT = 76, 120, 94, 22  # of the chart, in pixels; the numbers stand after the bars


def figures_of(answer, reader):
    """The figures, red flags first: dicts with the number in words, and what it says about red flags."""
    figures = sorted(answer.figures, key=lambda figure: not figure.red)
    numbers = _numbers(figures, reader)
    return [
        {"label": f.label, "number": number, "why": _why(f, number), "state": _state(f, reader)}
        for f, number in zip(figures, numbers, strict=True)
    ]


def _why(figure, number):
    """What a figure counts, with its share: that of a number that is not told would tell it."""
    share = figure.share if number not in (FEW, NOT_TOLD) else ""
    return ": ".join(filter(None, [figure.why, share]))


def _numbers(figures, reader):
    """The numbers of figures in words: those that add up to a whole, together."""
    found = [told(figure.number, reader) for figure in figures]
    for parts in {figure.parts for figure in figures} - {""}:
        places = [place for place, figure in enumerate(figures) if figure.parts == parts]
        words = told_together([figures[place].number for place in places], reader)
        for place, word in zip(places, words, strict=True):
            found[place] = word
    return found


def _state(figure, reader):
    """What a figure says about red flags, in words: a number that was not found everywhere is no "none"."""
    if not figure.red:
        return ""
    if figure.number:
        return "Red flag"
    return f"Not checked for {told(figure.unchecked, reader)}" if figure.unchecked else "None found"


def rows_of(lines):
    """The records of a page: dicts in words. Three questions, however many lines."""
    references = references_of(line.family for line in lines)
    partners = Partner.objects.in_bulk({line.partner for line in lines})
    return [
        {
            "what": line.what,
            "url": page_of(line.kind, line.key),
            "family": references.get(line.family, ""),
            "partner": str(partners.get(line.partner, "")),
            "day": line.day,
            "words": line.words,
            "flags": line.flags,
        }
        for line in lines
    ]


def months_of(answer, filters, reader):
    """The months, newest last: dicts with numbers as they may be told, and `count` and `reds` for the chart, where a
    number that may not be told is none."""
    found = answer.months(filters.get("until"))
    every = told_together([count for _, count, _ in found], reader)
    reds = told_together([red for _, _, red in found], reader)
    return [
        {"month": month, "all": one, "red": red, "count": _drawn(one), "reds": _drawn(red)}
        for (month, _, _), one, red in zip(found, every, reds, strict=True)
    ]


def _drawn(words):
    return int(words) if words.isdecimal() else 0


def chart_of(months):
    """Where the bars of the months stand, for the template that draws them; None without a month."""
    if not months:
        return None
    most = max(max(month["count"] for month in months), 1)
    bars = [
        {
            "label": f"{month['month']:%b %Y}",
            "y": place * HEIGHT,
            "text_y": place * HEIGHT + 15,
            "width": round(month["count"] * BARS / most, 1),
            "red_width": round(min(month["reds"], month["count"]) * BARS / most, 1),
            "text_x": LABELS + round(month["count"] * BARS / most, 1) + 6,
            "text": _beside(month),
        }
        for place, month in enumerate(months)
    ]
    return {"bars": bars, "left": LABELS, "width": LABELS + BARS + NUMBERS, "height": len(bars) * HEIGHT}


def _beside(month):
    if month["all"] in (FEW, NOT_TOLD):
        return "few" if month["all"] == FEW else NOT_TOLD
    if month["red"] in (FEW, NOT_TOLD):
        return month["all"]
    return f"{month['all']} ({month['red']} red)" if month["red"] != "0" else month["all"]


def length_of_file(answer, most):
    """How long the file of an answer becomes, in words, where that is worth knowing before it is asked for; else ""."""
    lines = answer.lines[:most]
    if len(lines) < LONG_FILE:
        return ""
    size = sum(CELLS + len(line.what) + len(line.words) + sum(map(len, line.flags)) for line in lines)
    first = "the first " if len(answer.lines) > most else ""
    return f"{first}{len(lines):,} records, about {max(round(size / 1_000_000), 1)} MB"


def file_rows(answer, lines, months, reader):
    """The rows of the file, one by one, in the order of FILE_HEADS: figures, records, months."""
    yield from figure_rows(answer, reader)
    for start in range(0, len(lines), AT_ONCE):
        yield from record_rows(lines[start : start + AT_ONCE])
    yield from month_rows(months)


def figure_rows(answer, reader):
    """The first rows of the file: the figures."""
    for figure in figures_of(answer, reader):
        yield ["Figure", figure["label"], figure["number"], figure["state"], "", "", "", figure["why"]]


def record_rows(lines):
    """The rows of these records. Of a long file so many are put into words at a time that no more of it is held."""
    for row in rows_of(lines):
        flags = "; ".join(row["flags"])
        yield ["Record", row["what"], "", flags, row["family"], row["partner"], row["day"], row["words"]]


def month_rows(months):
    """The last rows of the file: the months."""
    for month in months:
        yield ["Month", f"{month['month']:%Y-%m}", month["all"], month["red"], "", "", "", ""]
