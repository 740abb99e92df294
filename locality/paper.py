"""Paper: a template and a plain context become a PDF that everybody can read (PDF/UA-1: tagged, with its language).

The template is ours and every value in it is escaped; its style sheet and fonts are files of ours, asked for as
`shipped:paper/paper.css`. Whatever else a document asks for stops it (packages.md 2.3).
"""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FONT = "fonts/atkinson-hyperlegible-next-{}-{}-normal.woff2"
SHIPPED = {f"paper/{name}.css": "text/css" for name in ("paper", "large", "easy", "report")}
SHIPPED |= {FONT.format(script, weight): "font/woff2" for script in ("latin", "latin-ext") for weight in (400, 700)}


def pdf(template, context):
    """The bytes of the document that this template makes of a plain context."""
    html = HTML(string=render_to_string(template, context), url_fetcher=ShippedOnly())
    return html.write_pdf(pdf_variant="pdf/ua-1")


def pdf_answer(name, template, context):
    """The answer that a browser saves as `name`. In one piece: nothing of it is read after the transaction."""
    response = HttpResponse(pdf(template, context), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


class ShippedOnly(URLFetcher):
    """Fetches our own files and nothing else: an address that is not ours means that a template is wrong."""

    def __init__(self):
        super().__init__(allowed_protocols=set(), allow_redirects=False)

    def fetch(self, url, headers=None):
        name = url.removeprefix("shipped:")
        if name == url or name not in SHIPPED:
            raise FatalURLFetchingError("This document asks for something that is not ours")  # never say what
        return URLFetcherResponse(url, _shipped(name), {"Content-Type": SHIPPED[name]})


def _shipped(name):
    return Path(finders.find(name)).read_bytes()
