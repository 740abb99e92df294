"""Nothing runs or is styled inside a page, and nothing reaches a page unescaped: the browser is told to refuse it."""

import ast
import re

from config.checks.house import Finding
from config.checks.syntax import last

REASON = "the content security policy refuses inline code and styles, and every value is escaped"

IN_HTML = {
    "style attribute": re.compile(r"""\sstyle\s*=\s*["'{]"""),
    "style element": re.compile(r"<style\b", re.I),
    "script without src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.I),
    "event attribute": re.compile(r"""<[^>]*\son[a-z]+\s*=\s*["'{]""", re.I),
    "javascript: address": re.compile(r"""["']\s*javascript:""", re.I),
}
IN_TEMPLATE = {
    "|safe": re.compile(r"\|\s*safe(seq)?\b"),
    "autoescape off": re.compile(r"{%-?\s*autoescape\s+off"),
}
TAGS = re.compile(r"{%.*?%}", re.S)
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.S)
UNESCAPED = {"mark_safe", "SafeString", "SafeText", "html_safe"}
EXEMPT = {
    "locality/templatetags/components/registry.py": "wraps what a template has already escaped",
}


def check(house):
    for path in house.templates():
        template = COMMENTS.sub(_blank, house.text(path))
        for patterns, text in ((IN_TEMPLATE, template), (IN_HTML, TAGS.sub(_blank, template))):
            for what, pattern in patterns.items():
                for found in pattern.finditer(text):
                    yield Finding(path, text.count("\n", 0, found.end()) + 1, what)
    for path in house.python():
        if not path.startswith("tests/"):
            for node in house.nodes(path, ast.Name, ast.Attribute):
                if last(node) in UNESCAPED:
                    yield Finding(path, node.lineno, f"{last(node)} passes by escaping; use format_html")


def _blank(found):
    """Spaces in place of what was found, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", found.group())
