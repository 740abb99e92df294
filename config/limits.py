"""A request that brings too much is answered before any of it is read into memory, with a page that says so (413)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import loader

ENOUGH = 16 * 1024 * 1024  # bytes that are read and dropped beyond the limit, so that a browser hears the answer


class BodyLimit:
    """Refuses bodies over `REQUEST_BODY_MAX`, and forms without a file over `DATA_UPLOAD_MAX_MEMORY_SIZE`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with_file = request.content_type == "multipart/form-data"
        most = settings.REQUEST_BODY_MAX if with_file else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if _length(request) <= most:
            return self.get_response(request)
        _drop(request, most + ENOUGH)
        response = HttpResponse(loader.get_template("413.html").render({"megabytes": most // 1024 // 1024}), status=413)
        response.headers["Connection"] = "close"
        return response


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drop(request: HttpRequest, most: int) -> None:
    """Read what comes and keep none of it: a browser that is cut off while it sends shows no page at all."""
    read = 0
    while read < most and (part := request.read(64 * 1024)):
        read += len(part)
