"""Log lines as JSON, without personal data.

Messages of libraries are cut down to their template, and exceptions to their type and places: their texts quote rows,
addresses and what people typed. Only our own loggers, which must never be given personal data, print in full.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

OUR_OWN = ("config", "locality", "consent", "conversations", "allocations")
HARMLESS = ("gunicorn.error", "celery.beat", "celery.worker.consumer", "celery.apps", "celery.bootsteps")
FIELDS = ("request_id", "method", "route", "status", "milliseconds", "job", "count")


def _may_quote(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] in OUR_OWN or (record.name.startswith(HARMLESS) and not record.exc_info)


def _message(record: logging.LogRecord) -> str:
    if record.name == "django.request":  # its template is "%s: %s", with what happened first and the address second
        return str(record.args[0]) if isinstance(record.args, tuple) and record.args else str(record.msg)
    return record.getMessage() if _may_quote(record) else str(record.msg)


def _places(error: BaseException) -> list[str]:
    """file:line function for each frame, innermost last; never a source line, a value or the message."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]


class JsonLines(logging.Formatter):
    """A log record as one line of JSON: time, level, logger, message, and the fields named in FIELDS."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        line |= {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info and (error := record.exc_info[1]):
            line |= {"error": type(error).__qualname__, "places": _places(error)}
        request = getattr(record, "request", None)  # django.request's records carry it
        if match := getattr(request, "resolver_match", None):
            line["route"] = match.route
        if request_id := getattr(request, "id", None):
            line["request_id"] = str(request_id)
        if status := getattr(record, "status_code", None):
            line["status"] = status
        return json.dumps(line, default=str)


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: every logger writes JSON lines to standard error from `level` up."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Not Django's own handlers, which mail or print whole requests; SQL and its parameters are never logged.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            "django.db.backends": {"level": "WARNING"},
            "gunicorn.error": {"handlers": [], "level": level, "propagate": True},
            # It prints whole addresses, whatever accesslog says; config/middleware.py has a line of ours.
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
            "celery.app.trace": {"level": "WARNING"},
            "fontTools": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
        },
    }
