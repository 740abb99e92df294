"""The forms of a page as a browser would send them, and the same with the key of another partner's record in them."""

import re
from html.parser import HTMLParser
from uuid import uuid4

from django.db import connection, transaction

from locality.access import Denial

DIFFERS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}')
KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def answer(client, method, url, values=None):
    """((status, page without keys, headers), the denial that was written, how many statements, the page): nothing of it
    stays."""
    asked = []

    def count(execute, *statement):
        asked.append(statement[0])
        return execute(*statement)

    with transaction.atomic():
        with connection.execute_wrapper(count):
            response = getattr(client, method)(url, values)
        told = Denial.objects.order_by("-pk").first()
        transaction.set_rollback(True)
    headers = {name: value for name, value in response.items() if name not in ("X-Request-Id", "Set-Cookie")}
    page = response.content.decode(errors="replace")
    return (response.status_code, DIFFERS.sub(b"", response.content), headers), told, len(asked), page


class _Forms(HTMLParser):
    """Every POST form of a page: {name of a box: the values that it offers}."""

    def __init__(self):
        super().__init__()
        self.found, self.open, self.select = [], None, ""

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            self.open = {} if has.get("method") == "post" else None
            if self.open is not None:
                self.found.append((has.get("action") or "", self.open))
        elif self.open is not None and tag in ("input", "textarea", "button") and has.get("name"):
            self.open.setdefault(has["name"], []).append(has.get("value") or "")
        elif self.open is not None and tag == "select":
            self.select = has.get("name", "")
            self.open.setdefault(self.select, [])
        elif self.open is not None and tag == "option" and self.select:
            self.open[self.select].append(has.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = ""
        elif tag == "form":
            self.open = None


def forms_of(page):
    """[(address or "", {name: [values]})] of the POST forms of a page."""
    parser = _Forms()
    parser.feed(page)
    return parser.found


def filled(form):
    """A form with the first of what each box offers, and words where it offers nothing."""
    return {name: next(filter(None, values), "Words for a test") for name, values in form.items()}


def swaps(form, keys):
    """(name, what to send) for each box that offers a key of `keys` {ours: theirs}, alone or within a longer value."""
    for name, values in form.items():
        for value in values:
            found = KEY.search(value)
            if found and keys.get(found.group(), found.group()) != found.group():
                yield name, value.replace(found.group(), keys[found.group()])
                break


def keys_of_another(ours, theirs):
    """{our record's key: the key of the other family's of the same sort} of two situations (tests/situations.py)."""
    there = {name: str(getattr(record, "pk", "")) for name, record in vars(theirs).items()}
    return {str(record.pk): there[name] for name, record in vars(ours).items() if getattr(record, "pk", None)}


def told_apart(client, urls, keys):
    """[(page and box, whether another's key in it is answered otherwise than a key of nothing)] of the pages' forms."""
    found = []
    for url in urls:
        (status, *_), _, _, page = answer(client, "get", url)
        for action, form in forms_of(page) if status == 200 else ():
            for box, other in swaps(form, keys):
                forged, none = (filled(form) | {box: key} for key in (other, KEY.sub(str(uuid4()), other)))
                one, two = (answer(client, "post", action or url, values)[0] for values in (forged, none))
                found.append((f"{url} {box}", one != two))
    return found
