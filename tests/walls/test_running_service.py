"""The service as it runs, signed in to the database as the application: a shut door is written down."""

import urllib.error
import urllib.request

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from tests.locality.reading import BACKEND
from tests.walls.entering import connected


def get(site, who, address):
    """The status of an answer of the running service to somebody who is signed in."""
    client = Client()
    client.force_login(who, BACKEND)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    request = urllib.request.Request(site.url + address, headers={"Cookie": cookie})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.mark.rule("A4")
def test_a_denied_page_of_the_running_service_leaves_its_row(site, told_once):
    address = f"/conversations/{told_once.conversation.pk}/"
    assert get(site, told_once.amira, address) == 200
    assert get(site, told_once.chidi, address) == 404
    with connected(site.database, "postgres") as superuser:
        found = superuser.execute("SELECT practitioner_id, record FROM locality_denial").fetchall()
        assert found == [(told_once.chidi.pk, str(told_once.conversation.pk))]
        noted = superuser.execute("SELECT person, record FROM evidence.access_event WHERE act = 'denied'").fetchall()
        assert noted == [(told_once.chidi.pk, told_once.conversation.pk)]
    with connected(site.database) as application:
        assert application.execute("SELECT * FROM locality_denial").fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("DELETE FROM locality_denial")
