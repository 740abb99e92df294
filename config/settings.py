"""Every setting, with where its value comes from. docs/running.md lists the environment variables."""

import hashlib
import hmac
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config import database, environment
from config.environment import env, env_flag, env_list
from config.logs import logging_settings
from config.schedule import BEAT

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = database.VAR

ENV: str = environment.kind()
PRODUCTION: bool = ENV == "production"
# Fictional people, a page of the cast to sign in as, a banner on every page.
DEMONSTRATION: bool = env_flag("DEMONSTRATION")
DEBUG: bool = env_flag("DEBUG", default=ENV == "development" and not DEMONSTRATION)
if PRODUCTION and (DEBUG or DEMONSTRATION):
    raise ImproperlyConfigured("DEBUG and DEMONSTRATION must be off in production")
ALLOW_FICTIONAL_POSTCODES: bool = not PRODUCTION

SECRET_KEY: str = env("SECRET_KEY", None if PRODUCTION else "for-development-only-" + "not-a-secret" * 4)
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters in production")
SECRET_KEY_FALLBACKS: list[str] = env_list("SECRET_KEY_FALLBACKS")
# Signs who is acting, for the database to verify (locality/wall). The one before, while it is replaced.
WALL_KEY: str = env("WALL_KEY", None if PRODUCTION else hmac.digest(SECRET_KEY.encode(), b"wall", hashlib.sha256).hex())
WALL_KEY_PREVIOUS: str = env("WALL_KEY_PREVIOUS", "")
if PRODUCTION and any(len(key) < 32 for key in (WALL_KEY, WALL_KEY_PREVIOUS or WALL_KEY)):
    raise ImproperlyConfigured("WALL_KEY and WALL_KEY_PREVIOUS must have at least 32 characters in production")
# How old a token may be that opens the wall. Tests move the clock.
WALL_TOKEN_SECONDS: int = 60 if ENV != "test" else 100 * 365 * 24 * 60 * 60
ALLOWED_HOSTS: list[str] = env_list("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the service's hosts in production")
# One reverse proxy of ours, which ends TLS and adds to X-Forwarded-For. Without it, those headers are not believed.
BEHIND_PROXY: bool = env_flag("BEHIND_PROXY")

# What the service is called, and whom to ring. In production the numbers must be given: a wrong one costs hours.
SERVICE_NAME: str = env("SERVICE_NAME", "Family conversations")
FRONT_DOOR: list[dict[str, str]] = [
    {
        "label": env("FRONT_DOOR_NAME", "Front Door"),
        "number": env("FRONT_DOOR_TELEPHONE", None if PRODUCTION else "0191 498 0100"),
        "hours": env("FRONT_DOOR_HOURS", "Monday to Friday, 8:30am to 5pm"),
    },
    {
        "label": env("OUT_OF_HOURS_NAME", "Out of hours"),
        "number": env("OUT_OF_HOURS_TELEPHONE", None if PRODUCTION else "0191 498 0200"),
        "hours": env("OUT_OF_HOURS_HOURS", "Evenings, weekends and bank holidays"),
    },
]
# To whom a family may complain about how their information was used. The office is being replaced (domain.md 0.1).
REGULATOR: dict[str, str] = {
    "name": env("REGULATOR_NAME", "Information Commissioner’s Office"),
    "phone": env("REGULATOR_TELEPHONE", "0303 123 1113"),
    "site": env("REGULATOR_SITE", "ico.org.uk"),
}
# Whom to ring when another record may match (locality/lookups.py); without one, the Front Door.
EARLY_HELP_TELEPHONE: str = env("EARLY_HELP_TELEPHONE", FRONT_DOOR[0]["number"] if PRODUCTION else "01632 960555")

INSTALLED_APPS = [
    "allocations",
    "conversations",
    "consent",
    "locality",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "guardian",
    "simple_history",
    "axes",
]
MIDDLEWARE = [
    "config.middleware.RequestLog",
    "config.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "config.limits.BodyLimit",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.SessionLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "locality.middleware.ActorMiddleware",
    "locality.middleware.AgreementMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "locality.fields.DesignRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
                "locality.shell.shell",
            ],
        },
    },
]

# The application's role owns nothing; migrations run on "owner" (manage.py prepare), which web and worker do not have
# in production. Same database.
DATABASES: dict[str, dict[str, Any]] = database.django_databases(production=PRODUCTION)
APPLICATION_ROLE: str = DATABASES["default"]["USER"]
if env_flag("DATABASE_POOL"):  # the web server's; a worker process that forks must not share connections
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# PostgreSQL plans each statement once for a connection: halves the time of a page's questions (docs/decisions/0007).
# A pooler that gives each transaction another connection needs DATABASE_PREPARED=0.
if env_flag("DATABASE_PREPARED", default=True):
    DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 5}

# The evidence log's signed statements (docs/decisions/0009). The private key, base64; only where they are signed.
ANCHOR_KEY: str = env("ANCHOR_KEY", "")
ANCHOR_PUBLIC_KEYS: list[str] = env_list("ANCHOR_PUBLIC_KEYS")
ANCHOR_RECIPIENTS: list[str] = env_list("ANCHOR_RECIPIENTS")
SOFTWARE_VERSION: str = env("SOFTWARE_VERSION", "development")

# Signing in
AUTH_USER_MODEL = "locality.Practitioner"
LOGIN_URL = "sign-in"
SIGN_OUT_URL = "sign-out"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "locality.access.backend.RecordBackend",
]
GUARDIAN_MONKEY_PATCH_USER = False  # no short cuts on the user: locality/access decides
# From which day the duty to share counts (domain.md 0.2).
DUTY_TO_SHARE_BEGINS: date = date.fromisoformat(env("DUTY_TO_SHARE_BEGINS", "2026-09-30"))
# What a family's reference begins with, so that a demonstration is never mistaken for a real record.
REFERENCE_PREFIX: str = env("REFERENCE_PREFIX", "" if PRODUCTION else "DEMO-")
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if ENV == "test":
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")  # hundreds of sign-ins
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Five failures for one account from one address lock that pair for a while: nobody can lock another person out from
# elsewhere. An account that does not exist is counted and answered alike.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "config.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "config.throttle.client_address"
AXES_USERNAME_CALLABLE = "config.throttle.account_named"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

SESSION_ENGINE = "config.sessions"
# The session: limits are kept on the server (config/middleware.py). The row outlives them by a day, unusable, only so
# that what was typed into a form left open overnight can still be kept for the person who typed it.
SESSION_IDLE_SECONDS: int = int(env("SESSION_IDLE_SECONDS", str(30 * 60)))
SESSION_ABSOLUTE_SECONDS: int = int(env("SESSION_ABSOLUTE_SECONDS", str(12 * 60 * 60)))
KEEP_EXPIRED_POST: str = "conversations.drafts.keep_expired_post"
TYPED_IN: str = "locality.typed.typed_in"
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS + 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would hold names

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# guardian and simple-history are stores here: access.py decides, triggers write (docs/decisions).
ANONYMOUS_USER_NAME = None
SIMPLE_HISTORY_ENABLED = False
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # guardian's backend is left out on purpose: locality.access.RecordBackend answers instead
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# Built by config/assets.mjs from static/ and node_modules/
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "var/assets"]
MEDIA_ROOT = Path(env("FILES_FOLDER", str(VAR_DIR / "files")))  # no address leads there: views ask who may see
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600 if PRODUCTION else 0  # files with a hash in their name are kept for ever
WHITENOISE_ALLOW_ALL_ORIGINS = False
if not PRODUCTION:
    for folder in (STATIC_ROOT, *STATICFILES_DIRS):  # both warn when they are missing; ./dev fills the second
        folder.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
# What one request may bring: a file of 10 MB with its form (config/limits.py). It waits in memory, never on a disk.
REQUEST_BODY_MAX: int = 11 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = REQUEST_BODY_MAX

# Work in the background: rows are the truth, a task is a nudge, and the sweep finds what a nudge missed.
BROKER_URL: str = env("BROKER_URL", None if PRODUCTION else database.BROKER_URL)
CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,  # longer than any task may run: Redis gives a task out again after it
    "unacked_restore_interval": 30,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_ALWAYS_EAGER = ENV == "test"
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_RESULT_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = env("BEAT_SCHEDULE_FILE", str(VAR_DIR / "beat"))
CELERY_BEAT_SCHEDULE = BEAT

# Counters of rate limits: shared by all web processes, hence beside the broker.
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if ENV == "test"
    else {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env("CACHE_URL", None if PRODUCTION else database.CACHE_URL),
    }
}

EMAIL_BACKEND = {
    "production": "django.core.mail.backends.smtp.EmailBackend",
    "development": "django.core.mail.backends.filebased.EmailBackend",
    "test": "django.core.mail.backends.locmem.EmailBackend",
}[ENV]
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST: str = env("EMAIL_HOST", "localhost")
EMAIL_PORT: int = int(env("EMAIL_PORT", "587"))
EMAIL_HOST_USER: str = env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD: str = env("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS: bool = env_flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL: str = env("DEFAULT_FROM_EMAIL", "no-reply@conversations.example")

LOGGING = logging_settings(env("LOG_LEVEL", "ERROR" if ENV == "test" else "INFO"))
