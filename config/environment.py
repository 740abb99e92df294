"""What the process was started with: the one place that reads environment variables for the settings.

Every value may be given as NAME or, for secrets, as NAME_FILE: the path of a file that holds it.
"""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KINDS = ("development", "test", "production")


def env(name: str, default: str | None = None) -> str:
    """The value of NAME, or the content of the file named by NAME_FILE.

    Raises ImproperlyConfigured when neither is there and no default is given.
    """
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE")
    return value


def env_flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off. Raises ImproperlyConfigured for anything else."""
    value = env(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0")


def env_list(name: str, default: str = "") -> list[str]:
    """The comma-separated parts of NAME, without blanks."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def kind() -> str:
    """development, test or production. Under pytest it is test unless ENV says otherwise.

    Raises ImproperlyConfigured for an unknown ENV: a misspelt "production" must not start as development.
    """
    value = os.environ.get("ENV") or ("test" if "pytest" in sys.modules else "development")
    if value not in KINDS:
        raise ImproperlyConfigured(f"ENV must be one of {', '.join(KINDS)}")
    return value


def database_from_url(url: str) -> dict[str, object]:
    """postgresql://user:password@host:port/name?option=value as a Django database. A socket folder is ?host=/path."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("A database address starts with postgresql://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
