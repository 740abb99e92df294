"""What every page may name besides its own context."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def site(request: HttpRequest) -> dict[str, object]:
    """The service's name, the Front Door's numbers, whether this is a demonstration, and the session's limits.

    `session_seconds` is the time until the session ends when nothing more is done (None when signed out), and
    `keep_alive_url` where a POST puts that off.
    """
    left = getattr(request, "session_seconds_left", None)
    return {
        "service_name": settings.SERVICE_NAME,
        "front_door": settings.FRONT_DOOR,
        "demonstration": settings.DEMONSTRATION,
        "development": settings.ENV == "development",
        "session_seconds": None if left is None else min(left, settings.SESSION_IDLE_SECONDS),
        "keep_alive_url": None if left is None else reverse("stay-signed-in"),
    }
