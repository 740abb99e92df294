"""Pages as a person reads them, and the questions they cost."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

BACKEND = "locality.access.backend.RecordBackend"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def signed_in(client, practitioner):
    """The test's browser, signed in as this practitioner."""
    client.force_login(practitioner, BACKEND)
    return client


def what_is_read(response):
    """The page's main part, without what differs from answer to answer."""
    text = response.content.decode()
    return TOKEN.sub("", text[text.index("<main") : text.index("</main>")])


def queries_of():
    """A block that counts the questions asked of the database: `with queries_of() as asked: …; len(asked)`."""
    return CaptureQueriesContext(connection)
