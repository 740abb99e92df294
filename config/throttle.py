"""What a failed sign-in is counted against (django-axes): the account that was named, and the address it came from."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def account_named(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account a sign-in names, whether it exists or not, in one spelling. Empty when it names none."""
    credentials = credentials or {}
    named = credentials.get("username") or credentials.get("email")
    named = named or request.POST.get("username") or request.POST.get("email") or ""
    return str(named).strip().lower()[:254]


def client_address(request: HttpRequest) -> str:
    """The address the request came from; behind our own proxy, the last one it added to X-Forwarded-For."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
