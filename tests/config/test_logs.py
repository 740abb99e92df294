"""Log lines hold no personal data: no address, no query string, no parameter, no text of an exception."""

import json
import logging
import sys

import pytest

from config.logs import JsonLines


def line(logger, message, *arguments, error=None, **extra):
    """The JSON line of such a record, as text."""
    caught = None
    try:
        if error:
            raise error
    except (ValueError, OSError):
        caught = sys.exc_info()
    record = logging.getLogger(logger).makeRecord(logger, 40, __file__, 1, message, arguments, caught, extra=extra)
    return JsonLines().format(record)


def test_a_librarys_arguments_are_left_out():
    assert "Fulmar" not in line("some.library", "Could not send %s", "Ava Fulmar")


def test_our_own_lines_are_printed_in_full():
    assert json.loads(line("locality.services", "Sent %d notices", 3))["message"] == "Sent 3 notices"


def test_an_exception_is_its_kind_and_its_places():
    text = line("locality.services", "Failed", error=ValueError("Key (name)=(Ava Fulmar) exists"))
    assert "Fulmar" not in text
    found = json.loads(text)
    assert found["error"] == "ValueError"
    assert found["places"][-1].endswith(" line")


def test_a_celery_failure_does_not_quote_the_exception():
    text = line(
        "celery.app.trace", "Task %(name)s raised: %(exc)s", {"name": "sweep", "exc": "Ava"}, error=OSError("Ava")
    )
    assert "Ava" not in text


@pytest.mark.django_db
def test_the_line_of_a_request_names_the_route_and_not_the_address(client, caplog):
    with caplog.at_level(logging.INFO):
        client.get("/nowhere/ava-fulmar", {"name": "Ava Fulmar"})
        client.get("/healthz", {"name": "Ava Fulmar"})
    text = "\n".join(JsonLines().format(record) for record in caplog.records).lower()
    assert "fulmar" not in text
    assert '"route": "healthz"' in text
    assert '"route": "none"' in text
