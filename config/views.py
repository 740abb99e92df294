"""Pages that belong to no app: is it alive, stay signed in, locked out."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_http_methods, require_safe

from locality.typed import typed_in


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503. Says nothing else; needs no sign-in."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database not reachable"}, status=503)
    return JsonResponse({"status": "ok"})


@require_http_methods(["GET", "POST"])
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """Answer the time-out warning with 204. Any request puts the idle limit off (config/middleware.py).

    A GET gives a page that stayed open while its reader signed in again in another tab the token that its forms need
    now, so that no word on it is lost; to that reader alone (`of`): another's words never go out under one's own name.
    """
    if request.method == "POST":
        return HttpResponse(status=204)
    if request.GET.get("of") != str(request.user.pk):
        return JsonResponse({}, status=409)
    return JsonResponse({"token": get_token(request)})


def went_wrong(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours: it asks nothing of the service behind it, and gives back what was typed."""
    return HttpResponse(loader.get_template("500.html").render({"typed": typed_in(request)}), status=500)


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None, **_kwargs: Any) -> HttpResponse:
    """What django-axes answers after too many failures: the same for known and unknown accounts, with 429."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = render(request, "sign_in/locked_out.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
