"""Paper: a template and a plain context become a PDF that everybody can read (PDF/UA-1: tagged, with its language).

The template is ours and every value in it is escaped; its style sheet and fonts are files of ours, asked for as
`shipped:paper/paper.css`. Whatever else a document asks for stops it (packages.md 2.3).
"""

import functools

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont

from locality.drawing import apart, draw

FONT = "fonts/atkinson-hyperlegible-next-{}-{}-normal.woff2"
SHEETS = ("paper", "large", "easy", "report", "form", "meeting", "demonstration")
MADE_UP = '<link rel="stylesheet" href="shipped:paper/demonstration.css"></head>'  # on each page, in the margin
SHIPPED = {f"paper/{name}.css": "text/css" for name in SHEETS}
SHIPPED |= {FONT.format(script, weight): "font/woff2" for script in ("latin", "latin-ext") for weight in (400, 700)}


def pdf(template, context, pictures=None):
    """The bytes of the document that this template makes of a plain context. `pictures`: {name: (media type, bytes)} of
    pictures that we made clean ourselves; the template asks for them as `given:name`."""
    return draw(_html(template, context), places(), pictures)


def pdf_apart(template, context):
    """The same without pictures, made in a process of its own with limits: for workers. Raises TooHeavy
    (locality/drawing.py)."""
    return apart(_html(template, context), places())


def _html(template, context):
    """The document. In a demonstration each of its pages says that everybody is made up (domain.md 8)."""
    html = render_to_string(template, context)
    return html.replace("</head>", MADE_UP, 1) if settings.DEMONSTRATION else html


@functools.cache
def places():
    """{name: (media type, path)} of the files of ours that a document may ask for."""
    return {name: (media_type, finders.find(name)) for name, media_type in SHIPPED.items()}


def pdf_answer(name, template, context, pictures=None):
    """The answer that a browser saves as `name`. In one piece: nothing of it is read after the transaction."""
    return file_answer(name, "application/pdf", pdf(template, context, pictures))


def file_answer(name, media_type, body):
    """The answer with a file that a browser saves and never shows as a page of ours (faults.md, ASVS 3.2.1, 5.4.1)."""
    response = HttpResponse(body, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response


@functools.cache
def letters():
    """Every letter, as a number, that the fonts of our papers have."""
    fonts = [TTFont(finders.find(name)) for name in SHIPPED if name.startswith("fonts/") and "-400-" in name]
    return frozenset(code for font in fonts for code in font.getBestCmap())


def missing_letters(text):
    """The letters of a text that our papers cannot show, each once."""
    return "".join(sorted({sign for sign in text if not sign.isspace() and ord(sign) not in letters()}))
