"""Production refuses to start half-configured, and secrets may come from files."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import database_from_url, env, env_flag

SOUND = {
    "ENV": "production",
    "SECRET_KEY": "x" * 60,
    "WALL_KEY": "w" * 32,
    "ALLOWED_HOSTS": "conversations.example",
    "DATABASE_URL": "postgresql://locality_app:secret@database/locality",
    "BROKER_URL": "redis://broker/0",
    "CACHE_URL": "redis://broker/1",
    "FRONT_DOOR_TELEPHONE": "0191 498 0100",
    "OUT_OF_HOURS_TELEPHONE": "0191 498 0200",
}


def load_settings(tmp_path, **changes):
    """Import the settings in a process of their own with SOUND and these changes (None removes); returns the result."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **SOUND, **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    program = "from config import settings as s; print(sorted(s.DATABASES), s.SESSION_COOKIE_NAME, s.DEBUG)"
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)


def test_sound_production_settings_load_without_the_owners_connection(tmp_path):
    result = load_settings(tmp_path)
    assert result.stdout == "['default'] __Host-session False\n", result.stderr


def test_the_sealers_and_the_auditors_connections_are_there_where_their_address_is(tmp_path):
    urls = {f"DATABASE_{whose}_URL": "postgresql://someone@database/locality" for whose in ("SEALER", "AUDIT")}
    assert load_settings(tmp_path, **urls).stdout.startswith("['audit', 'default', 'sealer'] ")


@pytest.mark.parametrize(
    "change",
    [
        {"DEBUG": "1"},
        {"DEMONSTRATION": "1"},
        {"SECRET_KEY": None},
        {"SECRET_KEY": "short"},
        {"WALL_KEY": None},
        {"WALL_KEY": "w" * 31},
        {"WALL_KEY_PREVIOUS": "short"},
        {"ALLOWED_HOSTS": None},
        {"ALLOWED_HOSTS": "*"},
        {"DATABASE_URL": None},
        {"BROKER_URL": None},
        {"FRONT_DOOR_TELEPHONE": None},
        {"OUT_OF_HOURS_TELEPHONE": None},
        {"ENV": "prodction"},
    ],
    ids=lambda change: "-".join(f"{name}-{value}" for name, value in change.items()),
)
def test_production_refuses(tmp_path, change):
    result = load_settings(tmp_path, **change)
    assert result.returncode != 0
    assert "ImproperlyConfigured" in result.stderr


def test_a_secret_may_come_from_a_file(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("SOME_SECRET", "from the environment")
    assert env("SOME_SECRET") == "from the file"


def test_a_flag_that_is_neither_on_nor_off_is_refused(monkeypatch):
    monkeypatch.setenv("SOME_FLAG", "maybe")
    with pytest.raises(ImproperlyConfigured):
        env_flag("SOME_FLAG")


def test_a_database_address_is_taken_apart():
    found = database_from_url("postgresql://a%40b:p%2Fw@server:5433/cases?sslmode=require")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "cases",
        "USER": "a@b",
        "PASSWORD": "p/w",
        "HOST": "server",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_another_kind_of_database_is_refused():
    with pytest.raises(ImproperlyConfigured):
        database_from_url("sqlite:///cases")
