"""What every page may name besides its own context."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """The service's name, the Front Door's numbers, whether this is a demonstration, and the session's limits.

    `session_limits` is {"idle": seconds, "left": seconds until the absolute limit or None when signed out}.
    """
    return {
        "service_name": settings.SERVICE_NAME,
        "front_door": settings.FRONT_DOOR,
        "demonstration": settings.DEMONSTRATION,
        "development": settings.ENV == "development",
        "session_limits": {
            "idle": settings.SESSION_IDLE_SECONDS,
            "left": getattr(request, "session_seconds_left", None),
        },
    }
