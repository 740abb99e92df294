"""Headers on every answer, one log line a request, and the limits of a session."""

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.module_loading import import_string

GetResponse = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("config.request")

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
    # Static files name their own caching; nothing else may stay in a shared computer's cache.
    "Cache-Control": "no-store",
}


class RequestLog:
    """One JSON line a request, of the route's pattern and never of the address: that may hold what a person typed.

    Gives each request an id (`request.id`, a UUID), which the line and the answer's header share.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.id = uuid.uuid4()  # type: ignore[attr-defined]
        began = time.perf_counter()
        response = self.get_response(request)
        response.headers["X-Request-Id"] = str(request.id)  # type: ignore[attr-defined]
        log.info("request", extra=about(request, response.status_code, (time.perf_counter() - began) * 1000))
        return response


def about(request: HttpRequest, status: int, milliseconds: float) -> dict[str, Any]:
    """The fields of a request's log line: nothing in them comes from the person or the query string."""
    match = request.resolver_match
    return {
        "request_id": str(getattr(request, "id", "")),
        "method": request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "other",
        "route": match.route if match else "none",
        "status": status,
        "milliseconds": round(milliseconds, 1),
    }


class SecurityHeaders:
    """The content security policy and its company on every answer, errors included. A view's own header wins."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.resolver_match and request.resolver_match.view_name == settings.SIGN_OUT_URL:
            # Not "cookies": that would clear the cookies of the council's other services on the same domain.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class SessionLimits:
    """End a session that was idle too long or has lasted too long, on the server, whatever the browser does.

    It works in `process_view`, where the form's CSRF token is already checked, so that what was typed can be kept
    (settings.KEEP_EXPIRED_POST: a function of the request, called while the practitioner is still known, that says
    whether it kept it). What no draft keeps is told back in the answer (settings.TYPED_IN), also to whoever signed out
    in another tab or whose account was closed meanwhile.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_view: Any) -> HttpResponseBase | None:
        if not request.user.is_authenticated:
            return told_back(request) if getattr(view, "login_required", True) else None
        now, session = int(time.time()), request.session
        began, seen = session.setdefault("began_at", now), session.setdefault("seen_at", now)
        left = began + settings.SESSION_ABSOLUTE_SECONDS - now
        if left <= 0 or now - seen > settings.SESSION_IDLE_SECONDS:
            return self.end(request)
        if now - seen >= 30:  # not a write for every request
            session["seen_at"] = now
        request.session_seconds_left = left  # type: ignore[attr-defined]
        return None

    def end(self, request: HttpRequest) -> HttpResponse:
        """Keep what was typed, sign out, and send the practitioner to sign in and back; tell a script with 401."""
        if request.method == "POST" and settings.KEEP_EXPIRED_POST:
            kept = import_string(settings.KEEP_EXPIRED_POST)(request)
        else:
            kept = False
        logout(request)
        sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path, 'expired': 1})}"
        if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
            return JsonResponse({"signed_out": True, "sign_in": sign_in}, status=401)
        return (None if kept else told_back(request)) or HttpResponseRedirect(sign_in)


def told_back(request: HttpRequest) -> HttpResponse | None:
    """The page that gives back what was typed into a form that came too late; None when nothing was."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or not import_string(settings.TYPED_IN)(request):
        return None
    return render(request, "sign_in/not_taken.html", {"sign_in_url": resolve_url(settings.LOGIN_URL)}, status=403)
