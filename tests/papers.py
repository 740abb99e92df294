"""Reading a PDF as a screen reader would: its words (through the fonts' own tables), its tags, its metadata."""

import io
import re

import pikepdf

HEX = re.compile(rb"<([0-9a-fA-F]+)>")


def words_of(pdf):
    """The text of a PDF (bytes), page after page, runs of spaces made one."""
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        text = " ".join(_page(page) for page in paper.pages)
    return re.sub(r"\s+", " ", text)


def all_of(pdf):
    """Every word of a PDF, whoever made it: of its pages, and what it says of itself; of what is none, its bytes."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as paper:
            told = [str(value) for value in paper.docinfo.values()]
            told += [paper.Root.Metadata.read_bytes().decode()] if "/Metadata" in paper.Root else []
    except pikepdf.PdfError:
        return pdf.decode("utf-8", "replace")
    return "\n".join([words_of(pdf), *told])


def _page(page):
    fonts = {name: _letters(font) for name, font in page.get("/Resources", {}).get("/Font", {}).items()}
    letters, found = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            parts = operands[0] if name == "TJ" else operands
            raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            found += [letters.get(raw[at : at + 2], "?") for at in range(0, len(raw), 2)]
        elif name == "ET":
            found.append(" ")
    return "".join(found)


def _letters(font):
    """{two bytes: text} of a font, from the table that it carries for readers."""
    table, letters = font.ToUnicode.read_bytes(), {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        codes = [bytes.fromhex(code.decode()) for code in HEX.findall(block)]
        letters |= {code: text.decode("utf-16-be") for code, text in zip(codes[::2], codes[1::2], strict=True)}
    assert letters and b"beginbfrange" not in table
    return letters


def about(pdf):
    """Everything that a PDF says of itself: its information, its metadata, its language, the kinds of its tags."""
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        told = {str(key): str(value) for key, value in paper.docinfo.items()}
        tags = {
            str(each.S)
            for each in paper.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each
        }
        return {
            "information": told,
            "metadata": paper.Root.Metadata.read_bytes().decode(),
            "language": str(paper.Root.Lang),
            "marked": bool(paper.Root.MarkInfo.Marked),
            "shows_title": bool(paper.Root.ViewerPreferences.DisplayDocTitle),
            "tags": tags,
            "has_tree": "/StructTreeRoot" in paper.Root,
            "pages": len(paper.pages),
            "sizes": {tuple(round(float(edge)) for edge in page.mediabox) for page in paper.pages},
            "fonts": {
                str(font.BaseFont).split("+")[-1] for page in paper.pages for font in page.Resources.Font.values()
            },
            "attachments": len(paper.attachments),
        }
